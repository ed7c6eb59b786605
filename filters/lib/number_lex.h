/* The number tables, and the steps of numberer_tag that look at them. Only number*.c include this. */
#ifndef SITREP_NUMBER_LEX_H
#define SITREP_NUMBER_LEX_H

#include "lexicon.h"
#include "number.h"
#include "text.h"

enum number_class {
	NUMBER_UNIT, NUMBER_TEEN, NUMBER_TEN, NUMBER_HUNDRED, NUMBER_SCALE, NUMBER_DOZEN, NUMBER_ZERO, NUMBER_ARTICLE,
	NUMBER_HALF, NUMBER_AND, NUMBER_MORE, NUMBER_WHOLE, NUMBER_SUFFIX, NUMBER_ORDINAL, NUMBER_FRACTION,
	NUMBER_CLASSES
};

struct number_word {
	enum number_class class;
	long long value;
};

enum qualifier_place {
	QUAL_BEFORE, QUAL_AFTER, QUAL_SKIP, QUAL_BETWEEN, QUAL_FROM, QUAL_CHANGE, QUAL_TO, QUAL_GUARD, QUAL_EXCEPT,
	QUAL_PLACES
};

struct qualifier {
	const char *q; /* "approx", ...; "" where it says nothing */
};

/* The value of a vague word; -1 where the profile gives none. */
struct vague {
	long long low, high;
	bool plural;
};

enum {
	COND_CAPITAL = 1, COND_BARE = 2, COND_LOW = 4, COND_SMALL = 8, COND_ONE = 16, COND_ONEBARE = 32, COND_NO = 64,
	COND_VAGUE = 128, COND_PAIR = 256, COND_YEARLIKE = 512, COND_FOLLOWS = 1024, COND_GLUED = 2048
};

struct reason {
	const char *why;
	unsigned conditions;
	const struct reason *other; /* another row of the same words, or NULL */
};

enum reason_place { REASON_BEFORE, REASON_AFTER, REASON_GLUED, REASON_WHOLE, REASON_KIND, REASON_PLACES };

struct numberer {
	struct table *words, *quals, *vagues, *units, *nots;
	struct number_word *word;
	struct qualifier *qual;
	struct vague *vague;
	struct reason *reason;
	struct phrases *by_word;               /* struct number_word */
	struct phrases *by_qual[QUAL_PLACES];  /* struct qualifier */
	struct phrases *by_vague;              /* struct vague */
	struct phrases *by_unit;               /* struct reason */
	struct phrases *by_reason[REASON_PLACES]; /* struct reason, a list */
};

/* A number as it stands in the text, tokens first .. last - 1. */
struct figure {
	size_t first, last;
	size_t start, end;     /* bytes */
	long long value;
	long long scale;       /* what its last word multiplied by; 1 if nothing */
	int places;            /* of a decimal: value is to be divided by 10 as often */
	const char *why;       /* it is no count by itself ("ordinal", "decimal", ...), else NULL */
	const char *q;         /* the qualifier that it brings along ("20-odd", "a hundred"), else NULL */
	const struct vague *vague;
	bool digits, grouped, word_one, word_no;
};

/* The text being read. */
struct reading {
	const struct numberer *lex;
	const char *text;
	struct tokens *tok;
	struct number_style style;
	bool title;                  /* Every Word Is Capitalised */
	unsigned char *dated;        /* by token: a date span covers it */
	const struct reason **ends;  /* by token: the longest "before" phrase that ends right before it */
	size_t *began;               /* by token: where that phrase began */
};

/* The number that begins at token i; false if none does. joined: "and" may stand inside ("a hundred and five"). */
bool figure_read(const struct reading *r, size_t i, bool joined, struct figure *f);
/* Why a number phrase, tokens first .. last - 1 around figure f, counts nothing; NULL if it may count. */
const char *figure_why(const struct reading *r, const struct figure *f, size_t first, size_t last, bool range);
/* Set up ends and began. */
void reading_contexts(struct reading *r);
/* Whether a token is this word. */
bool reading_is(const struct reading *r, size_t i, const char *word);
/* Whether tokens i - 1 and i touch. */
bool reading_touches(const struct reading *r, size_t i);
/* Whether a noun group seems to go on at token i: a word that is neither a preposition nor another small word. */
bool reading_noun(const struct reading *r, size_t i);
/* Whether a noun in the plural stands at token i or up to two words on, before any verb. */
bool reading_plural(const struct reading *r, size_t i);

#endif
