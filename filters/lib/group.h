/* Questions about the groups of a parsed sentence that more than one step of event extraction asks. */
#ifndef SITREP_GROUP_H
#define SITREP_GROUP_H

#include <stdbool.h>

#include "parse.h"

/* The verb group that governs group i from its left, within the clause; NONE if none. */
size_t group_verb_left(const struct parse *p, size_t i);
/* Is group i (NONE: no) a named party under arms, or any known actor? */
bool group_is_force(const struct parse *p, size_t i);
bool group_is_actor(const struct parse *p, size_t i);
/* Is group i (NONE: no) one person: a title or trade, "he", or a name that is no place and no party? */
bool group_is_person(const struct parse *p, size_t i);
/* The group that stands at a byte of the text; the last one behind the end. The sentence has groups. */
size_t group_at_byte(const struct parse *p, long long byte);
/* "one pilot, Captain X": the group that says what he is, of the list that i belongs to. NONE stays NONE. */
size_t group_list_head(const struct parse *p, size_t i);

#endif
