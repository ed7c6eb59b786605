/* What the casualty rows of one sentence say of each other: whose the people are that a row only counts, and which rows
 * are parts of others. */
#ifndef SITREP_TOLD_H
#define SITREP_TOLD_H

#include <jansson.h>

#include "parse.h"

/* A casualty record, the group whose people it counts, and the group that tells what befell them. */
struct told {
	json_t *rec; /* borrowed */
	size_t chunk, trigger;
};

/* Load the word classes it needs. */
void told_load(void);
/* Fill in actor and part_of of a sentence's n records, where they lack them. Sorts row by place in the sentence. */
void told_relate(const struct parse *p, struct told *row, size_t n);

#endif
