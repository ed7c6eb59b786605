#include "words.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "lexicon.h"

struct named_bit {
	const char *name;
	unsigned bit;
};

static const struct named_bit word_classes[] = {
	{ "det", W_DET }, { "prep", W_PREP }, { "conj", W_CONJ }, { "sub", W_SUB }, { "pron", W_PRON }, { "aux", W_AUX },
	{ "modal", W_MODAL }, { "neg", W_NEG }, { "adv", W_ADV }, { "noun", W_NOUN }, { "gerund", W_GERUND },
	{ "numadj", W_NUMADJ }, { NULL, 0 },
};

static const struct named_bit verb_classes[] = {
	{ "trans", V_TRANS }, { "intrans", V_INTRANS }, { "both", V_TRANS | V_INTRANS }, { "say", V_SAY }, { "plan", V_PLAN },
	{ "attempt", V_ATTEMPT }, { "fail", V_FAIL }, { "begin", V_BEGIN }, { "report", V_REPORT }, { "cause", V_CAUSE },
	{ "noun", V_NOUNISH }, { "double", V_DOUBLE }, { NULL, 0 },
};

static struct phrases *words;
static struct table *verbs; /* lemmas point into it, so it stays */

/* Bits of a comma-separated list of names. */
static unsigned
bits_of(const struct table *t, size_t row, const char *list, const struct named_bit *names)
{
	unsigned bits = 0;

	while (*list != '\0') {
		size_t n = strcspn(list, ",");
		const struct named_bit *b = names;

		while (b->name != NULL && (strlen(b->name) != n || strncmp(b->name, list, n) != 0))
			b++;
		if (b->name == NULL)
			table_bad(t, row, "unknown class");
		bits |= b->bit;
		list += n + (list[n] == ',');
	}
	return bits;
}

/* The entry of a word, made if it is new. The lexicon lives as long as the program. */
static struct word *
entry(const char *text)
{
	struct word *w = (struct word *)(uintptr_t)phrases_find(words, text);

	if (w == NULL) {
		w = xcalloc(1, sizeof *w);
		phrases_add(words, text, w);
	}
	return w;
}

static void
add_form(const char *stem, size_t len, const char *suffix, const struct verb *v, unsigned form)
{
	char *s = xasprintf("%.*s%s", (int)len, stem, suffix);
	struct word *w = entry(s);

	if (w->verb != NULL && w->verb != v) {
		/* "found" is the past of find and the base of found: the past is the common one. */
		if (form & (F_PAST | F_PP)) {
			w->past_of = w->verb;
			w->verb = v;
			w->forms |= form;
		}
		free(s);
		return;
	}
	w->verb = v;
	w->forms |= form;
	free(s);
}

static bool
consonant(char c)
{
	return strchr("aeiou", c) == NULL;
}

static bool
ends(const char *s, size_t n, const char *tail)
{
	size_t k = strlen(tail);

	return n >= k && memcmp(s + n - k, tail, k) == 0;
}

static void
add_s_form(const char *l, size_t n, const struct verb *v)
{
	if (ends(l, n, "s") || ends(l, n, "x") || ends(l, n, "z") || ends(l, n, "ch") || ends(l, n, "sh") || ends(l, n, "o"))
		add_form(l, n, "es", v, F_S);
	else if (n > 1 && l[n - 1] == 'y' && consonant(l[n - 2]))
		add_form(l, n - 1, "ies", v, F_S);
	else
		add_form(l, n, "s", v, F_S);
}

static void
add_ing_form(const char *l, size_t n, const struct verb *v)
{
	char twice[2] = { l[n - 1], '\0' };
	char *s;

	if (ends(l, n, "ie")) {
		add_form(l, n - 2, "ying", v, F_ING);
	} else if (ends(l, n, "e") && !ends(l, n, "ee") && !ends(l, n, "oe") && !ends(l, n, "ye")) {
		add_form(l, n - 1, "ing", v, F_ING);
	} else if (v->classes & V_DOUBLE) {
		s = xasprintf("%sing", twice);
		add_form(l, n, s, v, F_ING);
		free(s);
	} else {
		add_form(l, n, "ing", v, F_ING);
	}
}

static void
add_ed_form(const char *l, size_t n, const struct verb *v)
{
	char *s;

	if (ends(l, n, "e")) {
		add_form(l, n, "d", v, F_PAST | F_PP);
	} else if (n > 1 && l[n - 1] == 'y' && consonant(l[n - 2])) {
		add_form(l, n - 1, "ied", v, F_PAST | F_PP);
	} else if (v->classes & V_DOUBLE) {
		s = xasprintf("%ced", l[n - 1]);
		add_form(l, n, s, v, F_PAST | F_PP);
		free(s);
	} else {
		add_form(l, n, "ed", v, F_PAST | F_PP);
	}
}

static void
add_verb(const struct table *t, size_t row)
{
	char **cell = t->rows[row].cell;
	struct verb *v = xcalloc(1, sizeof *v);
	size_t n = strlen(cell[0]);

	if (n == 0)
		table_bad(t, row, "no verb");
	v->lemma = cell[0];
	v->classes = bits_of(t, row, cell[3], verb_classes);
	add_form(cell[0], n, "", v, F_BASE);
	add_s_form(cell[0], n, v);
	add_ing_form(cell[0], n, v);
	if (*cell[1] != '\0')
		add_form(cell[1], strlen(cell[1]), "", v, F_PAST);
	if (*cell[2] != '\0')
		add_form(cell[2], strlen(cell[2]), "", v, F_PP);
	if (*cell[1] == '\0' && *cell[2] == '\0')
		add_ed_form(cell[0], n, v);
}

void
words_load(void)
{
	struct table *t;

	if (words != NULL)
		return;
	words = phrases_new();
	verbs = table_load("verbs", 4, 4);
	for (size_t i = 0; i < verbs->n; i++)
		add_verb(verbs, i);
	t = table_load("words", 2, 2);
	for (size_t i = 0; i < t->n; i++)
		entry(t->rows[i].cell[0])->classes |= bits_of(t, i, t->rows[i].cell[1], word_classes);
	table_free(t);
}

size_t
words_match(const struct tokens *t, size_t i, const struct word **w)
{
	const void *value;
	size_t n = phrases_match(words, t, i, &value);
	const char *low = t->tok[i].low;

	*w = n > 0 ? value : NULL;
	/* "re-took" is retook, "re-engaged" engaged again. */
	if (n == 0 && strncmp(low, "re-", 3) == 0) {
		char *s = xasprintf("re%s", low + 3);

		*w = phrases_find(words, s);
		if (*w == NULL)
			*w = phrases_find(words, low + 3);
		free(s);
		n = *w != NULL;
	}
	return n;
}
