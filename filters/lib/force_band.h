/* The parts of force_prose: noun groups that count forces, what is said of them, and whose they are. */
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
	BAND_GROWN,  /* "brought the garrison to 900 men", "has grown to 900": the noun may be another group's */
	BAND_PART,   /* "of which 11 were lost": of the band before */
	BAND_WHOLE   /* "out of 9,000": the band before is a part of it, or what it was before */
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
	bool fact;                /* they are there, whether or not it happens */
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
/* Does noun group i name a force or forces, whatever they count? */
bool band_host(const struct parse *p, size_t i);
/* Does the preposition or conjunction group have the sense? */
bool band_joint(const struct parse *p, size_t chunk, const char *sense);
/* "brought the garrison to 900": the group of which a verb says that it grew or shrank to the count of group i; NONE if
 * there is none. */
size_t band_grown(const struct parse *p, size_t i);
/* The best number of its count, 1 without one; 0 if unknown. */
long long band_size(const struct band *b);

/* Load the table of verbs once, after band_load and classes_load; force_status_unload frees it. */
void force_status_load(void);
void force_status_unload(void);

/* What does the sentence say of the band? Sets status, verb, doing, own and foe; false if nothing that makes it a row. */
bool force_status(struct band *b);
/* Does some verb say that the people of group i were harmed? Then they are casualties. */
bool force_suffers(const struct parse *p, size_t i);
/* Lemma of a verb group, "have" for one that stands alone; "" if the group is none or unknown. */
const char *force_lemma(const struct parse *p, size_t v);

/* Whose they are, NULL if unknown, and of what kind; after force_status. */
const char *force_actor(const struct band *b, const char **kind);

#endif
