/* Which of the places with a name is meant: by the countries that the document speaks of, the names beside it, size. */
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "names.h"
#include "record.h"
#include "resolve_names.h"

#define KEY_SIZE 160
#define LARGE 100000
#define TITLE_WEIGHT 3
#define NO_TOWN (1u << FEATURE_NOTED | 1u << FEATURE_REGION | 1u << FEATURE_ISLAND | 1u << FEATURE_MOUNTAIN | 1u << FEATURE_WATER)
#define RESPELLED_MIN 6    /* letters: shorter names have too many neighbours */
#define RESPELLED_SHARE 30 /* hundredths of what is told that belong to the country */

/* How likely a feature is meant, in hundredths. */
static const long feature_score[FEATURES] = {
	[FEATURE_TOWN] = -120, [FEATURE_SECTION] = -250, [FEATURE_NOTED] = 300, [FEATURE_SEAT2] = 0, [FEATURE_SEAT] = 230,
	[FEATURE_CAPITAL] = 400, [FEATURE_ADMIN1] = 170, [FEATURE_REGION] = 330, [FEATURE_ISLAND] = 280, [FEATURE_MOUNTAIN] = 280,
	[FEATURE_WATER] = 200, [FEATURE_SEA] = 400, [FEATURE_BORDER] = 300, [FEATURE_CONTINENT] = 800, [FEATURE_COUNTRY] = 700,
};

static int
feature_precision(uint32_t feature)
{
	switch (feature) {
	case FEATURE_ISLAND: case FEATURE_MOUNTAIN: return 3;
	case FEATURE_ADMIN1: case FEATURE_REGION: case FEATURE_WATER: case FEATURE_BORDER: return 4;
	case FEATURE_SEA: case FEATURE_CONTINENT: case FEATURE_COUNTRY: return 5;
	default: return 1;
	}
}

static const struct gaz_name *
find_name(const char *s, size_t n)
{
	char key[KEY_SIZE];
	const struct gaz_name *g = gazetteer_key(s, n, key, sizeof key) ? gazetteer_find(key) : NULL;

	return g != NULL && g->n > 0 ? g : NULL;
}

static const struct gaz_name *
span_gaz(const struct told *t, const json_t *span)
{
	long long s = get_int(span, "s", 0);

	return find_name(t->text + s, (size_t)(get_int(span, "e", 0) - s));
}

static void
vote(struct resolver *r, const char *iso3, long weight)
{
	size_t i = 0;

	if (strlen(iso3) != 3)
		return;
	while (i < r->n_votes && strcmp(r->votes[i].iso3, iso3) != 0)
		i++;
	if (i == COUNTRIES_MAX)
		return;
	if (i == r->n_votes) {
		memcpy(r->votes[i].iso3, iso3, 4);
		r->votes[i].weight = 0;
		r->n_votes++;
	}
	r->votes[i].weight += weight;
	r->total += weight;
}

long
resolve_share(const struct resolver *r, const char *iso3)
{
	for (size_t i = 0; i < r->n_votes; i++)
		if (strcmp(r->votes[i].iso3, iso3) == 0)
			return 100 * r->votes[i].weight / (r->total > 0 ? r->total : 1);
	return 0;
}

/* The country of a name that hardly means a place elsewhere, "" if it could. */
static const char *
sure_country(const struct gaz_name *g)
{
	const struct gaz_place *best = NULL;
	bool one = true;

	for (size_t i = 0; i < g->n; i++) {
		const struct gaz_place *p = gazetteer_place(gazetteer_entry(g, i));

		if (best != NULL && strcmp(best->iso3, p->iso3) != 0)
			one = false;
		if (best == NULL || feature_score[p->feature % FEATURES] + p->population / 5000 >
		    feature_score[best->feature % FEATURES] + best->population / 5000)
			best = p;
	}
	/* Small places do not vote, or namesakes would vote for themselves. */
	if (best->feature == FEATURE_CAPITAL || best->population >= 5 * LARGE)
		return best->iso3;
	return one && (best->feature >= FEATURE_NOTED || best->population >= LARGE / 2) ? best->iso3 : "";
}

/* Could the name of a country be one of a region elsewhere, like Georgia? */
static bool
is_double(const struct gaz_name *g)
{
	for (size_t i = 0; i < g->n; i++)
		if (gazetteer_place(gazetteer_entry(g, i))->feature == FEATURE_ADMIN1)
			return true;
	return false;
}

static void
vote_span(struct resolver *r, const struct told *t, const json_t *span, long times)
{
	const struct gaz_name *g;

	if (span_is(span, "demonym") || span_is(span, "actor")) {
		vote(r, has(span, "iso3") ? get_str(span, "iso3") : get_str(span, "home"), times);
		return;
	}
	if (!span_is(span, "place") || json_is_true(json_object_get(span, "weak")))
		return;
	g = span_gaz(t, span);
	/* "Zamfara state" is known without its second word. */
	if (g == NULL && get_int(span, "prec", 0) == 4 && strrchr(get_str(span, "name"), ' ') != NULL)
		g = find_name(get_str(span, "name"), (size_t)(strrchr(get_str(span, "name"), ' ') - get_str(span, "name")));
	if (strcmp(get_str(span, "feature"), "country") == 0) {
		if (g == NULL || !is_double(g))
			vote(r, get_str(span, "iso3"), 2 * times);
	} else if (*get_str(span, "iso3") != '\0') {
		vote(r, get_str(span, "iso3"), times);
	} else if (g != NULL) {
		vote(r, sure_country(g), times);
	}
}

static void
count_countries(struct resolver *r)
{
	long best = 0;

	for (size_t i = 0; i < r->n; i++) {
		bool head = strcmp(r->told[i].type, "title") == 0 || strcmp(get_str(r->told[i].rec, "role"), "headline") == 0;
		const json_t *span;
		size_t k;

		if (strcmp(r->told[i].type, "ref") == 0 || strcmp(r->told[i].type, "link") == 0)
			continue;
		json_array_foreach(r->told[i].spans, k, span)
			vote_span(r, &r->told[i], span, head ? TITLE_WEIGHT : 1);
	}
	for (size_t i = 0; i < r->n_votes; i++)
		if (r->votes[i].weight > best) {
			best = r->votes[i].weight;
			r->main = r->votes[i].iso3;
		}
	r->focused = 2 * best > r->total;
}

/* Does the name behind a comma say where the place lies? */
static long
beside(const struct gaz_place *p, const struct gaz_name *next)
{
	long best = 0;

	for (size_t i = 0; next != NULL && i < next->n; i++) {
		const struct gaz_place *q = gazetteer_place(gazetteer_entry(next, i));

		if (strcmp(p->iso3, q->iso3) != 0)
			continue;
		if (q->feature == FEATURE_ADMIN1 && strcmp(gazetteer_string(p->admin1), gazetteer_string(q->admin1)) == 0)
			best = 900;
		else if (q->feature == FEATURE_COUNTRY && best < 800)
			best = 800;
	}
	return best;
}

/* What stands around a name: the sentence, and the name behind a comma. Both may be NULL. */
struct around {
	const struct told *told;
	const json_t *self; /* the name's own span */
	const struct gaz_name *next;
};

/* Does the sentence speak of the country? */
static bool
speaks_of(const struct told *t, const json_t *self, const char *iso3)
{
	const json_t *span;
	size_t i;

	json_array_foreach(t->spans, i, span) {
		bool country = !span_is(span, "place") || strcmp(get_str(span, "feature"), "country") == 0;

		if (span != self && country && (strcmp(get_str(span, "iso3"), iso3) == 0 || strcmp(get_str(span, "home"), iso3) == 0))
			return true;
	}
	return false;
}

static long
score(const struct resolver *r, const struct gaz_place *p, struct around around, unsigned features)
{
	long bits = 0, share = resolve_share(r, p->iso3);

	for (uint32_t n = p->population; n > 0; n /= 2)
		bits++;
	if (features != 0 && !(features & 1u << p->feature))
		return -10000;
	return feature_score[p->feature % FEATURES] + bits * 18 + 6 * share + (share > 0 ? 100 : 0) +
	    beside(p, around.next) + (around.told != NULL && speaks_of(around.told, around.self, p->iso3) ? 250 : 0);
}

/* The likeliest meaning; features is a set of those that can be meant, 0 for any. */
static const struct gaz_entry *
choose(const struct resolver *r, const struct gaz_name *g, struct around around, unsigned features, long *points)
{
	const struct gaz_entry *best = NULL;

	for (size_t i = 0; g != NULL && i < g->n; i++) {
		const struct gaz_entry *e = gazetteer_entry(g, i);
		long s = score(r, gazetteer_place(e), around, features);

		if (s > -10000 && (best == NULL || s > *points)) {
			best = e;
			*points = s;
		}
	}
	return best;
}

static void
set_degrees(json_t *j, const char *key, int32_t v)
{
	json_object_set_new(j, key, json_real(v / 10000.0));
}

/* Is a name written with the marks of transliteration, which no report uses ("Jaramānā"), or not to be shown? */
static bool
is_scholarly(const char *name)
{
	size_t n = strlen(name), len;

	for (size_t i = 0; i < n; i += len) {
		uint32_t c = utf8_next(name + i, n - i, &len);

		if (c == 0x100 || c == 0x101 || c == 0x112 || c == 0x113 || c == 0x12A || c == 0x12B || c == 0x14C || c == 0x14D ||
		    c == 0x16A || c == 0x16B || (c >= 0x2B9 && c <= 0x2BF) || (c >= 0x1E00 && c <= 0x1E99) || c == 0x2018)
			return true;
	}
	return n == 0;
}

/* Fill a place's fields; its name only where named. */
static void
fill(json_t *j, const struct gaz_entry *e, bool named)
{
	const struct gaz_place *p = gazetteer_place(e);

	if (named && !is_scholarly(gazetteer_string(e->shown)))
		set_str(j, "name", gazetteer_string(e->shown));
	set_str(j, "iso3", p->iso3);
	set_str(j, "country", country_name(p->iso3));
	set_str(j, "admin1", gazetteer_string(p->admin1));
	set_degrees(j, "lat", p->lat);
	set_degrees(j, "lon", p->lon);
	if (named)
		set_str(j, "feature", gazetteer_feature(p->feature));
	if (!has(j, "prec"))
		set_int(j, "prec", feature_precision(p->feature));
}

/* The gazetteer's name of the place span that a comma parts from this one: "Paris, Texas". */
static const struct gaz_name *
next_name(const struct told *t, const json_t *span)
{
	long long e = get_int(span, "e", 0);
	const json_t *next;

	if (strncmp(t->text + e, ", ", 2) != 0)
		return NULL;
	next = span_over(t, "place", e + 2, e + 3);
	return next != NULL ? span_gaz(t, next) : NULL;
}

/* Does a word for towns or regions stand between two bytes? */
static bool
names_place_word(const struct told *t, long long from, long long to)
{
	for (size_t i = token_at(t->tok, (size_t)from); i < t->tok->n && (long long)t->tok->tok[i].start < to; i++) {
		const struct sense *s = names_sense(t->tok->tok[i].low);

		if (s != NULL && (s->roles & (R_SETTLEMENT | R_DISTRICT | R_REGION)))
			return true;
	}
	return false;
}

/* The country of what is named nearest to a byte of the sentence: a place that is known, or a demonym right before
 * ("the Nigerian town of"); "" if nothing is. */
static const char *
near_country(const struct told *t, long long at)
{
	const char *best = "";
	long long least = 80;
	const json_t *span;
	size_t i;

	json_array_foreach(t->spans, i, span) {
		long long s = get_int(span, "s", 0), d = s > at ? s - at : at - s;
		bool known = span_is(span, "place") && has(span, "lat");

		if (span_is(span, "demonym") && s < at && at - get_int(span, "e", 0) < 30)
			known = names_place_word(t, get_int(span, "e", 0), at);
		if (known && s != at && d < least && *get_str(span, "iso3") != '\0') {
			best = get_str(span, "iso3");
			least = d;
		}
	}
	return best;
}

static void
fill_country(const struct resolver *r, const struct told *t, json_t *span)
{
	const char *iso3 = get_str(span, "iso3");

	if (*iso3 == '\0' && strcmp(get_str(span, "feature"), "border") != 0)
		iso3 = near_country(t, get_int(span, "s", 0));
	if (*iso3 == '\0')
		iso3 = r->main;
	/* iso3 may be the span's own string: it is gone once it is set anew. */
	set_str(span, "country", country_name(iso3));
	set_str(span, "iso3", iso3);
}

/* "Borno state" is Borno State in the tables: are the span's words the place's name but for their capitals? */
static bool
is_whole_name(const struct told *t, const json_t *span, const struct gaz_entry *e)
{
	const char *name = gazetteer_string(gazetteer_place(e)->name);
	char own[KEY_SIZE], key[KEY_SIZE];
	long long s = get_int(span, "s", 0);

	return gazetteer_key(name, strlen(name), own, sizeof own) &&
	    gazetteer_key(t->text + s, (size_t)(get_int(span, "e", 0) - s), key, sizeof key) && strcmp(own, key) == 0;
}

/* "Feladie" for "Faladie": the only place in the country that the document is about whose name has another vowel, as
 * transliterations do; NULL if there is none, or more than one. */
static const struct gaz_entry *
respelled(const struct resolver *r, const struct told *t, const json_t *span)
{
	static const char vowels[] = "aeiou";
	const struct gaz_entry *found = NULL, *e;
	char *name = xstrdup(get_str(span, "name"));
	size_t n = strlen(name);
	long points = 0;

	for (size_t i = 1; i < n && n >= RESPELLED_MIN && n < KEY_SIZE; i++) {
		char was = name[i];

		if (strchr(vowels, was) == NULL)
			continue;
		for (const char *v = vowels; *v != '\0'; v++) {
			name[i] = *v;
			e = *v != was ? choose(r, find_name(name, n), (struct around){ t, span, NULL }, 0, &points) : NULL;
			if (e == NULL || resolve_share(r, gazetteer_place(e)->iso3) < RESPELLED_SHARE)
				continue;
			if (found != NULL && gazetteer_place(e) != gazetteer_place(found)) {
				free(name);
				return NULL;
			}
			found = e;
		}
		name[i] = was;
	}
	free(name);
	return found;
}

/* "Kidal Region", "Aden International Airport": the first words can be known. */
static void
resolve_compound(const struct resolver *r, const struct told *t, json_t *span)
{
	const char *name = get_str(span, "name");
	bool region = get_int(span, "prec", 1) == 4;
	/* A river, an island or a county is seldom where a town of its name is. */
	unsigned whole = region ? 1u << FEATURE_ADMIN1 : 0, part = get_int(span, "prec", 1) == 3 ? NO_TOWN : whole;
	size_t len = strlen(name);
	const struct gaz_entry *e = NULL;
	long points = 0;

	for (size_t n = strcmp(get_str(span, "src"), "document") == 0 ? len : 0; n > 2 && e == NULL; n--)
		if (name[n] == ' ' || name[n] == '\0')
			e = choose(r, find_name(name, n), (struct around){ t, span, NULL }, n == len ? whole : part, &points);
	if (e == NULL && !region && strcmp(get_str(span, "src"), "document") == 0)
		e = respelled(r, t, span);
	if (e != NULL && (points > 300 || region || resolve_share(r, gazetteer_place(e)->iso3) >= 15)) {
		fill(span, e, is_whole_name(t, span, e));
		if (region)
			set_str(span, "feature", "admin1");
	}
	fill_country(r, t, span);
	if (!has(span, "prec"))
		set_int(span, "prec", 1);
}

/* Is a place known far from its country? */
static bool
is_prominent(const struct gaz_place *p)
{
	if (p->population >= LARGE || p->feature == FEATURE_NOTED || p->feature == FEATURE_CAPITAL)
		return true;
	return p->feature >= FEATURE_REGION || (p->feature == FEATURE_ADMIN1 && strlen(gazetteer_string(p->name)) > 4);
}

static void
resolve_known(const struct resolver *r, const struct told *t, json_t *span)
{
	long points = 0;
	const struct gaz_name *next = next_name(t, span);
	const struct gaz_entry *e = choose(r, span_gaz(t, span), (struct around){ t, span, next }, 0, &points);
	const struct gaz_place *p = e != NULL ? gazetteer_place(e) : NULL;

	if (p == NULL) {
		resolve_compound(r, t, span);
		return;
	}
	/* A small place in a country that nobody speaks of is a namesake. */
	if (r->total >= 2 && !is_prominent(p) && resolve_share(r, p->iso3) < 5 && next == NULL && !speaks_of(t, span, p->iso3)) {
		set_str(span, "src", "document");
		fill_country(r, t, span);
		if (!has(span, "prec"))
			set_int(span, "prec", 1);
		return;
	}
	set_strn(span, "name", t->text + get_int(span, "s", 0), (size_t)(get_int(span, "e", 0) - get_int(span, "s", 0)));
	fill(span, e, true);
	if (*p->iso3 == '\0' && (p->feature == FEATURE_REGION || p->feature == FEATURE_WATER || p->feature == FEATURE_MOUNTAIN) && r->focused)
		fill_country(r, t, span);
}

/* What the document's sure spans say of a name: 1 it is a place, -1 an actor. Names are borrowed from the spans. */
struct use {
	const char *name;
	int what;
};

struct uses {
	struct use *item;
	size_t n, cap;
};

static int
by_name(const void *a, const void *b)
{
	const struct use *x = a, *y = b;
	int d = strcmp(x->name, y->name);

	return d != 0 ? d : y->what - x->what; /* a place first */
}

static void
collect_uses(const struct resolver *r, struct uses *u)
{
	for (size_t i = 0; i < r->n; i++) {
		const json_t *span;
		size_t k;

		json_array_foreach(r->told[i].spans, k, span) {
			int what = span_is(span, "actor") ? -1 : span_is(span, "place") && !json_is_true(json_object_get(span, "weak"));

			if (what == 0)
				continue;
			u->item = grow(u->item, &u->cap, u->n + 1, sizeof *u->item);
			u->item[u->n++] = (struct use){ get_str(span, "name"), what };
		}
	}
	if (u->n > 1)
		qsort(u->item, u->n, sizeof *u->item, by_name);
}

/* 1, -1, or 0 where the document has no other use of the name. */
static int
elsewhere(const struct uses *u, const char *name)
{
	size_t lo = 0, hi = u->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strcmp(u->item[mid].name, name) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < u->n && strcmp(u->item[lo].name, name) == 0 ? u->item[lo].what : 0;
}

/* Is it named as a place elsewhere, or a town of some size in a country that the document speaks of? */
static bool
is_confirmed(const struct resolver *r, const struct uses *u, const struct told *t, const json_t *span)
{
	long long len = get_int(span, "e", 0) - get_int(span, "s", 0);
	long points = 0;
	const struct gaz_entry *e = choose(r, span_gaz(t, span), (struct around){ t, span, NULL }, 0, &points);
	const struct gaz_place *p = e != NULL ? gazetteer_place(e) : NULL;
	int where = elsewhere(u, get_str(span, "name"));

	if (where != 0 || p == NULL)
		return where > 0 || (where == 0 && strcmp(get_str(span, "src"), "document") == 0);
	if (resolve_share(r, p->iso3) < 15)
		return false;
	/* Two words are hardly a person's. */
	if (memchr(t->text + get_int(span, "s", 0), ' ', (size_t)len) != NULL || p->feature >= FEATURE_NOTED)
		return true;
	return p->population >= LARGE / 20 && !names_surname_land(p->iso3);
}

json_t *
resolve_copy(const json_t *span)
{
	static const char *const fields[] = { "name", "iso3", "country", "admin1", "lat", "lon", "feature", "prec" };
	json_t *j = json_object();

	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (has(span, fields[i]))
			json_object_set(j, fields[i], json_object_get(span, fields[i]));
	return j;
}

json_t *
resolve_bare(const struct resolver *r, const char *name)
{
	long points = 0;
	const struct gaz_entry *e = choose(r, find_name(name, strlen(name)), (struct around){ NULL, NULL, NULL }, 0, &points);
	json_t *j;

	if (e == NULL || points < 200)
		return NULL;
	j = json_object();
	set_str(j, "name", name);
	fill(j, e, true);
	return j;
}

json_t *
resolve_capital(const char *iso3)
{
	const struct gaz_entry *e = gazetteer_capital(iso3);
	json_t *j = e != NULL ? json_object() : NULL;

	if (e != NULL) {
		set_str(j, "name", gazetteer_string(gazetteer_place(e)->name));
		fill(j, e, true);
	}
	return j;
}

const char *
country_name(const char *iso3)
{
	const struct gaz_place *p = gazetteer_country(iso3);

	return p != NULL ? gazetteer_string(p->name) : NULL;
}

/* Doubtful places that nothing confirms go. They are marked first, for the names that confirm others are borrowed. */
static void
drop_doubtful(struct resolver *r)
{
	struct uses u = { 0 };
	json_t *span;
	size_t k;

	collect_uses(r, &u);
	for (size_t i = 0; i < r->n; i++)
		json_array_foreach(r->told[i].spans, k, span) {
			if (span_is(span, "place") && json_is_true(json_object_get(span, "weak")) &&
			    !is_confirmed(r, &u, &r->told[i], span))
				json_object_set_new(span, "drop", json_true());
		}
	free(u.item);
	for (size_t i = 0; i < r->n; i++)
		for (size_t at = 0; at < json_array_size(r->told[i].spans); at++)
			if (has(json_array_get(r->told[i].spans, at), "drop"))
				json_array_remove(r->told[i].spans, at--);
}

void
resolve_places(struct resolver *r)
{
	count_countries(r);
	drop_doubtful(r);
	for (size_t i = 0; i < r->n; i++) {
		struct told *t = &r->told[i];
		json_t *span;
		size_t k;

		json_array_foreach(t->spans, k, span) {
			if (span_is(span, "place") && strcmp(get_str(span, "src"), "gazetteer") == 0)
				resolve_known(r, t, span);
		}
		json_array_foreach(t->spans, k, span) {
			if (span_is(span, "place") && strcmp(get_str(span, "src"), "gazetteer") != 0 && !has(span, "lat"))
				resolve_compound(r, t, span);
		}
	}
}
