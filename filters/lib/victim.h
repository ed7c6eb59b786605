/* How many people a noun group speaks of, and whose they are. */
#ifndef SITREP_VICTIM_H
#define SITREP_VICTIM_H

#include <stdbool.h>

#include <jansson.h>

#include "parse.h"

/* A count with its uncertainty; -1 is unknown. */
struct tally {
	long long low, best, high;
	const char *qualifier;      /* static or borrowed */
	size_t start, end;          /* the words in the text; equal if the count is implied by the noun alone */
};

/* Load the word classes it needs. */
void victim_load(void);
/* The count of people that group i states or implies ("two soldiers", "a pilot", "himself", "no one").
 * surely: the verb befalls persons only, so that "an archaeologist" is one though no lexicon has the word.
 * False where it speaks of no countable people. */
bool victim_count(const struct parse *p, size_t i, bool surely, struct tally *t);
/* Is the group's head a word for persons? */
bool is_person_noun(const struct parse *p, size_t i);
/* Put low, best, high, qualifier and count_as_written into a record. */
void tally_set(json_t *rec, const struct parse *p, const struct tally *t);

/* Did the person of noun group i die a death that is no casualty: of an illness, or, named, with no word of
 * violence in the sentence ("Napoleon died in 1821")? death is the verb or noun group that tells it. */
bool died_in_bed(const struct parse *p, size_t death, size_t i);

#endif
