/* Pronouns and group nouns: "they", "the group", "the army" get the name of whom they stand for. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "names.h"
#include "record.h"
#include "resolve_names.h"
#include "span.h"
#include "words.h"

#define NAME_SIZE 160

/* Who was spoken of. Spans are borrowed. */
struct stage {
	const json_t *subject;  /* first actor of the sentence before, in the same paragraph */
	const json_t *named;    /* last group with a name of its own */
	const json_t *forces;   /* last actor that is a state's */
	const json_t *person;
	long long para;
};

static bool
is_person(const json_t *actor)
{
	return json_is_true(json_object_get(actor, "person"));
}

static bool
is_generic(const json_t *actor)
{
	return json_is_true(json_object_get(actor, "generic"));
}

static bool
src_is(const json_t *actor, const char *src)
{
	return strcmp(get_str(actor, "src"), src) == 0;
}

/* Is it a group with a name of its own that fights, but no state? */
static bool
is_named_group(const json_t *actor)
{
	const char *kind = get_str(actor, "kind");

	if (is_person(actor) || src_is(actor, "noun") || src_is(actor, "demonym") || src_is(actor, "country"))
		return false;
	return strcmp(kind, "rebel") == 0 || strcmp(kind, "jihadist") == 0 || strcmp(kind, "militia") == 0 ||
	    strcmp(kind, "mercenary") == 0 || (strcmp(kind, "other") == 0 && !is_person(actor));
}

/* First actor of a sentence that ends before a byte, other than a person; NULL if there is none. */
static const json_t *
first_actor(const struct told *t, long long before)
{
	const json_t *best = NULL, *span;
	size_t i;

	json_array_foreach(t->spans, i, span) {
		if (!span_is(span, "actor") || is_person(span) || is_generic(span) || get_int(span, "e", 0) > before)
			continue;
		if (best == NULL || get_int(span, "s", 0) < get_int(best, "s", 0))
			best = span;
	}
	return best;
}

/* The nearest before a byte. */
static const json_t *
last_actor(const struct told *t, long long before)
{
	const json_t *best = NULL, *span;
	size_t i;

	json_array_foreach(t->spans, i, span) {
		if (span_is(span, "actor") && !is_person(span) && !is_generic(span) && get_int(span, "e", 0) <= before &&
		    (best == NULL || get_int(span, "s", 0) > get_int(best, "s", 0)))
			best = span;
	}
	return best;
}

static void
add_pronoun(struct told *t, const struct token *k, const json_t *who)
{
	json_t *j = json_object();

	set_str(j, "t", "actor");
	set_int(j, "s", (long long)k->start);
	set_int(j, "e", (long long)k->end);
	set_str(j, "name", get_str(who, "name"));
	set_str(j, "kind", get_str(who, "kind"));
	set_str(j, "src", "pronoun");
	set_str(j, "iso3", get_str(who, "iso3"));
	json_object_set_new(j, "ref", json_true());
	if (is_person(who))
		json_object_set_new(j, "person", json_true());
	json_array_append_new(t->spans, j);
}

/* Is token i a verb of saying or doing in the past, so that "it" before it is somebody? */
static bool
is_said(const struct told *t, size_t i)
{
	const struct word *w;

	if (i >= t->tok->n)
		return false;
	if (strcmp(t->tok->tok[i].low, "had") == 0 || strcmp(t->tok->tok[i].low, "would") == 0)
		return true;
	return words_match(t->tok, i, &w) > 0 && w->verb != NULL && (w->forms & F_PAST) != 0 && w->classes == 0;
}

/* "It claimed": but "it was reported" is nobody. */
static const json_t *
it_stands_for(const struct told *t, size_t i, const struct stage *st)
{
	const struct word *w;
	const json_t *who;

	if (!is_said(t, i + 1))
		return NULL;
	/* "The front, which has ties to the army, said it ...": its subject is the first. */
	who = i > 1 && strcmp(t->tok->tok[i - 2].low, ",") == 0 ? first_actor(t, (long long)t->tok->tok[i].start) :
	    last_actor(t, (long long)t->tok->tok[i].start);
	if (who != NULL)
		return i > 0 && (strcmp(t->tok->tok[i - 1].low, "that") == 0 || words_match(t->tok, i - 1, &w) > 0) ? who : NULL;
	return i == 0 ? st->subject : NULL;
}

/* "In an attack on a loyalist bar, they ...": who stands before the comma is not its subject. */
static bool
in_opening(const struct told *t, const json_t *who)
{
	const char *comma = strchr(t->text, ',');
	const struct word *w;

	if (comma == NULL || get_int(who, "e", 0) > comma - t->text || words_match(t->tok, 0, &w) == 0)
		return false;
	return (w->classes & (W_PREP | W_SUB)) != 0;
}

static const json_t *
stands_for(const struct told *t, size_t i, const struct stage *st)
{
	const struct token *k = &t->tok->tok[i];
	const json_t *who;

	if (strcmp(k->low, "they") == 0 || strcmp(k->low, "them") == 0) {
		who = first_actor(t, (long long)k->start);
		return who != NULL && !(st->subject != NULL && in_opening(t, who)) ? who : st->subject;
	}
	if (strcmp(k->low, "he") == 0 || strcmp(k->low, "she") == 0)
		return st->person;
	if (strcmp(k->low, "it") == 0)
		return it_stands_for(t, i, st);
	return NULL;
}

static bool
behind_the(const struct told *t, const json_t *span)
{
	long long s = get_int(span, "s", 0);

	return s >= 4 && (strncmp(t->text + s - 4, "the ", 4) == 0 || strncmp(t->text + s - 4, "The ", 4) == 0);
}

static bool
is_fighter(const char *kind)
{
	return strcmp(kind, "rebel") == 0 || strcmp(kind, "jihadist") == 0 || strcmp(kind, "militia") == 0;
}

static void
stand_in(json_t *span, const json_t *who)
{
	set_str(span, "name", get_str(who, "name"));
	set_str(span, "kind", get_str(who, "kind"));
	if (*get_str(who, "iso3") != '\0')
		set_str(span, "iso3", get_str(who, "iso3"));
	if (*get_str(who, "canon") != '\0')
		set_str(span, "canon", get_str(who, "canon"));
	json_object_set_new(span, "ref", json_true());
}

/* "the army", "government troops": those of the country that was spoken of last, or of the document's. */
static bool
resolve_state(const struct resolver *r, const struct told *t, json_t *span, const struct sense *noun, const struct stage *st)
{
	const char *iso3 = r->focused ? r->main : "", *country, *adjective;
	char name[NAME_SIZE];

	if (*iso3 == '\0' && st->forces != NULL)
		iso3 = get_str(st->forces, "iso3");
	if (!behind_the(t, span) && strncmp(get_str(span, "name"), "government", 10) != 0)
		return false;
	country = country_name(iso3);
	if (country == NULL)
		return false;
	adjective = names_demonym(country);
	snprintf(name, sizeof name, "%s %s", adjective != NULL ? adjective : country, noun->form);
	set_str(span, "name", name);
	set_str(span, "iso3", iso3);
	json_object_set_new(span, "ref", json_true());
	return true;
}

/* Nouns for states' bodies that "the" makes one's own: "the army", but not "the soldiers" or "the helicopter". */
static bool
is_state_body(const struct sense *noun)
{
	static const char *const forms[] = { "army", "military", "government", "junta", "police", "navy", "air force", "Armed Forces",
		"security forces", "parliament", "gendarmerie" };
	bool known = false;

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		known |= strcmp(noun->form, forms[i]) == 0;
	return known && (noun->flags & N_STATE) && !(noun->flags & (N_WEAK | N_MEMBER));
}

/* What the span's words mean as an actor noun, NULL if more than a noun stands there. */
static const struct sense *
bare_noun(const struct told *t, const json_t *span)
{
	long long s = get_int(span, "s", 0);
	char *words = xstrndup(t->text + s, (size_t)(get_int(span, "e", 0) - s));
	const struct sense *sense = names_sense(words);

	free(words);
	return sense != NULL && (sense->roles & R_NOUN) ? sense : NULL;
}

/* Resolve a noun's span; false if it names nobody and should go. */
static bool
resolve_noun(const struct resolver *r, const struct told *t, json_t *span, const struct stage *st)
{
	const struct sense *noun = bare_noun(t, span);
	const json_t *here;

	if (noun == NULL)
		return !is_generic(span);
	if (is_generic(span)) {
		here = st->named;
		if (!(noun->flags & N_GROUP) || here == NULL || !behind_the(t, span))
			return false;
		stand_in(span, here);
		return true;
	}
	if (is_state_body(noun)) {
		resolve_state(r, t, span, noun, st);
		return true;
	}
	/* "The militants were reported ...": those of the sentence before. Islamists are always so called. */
	if (strcmp(noun->noun_kind, "jihadist") != 0 && is_fighter(get_str(span, "kind")) && behind_the(t, span) && get_int(span, "s", 0) <= 5 && st->subject != NULL &&
	    is_named_group(st->subject) && (noun->roles & R_PLURAL))
		stand_in(span, st->subject);
	return true;
}

/* Step through a sentence's actor nouns; the stage changes as named ones pass. */
static void
resolve_nouns(const struct resolver *r, struct told *t, struct stage *st)
{
	for (size_t i = 0; i < json_array_size(t->spans); i++) {
		json_t *span = json_array_get(t->spans, i);

		if (!span_is(span, "actor"))
			continue;
		if (src_is(span, "noun") && !resolve_noun(r, t, span, st)) {
			json_array_remove(t->spans, i--);
			continue;
		}
		if (is_person(span))
			st->person = span;
		else if (is_named_group(span))
			st->named = span;
		else if (strcmp(get_str(span, "kind"), "state") == 0 && *get_str(span, "iso3") != '\0')
			st->forces = span;
	}
}

/* A new paragraph starts afresh; so does each item of a list of other news. */
static void
enter_sentence(const struct told *t, struct stage *st)
{
	if (strcmp(get_str(t->rec, "role"), "related") == 0)
		*st = (struct stage){ 0 };
	else if (t->para != st->para)
		st->subject = st->person = NULL;
	st->para = t->para;
}

static void
resolve_pronouns(struct told *t, struct stage *st, const json_t *before)
{
	const json_t *own = st->person;

	if (own == NULL)
		st->person = before;
	for (size_t k = 0; k < t->tok->n; k++) {
		const struct token *tok = &t->tok->tok[k];
		const json_t *who = stands_for(t, k, st);

		if (who == NULL || span_over(t, "actor", (long long)tok->start, (long long)tok->end) != NULL)
			continue;
		add_pronoun(t, tok, who);
		if (is_person(who))
			own = who;
	}
	/* "He" is a person of this sentence or the one before. */
	st->person = own;
}

void
resolve_references(struct resolver *r)
{
	struct stage st = { .para = -1 };

	for (size_t i = 0; i < r->n; i++) {
		struct told *t = &r->told[i];
		const json_t *before, *subject;

		enter_sentence(t, &st);
		before = st.person;
		st.person = NULL;
		spans_sort(t->spans);
		resolve_nouns(r, t, &st);
		resolve_pronouns(t, &st, before);
		spans_sort(t->spans);
		subject = first_actor(t, (long long)strlen(t->text));
		if (subject != NULL)
			st.subject = subject;
	}
}
