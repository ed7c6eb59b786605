/* Noun groups that count forces: what is counted, and in which unit. Part of force_prose. */
#ifndef SITREP_FORCE_BAND_H
#define SITREP_FORCE_BAND_H

#include <stdbool.h>
#include <stddef.h>

#include "parse.h"

/* How a count stands to what it counts. */
enum band_form {
	BAND_NOUN,   /* "300 lancers", "a gunboat", "six of the 20 tanks" */
	BAND_PEOPLE, /* "4,000 Saxons": a people, who may be anybody */
	BAND_SIZE,   /* "an army of 7,000", "numbering 300", "11,000 strong": the noun is another group's */
	BAND_GROWN,  /* "brought the garrison to 900" */
	BAND_PART    /* "of which 11 were lost": of the band before */
};

struct band {
	const struct parse *p;
	size_t chunk;
	enum band_form form;
	size_t first, noun;       /* tokens: behind the count, and the noun */
	const struct span *count; /* NULL: one ("a gunboat") */
	const char *unit;
	const char *status;
	size_t verb;              /* that gives the status, or NONE */
	size_t owner;             /* group whose forces they are by grammar ("a French regiment of 150 men"), or NONE */
	bool doing;               /* they are the verb's subject */
	bool own;                 /* the verb's subject owns what it befalls ("lost ten guns") */
	bool foe;                 /* the verb's subject fights them */
	const char *actor, *kind; /* once found; those of the band before in a list, until then */
};

/* Load the table of words once; band_unload frees it. */
void band_load(void);
void band_unload(void);

/* Is group b->chunk of b->p one that counts forces? Sets form, first, noun, count and unit, and owner where the form
 * tells it. before: the band before it in the sentence, its p NULL if there is none. */
bool band_find(struct band *b, const struct band *before);

/* The value of a word in a sense of force-words.tsv, "" where it has none; NULL if the word is not in it. */
const char *band_word(const char *sense, const char *word);
/* The same for the last word of a noun group, in the singular or as it stands. */
const char *band_head(const struct parse *p, size_t chunk, const char *sense);
/* Does the preposition or conjunction group have the sense? */
bool band_joint(const struct parse *p, size_t chunk, const char *sense);
/* The group of forces that the number behind the preposition is told to have come to ("brought the garrison to 900",
 * "the army has grown to") or to be put at ("put the force at 300"); NONE if there is none. */
size_t band_grown(const struct parse *p, size_t prep);
/* The best number of its count, 1 without one; 0 if unknown. */
long long band_size(const struct band *b);

#endif
