/* The tables of names, in one set of phrases. */
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "lexicon.h"
#include "names.h"
#include "names_lex.h"
#include "words.h"

#define TABLES 16

/* Kept, for senses borrow from them; volatile, or the compiler drops what nobody reads and valgrind finds the tables lost. */
static struct table *volatile tables[TABLES];
static size_t n_tables;
static struct phrases *senses;
static struct phrases *demonyms; /* country -> adjective */

static struct table *
keep(const char *name, size_t min, size_t max)
{
	struct table *t = table_load(name, min, max);

	if (n_tables == TABLES)
		die("too many tables of names");
	tables[n_tables++] = t;
	return t;
}

/* Does the first letter need to be a capital for this entry, or all of them? */
static unsigned
casing(const char *phrase, unsigned roles, bool *caps)
{
	size_t n = strcspn(phrase, " ");
	struct tokens *t = tokenize(phrase, n); /* the first word tells */
	bool capital = t->n > 0 && t->tok[0].capital;

	*caps = phrase[n] == '\0' && t->n == 1 && t->tok[0].allcaps;
	tokens_free(t);
	return capital ? roles : 0;
}

static struct sense *
sense_for(const char *phrase, unsigned roles)
{
	static const struct sense empty = { 0, 0, 0, "", "", "", "", "", "", "", "", 0, "", "", "", "", "" };
	struct sense *s = (struct sense *)(uintptr_t)phrases_find(senses, phrase);
	bool caps;
	unsigned capital = casing(phrase, roles, &caps);

	if (s == NULL) {
		s = xmalloc(sizeof *s);
		*s = empty;
		phrases_add(senses, phrase, s);
	}
	/* A role that was there without need of capitals keeps that. */
	s->capital |= capital & ~s->roles;
	if (caps)
		s->caps |= roles & ~s->roles;
	if (capital == 0)
		s->capital &= ~roles;
	s->roles |= roles;
	return s;
}

static size_t
count_words(const char *phrase)
{
	size_t n = 1;

	for (; *phrase != '\0'; phrase++)
		n += *phrase == ' ';
	return n;
}

/* Is an other name kept where it is printed? An armed group's acronym is; a state's or an alliance's gives way
 * to the name in full, but its long form is kept where it goes by its acronym. */
static bool
is_kept(const char *phrase, const char *name, const char *kind)
{
	bool caps, name_caps, armed = strcmp(kind, "state") != 0 && strcmp(kind, "international") != 0;

	casing(phrase, 0, &caps);
	if (armed)
		return caps;
	casing(name, 0, &name_caps);
	return name_caps && (caps || count_words(phrase) >= 3);
}

static void
add_actor_name(const char *phrase, const char *name, const char *kind, const char *home)
{
	struct sense *s;

	if (*phrase == '\0')
		return;
	s = sense_for(phrase, R_ACTOR);
	s->name = is_kept(phrase, name, kind) ? phrase : name;
	s->canon = name;
	s->home = home;
	s->kind = kind;
}

static void
load_actors(void)
{
	struct table *t = keep("actors", 2, 4);

	for (size_t i = 0; i < t->n; i++) {
		char **c = t->rows[i].cell, *save = NULL;

		if (*c[0] == '\0' || *c[1] == '\0')
			table_bad(t, i, "an actor needs a name and a kind");
		add_actor_name(c[0], c[0], c[1], c[3]);
		for (char *a = strtok_r(c[2], "|", &save); a != NULL; a = strtok_r(NULL, "|", &save))
			add_actor_name(a, c[0], c[1], c[3]);
	}
}

static unsigned
noun_flags(const struct table *t, size_t row, const char *letters)
{
	unsigned flags = 0;

	for (; *letters != '\0'; letters++) {
		switch (*letters) {
		case 's': flags |= N_STATE; break;
		case 'm': flags |= N_MEMBER; break;
		case 'w': flags |= N_WEAK; break;
		case 'g': flags |= N_GROUP; break;
		default: table_bad(t, row, "unknown flag");
		}
	}
	return flags;
}

static void
add_noun(char **c, const char *phrase, unsigned flags, bool plural)
{
	struct sense *s = sense_for(phrase, R_NOUN | (plural ? R_PLURAL : 0));

	s->singular = c[0];
	s->plural = c[1];
	s->form = c[2];
	s->noun_kind = c[3];
	s->flags = flags;
}

static void
load_nouns(void)
{
	struct table *t = keep("actor-nouns", 4, 5);

	for (size_t i = 0; i < t->n; i++) {
		char **c = t->rows[i].cell;
		unsigned flags = noun_flags(t, i, c[4]);

		add_noun(c, c[0], flags, strcmp(c[0], c[1]) == 0);
		if (strcmp(c[0], c[1]) != 0)
			add_noun(c, c[1], flags, true);
	}
}

static void
add_demonym(const char *phrase, unsigned role, char **c)
{
	struct sense *s;

	if (*phrase == '\0')
		return;
	s = sense_for(phrase, role);
	s->country = c[2];
	s->iso3 = c[3];
}

static void
load_demonyms(void)
{
	struct table *t = keep("demonyms", 4, 4);

	demonyms = phrases_new();
	for (size_t i = 0; i < t->n; i++) {
		char **c = t->rows[i].cell;

		if (*c[0] == '\0' || (*c[3] != '\0' && strlen(c[3]) != 3))
			table_bad(t, i, "a demonym needs a word, and a country code or none");
		add_demonym(c[0], R_DEMONYM, c);
		add_demonym(c[1], R_PEOPLE, c);
		if (phrases_find(demonyms, c[2]) == NULL)
			phrases_add(demonyms, c[2], c[0]);
	}
}

static unsigned
place_role(const struct table *t, size_t row, const char *word)
{
	static const struct { const char *word; unsigned role; } roles[] = {
		{ "settlement", R_SETTLEMENT }, { "district", R_DISTRICT }, { "region", R_REGION }, { "facility", R_FACILITY },
		{ "nature", R_NATURE }, { "in", R_IN }, { "near", R_NEAR }, { "direction", R_DIRECTION }, { "thing", R_THING },
		{ "part", R_PART }, { "toward", R_TOWARD }, { "ship", R_SHIP }, { "front", R_FRONT }, { "site", R_SITE },
		{ "taken", R_TAKEN }, { "battle", R_BATTLE },
	};

	for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
		if (strcmp(roles[i].word, word) == 0)
			return roles[i].role;
	table_bad(t, row, "unknown class of word");
}

static void
load_place_words(void)
{
	struct table *t = keep("place-words", 2, 2);

	for (size_t i = 0; i < t->n; i++)
		sense_for(t->rows[i].cell[0], place_role(t, i, t->rows[i].cell[1]));
}

/* A table of words with a kind each; set says where the kind goes. */
static void
load_kinds(const char *name, unsigned role, void (*set)(struct sense *s, const char *kind))
{
	struct table *t = keep(name, 1, 2);

	for (size_t i = 0; i < t->n; i++) {
		const char *kind = t->rows[i].cell[1];
		unsigned own = strcmp(kind, "particle") == 0 ? R_PARTICLE | R_NAMING : strcmp(kind, "link") == 0 ? R_PARTICLE :
		    strcmp(kind, "never") == 0 ? role | R_NEVER : role;

		set(sense_for(t->rows[i].cell[0], own), kind);
	}
}

static void
set_modifier(struct sense *s, const char *kind)
{
	s->modifier_kind = kind;
}

static void
set_title(struct sense *s, const char *kind)
{
	s->title_kind = kind;
}

static void
set_org(struct sense *s, const char *kind)
{
	s->org_kind = kind;
}

/* "lead" in the third column of org-heads: the word stands in front of the name. */
static void
load_heads(void)
{
	struct table *t = keep("org-heads", 2, 3);

	for (size_t i = 0; i < t->n; i++) {
		const char *where = t->rows[i].cell[2];

		if (*where != '\0' && strcmp(where, "lead") != 0)
			table_bad(t, i, "a head of bodies is \"lead\" or nothing");
		set_org(sense_for(t->rows[i].cell[0], *where != '\0' ? R_LEAD : R_ORG), t->rows[i].cell[1]);
	}
}

static void
set_nothing(struct sense *s, const char *kind)
{
	(void)s;
	(void)kind;
}

void
names_load(void)
{
	if (senses != NULL)
		return;
	senses = phrases_new();
	words_load();
	load_place_words();
	load_kinds("not-places", R_NOTPLACE, set_nothing);
	load_kinds("given-names", R_GIVEN, set_nothing);
	load_heads();
	load_kinds("person-titles", R_TITLE, set_title);
	load_kinds("actor-modifiers", R_MODIFIER, set_modifier);
	load_nouns();
	load_demonyms();
	load_actors();
	gazetteer_load();
}

const struct sense *
names_sense(const char *phrase)
{
	return phrases_find(senses, phrase);
}

size_t
names_match(const struct tokens *t, size_t i, const struct sense **sense)
{
	const void *value = NULL;
	size_t n = phrases_match(senses, t, i, &value);

	*sense = value;
	return n;
}

const char *
names_demonym(const char *country)
{
	return phrases_find(demonyms, country);
}
