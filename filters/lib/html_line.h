/* The lines of a cell: what breaks, paragraphs, list items and the rows of tables in it part. */
#ifndef SITREP_HTML_LINE_H
#define SITREP_HTML_LINE_H

#include "html_flow.h"

struct cell_line {
	struct run run;  /* never empty */
	char *flag;      /* name of the flag that it begins with, NULL if none */
	bool guessed;    /* the flag bears no name: the words behind it are taken for it */
	uint32_t node;   /* of its first text */
};

/* Call each() for every line of nodes [from, to); the line is the caller's only until it returns. */
void cell_lines(const struct flow *f, uint32_t from, uint32_t to, void (*each)(void *arg, struct cell_line *line),
    void *arg);

#endif
