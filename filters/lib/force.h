/* Counts of forces: strengths and losses of things in tables, troops and arms in prose. */
#ifndef SITREP_FORCE_H
#define SITREP_FORCE_H

#include <jansson.h>

/* Load the tables of forces once; later calls do nothing. force_unload frees them. */
void force_load(void);
void force_unload(void);

/* Force records of a sentence, in the order in which it names them: a new array that the caller owns. Spans of
 * tag-counts and tag-names must be on it, and those of resolve-dates for dates. */
json_t *force_extract(const json_t *sentence);

/* The two halves of force_extract: a line of an infobox, and running text. */
json_t *force_line(const json_t *sentence);
json_t *force_prose(const json_t *sentence);

/* A force record: identifier, scope, text, section, side. start: the byte of the text that tells it from others. New. */
json_t *force_record(const json_t *sentence, const char *scope, size_t start);
/* Set as_of from a resolved date, as fine as it is known; nothing for NULL or an unknown date. */
void force_date(json_t *rec, const char *start, const char *prec);

#endif
