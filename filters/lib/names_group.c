/* Noun groups that name actors: "suspected Boko Haram militants", "the Malian army", "Tuareg rebels", "Mali's junta". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "names.h"
#include "record.h"

#define NAME_SIZE 160
#define NONE ((size_t)-1)

/* A noun group under construction: units, NONE where it has no such part. */
struct group {
	size_t first, last;
	size_t actor, demonym, place, head;
};

static bool
is_civil(const char *kind)
{
	return strcmp(kind, "civilians") == 0 || strcmp(kind, "protesters") == 0;
}

static bool
is_possessive(const struct names *s, size_t i)
{
	return unit_is(s, i, "'s") || unit_is(s, i, "'");
}

/* Does a modifier or actor noun stand at i, possibly behind more modifiers? */
static bool
noun_ahead(const struct names *s, size_t i)
{
	for (; i < s->n && s->unit[i].glued && !s->unit[i].taken; i++) {
		if (unit_has(s, i, R_NOUN))
			return true;
		if (!unit_has(s, i, R_MODIFIER | R_DIRECTION))
			return false;
	}
	return false;
}

/* May unit i be a place whose actors follow? "In Samarra militants ..." has none. */
static bool
is_place(const struct names *s, size_t i)
{
	const struct unit *u = &s->unit[i];

	if (u->gaz == NULL || u->gaz->n == 0 || unit_has(s, i, R_MODIFIER | R_NOTPLACE | R_FUNCTION | R_GIVEN | R_NOUN | R_TITLE))
		return false;
	return unit_is_country(s, i) || i == 0 || !(unit_has(s, i - 1, R_IN | R_NEAR) || unit_is(s, i - 1, "of"));
}

/* Add unit i to the group; false if the group ends before it. */
static bool
group_take(const struct names *s, struct group *g, size_t i)
{
	const struct unit *u = &s->unit[i];

	if (u->taken || (i > g->first && !u->glued))
		return false;
	if (unit_has(s, i, R_ACTOR)) {
		if (g->actor != NONE || g->demonym != NONE || (g->head != NONE && (s->unit[g->head].roles & R_PLURAL)))
			return false;
		g->actor = i;
		g->head = NONE;
	} else if (unit_has(s, i, R_DEMONYM) && g->head == NONE) {
		g->demonym = i;
	} else if (unit_has(s, i, R_NOUN)) {
		/* "soldiers women": a plural noun ends a group, as does a second noun behind it. */
		if (g->head != NONE && (s->unit[g->head].roles & R_PLURAL) && !unit_has(s, g->head, R_MODIFIER))
			return false;
		g->head = i;
	} else if (is_place(s, i) && g->place == NONE && g->head == NONE && g->actor == NONE && g->demonym == NONE &&
	    noun_ahead(s, i + 1 + is_possessive(s, i + 1))) {
		g->place = i;
	} else if (is_possessive(s, i)) {
		return (g->place == i - 1 || g->actor == i - 1) && noun_ahead(s, i + 1);
	} else if (unit_has(s, i, R_MODIFIER) && g->actor == NONE) {
		return g->head == NONE || noun_ahead(s, i);
	} else if (!unit_has(s, i, R_MODIFIER)) {
		/* "Lebanese Internal Security Forces" */
		return u->capital && u->roles == 0 && g->demonym == i - 1 && i > g->first && unit_has(s, i + 1, R_NOUN) &&
		    s->unit[i + 1].capital && s->unit[i + 1].glued;
	}
	return true;
}

static struct group
group_at(const struct names *s, size_t i)
{
	struct group g = { i, i, NONE, NONE, NONE, NONE };
	size_t last = NONE;

	for (size_t k = i; k < s->n && group_take(s, &g, k); k++)
		if (g.head == k || g.actor == k || g.demonym == k)
			last = k;
	g.last = last == NONE ? i : last;
	if (g.head != NONE && g.head > g.last)
		g.head = NONE;
	return g;
}

/* Append a word to a name. */
static void
put(char *name, const char *word)
{
	size_t n = strlen(name);

	if (*word != '\0' && n + 1 < NAME_SIZE)
		snprintf(name + n, NAME_SIZE - n, "%s%s", n > 0 ? " " : "", word);
}

static void
put_unit(char *name, const struct names *s, size_t i)
{
	char *word = xstrndup(s->text + s->unit[i].start, s->unit[i].end - s->unit[i].start);

	put(name, word);
	free(word);
}

/* A demonym as printed, but "U.S." as "US". */
static void
put_demonym(char *name, const struct names *s, size_t i)
{
	if (memchr(s->text + s->unit[i].start, '.', s->unit[i].end - s->unit[i].start) != NULL)
		put(name, names_demonym(s->unit[i].sense->country));
	else
		put_unit(name, s, i);
}

/* Modifiers between first and head, and the kind that they give; a country's state nouns drop those of the state. */
static const char *
put_modifiers(char *name, const struct names *s, const struct group *g, bool state)
{
	const char *kind = "";

	for (size_t i = g->first; i <= g->last; i++) {
		const struct sense *sense = s->unit[i].sense;
		const char *own;

		if (i == g->head || i == g->demonym || i == g->place || i == g->actor || is_possessive(s, i))
			continue;
		own = sense == NULL ? "" : unit_has(s, i, R_MODIFIER) ? sense->modifier_kind : unit_has(s, i, R_NOUN) ? sense->noun_kind : "";
		/* "National Army": its nationals are no civilians. */
		if (*own != '\0' && !is_civil(own))
			kind = own;
		if (!state || (*own != '\0' && strcmp(own, "state") != 0 && strcmp(own, "international") != 0))
			put_unit(name, s, i);
	}
	return kind;
}

/* What the head noun is called without a country. */
static const char *
plain_noun(const struct unit *head)
{
	if (!(head->roles & R_PLURAL))
		return head->roles & R_MODIFIER ? head->sense->form : head->sense->singular;
	return head->sense->flags & N_STATE ? head->sense->plural : head->sense->form;
}

/* Name a group that has a head noun; *kind gets its kind. */
static void
name_group(char *name, const struct names *s, const struct group *g, const char *country, const char **kind)
{
	const struct unit *head = &s->unit[g->head];
	const struct sense *noun = head->sense;
	bool state = *country != '\0' && (noun->flags & N_STATE) != 0;
	char mods[NAME_SIZE] = "";
	const char *own = put_modifiers(mods, s, g, state);

	put(name, country);
	put(name, mods);
	*kind = noun->noun_kind;
	if (is_civil(noun->noun_kind)) {
		put(name, plain_noun(head));
		return;
	}
	if (*own != '\0' && strcmp(own, "state") != 0)
		*kind = own;
	if (!state || *mods != '\0' || (!(head->roles & R_PLURAL) && strcmp(noun->form, noun->plural) == 0))
		put(name, plain_noun(head));
	else
		put(name, noun->form);
}

/* Adjective for the country that a unit names, or the country's name; "" if it names none. *iso3 gets its code. */
static const char *
country_word(const struct names *s, size_t i, const char **iso3)
{
	const struct gaz_place *p;
	const char *name = unit_place_name(s, i, &p), *adjective;

	if (name == NULL || p->feature != FEATURE_COUNTRY)
		return "";
	*iso3 = p->iso3;
	adjective = names_demonym(name);
	return adjective != NULL ? adjective : name;
}

/* Behind a head noun: "of Mali", "from the MNLA". The unit that is named, or NONE. */
static size_t
complement(const struct names *s, size_t i)
{
	if (!unit_is(s, i, "of") && !unit_is(s, i, "from"))
		return NONE;
	i++;
	if (unit_is(s, i, "the"))
		i++;
	return i < s->n && !s->unit[i].taken && s->unit[i].glued ? i : NONE;
}

static bool
is_definite(const struct names *s, size_t i)
{
	static const char *const words[] = { "the", "this", "that", "these", "those", "its", "their", "his", "both", "latter", "former" };

	for (size_t k = 0; i > 0 && k < sizeof words / sizeof *words; k++)
		if (unit_is(s, i - 1, words[k]))
			return true;
	return false;
}

/* A group around an actor with a name of its own. */
static void
tag_named(struct names *s, const struct group *g)
{
	const struct sense *sense = s->unit[g->actor].sense;
	char name[NAME_SIZE] = "";

	json_t *span;

	put(name, sense->name);
	if (g->head != NONE && g->head > g->actor && is_civil(s->unit[g->head].sense->noun_kind)) {
		put(name, plain_noun(&s->unit[g->head]));
		add_actor(s, g->first, g->last, name, s->unit[g->head].sense->noun_kind, "lexicon");
		return;
	}
	span = add_actor(s, g->first, g->last, name, sense->kind, "lexicon");
	if (strcmp(sense->canon, sense->name) != 0)
		set_str(span, "canon", sense->canon);
	set_str(span, "home", sense->home);
}

/* The actor that begins at unit i and was tagged as a body; NULL if none was. */
static json_t *
body_at(const struct names *s, size_t i)
{
	json_t *span;
	size_t k;

	json_array_foreach(s->spans, k, span)
		if (strcmp(get_str(span, "t"), "actor") == 0 && get_int(span, "s", 0) == (long long)s->unit[i].start)
			return strcmp(get_str(span, "src"), "document") == 0 && !json_is_true(json_object_get(span, "person")) ? span : NULL;
	return NULL;
}

/* "guerrillas of the Ogarra Liberation Front" are that front. */
static bool
tag_of_body(struct names *s, const struct group *g)
{
	size_t i = g->last + 1;
	json_t *body;

	if ((!unit_is(s, i, "of") && !unit_is(s, i, "from")) || is_civil(s->unit[g->head].sense->noun_kind) ||
	    !(s->unit[g->head].roles & R_PLURAL))
		return false;
	i += unit_is(s, i + 1, "the") ? 2 : 1;
	body = i < s->n && s->unit[i].taken ? body_at(s, i) : NULL;
	if (body == NULL)
		return false;
	for (size_t k = g->first; k < i; k++)
		s->unit[k].taken = true;
	set_int(body, "s", (long long)s->unit[g->first].start);
	return true;
}

/* "members of Boko Haram", "fighters from the MNLA", "the army of Mali". */
static bool
tag_with_complement(struct names *s, const struct group *g)
{
	size_t c = complement(s, g->last + 1);
	const struct sense *noun = s->unit[g->head].sense;
	char name[NAME_SIZE] = "";
	const char *kind, *country, *iso3 = "";

	if (c == NONE)
		return false;
	if (unit_has(s, c, R_ACTOR) && !is_civil(noun->noun_kind)) {
		struct group rest = group_at(s, c);

		put(name, s->unit[c].sense->name);
		add_actor(s, g->first, rest.actor == c ? rest.last : c, name, s->unit[c].sense->kind, "lexicon");
		return true;
	}
	country = g->place == NONE ? country_word(s, c, &iso3) : "";
	if ((noun->flags & N_STATE) && *country != '\0') {
		name_group(name, s, g, country, &kind);
		set_str(add_actor(s, g->first, c, name, kind, "country"), "iso3", iso3);
		return true;
	}
	if (is_civil(noun->noun_kind) && s->unit[c].gaz != NULL && s->unit[c].gaz->n > 0 && !unit_has(s, c, R_FUNCTION)) {
		name_group(name, s, g, "", &kind);
		put(name, "of");
		put_unit(name, s, c);
		add_actor(s, g->first, g->last, name, kind, "noun");
		return true;
	}
	return false;
}

/* "military airport", "police station": the noun only tells what kind of thing the next word is. */
static bool
is_attribute(const struct names *s, const struct group *g)
{
	const struct unit *head = &s->unit[g->head], *next = head + 1;
	const char *low;

	if (g->last + 1 >= s->n || g->head != g->last || !next->glued || next->capital || (head->roles & R_PLURAL))
		return false;
	/* "the junta formally announced", "the army retook" */
	low = s->tok->tok[next->first].low;
	if (strlen(low) > 3 && (strcmp(low + strlen(low) - 2, "ly") == 0 || strcmp(low + strlen(low) - 2, "ed") == 0))
		return false;
	return s->tok->tok[next->first].type == TOKEN_WORD && !(next->roles & R_FUNCTION) && next->start > head->end;
}

/* "Baratieri's army": whose the noun is, a name that is no people's; NONE if nobody's. */
static size_t
owner(const struct names *s, const struct group *g)
{
	const struct sense *noun = s->unit[g->head].sense;
	size_t i = g->first - 2;

	if (g->first < 2 || !is_possessive(s, g->first - 1) || !s->unit[i].capital || s->tok->tok[s->unit[i].first].type != TOKEN_WORD)
		return NONE;
	if (is_civil(noun->noun_kind) || (noun->flags & N_MEMBER) || !((s->unit[g->head].roles & R_PLURAL) || (noun->flags & N_STATE)))
		return NONE;
	return unit_has(s, i, R_FUNCTION | R_DEMONYM | R_PEOPLE | R_NOUN | R_NEVER | R_MODIFIER | R_THING) || unit_is_country(s, i) ? NONE : i;
}

/* Append what is printed from the owner on. */
static void
put_owned(char *name, const struct names *s, const struct group *g, size_t whose)
{
	char *words = xstrndup(s->text + s->unit[whose].start, s->unit[g->last].end - s->unit[whose].start);

	put(name, words);
	free(words);
}

static void
tag_noun(struct names *s, const struct group *g)
{
	const struct sense *noun = s->unit[g->head].sense;
	char name[NAME_SIZE] = "", place[NAME_SIZE] = "";
	const char *kind, *country = "", *src = "noun", *iso3 = "";
	size_t first = g->first, whose = NONE;
	json_t *span;

	if (g->demonym == NONE && (tag_with_complement(s, g) || tag_of_body(s, g)))
		return;
	if (g->demonym == NONE && (noun->flags & N_STATE) && (g->place == NONE || !unit_is_country(s, g->place)) && is_attribute(s, g))
		return;
	if (g->demonym != NONE) {
		put_demonym(place, s, g->demonym);
		src = "demonym";
		iso3 = s->unit[g->demonym].sense->iso3;
	} else if (g->place != NONE) {
		country = country_word(s, g->place, &iso3);
		src = *country != '\0' ? "country" : "noun";
		if (*country != '\0')
			put(place, country);
		else {
			put_unit(place, s, g->place);
			first = g->place + 1 + is_possessive(s, g->place + 1);
			whose = first > g->place + 1 && !s->unit[g->place].gaz->strong ? g->place : NONE;
		}
	} else {
		whose = owner(s, g);
	}
	if ((noun->flags & N_WEAK) && *place == '\0' && g->first == g->last && whose == NONE && !is_definite(s, g->first))
		return;
	name_group(name, s, g, place, &kind);
	if (whose != NONE) {
		*name = '\0';
		put_owned(name, s, g, whose);
	}
	span = add_actor(s, first, g->last, name, kind, src);
	set_str(span, "iso3", iso3);
	if ((noun->flags & N_WEAK) && *place == '\0' && g->first == g->last && whose == NONE)
		json_object_set_new(span, "generic", json_true());
}

/* "French and Malian troops": the noun that a bare demonym shares, NONE if there is none. */
static size_t
shared_noun(const struct names *s, size_t i)
{
	bool joined = false;

	for (i++; i < s->n && !s->unit[i].taken; i++) {
		if (unit_is(s, i, ",") || unit_is(s, i, "and") || unit_is(s, i, "or"))
			joined = true;
		else if (unit_has(s, i, R_NOUN) && !noun_ahead(s, i + 1))
			return joined && ((s->unit[i].roles & R_PLURAL) || (s->unit[i].sense->flags & N_STATE)) ? i : NONE;
		else if (!unit_has(s, i, R_DEMONYM | R_MODIFIER | R_NOUN))
			return NONE;
	}
	return NONE;
}

/* "the French withdrew": with the article and without a noun, a people is its state. */
static bool
stands_for_state(const struct names *s, size_t i)
{
	return i > 0 && unit_is(s, i - 1, "the") && !unit_has(s, i + 1, R_TITLE | R_MODIFIER) &&
	    (i + 1 == s->n || unit_has(s, i + 1, R_FUNCTION) || s->tok->tok[s->unit[i + 1].first].type == TOKEN_PUNCT);
}

static void
tag_demonym(struct names *s, size_t i)
{
	const struct sense *sense = s->unit[i].sense;
	size_t noun = shared_noun(s, i);
	char name[NAME_SIZE] = "";
	json_t *j;

	put_demonym(name, s, i);
	if (noun != NONE) {
		const struct sense *n = s->unit[noun].sense;

		put(name, n->flags & N_STATE ? n->form : plain_noun(&s->unit[noun]));
		set_str(add_actor(s, i, i, name, n->noun_kind, "demonym"), "iso3", sense->iso3);
		return;
	}
	/* "the U.S." is a place that can act, as "Mali" is. */
	if (unit_is_country(s, i))
		return;
	if (stands_for_state(s, i)) {
		set_str(add_actor(s, i, i, name, "state", "demonym"), "iso3", sense->iso3);
		return;
	}
	s->unit[i].taken = true;
	j = json_object();
	set_str(j, "t", "demonym");
	set_int(j, "s", (long long)s->unit[i].start);
	set_int(j, "e", (long long)s->unit[i].end);
	set_str(j, "name", sense->country);
	set_str(j, "iso3", sense->iso3);
	json_array_append_new(s->spans, j);
}

static void
tag_people(struct names *s, size_t i)
{
	const char *iso3 = s->unit[i].sense != NULL ? s->unit[i].sense->iso3 : "";
	bool joint = memchr(s->text + s->unit[i].start, '-', s->unit[i].end - s->unit[i].start) != NULL;
	const char *kind = !stands_for_state(s, i) ? "civilians" : joint || *iso3 != '\0' ? "state" : "other";
	char name[NAME_SIZE] = "";

	put_unit(name, s, i);
	set_str(add_actor(s, i, i, name, kind, "demonym"), "iso3", iso3);
}

/* May a noun group begin at unit i? */
static bool
may_begin(const struct names *s, size_t i)
{
	if (s->unit[i].taken)
		return false;
	if (unit_has(s, i, R_ACTOR | R_NOUN | R_DEMONYM | R_PEOPLE | R_MODIFIER))
		return true;
	return is_place(s, i) && noun_ahead(s, i + 1 + is_possessive(s, i + 1));
}

void
names_groups(struct names *s)
{
	for (size_t i = 0; i < s->n; i++) {
		struct group g;

		if (!may_begin(s, i))
			continue;
		g = group_at(s, i);
		if (g.actor != NONE)
			tag_named(s, &g);
		else if (g.head != NONE)
			tag_noun(s, &g);
		else if (g.demonym != NONE)
			tag_demonym(s, g.demonym);
		else if (unit_has(s, i, R_PEOPLE))
			tag_people(s, i);
		if (g.last > i)
			i = g.last;
	}
}
