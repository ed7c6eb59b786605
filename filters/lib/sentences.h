/* A block's text without footnote markers, in sentences. */
#ifndef SITREP_SENTENCES_H
#define SITREP_SENTENCES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A marker, and where in a text it stood. */
struct note {
	size_t at;
	char *marker;
};

/* A text that lost its markers and doubled white space. */
struct clean {
	char *s;          /* NUL-terminated */
	size_t n;
	uint32_t *from;   /* by byte of s and for its end: the offset in the text that it was made of */
	struct note *note; /* ascending */
	size_t notes, notes_cap;
	bool *gap;        /* by byte of s: a marker stood right before it */
};

/* Load abbreviations.tsv, marker-words.tsv and sentence-starters.tsv; once. */
void sentences_load(void);
void sentences_unload(void);

/* Clean a text of n bytes (less than 4 GiB). Markers that were taken out of it before are given with their offsets
 * in it, ascending; their strings are copied. The caller frees with clean_free. */
void clean_text(struct clean *c, const char *text, size_t n, const struct note *taken, size_t ntaken);
void clean_free(struct clean *c);

/* Offset in c->s at which the sentence that begins at from ends; white space behind it is not part of it. */
size_t sentence_end(const struct clean *c, size_t from);

#endif
