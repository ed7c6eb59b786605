/* Compiles the tables of places. All of them have the same columns: name, country, region, latitude, longitude,
 * population, feature, other names parted by |. */
#include "gazetteer_build.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "lexicon.h"
#include "text.h"

#define LARGE_TOWN 50000
#define KEY_SIZE 200

static const char *const tables[] = { "countries", "admin1", "regions", "places-noted", "places" };

/* What the tables call features. */
static const struct { const char *name; enum feature feature; } features[] = {
	{ "", FEATURE_TOWN }, { "section", FEATURE_SECTION }, { "noted", FEATURE_NOTED }, { "seat2", FEATURE_SEAT2 },
	{ "seat", FEATURE_SEAT }, { "capital", FEATURE_CAPITAL }, { "admin1", FEATURE_ADMIN1 }, { "region", FEATURE_REGION },
	{ "island", FEATURE_ISLAND }, { "mountain", FEATURE_MOUNTAIN }, { "water", FEATURE_WATER }, { "sea", FEATURE_SEA },
	{ "border", FEATURE_BORDER }, { "continent", FEATURE_CONTINENT }, { "country", FEATURE_COUNTRY },
};

/* A key with one meaning, before sorting. */
struct pair {
	uint32_t key;
	struct gaz_entry entry;
	bool plain; /* the first word of a longer name: no meaning of its own */
	uint8_t words;
};

struct builder {
	struct gaz_place *places;
	size_t n_places, cap_places;
	struct pair *pairs;
	size_t n_pairs, cap_pairs;
	char *strings;
	size_t n_strings, cap_strings;
	uint32_t last_admin1;
};

static const char *sort_strings; /* qsort takes no context */

static uint32_t
put_string(struct builder *b, const char *s)
{
	size_t n = strlen(s) + 1;
	uint32_t at = (uint32_t)b->n_strings;

	if (n == 1)
		return 0;
	b->strings = grow(b->strings, &b->cap_strings, b->n_strings + n, 1);
	memcpy(b->strings + b->n_strings, s, n);
	b->n_strings += n;
	if (b->n_strings > UINT32_MAX / 2)
		die("too many places");
	return at;
}

static void
put_pair(struct builder *b, const char *key, uint32_t place, uint32_t shown, bool plain, uint8_t words)
{
	b->pairs = grow(b->pairs, &b->cap_pairs, b->n_pairs + 1, sizeof *b->pairs);
	b->pairs[b->n_pairs++] = (struct pair){ put_string(b, key), { place, shown }, plain, words };
}

/* Words of a key that are Arabic articles, which English often drops. */
static size_t
article(const char *key)
{
	static const char *const articles[] = { "al ", "ad ", "an ", "ar ", "as ", "ash ", "at ", "az ", "el " };

	for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
		if (strncmp(key, articles[i], strlen(articles[i])) == 0 && strlen(key) > strlen(articles[i]) + 3)
			return strlen(articles[i]);
	return 0;
}

static void
put_name(struct builder *b, const char *name, size_t len, uint32_t place, uint32_t shown)
{
	char key[KEY_SIZE];
	uint8_t words = 1;
	char *blank;

	if (!gazetteer_key(name, len, key, sizeof key))
		return;
	put_pair(b, key, place, shown, false, 0);
	if (article(key) > 0)
		put_name(b, key + article(key), strlen(key) - article(key), place, 0);
	for (const char *p = key; *p != '\0'; p++)
		words = (uint8_t)(words + (*p == ' ' && words < UINT8_MAX));
	blank = strchr(key, ' ');
	if (blank != NULL)
		*blank = '\0';
	put_pair(b, key, 0, 0, true, words);
}

/* A name behind * is shown as it stands; in small letters it is no name to show. */
static void
put_others(struct builder *b, const char *list, uint32_t place, uint32_t shown)
{
	while (*list != '\0') {
		size_t n = strcspn(list, "|");

		if (*list == '*') {
			char *own = xstrndup(list + 1, n - 1);

			put_name(b, own, n - 1, place, put_string(b, own));
			free(own);
		} else {
			put_name(b, list, n, place, shown);
		}
		list += n + (list[n] == '|');
	}
}

static int32_t
degrees(const struct table *t, size_t row, const char *cell, double limit)
{
	char *end;
	double d = strtod(cell, &end);

	if (*cell == '\0' || *end != '\0' || !(d >= -limit && d <= limit))
		table_bad(t, row, "latitude or longitude is no number of degrees");
	return (int32_t)(d * 10000 + (d < 0 ? -0.5 : 0.5));
}

static uint32_t
feature_of(const struct table *t, size_t row, const char *cell)
{
	for (size_t i = 0; i < sizeof features / sizeof *features; i++)
		if (strcmp(features[i].name, cell) == 0)
			return features[i].feature;
	table_bad(t, row, "unknown feature");
}

/* A place of a table that renames goes by its first name; the others by the one printed, for the first is often but a
 * transliteration. */
static void
put_row(struct builder *b, const struct table *t, size_t row, bool noted, bool renames)
{
	char **c = t->rows[row].cell, *end;
	struct gaz_place p = { 0 };
	unsigned long population = strtoul(c[5], &end, 10);

	if (*c[0] == '\0' || (*c[1] != '\0' && strlen(c[1]) != 3) || *end != '\0' || population > UINT32_MAX)
		table_bad(t, row, "name, country code or population makes no sense");
	memcpy(p.iso3, c[1], strlen(c[1]));
	p.lat = degrees(t, row, c[3], 90);
	p.lon = degrees(t, row, c[4], 180);
	p.population = (uint32_t)population;
	p.feature = feature_of(t, row, c[6]);
	if (noted && p.feature <= FEATURE_SEAT2)
		p.feature = FEATURE_NOTED;
	p.name = put_string(b, c[0]);
	if (strcmp(b->strings + b->last_admin1, c[2]) != 0)
		b->last_admin1 = put_string(b, c[2]);
	p.admin1 = b->last_admin1;
	b->places = grow(b->places, &b->cap_places, b->n_places + 1, sizeof *b->places);
	b->places[b->n_places++] = p;
	put_name(b, c[0], strlen(c[0]), (uint32_t)b->n_places - 1, p.name);
	put_others(b, c[7], (uint32_t)b->n_places - 1, renames ? p.name : 0);
}

static int
by_key(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;
	int d = strcmp(sort_strings + x->key, sort_strings + y->key);

	if (d != 0)
		return d;
	if (x->plain != y->plain)
		return x->plain - y->plain;
	if (x->entry.place != y->entry.place)
		return x->entry.place < y->entry.place ? -1 : 1;
	return x->entry.shown < y->entry.shown ? -1 : x->entry.shown > y->entry.shown;
}

static bool
is_strong(const struct gaz_place *p)
{
	return p->feature == FEATURE_NOTED || p->feature >= FEATURE_SEAT || p->population >= LARGE_TOWN;
}

/* Pairs with one key become a name; their places become entries. */
static size_t
group(const struct builder *b, struct gaz_name *names, struct gaz_entry *entries, size_t *n_entries)
{
	size_t n = 0, e = 0;

	for (size_t i = 0; i < b->n_pairs;) {
		const char *key = b->strings + b->pairs[i].key;
		struct gaz_name name = { b->pairs[i].key, (uint32_t)e, 0, 0, 0 };

		for (; i < b->n_pairs && strcmp(b->strings + b->pairs[i].key, key) == 0; i++) {
			const struct pair *p = &b->pairs[i];

			if (p->plain) {
				if (p->words > name.words)
					name.words = p->words;
			} else if (name.n < UINT16_MAX && (name.n == 0 || entries[e - 1].place != p->entry.place)) {
				entries[e++] = p->entry;
				name.n++;
				name.strong |= is_strong(&b->places[p->entry.place]);
			}
		}
		names[n++] = name;
	}
	*n_entries = e;
	return n;
}

static struct gaz_image *
assemble(const struct builder *b)
{
	struct gaz_name *names = xcalloc(b->n_pairs, sizeof *names);
	struct gaz_entry *entries = xcalloc(b->n_pairs, sizeof *entries);
	struct gaz_image head = { .magic = GAZ_MAGIC, .places = (uint32_t)b->n_places, .strings = (uint32_t)b->n_strings }, *g;
	size_t n_entries;
	uint32_t *slots;
	char *at;

	head.names = (uint32_t)group(b, names, entries, &n_entries);
	head.entries = (uint32_t)n_entries;
	for (head.slots = 64; head.slots < 2 * head.names; head.slots *= 2)
		;
	g = xcalloc(1, gaz_size(&head));
	*g = head;
	at = (char *)(g + 1);
	memcpy(at, b->places, head.places * sizeof *b->places);
	at += head.places * sizeof *b->places;
	memcpy(at, entries, head.entries * sizeof *entries);
	at += head.entries * sizeof *entries;
	memcpy(at, names, head.names * sizeof *names);
	slots = (uint32_t *)(void *)(at + head.names * sizeof *names);
	memcpy(slots + head.slots, b->strings, head.strings);
	for (uint32_t i = 0; i < head.names; i++) {
		uint32_t h = gaz_hash(b->strings + names[i].key);

		while (slots[h & (head.slots - 1)] != 0)
			h++;
		slots[h & (head.slots - 1)] = i + 1;
	}
	free(names);
	free(entries);
	return g;
}

struct gaz_image *
gaz_build(void)
{
	struct builder b = { 0 };
	struct gaz_image *g;

	b.strings = grow(NULL, &b.cap_strings, 1, 1);
	b.strings[b.n_strings++] = '\0';
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct table *t = table_load(tables[i], 5, 8);

		for (size_t row = 0; row < t->n; row++)
			put_row(&b, t, row, strcmp(tables[i], "places-noted") == 0, strcmp(tables[i], "places") != 0);
		table_free(t);
	}
	if (b.n_places == 0)
		die("the tables of places are empty");
	sort_strings = b.strings;
	qsort(b.pairs, b.n_pairs, sizeof *b.pairs, by_key);
	g = assemble(&b);
	free(b.places);
	free(b.pairs);
	free(b.strings);
	return g;
}
