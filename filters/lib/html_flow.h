/* A page's text in the order of the page, as blocks: headings, paragraphs, lists, tables, captions, footnotes. */
#ifndef SITREP_HTML_FLOW_H
#define SITREP_HTML_FLOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <jansson.h>

#include "block.h"
#include "html_roles.h"
#include "html_run.h"
#include "html_tree.h"

/* What the section that the flow is in holds. */
enum flow_mode {
	FLOW_TEXT,
	FLOW_REFS, /* references: every item of a list is one */
	FLOW_LIST  /* links and books: items with citation metadata are references, others are left out */
};

/* The name of a footnote: id of its entry, and what the text prints for it. Strings are borrowed and owned. */
struct footnote_name {
	const char *id;
	char *marker;
};

/* A block that is open. */
struct open_block;

struct flow {
	struct tree *t;
	uint32_t skip;     /* elements of these roles are left out */
	bool articles;     /* an encyclopedia's page: infoboxes, footnotes, sections of references */
	bool captions;     /* captions of pictures are wanted */
	const char *title; /* of the page, or NULL */
	/* Called for each block before it is written, may be NULL; false leaves it out. */
	bool (*accept)(struct flow *f, json_t *block, uint32_t node);
	void *data;        /* for accept */
	/* The flow's own: */
	struct run run;
	struct sections sections;
	struct open_block *open;
	size_t opened, cap;
	enum flow_mode mode;
	int mode_level;    /* of the heading that began it */
	int breaks;        /* line breaks since the last text */
	int boxes;         /* infoboxes so far */
	struct footnote_name *note;
	size_t notes, notes_cap;
};

/* Write the blocks of nodes [from, to). */
void flow_walk(struct flow *f, uint32_t from, uint32_t to);
void flow_free(struct flow *f);
/* Find what the text calls its footnotes. */
void flow_find_notes(struct flow *f);

/* Is node i left out? */
bool flow_skips(const struct flow *f, uint32_t i);
/* The marker that the text prints for the footnote with this id, NULL if it prints none. */
const char *flow_marker(const struct flow *f, const char *id);
/* Append a footnote marker in the text, node i, to a run. */
void flow_note(const struct flow *f, struct run *r, uint32_t i);
/* Append all text of nodes [from, to) to a run, line breaks and blocks as blanks. */
void flow_gather(const struct flow *f, struct run *r, uint32_t from, uint32_t to);
/* Write a block, unless it is not accepted: then the value is false. Steals it. */
bool flow_emit(struct flow *f, json_t *block, uint32_t node);

/* html_table.c: is the table made of data rather than of layout? Write its rows. */
bool flow_has_data(const struct flow *f, uint32_t i);
void flow_table(struct flow *f, uint32_t i);
/* html_box.c: write the lines of an infobox. */
void flow_box(struct flow *f, uint32_t i);
/* html_refs.c: write a list of footnotes; an entry of a list of works; and whatever metadata is left in [from, to). */
void flow_refs(struct flow *f, uint32_t i);
void flow_entry(struct flow *f, uint32_t i, const char *marker);
void flow_rest(struct flow *f, uint32_t from, uint32_t to);
/* Is there citation metadata in node i? */
bool flow_cites(const struct flow *f, uint32_t i);
/* The n-th number (1 ..) of list i, as its style prints it, in a new string. */
char *list_number(const struct tree *t, uint32_t i, size_t n);

#endif
