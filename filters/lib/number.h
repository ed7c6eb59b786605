/* Number phrases: what a text counts, how sure it is, and the numbers that count nothing. */
#ifndef SITREP_NUMBER_H
#define SITREP_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

struct numberer;

/* What the document tells of its numbers. */
struct number_style {
	bool dots;  /* "1.200" is twelve hundred */
	bool table; /* the text is a line or cell of a table, where a number may stand alone */
};

/* Load the number tables, with the vague words' values of a profile ("default", "acled", "gtd"); dies
 * on a bad line; NULL if there is no such profile. */
struct numberer *numberer_load(const char *profile);
void numberer_free(struct numberer *n);

/* The number spans of a text, ascending and disjoint, as a new array that the caller owns: t "count" with
 * low, best, high, q and the number words' own place (ns, ne), or t "number" with why it counts nothing.
 * tag-counts(1) lists their fields. What overlaps a date span in spans (may be NULL) is left alone. */
json_t *numberer_tag(const struct numberer *n, const char *text, const json_t *spans, struct number_style style);

/* How often a text groups digits with commas ("1,200") minus how often with full stops ("1.200.000", "1.200"). */
int number_grouping(const char *text);

#endif
