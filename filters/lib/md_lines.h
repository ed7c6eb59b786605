/* The lines of a markdown text, one after the other. */
#ifndef SITREP_MD_LINES_H
#define SITREP_MD_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "block.h"

enum md_type {
	MD_TEXT, MD_HEADING, MD_ITEM, MD_ROW,
	MD_DASHES,   /* between head and body of a table */
	MD_RULE,     /* "---", "===" */
	MD_FOOTNOTE, /* "[^1]: text" */
	MD_CODE,     /* inside a fence, or the fence */
	MD_END
};

struct md_line {
	size_t start, end;  /* without white space at the ends */
	size_t next;        /* where the line behind it begins */
	size_t body;        /* the text behind #, bullet, number or [^1]: */
	size_t indent, blanks;
	long number;        /* of an item, -1 for a bullet */
	int level;          /* of a heading; of a rule: of the heading that it makes of the line above */
	bool dated;         /* a heading that links to a path: "### [2012-05-1](/news/...)" */
	bool fenced;        /* inside a fence of code */
	enum md_type type;
};

/* The place before the first line at or behind offset at. */
struct md_line md_first_line(const struct source *s, size_t at);
/* Go to the next line that is not empty; false at the end, with type MD_END. */
bool md_next_line(const struct source *s, struct md_line *l);
/* Offset behind the front matter ("---" lines with keys between); 0 without it. What it tells goes into info,
 * unless that is NULL. */
size_t md_front_matter(const struct source *s, struct doc_info *info);

#endif
