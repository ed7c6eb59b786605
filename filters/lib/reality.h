/* Whether what a sentence tells has really happened: not planned, feared, denied, or only remembered. */
#ifndef SITREP_REALITY_H
#define SITREP_REALITY_H

#include <stdbool.h>

#include "parse.h"

/* Once, before the calls below. */
void reality_load(void);

/* Has the happening that group t (a verb or a noun) tells really happened, when and where the sentence says?
 * Not "a plan to attack", "feared an attack", "without an attack", "the anniversary of the attack". */
bool reality_happened(const struct parse *p, size_t t);

/* Is what noun group t tells only planned, feared or supposed: "the planned attack", "a possible massacre"? */
bool reality_prospective(const struct parse *p, size_t t);

/* Is the sentence a question? */
bool reality_asked(const struct parse *p);

/* Does the sentence tell what a novel, a film or a game tells? */
bool reality_fiction(const struct parse *p);

#endif
