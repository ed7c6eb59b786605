/* What a document teaches of actors: acronyms that it explains, persons that it later calls by their surname. */
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "names.h"
#include "record.h"
#include "resolve_names.h"
#include "words.h"

#define ACRONYM_MAX 12
#define LEARNT_MAX 1000

/* A short name that the document explains. Strings are owned. */
struct learnt {
	char *word, *name, *kind;
	size_t len; /* of word */
	bool person;
};

struct lessons {
	struct learnt *item;
	size_t n, cap;
};

static void
learn(struct lessons *l, const char *word, size_t len, const char *name, const char *kind, bool person)
{
	if (l->n == LEARNT_MAX)
		return;
	l->item = grow(l->item, &l->cap, l->n + 1, sizeof *l->item);
	l->item[l->n++] = (struct learnt){ xstrndup(word, len), xstrdup(name), xstrdup(kind), len, person };
}

static void
forget(struct lessons *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->item[i].word);
		free(l->item[i].name);
		free(l->item[i].kind);
	}
	free(l->item);
}

/* The first lesson for a word. */
static const struct learnt *
recall(const struct lessons *l, const char *word, size_t len)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->item[i].len == len && memcmp(l->item[i].word, word, len) == 0)
			return &l->item[i];
	return NULL;
}

json_t *
told_actor(struct told *t, long long start, long long end, const char *name, size_t len, const char *kind, const char *src)
{
	json_t *j = json_object();

	set_str(j, "t", "actor");
	set_int(j, "s", start);
	set_int(j, "e", end);
	set_strn(j, "name", name, len);
	set_str(j, "kind", kind);
	set_str(j, "src", src);
	json_array_append_new(t->spans, j);
	return j;
}

static json_t *
add_span(struct told *t, long long start, long long end, const char *name, const char *kind, const char *src)
{
	return told_actor(t, start, end, name, strlen(name), kind, src);
}

static const char *
word_at(const struct told *t, size_t i, size_t *len)
{
	*len = t->tok->tok[i].end - t->tok->tok[i].start;
	return t->text + t->tok->tok[i].start;
}

static bool
is_acronym(const struct told *t, size_t i)
{
	const struct token *k = &t->tok->tok[i];

	return k->type == TOKEN_WORD && k->allcaps && k->end - k->start >= 2 && k->end - k->start <= ACRONYM_MAX;
}

static bool
is_char(const struct told *t, size_t i, char c)
{
	return i < t->tok->n && t->text[t->tok->tok[i].start] == c;
}

/* First token of the words before the bracket at token i whose capitals spell the acronym behind it; i if none do. */
static size_t
spelled(const struct told *t, size_t i)
{
	size_t len, at = i;
	const char *word = word_at(t, i + 1, &len);

	while (len > 0 && at > 0 && i - at < 14) {
		const struct token *k = &t->tok->tok[--at];

		if (k->type == TOKEN_PUNCT)
			return i;
		if (k->capital && t->text[k->start] == word[len - 1])
			len--;
		else if (k->capital && len == 0)
			break;
	}
	return len == 0 ? at : i;
}

static const char *
kind_of_words(const struct told *t, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++) {
		const struct sense *s = t->tok->tok[i].capital ? names_sense(t->tok->tok[i].low) : NULL;

		if (s != NULL && (s->roles & R_ORG) && *s->org_kind != '\0')
			return s->org_kind;
	}
	return "other";
}

/* "... Liberation of Azawad (MNLA)": the actor before the bracket, one made of the words that spell it if need be. */
static json_t *
explained(struct told *t, size_t i)
{
	long long end = (long long)t->tok->tok[i].start;
	json_t *span = i > 0 ? span_over(t, "actor", (long long)t->tok->tok[i - 1].start, end) : NULL;
	size_t first, len;
	char *name;

	if (span != NULL && get_int(span, "e", 0) >= (long long)t->tok->tok[i - 1].end && strcmp(get_str(span, "src"), "noun") != 0)
		return span;
	first = spelled(t, i);
	if (first == i || span_over(t, "place", (long long)t->tok->tok[first].start, (long long)t->tok->tok[first].end) != NULL)
		return NULL;
	word_at(t, i + 1, &len);
	if (len < 3)
		return NULL;
	name = xstrndup(t->text + t->tok->tok[first].start, t->tok->tok[i - 1].end - t->tok->tok[first].start);
	span = add_span(t, (long long)t->tok->tok[first].start, (long long)t->tok->tok[i - 1].end, name,
	    kind_of_words(t, first, i - 1), "document");
	free(name);
	return span;
}

/* "MPLT (Popular Movement for the Liberation of Temba)": the actor behind the bracket at token i, NULL if there is none. */
static json_t *
spelled_out(const struct told *t, size_t i)
{
	json_t *span = i > 0 && is_acronym(t, i - 1) && i + 1 < t->tok->n ?
	    span_over(t, "actor", (long long)t->tok->tok[i + 1].start, (long long)t->tok->tok[i + 1].end) : NULL;

	return span != NULL && strcmp(get_str(span, "src"), "document") == 0 && t->text[get_int(span, "e", 0)] == ')' ? span : NULL;
}

static void
learn_acronyms(struct told *t, struct lessons *l)
{
	for (size_t i = 1; i + 2 < t->tok->n; i++) {
		bool behind;
		json_t *span;
		size_t len;
		const char *word;

		if (!is_char(t, i, '('))
			continue;
		span = spelled_out(t, i);
		behind = span != NULL;
		if (!behind && is_acronym(t, i + 1) && (is_char(t, i + 2, ')') || is_char(t, i + 2, '/')))
			span = explained(t, i);
		word = word_at(t, behind ? i - 1 : i + 1, &len);
		if (span != NULL && !json_is_true(json_object_get(span, "person")) && recall(l, word, len) == NULL)
			learn(l, word, len, get_str(span, "name"), get_str(span, "kind"), false);
	}
}

/* Has a word in capitals a meaning of its own that is no group's, as "IED", "UN" and "US" have? */
static bool
is_known_word(const struct told *t, size_t i)
{
	const struct sense *sense = names_sense(t->tok->tok[i].low);
	const struct word *w;

	return sense != NULL || words_match(t->tok, i, &w) > 0;
}

/* The kind of the fighters or soldiers that token i names, NULL if it names none. */
static const char *
kind_of_fighters(const struct told *t, size_t i)
{
	const struct sense *sense = i < t->tok->n && !t->tok->tok[i].capital ? names_sense(t->tok->tok[i].low) : NULL;
	const char *kind = sense != NULL && (sense->roles & R_NOUN) && (sense->roles & R_PLURAL) ? sense->noun_kind : "";

	if (strcmp(kind, "state") == 0 && strcmp(sense->form, "military") != 0 && strcmp(sense->form, "army") != 0)
		return NULL;
	return strcmp(kind, "rebel") == 0 || strcmp(kind, "jihadist") == 0 || strcmp(kind, "militia") == 0 || strcmp(kind, "state") == 0 ?
	    kind : NULL;
}

/* What fighters stand beside the acronym at token i: "LDU fighters", "fighters from the LDU"; NULL if none do. */
static const char *
fighters_beside(const struct told *t, size_t i)
{
	const char *kind = t->text[t->tok->tok[i].end] == ' ' ? kind_of_fighters(t, i + 1) : NULL;

	if (kind != NULL)
		return kind;
	i -= i > 0 && strcmp(t->tok->tok[i - 1].low, "the") == 0;
	if (i < 2 || (strcmp(t->tok->tok[i - 1].low, "of") != 0 && strcmp(t->tok->tok[i - 1].low, "from") != 0))
		return NULL;
	return kind_of_fighters(t, i - 2);
}

/* "LDU fighters": an acronym beside fighters is theirs, though nothing explains it. "LDU soldiers" may be a state's: they
 * are asked last. */
static void
learn_in_use(const struct told *t, struct lessons *l, bool soldiers)
{
	for (size_t i = 0; i < t->tok->n; i++) {
		long long start = (long long)t->tok->tok[i].start, end = (long long)t->tok->tok[i].end;
		const char *kind;
		size_t len;
		const char *word = word_at(t, i, &len);

		if (!is_acronym(t, i) || len < 3 || is_known_word(t, i) || span_over(t, NULL, start, end) != NULL ||
		    recall(l, word, len) != NULL)
			continue;
		kind = fighters_beside(t, i);
		if (kind != NULL && (strcmp(kind, "state") == 0) == soldiers)
			learn(l, word, len, "", soldiers ? "other" : kind, false);
	}
}

void
told_remove(struct told *t, const json_t *span)
{
	const json_t *other;
	size_t i;

	json_array_foreach(t->spans, i, other) {
		if (other == span) {
			json_array_remove(t->spans, i);
			return;
		}
	}
}

/* A noun's span that may give way to the group it belongs to. */
static bool
is_noun_of_group(const json_t *noun)
{
	const char *kind = get_str(noun, "kind");

	return strcmp(get_str(noun, "src"), "noun") == 0 && strcmp(kind, "civilians") != 0 && strcmp(kind, "protesters") != 0;
}

/* "CNRDR soldiers": the noun behind the acronym belongs to it. */
static long long
widen(struct told *t, long long end)
{
	json_t *noun = t->text[end] == ' ' ? span_over(t, "actor", end + 1, end + 2) : NULL;

	if (noun == NULL || get_int(noun, "s", 0) != end + 1 || !is_noun_of_group(noun))
		return end;
	end = get_int(noun, "e", end);
	told_remove(t, noun);
	return end;
}

/* "fighters of the LDU": the noun before the acronym belongs to it, too. */
static long long
widen_back(struct told *t, size_t k)
{
	long long start = (long long)t->tok->tok[k].start, end;
	json_t *noun;

	k -= k > 1 && strcmp(t->tok->tok[k - 1].low, "the") == 0;
	if (k < 2 || (strcmp(t->tok->tok[k - 1].low, "of") != 0 && strcmp(t->tok->tok[k - 1].low, "from") != 0))
		return start;
	end = (long long)t->tok->tok[k - 2].end;
	noun = span_over(t, "actor", end - 1, end);
	if (noun == NULL || get_int(noun, "e", 0) != end || !is_noun_of_group(noun))
		return start;
	start = get_int(noun, "s", 0);
	told_remove(t, noun);
	return start;
}

/* A group with a long name and an acronym goes by its acronym. */
static void
name_by_acronym(json_t *span, const struct learnt *x)
{
	const char *kind = get_str(span, "kind");
	bool armed = strcmp(kind, "state") != 0 && strcmp(kind, "international") != 0;

	if (armed && strcmp(get_str(span, "src"), "document") == 0 && strcmp(get_str(span, "name"), x->name) == 0)
		set_str(span, "name", x->word);
	set_str(span, "canon", x->word);
}

static void
apply_acronyms(struct told *t, const struct lessons *l)
{
	json_t *span;
	size_t i;

	for (size_t k = 0; k < t->tok->n; k++) {
		size_t len;
		const char *word = word_at(t, k, &len);
		const struct learnt *x = is_acronym(t, k) ? recall(l, word, len) : NULL;
		long long start = (long long)t->tok->tok[k].start, end = (long long)t->tok->tok[k].end;

		if (x == NULL || span_over(t, "actor", start, end) != NULL || span_over(t, "place", start, end) != NULL)
			continue;
		end = widen(t, end);
		add_span(t, widen_back(t, k), end, x->word, x->kind, "acronym");
	}
	json_array_foreach(t->spans, i, span) {
		if (!span_is(span, "actor"))
			continue;
		for (size_t k = 0; k < l->n; k++)
			if (strcmp(get_str(span, "name"), l->item[k].word) == 0 || strcmp(get_str(span, "name"), l->item[k].name) == 0) {
				name_by_acronym(span, &l->item[k]);
				break;
			}
	}
}

void
resolve_acronyms(struct resolver *r)
{
	struct lessons l = { 0 };

	for (size_t i = 0; i < r->n; i++)
		learn_acronyms(&r->told[i], &l);
	for (size_t i = 0; i < 2 * r->n; i++)
		learn_in_use(&r->told[i % r->n], &l, i >= r->n);
	for (size_t i = 0; l.n > 0 && i < r->n; i++)
		apply_acronyms(&r->told[i], &l);
	forget(&l);
}

/* The kind of a person that a title tells after the first mention. */
static void
promote(struct lessons *l, const char *name, const char *kind)
{
	for (size_t i = 0; i < l->n; i++) {
		if (strcmp(l->item[i].name, name) != 0)
			continue;
		free(l->item[i].kind);
		l->item[i].kind = xstrdup(kind);
	}
}

/* Learn the person of a span under the last word of the name, and the last two ("Le Drian"). */
static void
learn_person(struct lessons *l, json_t *span)
{
	const char *name = get_str(span, "name"), *last = strrchr(name, ' '), *kind = get_str(span, "kind");
	const struct learnt *known = NULL;

	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->item[i].name, name) == 0)
			known = &l->item[i];
	/* A title once told holds for the whole document. */
	if (known != NULL && strcmp(kind, "other") == 0 && strcmp(known->kind, "other") != 0)
		set_str(span, "kind", known->kind);
	else if (known != NULL && strcmp(known->kind, "other") == 0)
		promote(l, name, kind);
	if (known == NULL && last == NULL) {
		/* "Le Drian" and "Touré" after the full name are the same person. */
		const struct learnt *x = recall(l, name, strlen(name));

		if (x != NULL) {
			set_str(span, "canon", x->name);
			return;
		}
	}
	kind = get_str(span, "kind");
	if (last == NULL) {
		learn(l, name, strlen(name), name, kind, true);
		return;
	}
	if (known == NULL)
		learn(l, last + 1, strlen(last + 1), name, kind, true);
	while (last > name && last[-1] != ' ')
		last--;
	if (last > name && known == NULL)
		learn(l, last, strlen(last), name, kind, true);
}

/* The lesson for the words from token i on, two or one; *n gets how many. */
static const struct learnt *
recall_words(const struct told *t, size_t i, const struct lessons *l, size_t *n)
{
	const struct token *k = t->tok->tok;
	const struct learnt *x = NULL;

	for (*n = 2; *n > 0; --*n) {
		if (i + *n > t->tok->n)
			continue;
		x = recall(l, t->text + k[i].start, k[i + *n - 1].end - k[i].start);
		if (x != NULL)
			return x;
	}
	return NULL;
}

/* The one span that covers the words, if it is a place that a person's name may replace; *free_ gets whether none does. */
static json_t *
doubtful_place(struct told *t, size_t i, size_t n, bool *free_)
{
	long long start = (long long)t->tok->tok[i].start, end = (long long)t->tok->tok[i + n - 1].end;
	json_t *span = span_over(t, NULL, start, end);
	const struct sense *before = i > 0 ? names_sense(t->tok->tok[i - 1].low) : NULL;

	*free_ = span == NULL;
	if (span == NULL || !span_is(span, "place") || get_int(span, "s", 0) != start || get_int(span, "e", 0) != end)
		return NULL;
	if (before != NULL && (before->roles & (R_IN | R_NEAR | R_SETTLEMENT)))
		return NULL;
	return strcmp(get_str(span, "feature"), "country") == 0 ? NULL : span;
}

/* Does a first name stand before the surname at token i that is not of the person name ("Abimael Saleh" beside "Karim
 * Saleh")? */
static bool
is_namesake(const struct told *t, size_t i, const char *name)
{
	const struct token *k = i > 1 ? &t->tok->tok[i - 1] : NULL; /* the first word has its capital anyway */
	const struct sense *s;
	char *word;
	bool own;

	if (k == NULL || k->type != TOKEN_WORD || !k->capital || k->end + 1 != t->tok->tok[i].start)
		return false;
	s = names_sense(k->low);
	word = xstrndup(t->text + k->start, k->end - k->start);
	own = strstr(name, word) != NULL;
	free(word);
	return !own && (s == NULL || (s->roles & R_GIVEN) != 0);
}

static void
name_persons(struct told *t, const struct lessons *l)
{
	for (size_t i = 0; i < t->tok->n; i++) {
		const struct token *k = &t->tok->tok[i];
		const struct learnt *x;
		json_t *span;
		size_t n;
		bool untouched;

		if (k->type != TOKEN_WORD || !k->capital || k->end - k->start < 3)
			continue;
		x = recall_words(t, i, l, &n);
		if (x == NULL || is_namesake(t, i, x->name))
			continue;
		span = doubtful_place(t, i, n, &untouched);
		if (span == NULL && !untouched)
			continue;
		if (span != NULL)
			told_remove(t, span);
		span = add_span(t, (long long)k->start, (long long)t->tok->tok[i + n - 1].end, x->name, x->kind, "document");
		json_object_set_new(span, "person", json_true());
		i += n - 1;
	}
}

/* The words behind "HMS" and "the frigate": a ship, whatever else is called so. */
static void
learn_ships(const struct told *t, struct lessons *l)
{
	for (size_t i = 0; i + 1 < t->tok->n; i++) {
		const struct sense *s = names_sense(t->tok->tok[i].low);
		const struct token *k = &t->tok->tok[i + 1];
		size_t n = 1;

		if (s == NULL || !(s->roles & R_SHIP) || !k->capital || ((s->caps & R_SHIP) && !t->tok->tok[i].allcaps) ||
		    k->start != t->tok->tok[i].end + 1)
			continue;
		if (i + 2 < t->tok->n && k[1].capital && k[1].start == k->end + 1)
			n = 2;
		learn(l, t->text + k->start, k[n - 1].end - k->start, "", "", false);
	}
}

static void
drop_ships(struct told *t, const struct lessons *l)
{
	for (size_t i = 0; i < json_array_size(t->spans); i++) {
		json_t *span = json_array_get(t->spans, i);
		size_t s = (size_t)get_int(span, "s", 0), e = (size_t)get_int(span, "e", 0), k = token_at(t->tok, s);
		const struct sense *before = k > 0 ? names_sense(t->tok->tok[k - 1].low) : NULL;

		if (!span_is(span, "place") && !json_is_true(json_object_get(span, "person")))
			continue;
		if (recall(l, t->text + s, e - s) != NULL && !(before != NULL && (before->roles & (R_IN | R_NEAR | R_SETTLEMENT))))
			json_array_remove(t->spans, i--);
	}
}

void
resolve_ships(struct resolver *r)
{
	struct lessons l = { 0 };

	for (size_t i = 0; i < r->n; i++)
		learn_ships(&r->told[i], &l);
	for (size_t i = 0; l.n > 0 && i < r->n; i++)
		drop_ships(&r->told[i], &l);
	forget(&l);
}

void
resolve_persons(struct resolver *r)
{
	struct lessons l = { 0 };

	for (size_t i = 0; i < r->n; i++) {
		json_t *span;
		size_t k;

		json_array_foreach(r->told[i].spans, k, span) {
			if (span_is(span, "actor") && json_is_true(json_object_get(span, "person")))
				learn_person(&l, span);
		}
	}
	for (size_t i = 0; l.n > 0 && i < r->n; i++)
		name_persons(&r->told[i], &l);
	forget(&l);
}
