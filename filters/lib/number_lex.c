/* Loading of the number tables. */
#include "number_lex.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"

static const char *const class_names[NUMBER_CLASSES] = { "unit", "teen", "ten", "hundred", "scale", "dozen", "zero",
	"article", "half", "and", "more", "whole", "suffix", "ordinal", "fraction" };
static const char *const qual_names[QUAL_PLACES] = { "before", "after", "skip", "between", "from", "change", "to",
	"guard", "except" };
static const char *const reason_names[REASON_PLACES] = { "before", "after", "glued", "whole", "kind" };
static const char *const profiles[] = { "default", "acled", "gtd" };

/* Index of name among n names; n if it is none. */
static size_t
find(const char *const *names, size_t n, const char *name)
{
	size_t i = 0;

	while (i < n && strcmp(names[i], name) != 0)
		i++;
	return i;
}

static long long
integer(const struct table *t, size_t row, const char *s, const char **end)
{
	char *stop;
	long long v = strtoll(s, &stop, 10);

	if (stop == s || v < 0)
		table_bad(t, row, "a number belongs here");
	*end = stop;
	return v;
}

static void
load_words(struct numberer *n)
{
	struct table *t = n->words = table_load("number-words", 3, 3);

	n->by_word = phrases_new();
	n->word = xcalloc(t->n + 1, sizeof *n->word);
	for (size_t i = 0; i < t->n; i++) {
		size_t class = find(class_names, NUMBER_CLASSES, t->rows[i].cell[1]);
		const char *end;

		if (class == NUMBER_CLASSES)
			table_bad(t, i, "unknown class of number word");
		n->word[i].class = (enum number_class)class;
		n->word[i].value = integer(t, i, t->rows[i].cell[2], &end);
		phrases_add(n->by_word, t->rows[i].cell[0], &n->word[i]);
	}
}

static void
load_quals(struct numberer *n)
{
	struct table *t = n->quals = table_load("qualifiers", 2, 3);

	for (size_t p = 0; p < QUAL_PLACES; p++)
		n->by_qual[p] = phrases_new();
	n->qual = xcalloc(t->n + 1, sizeof *n->qual);
	for (size_t i = 0; i < t->n; i++) {
		size_t place = find(qual_names, QUAL_PLACES, t->rows[i].cell[1]);

		if (place == QUAL_PLACES)
			table_bad(t, i, "unknown place of a qualifier");
		n->qual[i].q = t->rows[i].cell[2];
		phrases_add(n->by_qual[place], t->rows[i].cell[0], &n->qual[i]);
	}
}

static void
load_vagues(struct numberer *n, size_t profile)
{
	struct table *t = n->vagues = table_load("vague-counts", 4, 5);

	n->by_vague = phrases_new();
	n->vague = xcalloc(t->n + 1, sizeof *n->vague);
	for (size_t i = 0; i < t->n; i++) {
		const char *s = t->rows[i].cell[1 + profile], *end;
		struct vague *v = &n->vague[i];

		v->low = v->high = -1;
		if (strcmp(s, "-") != 0) {
			v->low = integer(t, i, s, &end);
			if (strncmp(end, "..", 2) == 0)
				v->high = integer(t, i, end + 2, &end);
			if (*end != '\0')
				table_bad(t, i, "a vague count is n, n..n or -");
		}
		v->plural = strcmp(t->rows[i].cell[4], "plural") == 0;
		phrases_add(n->by_vague, t->rows[i].cell[0], v);
	}
}

static unsigned
conditions(const struct table *t, size_t row, const char *list)
{
	static const char *const names[] = { "capital", "bare", "low", "small", "one", "onebare", "no", "vague", "pair",
		"yearlike", "follows", "glued" };
	char *copy = xstrdup(list), *save = NULL;
	unsigned bits = 0;

	for (char *s = strtok_r(copy, " ", &save); s != NULL; s = strtok_r(NULL, " ", &save)) {
		size_t k = find(names, sizeof names / sizeof *names, s);

		if (k == sizeof names / sizeof *names)
			table_bad(t, row, "unknown condition");
		bits |= 1u << k;
	}
	free(copy);
	return bits;
}

/* The same words may stand in several rows with other conditions: they make a list. */
static void
load_reasons(struct numberer *n)
{
	struct table *t = n->nots = table_load("not-counts", 3, 4), *u = n->units = table_load("units", 2, 3);
	struct reason *r = n->reason = xcalloc(t->n + u->n + 1, sizeof *n->reason);

	for (size_t p = 0; p < REASON_PLACES; p++)
		n->by_reason[p] = phrases_new();
	n->by_unit = phrases_new();
	for (size_t i = 0; i < t->n; i++, r++) {
		size_t place = find(reason_names, REASON_PLACES, t->rows[i].cell[1]);

		if (place == REASON_PLACES)
			table_bad(t, i, "unknown place");
		r->why = t->rows[i].cell[2];
		r->conditions = conditions(t, i, t->rows[i].cell[3]);
		r->other = phrases_find(n->by_reason[place], t->rows[i].cell[0]);
		phrases_add(n->by_reason[place], t->rows[i].cell[0], r);
	}
	for (size_t i = 0; i < u->n; i++, r++) {
		r->why = u->rows[i].cell[1];
		r->conditions = conditions(u, i, u->rows[i].cell[2]);
		phrases_add(n->by_unit, u->rows[i].cell[0], r);
	}
}

struct numberer *
numberer_load(const char *profile)
{
	size_t k = find(profiles, sizeof profiles / sizeof *profiles, profile);
	struct numberer *n;

	if (k == sizeof profiles / sizeof *profiles)
		return NULL;
	n = xcalloc(1, sizeof *n);
	load_words(n);
	load_quals(n);
	load_vagues(n, k);
	load_reasons(n);
	return n;
}

void
numberer_free(struct numberer *n)
{
	if (n == NULL)
		return;
	table_free(n->words);
	table_free(n->quals);
	table_free(n->vagues);
	table_free(n->units);
	table_free(n->nots);
	phrases_free(n->by_word);
	phrases_free(n->by_vague);
	phrases_free(n->by_unit);
	for (size_t p = 0; p < QUAL_PLACES; p++)
		phrases_free(n->by_qual[p]);
	for (size_t p = 0; p < REASON_PLACES; p++)
		phrases_free(n->by_reason[p]);
	free(n->word);
	free(n->qual);
	free(n->vague);
	free(n->reason);
	free(n);
}
