/* A run of a page's text: what stands in one paragraph, line or cell. */
#ifndef SITREP_HTML_RUN_H
#define SITREP_HTML_RUN_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "block.h"
#include "html_tree.h"

/* Zero it first; run_free at the end. White space is folded and gone at both ends. */
struct run {
	struct mapped text;
	json_t *notes; /* footnote markers with their offsets; NULL without any */
	bool space;    /* white space came behind the last word */
};

void run_clear(struct run *r);
void run_free(struct run *r);
bool run_empty(const struct run *r);
/* Append the text of node i, which is a text. */
void run_text(struct run *r, const struct tree *t, uint32_t i);
/* A word ends here. */
void run_space(struct run *r);
/* Append words that stand for node i. */
void run_words(struct run *r, const struct tree *t, uint32_t i, const char *words);
/* A footnote marker stands here. */
void run_note(struct run *r, const char *marker);
/* Append another run, after a blank. */
void run_append(struct run *r, const struct run *other);
/* A new block of what was gathered, which must not be empty; the run keeps its text until it is cleared. */
json_t *run_block(const struct run *r, const struct tree *t, const char *type, const char *section);
/* The text, NUL-terminated; "" while it is empty. */
const char *run_string(const struct run *r);

#endif
