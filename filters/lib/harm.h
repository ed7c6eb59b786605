/* Who did the harm that a sentence counts, and whose people suffered it. */
#ifndef SITREP_HARM_H
#define SITREP_HARM_H

#include <stdbool.h>

#include "parse.h"

/* Load the word classes it needs. */
void harm_load(void);
/* The name of who did it: of the doer that a pattern gave (NONE if it gave none) of the trigger, else of the attack
 * that the same sentence tells of. NULL if it doesn't say. Borrowed. */
const char *harm_doer(const struct parse *p, size_t trigger, size_t doer);
/* Whose people a group is that gives a number alone ("lost 40 killed", "the rebels' losses: 40 dead"): the group of
 * those who lost them; NONE if the sentence doesn't say. */
size_t harm_loser(const struct parse *p, size_t chunk);
/* The party of a group that stands for its deeds or losses ("Turkish air strikes", "the rebels' dead"): its owner, the
 * actor or the nation named in it; NULL if none. Sets *kind. Borrowed. */
const char *harm_party(const struct parse *p, size_t i, const char **kind);
/* Whom the deed struck of which the trigger tells the harm ("ambushed a patrol, killing five"); NONE if unknown. */
size_t harm_target(const struct parse *p, size_t trigger);
/* The outcome that a group without a count of its own tells of the people before it ("killed", "dead", "missing"),
 * as in the dataset; NULL if none. */
const char *harm_said(const struct parse *p, size_t i);
/* Does the person or group wounded according to the trigger die in the same sentence? */
bool harm_died(const struct parse *p, size_t trigger, size_t chunk);
/* The preposition or head of the inclusion that a group stands in ("including A and B", "among them A"); NONE if none. */
size_t harm_inclusion(const struct parse *p, size_t chunk);
/* "two of them", "most of whom": does the group count some of those told before? */
bool harm_some_of_them(const struct parse *p, size_t chunk);

#endif
