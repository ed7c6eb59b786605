/* The place that holds where a sentence names none: its paragraph's, its heading's, the document's, its country. */
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "names.h"
#include "record.h"
#include "resolve_names.h"

/* What came before, as the sentences are read. Places are borrowed from spans or records. */
struct story {
	const json_t *here;     /* the paragraph's place */
	const json_t *town;     /* the last town, anywhere */
	const json_t *region;   /* the last region */
	json_t *heading;        /* of the section, NULL if it names none; owned */
	const json_t *headline; /* of a page of news */
	json_t *country, *capital; /* of the document, NULL if there is none; owned */
	long long para;
};

static bool
feature_is(const json_t *place, const char *feature)
{
	return strcmp(get_str(place, "feature"), feature) == 0;
}

/* Finer is lower: towns, then districts, regions, countries. */
static long long
fineness(const json_t *place)
{
	if (feature_is(place, "border") || feature_is(place, "continent"))
		return 6;
	/* One crosses rivers on the way to somewhere. */
	return feature_is(place, "water") || feature_is(place, "sea") ? 5 : get_int(place, "prec", 6);
}

/* "between Gao and Timbuktu": the first is only a bound. */
static bool
is_bound(const struct told *t, const json_t *span)
{
	long long s = get_int(span, "s", 0);

	return s >= 8 && strncmp(t->text + s - 8, "between ", 8) == 0;
}

/* "the Pretoria peace agreement": what was signed there says nothing of where the story is. */
static bool
names_treaty(const struct told *t, const json_t *span)
{
	static const char *const words[] = { "peace", "agreement", "agreements", "accord", "accords", "treaty", "pact", "protocol",
		"protocols", "convention", "declaration", "communique", NULL };
	size_t next = token_at(t->tok, (size_t)get_int(span, "e", 0));

	for (size_t k = 0; next < t->tok->n && words[k] != NULL; k++)
		if (strcmp(t->tok->tok[next].low, words[k]) == 0)
			return true;
	return false;
}

/* The place that a sentence is about: the first of its finest; NULL if it names none. */
static const json_t *
principal(const struct told *t)
{
	const json_t *best = NULL, *span;
	size_t i;

	json_array_foreach(t->spans, i, span) {
		/* "20 km from Mopti" tells less than "in Konna", but more than "in Mali". */
		if (span_is(span, "place") && !is_bound(t, span) && !names_treaty(t, span) && (best == NULL || fineness(span) < fineness(best)))
			best = span;
	}
	return best;
}

static bool
is_town(const json_t *place)
{
	return place != NULL && fineness(place) <= 2;
}

/* Is one of the words there, behind "the" or by itself ("there")? */
static bool
says(const struct told *t, const char *const *words)
{
	for (size_t i = 1; i < t->tok->n; i++)
		for (size_t k = 0; words[k] != NULL; k++)
			if (strcmp(t->tok->tok[i].low, words[k]) == 0 &&
			    (strcmp(t->tok->tok[i - 1].low, "the") == 0 || strcmp(words[k], "there") == 0))
				return true;
	return false;
}

static const char *const town_words[] = { "city", "town", "village", "there", "settlement", "city's", "town's", NULL };
static const char *const region_words[] = { "region", "area", "province", "district", "island", NULL };
static const char *const capital_words[] = { "capital", NULL };
static const char *const country_words[] = { "country", "nation", NULL };

/* "the Ugandan capital", "the capital of Niger": its country's. New reference or NULL. */
static json_t *
capital_named(const struct told *t)
{
	for (size_t i = 1; i < t->tok->n; i++) {
		long long at = -1;
		const json_t *span;

		if (strcmp(t->tok->tok[i].low, "capital") != 0)
			continue;
		if (i + 2 < t->tok->n && strcmp(t->tok->tok[i + 1].low, "of") == 0)
			at = (long long)t->tok->tok[i + 2].start;
		span = at >= 0 ? span_over(t, "place", at, at + 1) : NULL;
		if (span == NULL)
			span = span_over(t, "demonym", (long long)t->tok->tok[i - 1].start, (long long)t->tok->tok[i - 1].end);
		if (span != NULL)
			return resolve_capital(get_str(span, "iso3"));
	}
	return NULL;
}

static const json_t *
by_words(const struct told *t, const struct story *st)
{
	if (says(t, capital_words) && st->capital != NULL && strstr(t->text, "capital of ") == NULL)
		return st->capital;
	if (says(t, country_words) && st->country != NULL)
		return st->country;
	if (says(t, town_words) && st->town != NULL)
		return st->town;
	if (says(t, region_words) && st->region != NULL)
		return st->region;
	return NULL;
}

/* The finest of the names of a page's own list of contexts ("Bamako; Mali"). New reference or NULL. */
static json_t *
by_context(const struct resolver *r, const char *list)
{
	json_t *best = NULL;

	while (*list != '\0') {
		size_t n = strcspn(list, ";,");
		char *name = xstrndup(list, n), *bare = squeeze(name, n);
		json_t *place = resolve_bare(r, bare);

		free(bare);
		free(name);
		if (place != NULL && (best == NULL || fineness(place) < fineness(best))) {
			json_decref(best);
			best = place;
		} else {
			json_decref(place);
		}
		list += n + (list[n] != '\0');
	}
	return best;
}

/* The country of the first actor or people that the sentence names. New reference or NULL. */
static json_t *
own_country(const struct resolver *r, const struct told *t)
{
	const json_t *span;
	size_t i;

	json_array_foreach(t->spans, i, span) {
		const char *name = country_name(get_str(span, "iso3"));

		if (name != NULL)
			return resolve_bare(r, name);
	}
	return NULL;
}

/* The place of a sentence by what surrounds it. New reference or NULL. */
static json_t *
surrounding(const struct resolver *r, const struct told *t, const struct story *st)
{
	const json_t *place = by_words(t, st);
	json_t *named = capital_named(t);

	if (named != NULL)
		return named;
	if (place != NULL)
		return resolve_copy(place);
	if (st->here != NULL)
		return resolve_copy(st->here);
	named = by_context(r, get_str(t->rec, "context"));
	if (named != NULL)
		return named;
	if (*get_str(t->rec, "context") == '\0')
		place = st->headline != NULL ? st->headline : st->heading != NULL ? st->heading : r->place;
	if (place == NULL)
		place = st->country;
	return place != NULL ? resolve_copy(place) : own_country(r, t);
}

static bool
is_heading(const struct told *t)
{
	return strcmp(t->type, "heading") == 0;
}

static bool
has_story(const struct told *t)
{
	static const char *const types[] = { "ref", "link", "byline", "infobox", "note", "caption" };

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(t->type, types[i]) == 0)
			return false;
	return true;
}

static void
remember(struct story *st, const json_t *place)
{
	if (place == NULL)
		return;
	if (is_town(place))
		st->town = place;
	else if (fineness(place) <= 4)
		st->region = place;
	if (fineness(place) <= 4 || st->here == NULL)
		st->here = place;
}

static void
read_sentence(const struct resolver *r, struct told *t, struct story *st)
{
	const json_t *own = principal(t);
	const char *role = get_str(t->rec, "role");

	if (t->para != st->para)
		st->here = NULL;
	st->para = t->para;
	if (is_heading(t) || strcmp(role, "headline") == 0) {
		json_decref(st->heading);
		st->heading = own != NULL && fineness(own) <= 4 ? resolve_copy(own) : NULL;
		if (strcmp(role, "headline") == 0 && own != NULL)
			st->headline = own;
	}
	if (!has_story(t))
		return;
	if (strcmp(role, "related") == 0)
		st->here = NULL;
	json_object_del(t->rec, "place");
	if (!is_heading(t)) {
		json_t *place = surrounding(r, t, st);

		if (place != NULL)
			json_object_set_new(t->rec, "place", place);
	}
	/* A lone country that a fine place was named before ("Mali admitted") does not move the story. */
	if (!is_heading(t))
		remember(st, own);
}

/* Does the text before byte at end with a preposition of place ("in", "off the")? */
static bool
is_behind_in(const char *text, long long at)
{
	static const char *const words[] = { " in ", " off ", " near ", " in the ", " off the " };
	const char *end = text + at;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t n = strlen(words[i]);

		if ((size_t)at >= n && strncmp(end - n, words[i], n) == 0)
			return true;
	}
	return false;
}

/* The place in the document's title: what a battle or an attack is called after; or, if coarse, the country that it
 * happened in. */
static json_t *
title_place(const struct resolver *r, const char *title, bool coarse)
{
	json_t *rec = json_object(), *best = NULL, *span;
	size_t i;

	set_str(rec, "text", title);
	names_tag(rec);
	json_array_foreach(json_object_get(rec, "spans"), i, span) {
		json_t *place = span_is(span, "place") ? resolve_bare(r, get_str(span, "name")) : NULL;

		if (place != NULL && best == NULL && (fineness(place) <= 4 || (coarse && is_behind_in(title, get_int(span, "s", 0)))))
			best = place;
		else
			json_decref(place);
	}
	json_decref(rec);
	return best;
}

/* The town that at least a third of all mentions of towns name. New reference or NULL. */
static json_t *
common_town(const struct resolver *r)
{
	const json_t *best = NULL;
	size_t most = 0, towns = 0;

	for (size_t i = 0; i < r->n; i++)
		towns += has_story(&r->told[i]) && is_town(principal(&r->told[i]));
	for (size_t i = 0; i < r->n && i < 500; i++) {
		const json_t *own = has_story(&r->told[i]) ? principal(&r->told[i]) : NULL;
		size_t same = 0;

		if (!is_town(own))
			continue;
		for (size_t k = i; k < r->n && k < i + 1000; k++) {
			const json_t *other = principal(&r->told[k]);

			same += is_town(other) && strcmp(get_str(own, "name"), get_str(other, "name")) == 0;
		}
		if (same > most) {
			most = same;
			best = own;
		}
	}
	return most >= 2 && 3 * most >= towns ? resolve_copy(best) : NULL;
}

void
resolve_context(struct resolver *r)
{
	struct story st = { .para = -1 };
	const struct gaz_place *p = gazetteer_country(r->main);
	const char *title = r->title != NULL ? r->title : "";

	if (p != NULL && r->focused) {
		st.country = resolve_bare(r, gazetteer_string(p->name));
		st.capital = resolve_capital(r->main);
	}
	r->place = title_place(r, title, false);
	if (r->place == NULL)
		r->place = common_town(r);
	if (r->place == NULL)
		r->place = title_place(r, title, true);
	for (size_t i = 0; i < r->n; i++)
		read_sentence(r, &r->told[i], &st);
	json_decref(st.heading);
	json_decref(st.country);
	json_decref(st.capital);
}
