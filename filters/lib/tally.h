/* Casualty figures in tables: infobox lines, table rows, and bullet lines of tolls. */
#ifndef SITREP_TALLY_H
#define SITREP_TALLY_H

#include <stdbool.h>

#include <jansson.h>

/* Load the tables that tally_casualties needs; later calls do nothing. tally_unload frees them. */
void tally_load(void);
void tally_unload(void);

/* Casualty records of a sentence that is a table line (an infobox line of group casualties, a row with
 * cells, a bullet line such as "Year fatalities: n"), in the order in which the line prints them: a new
 * array that the caller owns, empty where the line gives no count of people; NULL when the sentence is no
 * table line and should be read as prose. Spans of tag-counts must be on it; dates, actors and places
 * are used where they are. Nothing is filled that the line does not say. */
json_t *tally_casualties(const json_t *sentence);

/* A line in brackets continues the line before it ("115 killed" / "(conflict with ...)"): if the
 * sentence is such a line, note what it says in the records that tally_casualties gave for the line before
 * (perpetrator, dates, citations), and return true. */
bool tally_continue(json_t *rows, const json_t *sentence);

#endif
