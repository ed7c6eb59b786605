/* Names that no table has: bodies by the word that heads them ("Zintan Brigade", "Front for ..."), and persons. */
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "names.h"

#define LONGEST_BODY 14
#define LONGEST_PERSON 6

/* What keeps a capitalised word from being part of a person's name. */
#define NO_PERSON (R_FUNCTION | R_ACTOR | R_NOUN | R_ORG | R_DEMONYM | R_PEOPLE | R_TITLE | R_THING | R_FACILITY | R_NATURE | \
    R_DISTRICT | R_REGION)

static bool
is_word(const struct names *s, size_t i)
{
	return i < s->n && s->tok->tok[s->unit[i].first].type == TOKEN_WORD;
}

static bool
is_name(const struct names *s, size_t i)
{
	return is_word(s, i) && s->unit[i].capital && !s->unit[i].taken && !unit_has(s, i, NO_PERSON);
}

/* "1st" in front of "Armored Division". */
static bool
is_ordinal(const struct names *s, size_t i)
{
	return is_word(s, i) && s->text[s->unit[i].start] >= '0' && s->text[s->unit[i].start] <= '9';
}

static bool
is_connector(const struct names *s, size_t i)
{
	static const char *const words[] = { "of", "for", "and", "the", "to", "de", "du", "la", "des", "pour" };

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (unit_is(s, i, words[k]))
			return true;
	return false;
}

/* Can unit i stand in the name of a body? */
static bool
is_part(const struct names *s, size_t i)
{
	if (!is_word(s, i) || s->unit[i].taken || !s->unit[i].capital)
		return false;
	return !unit_has(s, i, R_THING) && (!unit_has(s, i, R_FUNCTION) || unit_has(s, i, R_ORG));
}

/* After a connector at i: the unit at which the name goes on, or 0. "and" joins only plain words. */
static size_t
over_connectors(const struct names *s, size_t i)
{
	bool and = unit_is(s, i, "and");
	size_t k = i;

	while (k < s->n && k < i + 3 && is_connector(s, k) && s->unit[k].glued)
		k++;
	if (!unit_follows(s, k) || !is_part(s, k))
		return 0;
	if (and && (unit_has(s, k, R_ACTOR | R_DEMONYM | R_TITLE | R_PEOPLE | R_GIVEN) || unit_is_country(s, k)))
		return 0;
	return k;
}

/* Do units first..last hold more than a country's adjective, modifiers and an actor noun? Those are for names_groups. */
static bool
says_more(const struct names *s, size_t first, size_t last)
{
	for (size_t i = first; i <= last; i++)
		if (!unit_has(s, i, R_DEMONYM | R_NOUN | R_MODIFIER) && !unit_is_country(s, i))
			return true;
	return false;
}

/* The possessive of "People's Army" and "Farmers' Front" at unit k? */
static bool
is_whose(const struct names *s, size_t k)
{
	return k > 0 && (unit_is(s, k, "'s") || unit_is(s, k, "'")) && unit_has(s, k - 1, R_NOUN) && is_part(s, k - 1) &&
	    unit_follows(s, k + 1) && is_part(s, k + 1);
}

/* The last unit of the body's name that begins at i, or i if there is none; *head gets its head word. */
static size_t
body_end(const struct names *s, size_t i, size_t *head)
{
	size_t last = i, k = i;
	bool headed = false, open = false;

	while (k < s->n && k < i + LONGEST_BODY) {
		if (k > i && !unit_follows(s, k))
			break;
		if (headed && open && is_part(s, k) && unit_has(s, k, R_TITLE | R_GIVEN))
			break;
		if (is_part(s, k) || (k == i && is_ordinal(s, k))) {
			if (unit_has(s, k, R_ORG) && !open) {
				*head = k;
				headed = true;
			}
			if (headed && open && unit_is_country(s, last))
				break;
			if (headed && (open || k == *head))
				last = k;
			else if (headed)
				break;
			k++;
			continue;
		}
		if (!headed && k > i && is_whose(s, k)) {
			k++;
			continue;
		}
		if (!headed || !is_connector(s, k) || (!open && !unit_is(s, k, "of") && !unit_is(s, k, "for")))
			break;
		/* "Assembly of Mali Speaker": with a country the name is whole. */
		if (unit_is_country(s, last) && open)
			break;
		k = over_connectors(s, k);
		if (k == 0)
			break;
		open = true;
	}
	return headed ? last : i;
}

/* "3rd", "Fifth", "XII": armies of states have numbers. */
static bool
is_number(const struct names *s, size_t i)
{
	const char *low = s->tok->tok[s->unit[i].first].low;

	if (is_ordinal(s, i) || strspn(low, "ivx") == strlen(low))
		return true;
	return unit_has(s, i, R_NEVER) && !unit_has(s, i, R_ORG | R_NOUN | R_MODIFIER) && s->unit[i].sense != NULL;
}

static bool
is_plural_word(const struct names *s, size_t i)
{
	return s->unit[i].end > s->unit[i].start && s->text[s->unit[i].end - 1] == 's';
}

/* "Sham Legion fighters": the noun behind a body's name belongs to it. "Islamists" have a capital anyway. */
static size_t
with_noun(const struct names *s, size_t last)
{
	const struct unit *u = &s->unit[last + 1];

	if (!unit_follows(s, last + 1) || !unit_has(s, last + 1, R_NOUN) || !(u->roles & R_PLURAL) ||
	    (u->capital && !(u->sense->form[0] >= 'A' && u->sense->form[0] <= 'Z')))
		return last;
	return strcmp(u->sense->noun_kind, "civilians") == 0 || strcmp(u->sense->noun_kind, "protesters") == 0 ? last : last + 1;
}

static void
add_body(struct names *s, size_t first, size_t last, const char *kind)
{
	char *name = xstrndup(s->text + s->unit[first].start, s->unit[last].end - s->unit[first].start);

	add_actor(s, first, with_noun(s, last), name, *kind != '\0' ? kind : "other", "document");
	free(name);
}

/* Can unit k stand behind the lead of a body's name? Parts, numbers, and what joins them to parts. */
static size_t
after_lead(const struct names *s, size_t k)
{
	if (!unit_follows(s, k))
		return 0;
	if (is_part(s, k) && !unit_has(s, k, R_TITLE | R_NOUN | R_PEOPLE))
		return k;
	if ((unit_has(s, k, R_PARTICLE) || (is_connector(s, k) && !unit_is(s, k, "and"))) && unit_follows(s, k + 1) && is_part(s, k + 1) &&
	    !unit_has(s, k + 1, R_TITLE | R_NOUN | R_PEOPLE))
		return k + 1;
	return is_ordinal(s, k) ? k : 0;
}

/* "Liwa Fatemiyoun", "Task Force 58", "Lashkar-e-Omar". */
static bool
tag_led(struct names *s, size_t i)
{
	bool whole = memchr(s->text + s->unit[i].start, '-', s->unit[i].end - s->unit[i].start) != NULL;
	size_t last = i;

	if (s->unit[i].taken || !s->unit[i].capital || !unit_has(s, i, R_LEAD) || s->title)
		return false;
	for (size_t k = after_lead(s, i + 1); k != 0 && k < i + LONGEST_BODY; k = after_lead(s, k + 1))
		last = k;
	if (last == i && !whole)
		return false;
	add_body(s, i, last, s->unit[i].sense->org_kind);
	return true;
}

static bool
tag_body(struct names *s, size_t i)
{
	size_t head = i, last = body_end(s, i, &head);
	const char *kind;

	if (last == i || (i == 0 && unit_has(s, i, R_NOTPLACE) && !unit_has(s, i, R_ORG) && (head != i + 1 || is_plural_word(s, head))) || !says_more(s, i, last) || (head == i && last <= i + 1))
		return false;
	kind = s->unit[head].sense != NULL ? s->unit[head].sense->org_kind : "other";
	if ((unit_has(s, i, R_DEMONYM) || unit_is_country(s, i)) && strcmp(kind, "rebel") == 0 && head > i)
		kind = unit_is(s, head, "army") || unit_is(s, head, "forces") ? "state" : kind;
	if (unit_has(s, i, R_ACTOR))
		kind = s->unit[i].sense->kind; /* "Boko Haram Women's Wing" */
	else if (is_number(s, i))
		kind = "state";
	add_body(s, i, last, kind);
	return true;
}

/* The "T" of "William T. Sherman". */
static bool
is_initial(const struct names *s, size_t i)
{
	return is_word(s, i) && s->unit[i].capital && s->unit[i].end - s->unit[i].start == 1 && unit_is(s, i + 1, ".");
}

/* End of the run of name words that begins at i; i - 1 if there is none. */
static size_t
name_end(const struct names *s, size_t i)
{
	size_t last = i, k = i;

	while (k < i + 2 && !is_name(s, k) && unit_has(s, k, R_PARTICLE)) /* "van der Hoek" */
		k++;
	if (!is_name(s, k))
		return i - 1;
	for (k = i; k < s->n && k < i + LONGEST_PERSON; k++) {
		if (k > i && !unit_follows(s, k))
			break;
		if (is_initial(s, k) && k + 2 < s->n && is_name(s, k + 2))
			k++; /* the stop behind it */
		else if (is_name(s, k))
			last = k;
		else if (!unit_has(s, k, R_PARTICLE) || s->unit[k].taken)
			break;
	}
	return last;
}

/* Modifiers, demonyms and groups that stand before a title belong to it: "MNLA vice-president", "Malian interim". */
static size_t
before_title(const struct names *s, size_t i)
{
	while (i > 0 && s->unit[i].glued && !s->unit[i - 1].taken &&
	    unit_has(s, i - 1, R_MODIFIER | R_DEMONYM | R_ACTOR | R_DIRECTION))
		i--;
	return i;
}

static bool
tag_titled(struct names *s, size_t i)
{
	size_t from = i + 1, last, first = before_title(s, i);
	const char *kind = s->unit[i].sense->title_kind;
	char *name;

	if (i > 0 && unit_has(s, i - 1, R_SHIP))
		return false;
	while (unit_follows(s, from) && unit_has(s, from, R_TITLE) && s->unit[from].capital)
		from++;
	if (unit_is(s, from, ".") && unit_follows(s, from + 1))
		from++;
	/* "French President, François Hollande": two names at least */
	if (unit_is(s, from, ",") && is_name(s, from + 1) && is_name(s, from + 2) && s->unit[from + 2].glued && first < i)
		from++;
	if (from >= s->n || s->unit[from].taken || (from == i + 1 && !s->unit[from].glued))
		return false;
	last = name_end(s, from);
	if (last + 1 == from || (s->title && last > from + 2))
		return false;
	/* "president of", and "President Obama" but not "general Tuesday" */
	name = xstrndup(s->text + s->unit[from].start, s->unit[last].end - s->unit[from].start);
	for (size_t k = first; k < i; k++)
		if (unit_has(s, k, R_ACTOR))
			kind = s->unit[k].sense->kind;
	json_object_set_new(add_actor(s, first, last, name, *kind != '\0' ? kind : "other", "document"), "person", json_true());
	free(name);
	return true;
}

bool
names_surname_land(const char *iso3)
{
	static const char *const lands[] = { "USA", "GBR", "CAN", "AUS", "NZL", "IRL", "ZAF" };

	for (size_t i = 0; i < sizeof lands / sizeof *lands; i++)
		if (strcmp(iso3, lands[i]) == 0)
			return true;
	return false;
}

/* May unit k be a surname, though the gazetteer knows the word? */
static bool
may_be_surname(const struct names *s, size_t k)
{
	const struct gaz_place *p;

	return s->unit[k].gaz == NULL || (!s->unit[k].gaz->strong && unit_place_name(s, k, &p) != NULL && names_surname_land(p->iso3));
}

/* Two or three capitalised words that no table knows, alone in their group, are a person more often than not. */
static bool
are_strangers(const struct names *s, size_t i, size_t last)
{
	if (i == 0 || last - i > 2 || unit_is(s, i - 1, "the") || unit_has(s, i - 1, R_IN | R_NEAR | R_TAKEN | R_MODIFIER | R_DEMONYM | R_DIRECTION))
		return false;
	if ((s->unit[i].glued && s->unit[i - 1].capital) || unit_is(s, i - 1, "of"))
		return false;
	for (size_t k = i; k <= last; k++)
		if ((k == i ? s->unit[k].gaz != NULL : !may_be_surname(s, k)) || unit_has(s, k, ~(unsigned)R_PARTICLE) || s->tok->tok[s->unit[k].first].allcaps ||
		    memchr(s->text + s->unit[k].start, '-', s->unit[k].end - s->unit[k].start) != NULL)
			return false;
	return last + 1 == s->n || !s->unit[last + 1].glued || unit_has(s, last + 1, R_FUNCTION) ||
	    s->tok->tok[s->unit[last + 1].first].type == TOKEN_PUNCT;
}

/* A given name and more, or words around "Ag", "Ould" and the like. */
static bool
tag_person(struct names *s, size_t i)
{
	size_t last;
	bool particle = false;
	char *name;

	if (s->title || !is_name(s, i) || unit_has(s, i, R_SHIP) || (i > 0 && unit_has(s, i - 1, R_SHIP)))
		return false;
	last = name_end(s, i);
	if (last == i || last + 1 == i)
		return false;
	for (size_t k = i + 1; k < last; k++)
		particle |= unit_has(s, k, R_NAMING);
	if (!unit_has(s, i, R_GIVEN) && !are_strangers(s, i, last) && !(particle && s->unit[i].gaz == NULL && !unit_has(s, i, R_NOTPLACE)))
		return false;
	/* "San Francisco", "Victoria Falls": the gazetteer knows better. */
	if (s->unit[i].first != s->unit[i].last)
		return false;
	name = xstrndup(s->text + s->unit[i].start, s->unit[last].end - s->unit[i].start);
	json_object_set_new(add_actor(s, i, last, name, "other", "document"), "person", json_true());
	free(name);
	return true;
}

void
names_bodies(struct names *s)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->unit[i].taken || (i > 0 && s->unit[i].glued && is_part(s, i - 1) && s->unit[i - 1].capital &&
		    unit_has(s, i, R_ORG)))
			continue;
		if (tag_led(s, i) || ((is_part(s, i) || is_ordinal(s, i)) && tag_body(s, i)))
			continue;
		if (unit_has(s, i, R_TITLE) && tag_titled(s, i))
			continue;
		if (s->unit[i].capital)
			tag_person(s, i);
	}
}
