/* What lines of a page are, by how they begin or what they say: line-phrases.tsv. */
#ifndef SITREP_PHRASE_LINES_H
#define SITREP_PHRASE_LINES_H

#include <stdbool.h>
#include <stddef.h>

/* The names that line-phrases.tsv uses stand in phrase_lines.c in this order. */
enum line_kind {
	LINE_TOP,       /* a heading that stands at the top level of an article: "Background" */
	LINE_REFS,      /* the heading of a list of references or notes */
	LINE_LIST,      /* the heading of a list of links or books */
	LINE_POINTS,    /* the heading of a news article's key points */
	LINE_LINKS,     /* the heading of the sources of a current-events page */
	LINE_RELATED,   /* the heading of its related pages */
	LINE_IGNORE,    /* the heading of a list that is no content: "Changes" */
	LINE_NOISE,     /* begins a line that is no content: "Also read:" */
	LINE_NOISE_ALL, /* is, from end to end, such a line: "Advertisement" */
	LINE_BYLINE,    /* begins a line that names the author: "By" */
	LINE_DATED,     /* begins a line that tells when an article appeared: "Published:" */
	LINE_CAPTION,   /* begins the caption of a picture: "Map of" */
	LINE_KINDS
};

/* Load the table once; later calls do nothing. */
void line_phrases_load(void);
void line_phrases_unload(void);

/* Whether a line is of a kind: as a whole for headings and LINE_NOISE_ALL, else by its beginning, which must
 * end with a word. Letters in any case; a colon at the end of the line or of the phrase makes no difference.
 * *end (may be NULL) gets the bytes that the phrase takes. */
bool line_is(enum line_kind kind, const char *line, size_t n, size_t *end);

#endif
