/* Noun groups that count forces: what is counted, and in which unit. */
#include <stdio.h>
#include <string.h>

#include "force_band.h"
#include "lexicon.h"
#include "pattern.h"
#include "record.h"
#include "tally_lex.h"

#define MANY 10 /* from here on, "horse" are horsemen and no horse */
#define NEAR 60 /* tokens around a count in which words tell what it is */

enum { SENSE, WORD, VALUE, COLUMNS };

static struct table *words;

void
band_load(void)
{
	if (words == NULL)
		words = table_load("force-words", VALUE, COLUMNS);
}

void
band_unload(void)
{
	if (words != NULL)
		table_free(words);
	words = NULL;
}

const char *
band_word(const char *sense, const char *word)
{
	for (size_t i = 0; i < words->n; i++)
		if (strcmp(words->rows[i].cell[WORD], word) == 0 && strcmp(words->rows[i].cell[SENSE], sense) == 0)
			return words->rows[i].cell[VALUE];
	return NULL;
}

static const char *
token_word(const struct parse *p, size_t t, const char *sense)
{
	char one[64];
	const char *value;

	if (t >= p->tok->n || p->tok->tok[t].type != TOKEN_WORD)
		return NULL;
	value = band_word(sense, p->tok->tok[t].low);
	return value != NULL ? value : band_word(sense, singular(p->tok->tok[t].low, one, sizeof one));
}

const char *
band_head(const struct parse *p, size_t chunk, const char *sense)
{
	if (chunk == NONE || chunk >= p->n || p->chunk[chunk].type != CHUNK_NOUN || p->chunk[chunk].none)
		return NULL;
	return token_word(p, p->chunk[chunk].head, sense);
}

bool
band_joint(const struct parse *p, size_t chunk, const char *sense)
{
	char key[64];
	int len;

	if (chunk == NONE || chunk >= p->n || p->chunk[chunk].type == CHUNK_NOUN || p->chunk[chunk].type == CHUNK_VERB)
		return false;
	len = (int)(p->chunk[chunk].end - p->chunk[chunk].start);
	if (len <= 0 || (size_t)len >= sizeof key)
		return false;
	for (int i = 0; i < len; i++) {
		char c = p->text[p->chunk[chunk].start + (size_t)i];

		key[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	key[len] = '\0';
	return band_word(sense, key) != NULL;
}

long long
band_size(const struct band *b)
{
	if (b->count == NULL)
		return 1;
	return get_int(b->count->json, "best", get_int(b->count->json, "low", get_int(b->count->json, "high", 0)));
}

/* Does a word of the sense stand near the band? */
static bool
beside(const struct band *b, const char *sense)
{
	size_t from = b->first > NEAR ? b->first - NEAR : 0;

	for (size_t t = from; t < b->p->tok->n && t < b->first + NEAR; t++)
		if (t != b->noun && token_word(b->p, t, sense) != NULL)
			return true;
	return false;
}

/* Bombers and fighters are people or aircraft. */
static void
tell_aircraft(struct band *b)
{
	char one[64];
	const char *noun = singular(b->p->tok->tok[b->noun].low, one, sizeof one);

	if (strcmp(b->unit, "fighters") != 0 || beside(b, "suicide"))
		return;
	if (strcmp(noun, "bomber") == 0 || (strcmp(noun, "fighter") == 0 && beside(b, "air")))
		b->unit = "aircraft";
}

/* Is a word of the group one of those who are no force any more? */
static bool
is_past(const struct band *b)
{
	for (size_t t = b->p->chunk[b->chunk].first; t <= b->noun && t < b->p->tok->n; t++)
		if (b->p->tok->tok[t].type == TOKEN_WORD && band_word("past", b->p->tok->tok[t].low) != NULL)
			return true;
	return false;
}

/* "six of the 20 tanks": the noun stands behind the number of the whole. */
static void
skip_whole(struct band *b)
{
	const struct parse *p = b->p;
	size_t t = b->first + 1, last = p->chunk[b->chunk].last;

	if (!token_is(p, b->first, "of"))
		return;
	while (t <= last && t < b->first + 4 && p->of[SPAN_COUNT][t] == NULL)
		t++;
	if (t > last || t >= b->first + 4 || p->of[SPAN_COUNT][t] == b->count)
		return;
	while (t < last && p->of[SPAN_COUNT][t] != NULL)
		t++;
	b->first = t;
}

/* The part of a compound behind its number ("8,000-strong": "strong"); NULL if the count's last token is none. */
static const char *
compound(const struct band *b)
{
	size_t t = b->first - 1;
	const struct token *token = &b->p->tok->tok[t];
	const char *hyphen = strrchr(token->low, '-');

	return b->count != NULL && token->end > b->count->end + 1 && hyphen != NULL ? hyphen + 1 : NULL;
}

/* "a 300-man garrison", "an 8,000-strong force", "a 30-ship convoy". Other compounds count something else. */
static bool
find_compound(struct band *b, const char *suffix)
{
	const struct chunk *c = &b->p->chunk[b->chunk];
	bool men = strcmp(suffix, "strong") == 0 || strcmp(suffix, "man") == 0 || strcmp(suffix, "member") == 0;
	size_t end = b->p->tok->n < c->last + 1 ? b->p->tok->n : c->last + 1;
	const char *host = band_head(b->p, b->chunk, "host"), *unit = force_unit(b->p->tok, b->first, end, &b->noun);

	if (host == NULL && (unit == NULL || (!force_people(unit) && strcmp(unit, "units") != 0)))
		return false;
	b->noun = c->head;
	b->unit = host != NULL ? host : force_people(unit) ? unit : "troops";
	if (men)
		return true;
	b->unit = strcmp(suffix, "ship") == 0 || strcmp(suffix, "vessel") == 0 ? "ships" :
	    strcmp(suffix, "aircraft") == 0 || strcmp(suffix, "plane") == 0 ? "aircraft" :
	    strcmp(suffix, "vehicle") == 0 || strcmp(suffix, "truck") == 0 || strcmp(suffix, "tank") == 0 ? "vehicles" : NULL;
	return b->unit != NULL;
}

/* "13,000 horse", "dozens of US forces". */
static bool
find_many(struct band *b)
{
	const char *unit;

	if (band_size(b) < MANY || (unit = token_word(b->p, b->noun, "many")) == NULL)
		return false;
	b->unit = unit;
	return true;
}

/* "4,000 Saxons": the group ends with a name of a people. */
static bool
find_people(struct band *b)
{
	const struct parse *p = b->p;
	size_t last = p->chunk[b->chunk].last;
	const struct span *s;

	if (b->first != last || band_size(b) < MANY || !p->tok->tok[last].capital || !is_plural(p->tok->tok[last].low))
		return false;
	s = p->of[SPAN_ACTOR][last];
	if ((s == NULL || strcmp(get_str(s->json, "src"), "noun") == 0) && (s = p->of[SPAN_DEMONYM][last]) == NULL)
		return false;
	b->form = BAND_PEOPLE;
	b->noun = last;
	b->unit = "troops";
	return true;
}

/* The unit that a group says its members are: "the garrison", "the Ottoman forces", "the 300 lancers". */
static const char *
unit_of_group(const struct parse *p, size_t i)
{
	const char *unit = band_head(p, i, "host");
	size_t noun;

	if (unit != NULL || i == NONE || i >= p->n || p->chunk[i].type != CHUNK_NOUN)
		return unit;
	unit = force_unit(p->tok, p->chunk[i].first, p->chunk[i].last + 1, &noun);
	return unit != NULL && force_people(unit) ? unit : NULL;
}

/* Is group v a verb of the word class that happened? */
static bool
is_verb(const struct parse *p, size_t v, const char *class)
{
	return p->chunk[v].type == CHUNK_VERB && !p->chunk[v].negated && p->chunk[v].verb != NULL && band_word(class, p->chunk[v].verb->lemma) != NULL;
}

size_t
band_grown(const struct parse *p, size_t prep)
{
	const char *class = chunk_is(p, prep, "to") ? "grow" : chunk_is(p, prep, "at") ? "reckon" : NULL;

	if (prep < 1 || class == NULL)
		return NONE;
	/* "the army had grown to", "was estimated at" */
	if (is_verb(p, prep - 1, class) && p->chunk[prep - 1].subject != NONE && unit_of_group(p, p->chunk[prep - 1].subject) != NULL)
		return p->chunk[prep - 1].subject;
	if (prep < 2 || unit_of_group(p, prep - 1) == NULL)
		return NONE;
	for (size_t v = prep - 1; v-- > 0 && v + 6 > prep;)
		if (p->chunk[v].type == CHUNK_VERB)
			return is_verb(p, v, class) ? prep - 1 : NONE;
	return NONE;
}

/* A number without a noun: the noun is where the words point to. */
static bool
find_size(struct band *b)
{
	const struct parse *p = b->p;
	size_t i = b->chunk, prep = parse_preposition(p, i), verb = i > 0 ? i - 1 : NONE;

	while (verb != NONE && verb > 0 && p->chunk[verb].type == CHUNK_ADV) /* "numbered only 300" */
		verb--;
	b->form = BAND_SIZE;
	b->noun = b->first - 1;
	b->owner = NONE;
	if (token_is(p, b->first, "strong")) {
		b->owner = i > 0 && p->chunk[i - 1].type != CHUNK_NOUN ? i - 2 : i - 1;
		b->noun = b->first;
	} else if (prep != NONE && prep > 0 && chunk_is(p, prep, "of"))
		b->owner = prep - 1;
	else if (prep != NONE && band_grown(p, prep) != NONE) {
		b->form = chunk_is(p, prep, "to") ? BAND_GROWN : BAND_SIZE;
		b->owner = band_grown(p, prep);
	} else if (verb != NONE && p->chunk[verb].object == i && is_verb(p, verb, "size")) {
		b->owner = p->chunk[verb].subject;
		if (verb > 0 && (b->owner == NONE || (p->chunk[verb].form == FORM_ING && unit_of_group(p, verb - 1) != NULL)))
			b->owner = verb - 1;
	}
	if (b->owner == NONE || b->owner >= i || band_size(b) < MANY)
		return false;
	b->unit = unit_of_group(p, b->owner);
	return b->unit != NULL;
}

/* "of which 11 were lost". */
static bool
find_part(struct band *b, const struct band *before)
{
	const struct parse *p = b->p;

	if (before->p == NULL || b->chunk == 0 || p->chunk[b->chunk - 1].type != CHUNK_SUB ||
	    !(chunk_is(p, b->chunk - 1, "of which") || chunk_is(p, b->chunk - 1, "of whom")) || b->chunk > before->chunk + 6)
		return false;
	b->form = BAND_PART;
	b->unit = before->unit;
	b->noun = b->first - 1;
	return true;
}

/* Does the noun name forces in running text, too? */
static bool
is_usable(struct band *b)
{
	if (b->unit == NULL || strcmp(b->unit, "other") == 0 || force_table_only(b->p->tok, b->first, b->noun))
		return find_many(b);
	tell_aircraft(b);
	return true;
}

static void
begin(struct band *b, const struct chunk *c)
{
	b->form = BAND_NOUN;
	b->first = c->first;
	b->count = c->count;
	b->owner = b->verb = NONE;
	b->unit = NULL;
}

bool
band_find(struct band *b, const struct band *before)
{
	const struct parse *p = b->p;
	const struct chunk *c = &p->chunk[b->chunk];
	size_t last = c->last + 1;
	const char *suffix;

	if (c->type != CHUNK_NOUN || c->none || c->pronoun || (c->count == NULL && !c->indefinite))
		return false;
	begin(b, c);
	if (b->count != NULL) {
		while (b->first <= c->last && p->tok->tok[b->first].start < b->count->end)
			b->first++;
		if (b->first > 0 && (suffix = compound(b)) != NULL)
			return find_compound(b, suffix) && !is_past(b);
		skip_whole(b);
		/* What the parser took for a verb may belong to the group: "20 armed trucks". */
		if (band_size(b) != 1)
			last = b->first + 10;
	}
	if (last > p->tok->n)
		last = p->tok->n;
	if (b->count != NULL && (b->first > c->last || c->bare || token_is(p, b->first, "strong")))
		return b->first > 0 && (find_part(b, before) || find_size(b));
	b->noun = b->first;
	b->unit = force_unit(p->tok, b->first, last, &b->noun);
	if (is_usable(b))
		return !is_past(b);
	return b->count != NULL && find_people(b);
}
