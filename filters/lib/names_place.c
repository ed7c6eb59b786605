/* Places: names that the gazetteer knows, names that the sentence introduces as places, and parts of countries. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "names.h"
#include "record.h"

#define NAME_SIZE 160

/* How a place span is emitted. */
struct found {
	size_t first, last;
	const char *name, *src;
	const struct gaz_place *place; /* NULL if no table has it, or several could be meant */
	int precision;                 /* 0: by its feature */
	bool weak;                     /* nothing but the name says that it is a place */
};

static json_t *
add_place(struct names *s, const struct found *f)
{
	json_t *j = json_object();

	for (size_t i = f->first; i <= f->last; i++)
		s->unit[i].taken = true;
	set_str(j, "t", "place");
	set_int(j, "s", (long long)s->unit[f->first].start);
	set_int(j, "e", (long long)s->unit[f->last].end);
	set_str(j, "name", f->name);
	if (f->place != NULL && f->place->feature >= FEATURE_REGION) {
		set_str(j, "iso3", f->place->iso3);
		set_str(j, "feature", gazetteer_feature(f->place->feature));
	}
	if (f->precision > 0)
		set_int(j, "prec", f->precision);
	set_str(j, "src", f->src);
	if (f->weak)
		json_object_set_new(j, "weak", json_true());
	json_array_append_new(s->spans, j);
	return j;
}

static bool
is_word(const struct names *s, size_t i)
{
	return i < s->n && s->tok->tok[s->unit[i].first].type == TOKEN_WORD;
}

/* The unit before i that says how it is used: the article is stepped over. */
static size_t
before(const struct names *s, size_t i)
{
	while (i > 0 && (unit_is(s, i - 1, "the") || unit_has(s, i - 1, R_DIRECTION)))
		i--;
	return i - 1; /* wraps to a number beyond the end at the start */
}

/* Does something before or behind i say that a place is meant? */
static bool
is_located(const struct names *s, size_t i)
{
	size_t b = before(s, i);
	const struct gaz_place *p;

	/* "in Hannibal's camp" tells nothing of Hannibal. */
	if (unit_is(s, i + 1, "'s") && s->unit[i].gaz != NULL && !s->unit[i].gaz->strong)
		return false;
	if (unit_has(s, b, R_IN | R_NEAR | R_SETTLEMENT | R_DISTRICT | R_REGION))
		return true;
	if (unit_has(s, b, R_TAKEN) && !unit_has(s, i, R_NOTPLACE | R_GIVEN))
		return true;
	/* Persons, too, are gone to and come from: that tells only of names that are known. */
	if (unit_has(s, b, R_TOWARD) && s->unit[i].gaz != NULL && s->unit[i].gaz->strong && !unit_has(s, i, R_NOTPLACE | R_GIVEN))
		return true;
	if (unit_is(s, b, "of") && unit_has(s, b - 1, R_BATTLE | R_SETTLEMENT | R_DISTRICT | R_REGION | R_PART | R_DIRECTION | R_FACILITY | R_NOUN))
		return true;
	if (unit_has(s, i + 1, R_SETTLEMENT | R_DISTRICT | R_REGION | R_FACILITY) && s->unit[i + 1].glued)
		return true;
	if (!unit_is(s, i + 1, ",") || i + 2 >= s->n || !s->unit[i + 2].capital)
		return false;
	/* "Paris, Texas" */
	return unit_place_name(s, i + 2, &p) != NULL && (p->feature == FEATURE_COUNTRY || p->feature == FEATURE_ADMIN1);
}

/* "in Gao, Kidal and Timbuktu": the list goes on from a place. */
static bool
continues_list(const struct names *s, size_t i, bool located)
{
	return located && i > 1 && (unit_is(s, i - 1, ",") || unit_is(s, i - 1, "and")) && s->unit[i - 2].taken;
}

/* A capitalised word that nothing explains: with it the name would be another. */
static bool
is_stranger(const struct names *s, size_t i)
{
	return is_word(s, i) && s->unit[i].capital && !unit_has(s, i, ~(unsigned)(R_NOTPLACE | R_NEVER | R_GIVEN | R_PARTICLE)) &&
	    (s->unit[i].gaz == NULL || s->unit[i].gaz->n == 0);
}

/* A small place that would be part of another name: "Paris Hilton". */
static bool
is_minor(const struct names *s, size_t i)
{
	const struct unit *u = &s->unit[i];

	return u->capital && u->gaz != NULL && u->gaz->n > 0 && !u->gaz->strong && (u->roles & ~(unsigned)(R_NOTPLACE | R_GIVEN)) == 0;
}

static bool
inside_name(const struct names *s, size_t i, bool located)
{
	if (unit_has(s, i + 1, R_THING) && s->unit[i + 1].glued && s->unit[i + 1].capital)
		return true;
	if (i > 0 && s->unit[i].glued && unit_has(s, i - 1, R_SHIP))
		return true;
	if (i > 0 && s->unit[i].glued && is_minor(s, i) && s->unit[i - 1].gaz != NULL && s->unit[i - 1].capital && s->unit[i - 1].gaz->n > 0)
		return true;
	/* The first word of a sentence has its capital anyway. */
	if (i > 0 && s->unit[i].glued && is_stranger(s, i - 1) && !s->title && (i > 1 || unit_has(s, i - 1, R_GIVEN)))
		return true;
	if (i > 0 && s->unit[i].glued && unit_has(s, i - 1, R_PARTICLE) && s->unit[i - 1].capital)
		return true;
	if (s->title || i + 1 >= s->n || !s->unit[i + 1].glued || !(is_stranger(s, i + 1) || is_minor(s, i + 1)))
		return false;
	return !located || !s->unit[i].gaz->strong;
}

/* May the gazetteer's name at i be a place? *weak gets whether only its name says so. */
static bool
accept(const struct names *s, size_t i, bool located, bool *weak)
{
	const struct unit *u = &s->unit[i];
	bool single = u->first == u->last;

	if (u->gaz == NULL || u->gaz->n == 0 || u->taken || unit_has(s, i, R_NEVER) || inside_name(s, i, located))
		return false;
	if (unit_has(s, i, R_THING | R_TITLE | R_ORG | R_IN | R_NEAR | R_TOWARD | R_TAKEN | R_BATTLE | R_SHIP | R_DIRECTION))
		return false;
	*weak = !located && !(u->gaz->strong && !s->title);
	if (!single)
		return true;
	if (unit_has(s, i, R_NOTPLACE | R_FUNCTION | R_NOUN | R_SETTLEMENT | R_DISTRICT | R_REGION | R_FACILITY | R_NATURE | R_PARTICLE | R_PART))
		return located && !(i == 0);
	if (unit_has(s, i, R_GIVEN)) {
		*weak = *weak || !located;
		return true;
	}
	/* Short names, acronyms and peoples are too often something else. */
	if (unit_has(s, i, R_MODIFIER | R_DEMONYM | R_PEOPLE) || s->tok->tok[u->first].allcaps)
		return unit_is_country(s, i) || (u->gaz->strong && located);
	if (u->end - u->start < 4) {
		*weak = *weak || (i == 0 && !located);
		return u->gaz->strong && (located || !s->title);
	}
	return true;
}

/* Distance words before a place: it is near only. */
static bool
is_near(const struct names *s, size_t i)
{
	size_t b = before(s, i);

	if (unit_has(s, b, R_NEAR))
		return true;
	return unit_is(s, b, "of") && (unit_has(s, b - 1, R_DIRECTION) || unit_is(s, b - 1, "outskirts"));
}

static void
lower_word(char *buf, size_t size, const struct names *s, size_t i)
{
	char *low = fold(s->text + s->unit[i].start, s->unit[i].end - s->unit[i].start);

	snprintf(buf, size, "%s", low);
	free(low);
}

/* "north" and "northern" to "northern". */
static void
direction(char *buf, size_t size, const struct names *s, size_t i)
{
	size_t n;

	lower_word(buf, size, s, i);
	n = strlen(buf);
	for (char *hyphen = strchr(buf, '-'); hyphen != NULL; hyphen = strchr(buf, '-'))
		memmove(hyphen, hyphen + 1, strlen(hyphen));
	n = strlen(buf);
	if (n > 4 && n + 4 < size && (strcmp(buf + n - 2, "th") == 0 || strcmp(buf + n - 2, "st") == 0))
		strcat(buf, "ern");
	else if (n == 4 && n + 4 < size && (strcmp(buf, "east") == 0 || strcmp(buf, "west") == 0))
		strcat(buf, "ern");
}

/* A part of a country: "northern Mali", "the north of Mali", "Mali's north". dir and base are units. */
static bool
tag_part(struct names *s, size_t dir, size_t base, size_t first, size_t last)
{
	const struct gaz_place *p;
	const char *country = unit_place_name(s, base, &p);
	char name[NAME_SIZE], word[40];

	if (country == NULL || p->feature != FEATURE_COUNTRY || s->unit[base].taken || inside_name(s, base, true))
		return false;
	direction(word, sizeof word, s, dir);
	snprintf(name, sizeof name, "%s %.*s", word, (int)(s->unit[base].end - s->unit[base].start), s->text + s->unit[base].start);
	json_object_set_new(add_place(s, &(struct found){ first, last, name, "region", p, 4, false }), "feature", json_string("region"));
	return true;
}

static bool
tag_direction(struct names *s, size_t i)
{
	size_t base = i + 1;

	if (unit_follows(s, base) && tag_part(s, i, base, i, base))
		return true;
	/* "the northeastern region of Mali" */
	if (unit_has(s, i + 1, R_REGION | R_PART) && s->unit[i + 1].glued && unit_is(s, i + 2, "of")) {
		base = i + 3 + unit_is(s, i + 3, "the");
		return unit_follows(s, base) && tag_part(s, i, base, i, base);
	}
	if (!unit_is(s, i + 1, "of"))
		return i > 1 && unit_is(s, i - 1, "'s") && tag_part(s, i, i - 2, i - 2, i);
	/* "north of Mali" without an article is no part of it. */
	base = i + 2 + unit_is(s, i + 2, "the");
	return i > 0 && unit_is(s, i - 1, "the") && unit_follows(s, base) && tag_part(s, i, base, i, base);
}

/* "Algerian border", "border with Algeria", "Mali-Algeria border". */
static bool
tag_border(struct names *s, size_t i)
{
	struct found f = { i, i, NULL, "region", NULL, 4, false };
	const struct gaz_place *p;
	char *name;
	json_t *j;

	if (i > 0 && s->unit[i].glued && (unit_has(s, i - 1, R_DEMONYM) || unit_is_country(s, i - 1) ||
	    (s->unit[i - 1].capital && memchr(s->text + s->unit[i - 1].start, '-', s->unit[i - 1].end - s->unit[i - 1].start) != NULL)))
		f.first = i - 1;
	else if (unit_is(s, i + 1, "with") && unit_place_name(s, i + 2, &p) != NULL && p->feature == FEATURE_COUNTRY)
		f.last = i + 2;
	else
		return false;
	name = xstrndup(s->text + s->unit[f.first].start, s->unit[f.last].end - s->unit[f.first].start);
	f.name = name;
	j = add_place(s, &f);
	set_str(j, "feature", "border");
	free(name);
	return true;
}

/* Capitalised words from i on that could be a place's name; i - 1 if there are none. */
static size_t
run_end(const struct names *s, size_t i)
{
	size_t k = i;

	while (is_word(s, k) && k < i + 5 && (k == i || s->unit[k].glued) && !s->unit[k].taken && s->unit[k].capital &&
	    !unit_has(s, k, R_FUNCTION | R_ACTOR | R_TITLE | R_DEMONYM | R_PEOPLE | R_THING | R_FACILITY | R_NATURE | R_DISTRICT | R_REGION))
		k++;
	return k - 1;
}

/* "Kidal Region", "Tigharghar mountains", "Aden International Airport": the word is part of the name; in "Damt district"
 * it is not. */
static bool
tag_with_word(struct names *s, size_t i)
{
	unsigned kinds = R_DISTRICT | R_REGION | R_FACILITY | R_NATURE | R_SITE;
	size_t last = run_end(s, i), word = last + 1;
	const struct gaz_place *p = NULL;
	char name[NAME_SIZE];
	bool named;
	int precision = 1;

	if (last + 1 == i || !unit_follows(s, word) || !unit_has(s, word, kinds) || unit_has(s, i, R_NEVER) ||
	    (i == 0 && unit_has(s, i, R_FUNCTION | R_NOTPLACE)))
		return false;
	/* "Pakistan Air Force base" has no name. */
	named = s->tok->tok[s->unit[word].last].capital;
	unit_place_name(s, i, &p);
	if (!named && p == NULL && unit_has(s, word, R_REGION | R_DISTRICT) && !(unit_is(s, i - 1, "in") || unit_is(s, i - 1, "the")))
		return false;
	if (!named && unit_has(s, i, R_MODIFIER | R_PEOPLE | R_NOTPLACE | R_DIRECTION))
		return false;
	if (unit_has(s, word, R_DISTRICT | R_REGION)) {
		precision = unit_has(s, word, R_REGION) ? 4 : 3;
		/* "Mindanao region": a name that is one already stays what it is. */
		if (p != NULL && last == i && p->feature >= FEATURE_REGION)
			return false;
	} else if (!named || (unit_has(s, word, R_NATURE) && s->unit[i].first == 0 && i == 0 && p == NULL)) {
		/* "Bamako airport" is in Bamako; "the Ifoghas mountains" are a place where no table knows them, and "the Tamra
		 * mine" is at Tamra. */
		if (p != NULL || !(unit_has(s, word, R_NATURE) || (unit_has(s, word, R_SITE) && unit_is(s, i - 1, "the"))))
			return false;
	}
	if (unit_has(s, word, R_NATURE))
		precision = 3;
	if (!named && !unit_has(s, word, R_NATURE))
		snprintf(name, sizeof name, "%.*s", (int)(s->unit[last].end - s->unit[i].start), s->text + s->unit[i].start);
	else
		snprintf(name, sizeof name, "%.*s", (int)(s->unit[word].end - s->unit[i].start), s->text + s->unit[i].start);
	add_place(s, &(struct found){ i, word, name, "document", NULL, precision, false });
	return true;
}

/* "Mount Hermon", "Lake Turkana", "Camp Speicher", "Fort Wagner". */
static bool
tag_behind_word(struct names *s, size_t i)
{
	size_t last;
	char name[NAME_SIZE];

	if (!s->unit[i].capital || !unit_has(s, i, R_FRONT) || !unit_follows(s, i + 1) || s->title)
		return false;
	last = run_end(s, i + 1);
	if (last == i)
		return false;
	snprintf(name, sizeof name, "%.*s", (int)(s->unit[last].end - s->unit[i].start), s->text + s->unit[i].start);
	add_place(s, &(struct found){ i, last, name, "document", NULL, unit_has(s, i, R_NATURE) ? 3 : 1, false });
	return true;
}

static int
word_precision(const struct names *s, size_t i)
{
	return unit_has(s, i, R_REGION) ? 4 : unit_has(s, i, R_DISTRICT | R_NATURE) ? 3 : 1;
}

/* Does the word at i introduce a place? All "the town of X", but of the larger units not "the division of X". */
static bool
introduces(const struct names *s, size_t i)
{
	return unit_has(s, i, R_SETTLEMENT) ||
	    (unit_has(s, i, R_DISTRICT | R_REGION) && !unit_has(s, i, R_NOUN | R_MODIFIER) && unit_is(s, i + 1, "of"));
}

/* "the town of Shalkot", "in the village Hadda", "the region of Temba": a place that the sentence introduces. */
static bool
tag_introduced(struct names *s, size_t i)
{
	size_t from = i + 1, last;
	char name[NAME_SIZE];

	if (unit_is(s, from, "of"))
		from++;
	else if (!unit_follows(s, from) || (s->unit[from].gaz == NULL && !unit_is(s, i, "village") && !unit_is(s, i, "town")))
		return false;
	/* "the town of in Khalil" */
	if (from < s->n && unit_is(s, from, "in") && is_word(s, from + 1) && s->unit[from + 1].capital && unit_is(s, from - 1, "of"))
		last = run_end(s, from + 1);
	else
		last = run_end(s, from);
	if (last + 1 <= from || s->unit[from].taken || !s->unit[from].glued)
		return false;
	if (from == last && s->unit[from].gaz != NULL && s->unit[from].gaz->n > 0)
		return false;
	snprintf(name, sizeof name, "%.*s", (int)(s->unit[last].end - s->unit[from].start), s->text + s->unit[from].start);
	if (name[0] == 'i' && name[1] == 'n')
		name[0] = 'I';
	add_place(s, &(struct found){ from, last, name, "document", NULL, is_near(s, i) ? 2 : word_precision(s, i), false });
	return true;
}

/* "Shalkot village" */
static bool
tag_before_settlement(struct names *s, size_t i)
{
	size_t last = run_end(s, i);
	char name[NAME_SIZE];

	/* "the Iberian city of Temba" is Temba. */
	if (last + 1 == i || !unit_follows(s, last + 1) || !unit_has(s, last + 1, R_SETTLEMENT) || s->title || unit_is(s, last + 2, "of"))
		return false;
	if ((i == last && s->unit[i].gaz != NULL && s->unit[i].gaz->n > 0) || i == 0 || unit_has(s, i, R_MODIFIER | R_PEOPLE | R_NOTPLACE))
		return false;
	snprintf(name, sizeof name, "%.*s", (int)(s->unit[last].end - s->unit[i].start), s->text + s->unit[i].start);
	add_place(s, &(struct found){ i, last, name, "document", NULL, is_near(s, i) ? 2 : 1, false });
	return true;
}

/* "I'm", "It's": no names. */
static bool
has_apostrophe(const struct names *s, size_t i)
{
	for (const char *p = s->tok->tok[s->unit[i].first].low; *p != '\0'; p++)
		if (*p == '\'' && strlen(p) <= 3)
			return true;
	return false;
}

/* Does the word before a capitalised stranger say that he may be a place? */
static bool
leads_to_place(const struct names *s, size_t b)
{
	/* "the captured Nimitz" is a ship, "the recently occupied ..." anything. */
	bool taken = unit_has(s, b, R_TAKEN) && b > 0 && !unit_is(s, b - 1, "the") && !unit_is(s, b - 1, "a") && !unit_is(s, b - 1, "recently");

	return unit_is(s, b, "in") || unit_is(s, b, "at") || unit_has(s, b, R_NEAR) || taken ||
	    (unit_is(s, b, "of") && unit_has(s, b - 1, R_BATTLE | R_TAKEN));
}

/* "Werguet, Northern Bahr el Ghazal: ten killed": is the country or region of what ends at unit last named behind a
 * comma, and nothing but a date before it? */
static bool
is_followed_by_region(const struct names *s, size_t i)
{
	size_t last = run_end(s, i);
	const struct gaz_place *p;

	if (last + 1 == i || (i > 0 && s->tok->tok[s->unit[i - 1].first].type != TOKEN_PUNCT) || !unit_is(s, last + 1, ",") ||
	    last + 2 >= s->n || !s->unit[last + 2].capital)
		return false;
	return unit_place_name(s, last + 2, &p) != NULL && (p->feature == FEATURE_COUNTRY || p->feature == FEATURE_ADMIN1);
}

/* Does the list go on at unit i that ends in unit last: "the villages of Qusa, Balaban and Jeb"? */
static bool
goes_on(const struct names *s, size_t i, size_t last)
{
	size_t b = i;

	if (b > 0 && unit_is(s, b - 1, "and"))
		b--;
	if (b > 0 && unit_is(s, b - 1, ","))
		b--;
	return b < i && b == last + 1;
}

/* "Shalkot", or "Balad Ruz", whose first word alone is another place. */
static bool
is_new_name(const struct names *s, size_t i)
{
	return is_stranger(s, i) || (s->unit[i].capital && s->unit[i].gaz != NULL && s->unit[i].roles == 0 && unit_follows(s, i + 1) &&
	    is_stranger(s, i + 1) && !unit_has(s, i + 1, R_NOTPLACE | R_NEVER | R_GIVEN));
}

/* A capitalised stranger behind "in", "near" or "captured": "fighting in Shalkot". The document must confirm it, but
 * for "the battle of Shalkot" and a list of villages. */
static bool
tag_stranger(struct names *s, size_t i, bool listed, bool introduced)
{
	size_t b = before(s, i), last;
	char name[NAME_SIZE];

	/* "in Tongomayel and Baraboule" */
	if ((unit_is(s, i - 1, "and") || unit_is(s, i - 1, ",")) && i > 1 && s->unit[i - 2].taken && listed)
		b = i - 1;
	else
		listed = introduced;
	if (s->title || (b + 1 >= s->n && b + 1 != 0) || unit_is(s, b + 1, "the") || has_apostrophe(s, i) || unit_is(s, i + 1, "'s") ||
	    (!introduced && (unit_has(s, i, R_GIVEN) || !is_new_name(s, i))) || unit_has(s, i, R_NOTPLACE | R_NEVER) || s->tok->tok[s->unit[i].first].allcaps)
		return false;
	if (!listed && !leads_to_place(s, b) && !is_followed_by_region(s, i))
		return false;
	last = run_end(s, i);
	if (last + 1 <= i || last > i + 2)
		return false;
	snprintf(name, sizeof name, "%.*s", (int)(s->unit[last].end - s->unit[i].start), s->text + s->unit[i].start);
	add_place(s, &(struct found){ i, last, name, "document", NULL, is_near(s, i) ? 2 : 1,
	    !introduced && !(unit_is(s, b, "of") && unit_has(s, b - 1, R_BATTLE)) });
	return true;
}

static bool
tag_known(struct names *s, size_t i, bool *located, bool introduced)
{
	struct found f = { i, i, NULL, "gazetteer", NULL, 0, false };
	bool here = introduced || is_located(s, i) || continues_list(s, i, *located);
	char *printed = NULL;

	if (!accept(s, i, here, &f.weak))
		return false;
	f.name = unit_place_name(s, i, &f.place);
	if (f.place->feature < FEATURE_REGION)
		f.name = printed = xstrndup(s->text + s->unit[i].start, s->unit[i].end - s->unit[i].start);
	if (f.place->feature < FEATURE_REGION && is_near(s, i))
		f.precision = 2;
	if (f.place->feature < FEATURE_REGION)
		f.place = NULL;
	add_place(s, &f);
	free(printed);
	*located = here;
	return true;
}

/* The last unit of the place that begins at or behind unit i. */
static size_t
taken_end(const struct names *s, size_t i)
{
	while (i < s->n && !s->unit[i].taken)
		i++;
	while (i + 1 < s->n && s->unit[i + 1].taken)
		i++;
	return i;
}

/* A place by what stands around it. */
static bool
tag_by_words(struct names *s, size_t i)
{
	if (unit_has(s, i, R_DIRECTION) && tag_direction(s, i))
		return true;
	if (unit_is(s, i, "border") && tag_border(s, i))
		return true;
	return s->unit[i].capital && (tag_behind_word(s, i) || tag_with_word(s, i) || tag_before_settlement(s, i));
}

void
names_places(struct names *s)
{
	size_t list = s->n; /* the last unit of a list of places that the sentence introduces */
	bool located = false, goes;

	for (size_t i = 0; i < s->n; i++) {
		if (s->unit[i].taken || !is_word(s, i))
			continue;
		goes = goes_on(s, i, list);
		if (introduces(s, i) && tag_introduced(s, i))
			list = taken_end(s, i);
		else if (tag_by_words(s, i))
			continue;
		else if (tag_known(s, i, &located, goes))
			list = goes || (i > 1 && unit_is(s, i - 1, "of") && unit_has(s, i - 2, R_SETTLEMENT)) ? taken_end(s, i) : list;
		else if (s->unit[i].capital && tag_stranger(s, i, located, goes)) {
			located = true;
			list = goes ? taken_end(s, i) : list;
		}
	}
}
