/* Dates in running text: the patterns of lexicon/date-patterns.tsv over the words of the other date tables. */
#ifndef SITREP_DATE_TAG_H
#define SITREP_DATE_TAG_H

#include <jansson.h>

struct dater;

/* Load months, weekdays, date-words, relative-dates and date-patterns; dies on a bad line. */
struct dater *dater_load(void);
void dater_free(struct dater *d);

/* The date spans of a text, ascending and disjoint, as a new array; tag-dates(1) lists their fields.
 * The caller owns it. */
json_t *dater_tag(const struct dater *d, const char *text);

#endif
