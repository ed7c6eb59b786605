/* What the readers of plain text and markdown write: the doc record and blocks whose text leads back to the file. */
#ifndef SITREP_BLOCK_H
#define SITREP_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "source.h"

#define BLOCK_LIMIT ((size_t)1 << 20) /* bytes of source that one block covers at most */
#define HEADING_LEVELS 6

/* A text under construction and where its parts come from. Zero it first. */
struct mapped {
	char *s; /* NUL-terminated once something was added */
	size_t n, cap;
	struct step *map;
	size_t pairs, map_cap;
	size_t end; /* file offset behind the last part */
};

void mapped_clear(struct mapped *m);
void mapped_free(struct mapped *m);
/* Append source text [from, to) as it is. */
void mapped_copy(struct mapped *m, const struct source *s, size_t from, size_t to);
/* Append n bytes that stand for source text [from, to). */
void mapped_put(struct mapped *m, const struct source *s, size_t from, size_t to, const char *text, size_t n);
/* Append source text with runs of white space folded to one blank and none at the ends; a word that a hyphen
 * carries over a line end is put together again. */
void mapped_squeeze(struct mapped *m, const struct source *s, size_t from, size_t to);

/* A new block of a type with the text of m, which must not be empty. */
json_t *block_new(const struct source *s, const char *type, const char *section, const struct mapped *m);
/* A block without text at source text [from, to). */
json_t *block_empty(const struct source *s, const char *type, const char *section, size_t from, size_t to);
/* Offset at which to cut text [from, to), so that the first part is no longer than BLOCK_LIMIT; to if it is not. */
size_t block_cut(const char *text, size_t from, size_t to);

/* The headings above. Zero it first. */
struct sections {
	char *head[HEADING_LEVELS];
	char *path;
};

/* A heading of a level (1 ..) begins: those at and below the level end. NULL only ends them. */
void sections_push(struct sections *s, int level, const char *text);
/* The headings joined by " > "; "" without any. Good until the next push. */
const char *sections_path(struct sections *s);
void sections_free(struct sections *s);

#define LIST_DEPTH 16

/* The list items that are open, by indent. Zero it first. */
struct list {
	struct { size_t indent; char *text; } level[LIST_DEPTH];
	size_t depth;
};

/* An item at this indent begins: the open ones that are no parents of it end. */
void list_enter(struct list *l, size_t indent);
/* Write the item with the text of m, which must not be empty, after list_enter; it is open from here on. */
void list_item(struct list *l, const struct source *s, const char *section, const struct mapped *m, size_t indent);
/* The list ends. */
void list_close(struct list *l);

/* What a document tells of itself; NULL where it doesn't. */
struct doc_info {
	const char *format;
	char *title, *url, *publisher, *author, *date, *language;
};

/* Write the doc record, and free the strings of d. */
void doc_emit(const struct source *s, struct doc_info *d);

/* At most max bytes of text, whole characters, in a new string. */
char *clip(const char *text, size_t max);

#endif
