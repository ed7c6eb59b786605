/* Where, when and by whose word: what holds for a group of a parsed sentence. */
#ifndef SITREP_CONTEXT_H
#define SITREP_CONTEXT_H

#include <stdbool.h>

#include <jansson.h>

#include "parse.h"

/* Dates that hold for a group: of a span in its clause, else in the sentence, else carried by the sentence. Strings
 * are borrowed from the sentence and "" where unknown. */
struct when {
	const char *start, *end, *prec, *basis;
	const struct span *span; /* NULL if carried */
};
struct when context_when(const struct parse *p, size_t chunk);

/* The place that holds for a group: a place span, or the sentence's own; NULL if none. Borrowed.
 * *span gets the span, NULL if carried. */
const json_t *context_where(const struct parse *p, size_t chunk, const struct span **span);

/* Does a clause boundary lie between two groups, or a word behind which another happening begins ("amid")? */
bool context_parted(const struct parse *p, size_t a, size_t b);
/* ", and on 4 May captured": does a clause of its own date begin with the conjunction at group i? */
bool context_dated_clause(const struct parse *p, size_t i);

/* Does group i turn to a happening of another day: "days after", "a week before"? */
bool context_turns(const struct parse *p, size_t i);

/* Name of the party that asserts what a verb or noun group says ("the MNLA said that ..."), borrowed or NULL;
 * *chunk gets its noun group. Media ("Reuters reported") and witnesses do not claim. */
const char *context_claimant(const struct parse *p, size_t chunk, size_t *claimant);

/* Does the verb group assert something of which only its subject's word is known? Who announces, confirms or denies
 * speaks of his own deeds, or of what is known already. */
bool context_asserts(const struct parse *p, size_t v);

/* Name and kind of the actor of a noun group: the actor span's, a country's, else NULL. Borrowed. */
const char *chunk_actor(const struct parse *p, size_t chunk, const char **kind);

/* Footnote markers that back what stands at a group: those from the group to the end of its clause, or, if none,
 * to the end of the sentence. New array of strings. */
json_t *context_citations(const struct parse *p, size_t chunk);

#endif
