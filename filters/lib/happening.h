/* Happenings that a sentence tells: found by patterns and by counts of harm, with who did it and who suffered it, and
 * merged where several words tell one. */
#ifndef SITREP_HAPPENING_H
#define SITREP_HAPPENING_H

#include <stdbool.h>

#include "filter.h"
#include "parse.h"

#define HAPPENINGS_MAX 64 /* in one sentence; what is beyond is not told by prose */

/* A happening that a pattern or a count of harm found in a sentence. */
struct happening {
	const char *rule, *type;   /* type: sub-type, never a rule of choice */
	size_t t;                  /* trigger */
	size_t doer, target;       /* noun groups or NONE */
	int rank;
	bool harm;                 /* made from casualty rows alone */
	bool gone;
	const struct span *place;  /* NULL: the sentence's own */
	size_t claimant;           /* noun group of the party that asserts it, or NONE */
	const char *nation;        /* whose deed an adjective says it is ("Turkish air strikes"); NULL if none does */
};

struct telling {
	struct document *doc;
	size_t entry;              /* of the sentence */
	const json_t *sentence;
	struct parse *p;
	struct happening cand[HAPPENINGS_MAX];
	size_t n;
	const char *title;
};

/* Load event-patterns.tsv and what it needs. A bad line ends the program. */
void happening_load(void);
/* Fill w->cand from the sentence and its casualty records. */
void happenings_find(struct telling *w);
/* Merge those that are one happening: the others are marked gone. */
void happenings_merge(struct telling *w);
/* Find the parties that the pattern's roles leave open. */
void happening_parties(const struct parse *p, struct happening *c);
/* Does a verb of saying end the sentence: "..., the ministry said on Friday."? */
bool happening_attributes(const struct parse *p, size_t t);
/* Does a boundary lie between two triggers that makes them happenings of their own? */
bool happenings_apart(const struct parse *p, size_t a, size_t b);

/* The first entry behind the casualty and force records of the sentence at entry i. */
size_t telling_end(const struct document *doc, size_t i);
/* The k-th casualty record of the sentence, and its entry; NULL if there are fewer. Borrowed. */
json_t *telling_casualty(const struct telling *w, size_t k);
struct entry *telling_casualty_entry(const struct telling *w, size_t k);

#endif
