/* The closed list of event types and the rules of choice between them. */
#ifndef SITREP_EVENTTYPE_H
#define SITREP_EVENTTYPE_H

#include <stdbool.h>

#include "parse.h"

/* Load event-types.tsv, weapons.tsv and the word classes. */
void eventtype_load(void);
bool eventtype_known(const char *sub_type);
/* The main type and the PLOVER type of a sub-type. Borrowed. */
const char *eventtype_main(const char *sub_type);
const char *eventtype_plover(const char *sub_type);

/* Battles, remote violence and violence against civilians. */
bool eventtype_is_violent(const char *sub_type);
/* Can people come to harm in it? Then counts of harm in its sentence are its own. */
bool eventtype_takes_harm(const char *sub_type);
/* Is it a taking of people, whose count is of those taken? */
bool eventtype_is_taking(const char *sub_type);
/* Is it an act of politics, which is one for however many places it holds? Coups and elections are not. */
bool eventtype_is_act(const char *sub_type);
/* Is an actor of this kind a party under arms? */
bool eventtype_is_force(const char *kind);

/* The sub-type that a rule of choice gives ("attack", "take", "destroy"); NULL: no event. */
const char *eventtype_choose(const struct parse *p, const char *rule, size_t trigger, size_t doer, size_t target);
/* The sub-type of a happening known only by its harm. */
const char *eventtype_of_harm(const struct parse *p, size_t trigger, const char *outcome, const char *victim_kind);

#endif
