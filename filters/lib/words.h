/* Word classes: the closed classes of words.tsv and the inflected verbs of verbs.tsv. */
#ifndef SITREP_WORDS_H
#define SITREP_WORDS_H

#include <stddef.h>

#include "text.h"

enum {
	W_DET = 1, W_PREP = 2, W_CONJ = 4, W_SUB = 8, W_PRON = 16, W_AUX = 32, W_MODAL = 64, W_NEG = 128, W_ADV = 256,
	W_NOUN = 512, W_GERUND = 1024, W_NUMADJ = 2048
};

enum {
	V_TRANS = 1, V_INTRANS = 2, V_SAY = 4, V_PLAN = 8, V_ATTEMPT = 16, V_FAIL = 32, V_BEGIN = 64, V_REPORT = 128,
	V_CAUSE = 256, V_NOUNISH = 512, V_DOUBLE = 1024
};

enum { F_BASE = 1, F_S = 2, F_ING = 4, F_PAST = 8, F_PP = 16 };

struct verb {
	const char *lemma;
	unsigned classes; /* V_ bits */
};

/* What the lexicons know of a word or phrase. */
struct word {
	unsigned classes; /* W_ bits, 0 for open-class words */
	const struct verb *verb; /* NULL if it is no verb form */
	unsigned forms;   /* F_ bits */
	const struct verb *past_of; /* where it is a past form of one verb and the base of another ("found", "left") */
};

/* Load words.tsv and verbs.tsv once; later calls do nothing. */
void words_load(void);

/* The longest known word or phrase at token i: its number of tokens, 0 if unknown; *w is set to what is known. */
size_t words_match(const struct tokens *t, size_t i, const struct word **w);

#endif
