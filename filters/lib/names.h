/* Names of places and actors in a sentence: what the lexicons know of its words, and the spans made of them. */
#ifndef SITREP_NAMES_H
#define SITREP_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "gazetteer.h"
#include "text.h"

/* What a word or phrase can be. */
enum {
	R_ACTOR = 1 << 0,      /* has a name of its own */
	R_NOUN = 1 << 1,       /* an unnamed actor: "gunmen" */
	R_PLURAL = 1 << 2,     /* the noun is plural */
	R_DEMONYM = 1 << 3,    /* "Malian" */
	R_PEOPLE = 1 << 4,     /* "Malians" */
	R_MODIFIER = 1 << 5,   /* stays in an actor's name: "Islamist" */
	R_TITLE = 1 << 6,      /* "General" */
	R_PARTICLE = 1 << 7,   /* in names of persons: "Ag" */
	R_ORG = 1 << 8,        /* makes a body of capitalised words: "Front" */
	R_SETTLEMENT = 1 << 9, R_DISTRICT = 1 << 10, R_REGION = 1 << 11, R_FACILITY = 1 << 12, R_NATURE = 1 << 13,
	R_IN = 1 << 14, R_NEAR = 1 << 15, R_DIRECTION = 1 << 16, R_THING = 1 << 17, R_PART = 1 << 18,
	R_NOTPLACE = 1 << 19, R_GIVEN = 1 << 20,
	R_NEVER = 1 << 22,     /* no place, whatever stands before it: "March" */
	R_TOWARD = 1 << 23,    /* stands before places and persons: "to" */
	R_SHIP = 1 << 24,      /* stands before names of ships */
	R_NAMING = 1 << 25,    /* a particle that only persons' names have */
	R_FRONT = 1 << 26,     /* in front of a place's name: "Mount" */
	R_LEAD = 1 << 27,      /* makes a body of what stands behind it: "Liwa", "Task Force" */
	R_SITE = 1 << 28,      /* a facility that goes by the name of its place: "the Tamra mine" */
	R_TAKEN = 1 << 29,     /* stands before what is taken, most often a place: "captured" */
	R_BATTLE = 1 << 30,    /* "of" behind it stands before a place: "the siege of" */
	R_FUNCTION = 1 << 21   /* words.tsv knows it: the, of, and, said ... */
};

/* Flags of actor nouns. */
enum { N_STATE = 1, N_MEMBER = 2, N_WEAK = 4, N_GROUP = 8 };

/* What the tables say of a phrase; fields of roles that it has not are "". */
struct sense {
	unsigned roles, capital, caps; /* roles that need a capital, or all capitals */
	const char *name, *canon, *kind; /* of the actor: the name to show, the one that joins all its names */
	const char *home;              /* its country, "" if it has none in particular */
	const char *singular, *plural, *form, *noun_kind;
	unsigned flags;
	const char *country, *iso3;    /* of the demonym */
	const char *modifier_kind, *title_kind, *org_kind;
};

/* A run of tokens that stand for one thing. */
struct unit {
	size_t first, last;            /* tokens, both inclusive */
	size_t start, end;             /* bytes */
	unsigned roles;
	const struct sense *sense;     /* NULL if no table has it */
	const struct gaz_name *gaz;    /* NULL if no place is called so */
	bool capital;                  /* first letter, or first behind "al-" */
	bool taken;                    /* part of a span */
	bool glued;                    /* only a blank stands between it and the unit before */
};

struct names {
	const char *text;
	struct tokens *tok;
	struct unit *unit;
	size_t n, cap;
	bool title;                    /* most words have capitals: they tell little */
	json_t *spans;                 /* where spans go: borrowed */
};

/* Load the tables and the gazetteer. */
void names_load(void);
/* The sense of a phrase; NULL if it has none. */
const struct sense *names_sense(const char *phrase);
/* Demonym of a country's name ("Mali" -> "Malian"), NULL if there is none. */
const char *names_demonym(const char *country);

/* English surnames and the towns of these countries are the same words. */
bool names_surname_land(const char *iso3);

/* Add the actor, place and demonym spans of a sentence to its spans. */
void names_tag(json_t *sentence);

/* The parts, in order. Each takes units that are not taken yet. */
void names_units(struct names *s, const char *text);
void names_free(struct names *s);
void names_bodies(struct names *s);  /* bodies by their head word, persons */
void names_groups(struct names *s);  /* noun groups around actor nouns, named actors, demonyms */
void names_places(struct names *s);

/* For the parts: is unit i there, untaken, and glued to the one before? */
bool unit_follows(const struct names *s, size_t i);
bool unit_has(const struct names *s, size_t i, unsigned roles);
/* Is unit i this one word? */
bool unit_is(const struct names *s, size_t i, const char *word);
bool unit_is_country(const struct names *s, size_t i);
/* Name that the gazetteer shows for the most prominent meaning of a unit; *place gets it. */
const char *unit_place_name(const struct names *s, size_t i, const struct gaz_place **place);
/* Take units first..last and add an actor span over them; it is borrowed. */
json_t *add_actor(struct names *s, size_t first, size_t last, const char *name, const char *kind, const char *src);

#endif
