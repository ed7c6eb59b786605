/* Names across a document: which place a name means, what acronyms, surnames and pronouns stand for. */
#ifndef SITREP_RESOLVE_NAMES_H
#define SITREP_RESOLVE_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

#include "filter.h"
#include "gazetteer.h"
#include "text.h"

#define COUNTRIES_MAX 300

/* A sentence of the document; all is borrowed from its record but tok. */
struct told {
	json_t *rec, *spans;
	const char *text, *type;
	long long para;
	struct tokens *tok;
	bool changed;
};

/* How much the document speaks of a country. */
struct vote {
	char iso3[4];
	long weight;
};

struct resolver {
	struct told *told;
	size_t n, cap;
	struct vote votes[COUNTRIES_MAX];
	size_t n_votes;
	long total;
	const char *main;  /* code of the country that it speaks most of, "" if of none */
	bool focused;      /* more than of all others */
	const char *title; /* of the document, NULL if it has none */
	json_t *place;     /* the place that the document is about, NULL if it is none in particular */
};

/* Resolve all sentence entries of a document. */
void resolve_names(struct document *doc);

/* The parts, in order. */
void resolve_ships(struct resolver *r);
void resolve_places(struct resolver *r);
void resolve_context(struct resolver *r);
void resolve_acronyms(struct resolver *r);
void resolve_strangers(struct resolver *r);
void resolve_persons(struct resolver *r);
void resolve_references(struct resolver *r);

/* Share of a country in what the document says of countries, in hundredths. */
long resolve_share(const struct resolver *r, const char *iso3);
/* A place's fields as a context place has them: a copy of a place span without its span. New reference. */
json_t *resolve_copy(const json_t *span);
/* Resolve a bare name (of a context line); NULL if the gazetteer does not know it. New reference. */
json_t *resolve_bare(const struct resolver *r, const char *name);
/* The capital of a country; NULL if none is known. New reference. */
json_t *resolve_capital(const char *iso3);
/* Add an actor's span; it is borrowed. */
json_t *told_actor(struct told *t, long long start, long long end, const char *name, size_t len, const char *kind, const char *src);
/* Take a span from its sentence; NULL is none. */
void told_remove(struct told *t, const json_t *span);
/* Does the span cover any byte of [start, end)? Any of a type ("actor"), or NULL for all. */
json_t *span_over(const struct told *t, const char *type, long long start, long long end);
bool span_is(const json_t *span, const char *type);
/* Name of a country by its code, NULL if there is none. */
const char *country_name(const char *iso3);

#endif
