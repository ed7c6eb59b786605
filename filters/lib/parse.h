/* A sentence read shallowly: groups of words (noun groups, verb groups, and what stands between)
 * and who does what to whom. No grammar of English: the clauses of reports, well enough to say
 * who suffered and who did it. */
#ifndef SITREP_PARSE_H
#define SITREP_PARSE_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "span.h"
#include "text.h"
#include "words.h"

#define NONE ((size_t)-1)

enum pos {
	POS_NOUN, /* nouns, adjectives, names and whatever is unknown */
	POS_DET, POS_COUNT, POS_PRON, POS_PREP, POS_CONJ, POS_COMMA, POS_SUB, POS_AUX, POS_MODAL, POS_NEG, POS_ADV,
	POS_VERB, POS_TO, POS_DATE, POS_POSS, POS_PUNCT
};

enum chunk_type {
	CHUNK_NOUN,  /* "two Malian soldiers", "Gao", "they" */
	CHUNK_VERB,  /* "were reportedly killed", "to have captured", "wounding" */
	CHUNK_PREP, CHUNK_CONJ, CHUNK_COMMA,
	CHUNK_SUB,   /* that, who, when, after before a clause */
	CHUNK_DATE, CHUNK_ADV,
	CHUNK_PUNCT  /* what ends a clause: ; : ( ) dashes, quotes */
};

enum verb_form { FORM_FINITE, FORM_ING, FORM_PP /* without auxiliary */, FORM_INFINITIVE };

struct chunk {
	enum chunk_type type;
	size_t first, last; /* tokens, both inclusive */
	size_t start, end;  /* bytes of the text */
	size_t head;        /* token of the head noun or main verb */
	char lemma[40];     /* of the head noun, in the singular; of the verb; "" if there is none */
	const void *classes[2]; /* of the lemma and of the noun as printed; for chunk_has */
	/* noun groups */
	const struct span *count, *actor, *place; /* what the taggers found in it, or NULL */
	bool pronoun;
	bool definite;      /* the, this, its, ... */
	bool indefinite;    /* a, an, another */
	bool none;          /* no */
	bool bare;          /* a number or determiner without a noun: "killing 20" */
	bool possessive;    /* ends in 's: belongs to the next group */
	/* verb groups */
	const struct verb *verb; /* NULL if the lexicon does not know it; "be" for a copula */
	enum verb_form form;
	bool passive;
	bool negated;
	bool unreal;        /* modal, plan, wish, threat, condition: has not happened */
	bool attempt;       /* "attempted to", "tried to" */
	/* links, NONE where there is none */
	size_t governor;    /* verb group that this infinitive or participle depends on */
	size_t subject, object; /* noun groups, the nearest of a list */
	size_t agent;       /* "by X" of a passive */
	size_t owner;       /* for a noun group: the possessive group before it */
};

struct parse {
	const json_t *sentence; /* borrowed */
	const char *text;       /* borrowed */
	struct tokens *tok;
	struct spans spans;
	bool title_case; /* most words are capital, so that capitals say nothing */
	enum pos *pos;                   /* by token */
	const struct word **word;        /* by token, NULL if unknown */
	const struct span **of[SPAN_TYPES]; /* by span type and token: the span that covers it */
	struct chunk *chunk;
	size_t n, cap;
};

/* Read a sentence record; it must outlive the parse. words_load() must have run. */
struct parse *parse_sentence(const json_t *sentence);
void parse_free(struct parse *p);

/* The list that noun group i belongs to, leftmost to rightmost ("13 soldiers, a guard and 65 rebels"): sets
 * *first and *last to the outermost noun groups; groups behind a preposition inside the list are not members. */
void parse_list(const struct parse *p, size_t i, size_t *first, size_t *last);
/* Is noun group i the object of a preposition? Gives the preposition's chunk, else NONE. */
size_t parse_preposition(const struct parse *p, size_t i);
/* Is the token's folded text this word? False beyond the end. */
bool token_is(const struct parse *p, size_t token, const char *word);
/* Is a chunk made of this word or these words, in any case? */
bool chunk_is(const struct parse *p, size_t i, const char *word);
/* Who does it (the subject of an active verb, the by-phrase of a passive), and to whom. */
size_t parse_doer(const struct parse *p, size_t verb);
size_t parse_sufferer(const struct parse *p, size_t verb);
/* A readable dump for debugging and tests, on standard error. */
void parse_dump(const struct parse *p);

/* The parts, in the order in which parse_sentence calls them. */
void parse_tag(struct parse *p);    /* tokens to parts of speech */
void parse_chunk(struct parse *p);  /* tokens to groups */
void parse_link(struct parse *p);   /* subjects, objects, agents */

#endif
