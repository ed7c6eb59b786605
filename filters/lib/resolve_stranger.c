/* Persons of one name that no table knows and nothing introduces: "Scipio" is one where he marches and loses men. */
#include <string.h>

#include "names.h"
#include "record.h"
#include "resolve_names.h"
#include "words.h"

#define STRANGERS_MAX 200
#define ACTS_MIN 2

/* A name, and what the document does with it. */
struct stranger {
	const char *word; /* borrowed from a sentence */
	size_t len, acts; /* how often it acts */
	bool known;       /* a place as well, or somebody who is named in full elsewhere */
};

struct strangers {
	struct stranger item[STRANGERS_MAX];
	size_t n;
};

static bool
is_beside_capital(const struct told *t, size_t i)
{
	const struct token *k = &t->tok->tok[i];

	return (i > 0 && k[-1].capital && k->start == k[-1].end + 1) || (i + 1 < t->tok->n && k[1].capital && k[1].start == k->end + 1);
}

/* Is token i one capitalised word by itself that may be a person's name? */
static bool
is_lone_name(const struct told *t, size_t i)
{
	const struct token *k = &t->tok->tok[i];
	const struct sense *sense = names_sense(k->low);
	const struct word *w;

	if (k->type != TOKEN_WORD || !k->capital || k->allcaps || k->end - k->start < 4 || words_match(t->tok, i, &w) > 0)
		return false;
	if (memchr(t->text + k->start, '-', k->end - k->start) != NULL || is_beside_capital(t, i))
		return false;
	return sense == NULL || (sense->roles & ~(unsigned)(R_GIVEN | R_NOTPLACE)) == 0;
}

/* Does a verb stand behind token i ("Scipio marched"), or soldiers of his ("Scipio's army")? */
static bool
is_doer(const struct told *t, size_t i)
{
	const struct sense *sense = i + 2 < t->tok->n ? names_sense(t->tok->tok[i + 2].low) : NULL;
	const struct word *w;

	if (i + 1 >= t->tok->n)
		return false;
	if (strcmp(t->tok->tok[i + 1].low, "'s") == 0)
		return sense != NULL && (sense->roles & R_NOUN) && strcmp(sense->noun_kind, "state") == 0;
	return words_match(t->tok, i + 1, &w) > 0 && w->verb != NULL && (w->forms & F_PAST) != 0 && w->classes == 0;
}

/* Does token i stand where places do? */
static bool
is_whereabouts(const struct told *t, size_t i)
{
	const struct sense *before = i > 0 ? names_sense(t->tok->tok[i - 1].low) : NULL;

	return before != NULL && (before->roles & (R_IN | R_NEAR | R_TAKEN | R_SETTLEMENT)) != 0;
}

static struct stranger *
find_word(struct strangers *x, const char *word, size_t len)
{
	for (size_t at = 0; at < x->n; at++)
		if (x->item[at].len == len && memcmp(x->item[at].word, word, len) == 0)
			return &x->item[at];
	return NULL;
}

/* The stranger that token i names, NULL if it names none of them. */
static struct stranger *
find(struct strangers *x, const struct told *t, size_t i)
{
	const struct token *k = &t->tok->tok[i];

	return find_word(x, t->text + k->start, k->end - k->start);
}

/* The span over token i; *doubtful gets whether it may give way: none, or a place that only its name makes one. */
static json_t *
span_at(const struct told *t, size_t i, bool *doubtful)
{
	json_t *span = span_over(t, NULL, (long long)t->tok->tok[i].start, (long long)t->tok->tok[i].end);

	*doubtful = span == NULL || (span_is(span, "place") && json_is_true(json_object_get(span, "weak")) &&
	    get_int(span, "e", 0) == (long long)t->tok->tok[i].end);
	return span;
}

static void
meet(const struct told *t, struct strangers *x)
{
	for (size_t i = 0; i < t->tok->n; i++) {
		const struct token *k = &t->tok->tok[i];
		struct stranger *who;
		bool doubtful;

		if (!k->capital || !is_doer(t, i) || !is_lone_name(t, i) || (span_at(t, i, &doubtful), !doubtful))
			continue;
		who = find(x, t, i);
		if (who == NULL && x->n < STRANGERS_MAX) {
			who = &x->item[x->n++];
			*who = (struct stranger){ t->text + k->start, k->end - k->start, 0, false };
		}
		if (who != NULL)
			who->acts++;
	}
}

static void
locate(const struct told *t, struct strangers *x)
{
	for (size_t i = 0; i < t->tok->n; i++) {
		struct stranger *who = t->tok->tok[i].capital && is_whereabouts(t, i) ? find(x, t, i) : NULL;

		if (who != NULL)
			who->known = true;
	}
}

/* "Nesbit Willoughby" explains Willoughby. */
static void
recognise(const struct told *t, struct strangers *x)
{
	const json_t *span;
	size_t i;

	json_array_foreach(t->spans, i, span) {
		const char *name = get_str(span, "name"), *last = strrchr(name, ' ');
		struct stranger *who = json_is_true(json_object_get(span, "person")) ?
		    find_word(x, last != NULL ? last + 1 : name, strlen(last != NULL ? last + 1 : name)) : NULL;

		if (who != NULL)
			who->known = true;
	}
}

/* Put a person's span where a stranger acts: resolve_persons finds the rest. */
static void
name_doers(struct told *t, struct strangers *x)
{
	for (size_t i = 0; i < t->tok->n; i++) {
		struct stranger *who = t->tok->tok[i].capital ? find(x, t, i) : NULL;
		bool doubtful;
		json_t *span;

		if (who == NULL || who->acts < ACTS_MIN || who->known || !is_doer(t, i) || !is_lone_name(t, i))
			continue;
		span = span_at(t, i, &doubtful);
		if (!doubtful)
			continue;
		told_remove(t, span);
		json_object_set_new(told_actor(t, (long long)t->tok->tok[i].start, (long long)t->tok->tok[i].end, who->word, who->len,
		    "other", "document"), "person", json_true());
	}
}

void
resolve_strangers(struct resolver *r)
{
	struct strangers x = { .n = 0 };

	for (size_t i = 0; i < r->n; i++)
		meet(&r->told[i], &x);
	for (size_t i = 0; x.n > 0 && i < r->n; i++) {
		locate(&r->told[i], &x);
		recognise(&r->told[i], &x);
	}
	for (size_t i = 0; x.n > 0 && i < r->n; i++)
		name_doers(&r->told[i], &x);
}
