/* What the kinds of table lines share. Only tally*.c include this. */
#ifndef SITREP_TALLY_PART_H
#define SITREP_TALLY_PART_H

#include <jansson.h>

#include "tally_lex.h"

/* A casualty record of a table for count i of a line: identifier, scope, text, section, outcome and count. New. */
json_t *tally_record(const struct tally_line *l, size_t i, const char *outcome);
/* Set side, and the actor: the given one, else the sentence's, else its side. actor may be NULL. */
void tally_actor(json_t *rec, const json_t *sentence, const char *actor, const char *kind);
/* Set the dates of a resolved date span; nothing for NULL. */
void tally_date(json_t *rec, const json_t *date);

/* As tally_casualties, for a table row with cells, and for a line that says nothing but a date and a toll. */
json_t *tally_row(const json_t *sentence);
json_t *tally_item(const json_t *sentence);

#endif
