/* Noun groups that count forces: what is counted, and in which unit. */
#include <stdio.h>
#include <string.h>

#include "force_band.h"
#include "lexicon.h"
#include "pattern.h"
#include "record.h"
#include "tally_lex.h"

#define MANY 10 /* from here on, "horse" are horsemen and no horse */
#define UNITS_MAX 100 /* fewer infantry may be divisions of infantry */
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
	/* "four of its ships" */
	if ((t > last || t >= b->first + 4) && b->first + 2 <= last && p->pos[b->first + 1] == POS_DET)
		b->first += 2;
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

/* Is the token a name of a people, by its span or, behind a noun of forces, by its capital ("a reserve of 2,000 Gallas")? */
static bool
is_people(const struct parse *p, size_t chunk, size_t t)
{
	const struct span *s = p->of[SPAN_ACTOR][t];
	size_t noun;

	if (p->of[SPAN_DEMONYM][t] != NULL || s != NULL)
		return p->of[SPAN_DEMONYM][t] != NULL || strcmp(get_str(s->json, "src"), "noun") != 0;
	return !p->title_case && p->of[SPAN_PLACE][t] == NULL && chunk > 1 && chunk_is(p, chunk - 1, "of") &&
	    (token_word(p, p->chunk[chunk - 2].head, "host") != NULL || token_word(p, p->chunk[chunk - 2].head, "many") != NULL) &&
	    force_unit(p->tok, t, t + 1, &noun) == NULL;
}

/* "4,000 Saxons": the group ends with a name of a people. */
static bool
find_people(struct band *b)
{
	const struct parse *p = b->p;
	size_t last = p->chunk[b->chunk].last;

	if (b->first != last || band_size(b) < MANY || !p->tok->tok[last].capital || !is_plural(p->tok->tok[last].low) || !is_people(p, b->chunk, last))
		return false;
	b->form = BAND_PEOPLE;
	b->noun = last;
	b->unit = "troops";
	return true;
}

/* May group i be the first of those that share a noun: does it end with what tells of whom or of what kind, no noun? */
static bool
is_modifier(const struct parse *p, size_t i)
{
	size_t last = p->chunk[i].last, noun;

	return p->chunk[i].type == CHUNK_NOUN && p->tok->tok[last].type == TOKEN_WORD && !is_plural(p->tok->tok[last].low) &&
	    token_word(p, last, "past") == NULL && token_word(p, last, "dead") == NULL && token_word(p, last, "many") == NULL &&
	    force_unit(p->tok, last, last + 1, &noun) == NULL;
}

/* "62 Swedish and Finnish galleys", "three French, two Dutch and one Danish frigate": the noun of the last. */
static bool
find_shared(struct band *b)
{
	const struct parse *p = b->p;
	bool joined = false;

	for (size_t i = b->chunk; i + 2 < p->n && i < b->chunk + 8 && is_modifier(p, i) && !joined; i += 2) {
		const struct chunk *next = &p->chunk[i + 2];
		size_t from = next->first, end = next->last + 3 < p->tok->n ? next->last + 3 : p->tok->n;

		joined = p->chunk[i + 1].type == CHUNK_CONJ && !chunk_is(p, i + 1, "but");
		if ((!joined && p->chunk[i + 1].type != CHUNK_COMMA) || next->type != CHUNK_NOUN || next->definite || next->indefinite)
			return false;
		/* A number of their own have those of another people only. */
		if (next->count != NULL && p->of[SPAN_DEMONYM][p->chunk[i].last] == NULL && p->of[SPAN_ACTOR][p->chunk[i].last] == NULL)
			return false;
		while (next->count != NULL && from < next->last && p->tok->tok[from].start < next->count->end)
			from++;
		if (joined)
			b->unit = force_unit(p->tok, from, end, &b->noun);
	}
	return b->unit != NULL && strcmp(b->unit, "other") != 0 && *force_only(p->tok, b->first, b->noun) == '\0';
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

bool
band_host(const struct parse *p, size_t i)
{
	size_t noun;

	return unit_of_group(p, i) != NULL || force_unit(p->tok, p->chunk[i].first, p->chunk[i].last + 1, &noun) != NULL;
}

/* Lemma of a verb group, "" if unknown. */
static const char *
lemma(const struct parse *p, size_t v)
{
	return v < p->n && p->chunk[v].type == CHUNK_VERB && p->chunk[v].verb != NULL ? p->chunk[v].verb->lemma : "";
}

/* Does the verb say that its object or, of itself, its subject grew or shrank? Neither if it did not happen. */
static bool
grows(const struct parse *p, size_t v)
{
	return !p->chunk[v].negated && !p->chunk[v].unreal && band_word("grow", lemma(p, v)) != NULL;
}

/* "up to" before a number behind a verb of growth is no bound. */
static bool
is_up_to(const struct parse *p, size_t i)
{
	const struct span *s = p->chunk[i].count;

	return s != NULL && strcmp(get_str(s->json, "q"), "up_to") == 0 && strncmp(p->text + s->start, "up to ", 6) == 0;
}

size_t
band_grown(const struct parse *p, size_t i)
{
	size_t before = is_up_to(p, i) ? i : i > 0 && chunk_is(p, i - 1, "to") ? i - 1 : 0, who;

	if (before == 0)
		return NONE;
	/* "was down to 900" */
	if (before > 1 && p->chunk[before - 1].type == CHUNK_ADV && token_is(p, p->chunk[before - 1].first, "down") &&
	    p->chunk[before - 2].type == CHUNK_VERB && p->chunk[before - 2].verb == NULL && !p->chunk[before - 2].negated) {
		who = p->chunk[before - 2].subject;
		return who != NONE && who < i && (band_host(p, who) || p->chunk[who].actor != NULL) ? who : NONE;
	}
	/* "has grown to 900" */
	if (grows(p, before - 1) && (p->chunk[before - 1].passive || p->chunk[before - 1].object == NONE || p->chunk[before - 1].object == i)) {
		who = p->chunk[before - 1].subject;
		return who != NONE && who < i && (band_host(p, who) || p->chunk[who].actor != NULL || p->chunk[who].pronoun) ? who : NONE;
	}
	/* "brought the garrison to 900", "bringing it up to 900" */
	who = before - 1;
	if (p->chunk[who].type == CHUNK_ADV && who > 0)
		who--;
	if (p->chunk[who].type != CHUNK_NOUN || (unit_of_group(p, who) == NULL && !p->chunk[who].pronoun && !token_is(p, p->chunk[who].head, "it")))
		return NONE;
	for (size_t v = who; v-- > 0 && v + 5 > who;)
		if (p->chunk[v].type == CHUNK_VERB)
			return grows(p, v) ? who : NONE;
	return NONE;
}

/* "put the force at 900": whose size is estimated, NONE if nobody's. */
static size_t
estimated(const struct parse *p, size_t prep)
{
	if (prep < 2 || !chunk_is(p, prep, "at") || unit_of_group(p, prep - 1) == NULL)
		return NONE;
	for (size_t v = prep - 1; v-- > 0 && v + 5 > prep;)
		if (p->chunk[v].type == CHUNK_VERB)
			return !p->chunk[v].negated && band_word("reckon", lemma(p, v)) != NULL ? prep - 1 : NONE;
	return NONE;
}

/* "the garrison numbered only 900": the subject or the noun before a verb whose object is its size. */
static size_t
sized(const struct parse *p, size_t i)
{
	size_t v = i > 1 && p->chunk[i - 1].type == CHUNK_ADV ? i - 2 : i - 1;

	if (i == 0 || p->chunk[v].object != i || p->chunk[v].type != CHUNK_VERB || (band_word("size", lemma(p, v)) == NULL && !chunk_is(p, v, "was")))
		return NONE;
	if (v > 0 && (p->chunk[v].subject == NONE || (p->chunk[v].form == FORM_ING && unit_of_group(p, v - 1) != NULL)))
		return v - 1;
	return p->chunk[v].subject;
}

/* Unit of those whom an actor's span names, NULL if they bear no arms. */
static const char *
unit_of_actor(const struct parse *p, const struct span *s)
{
	const char *kind = get_str(s->json, "kind");

	for (size_t t = 0; t < p->tok->n; t++)
		if (p->of[SPAN_ACTOR][t] == s && token_word(p, t, "host") != NULL)
			return token_word(p, t, "host");
	if (strcmp(kind, "civilians") == 0 || strcmp(kind, "protesters") == 0 || strcmp(kind, "other") == 0)
		return NULL;
	return strcmp(kind, "state") == 0 || strcmp(kind, "international") == 0 ? "troops" : "fighters";
}

/* "the Army of the Danube, 96,000 strong": the group in front, which its name may tell to be a force. */
static size_t
strong(struct band *b)
{
	size_t i = b->chunk > 0 && b->p->chunk[b->chunk - 1].type != CHUNK_NOUN ? b->chunk - 2 : b->chunk - 1;

	if (b->chunk < 2)
		return NONE;
	if (b->p->chunk[i].type == CHUNK_NOUN && b->p->chunk[i].actor != NULL)
		b->unit = unit_of_actor(b->p, b->p->chunk[i].actor);
	return i;
}

/* "estimates of the army vary from 500 to 900": the force behind "estimates of", NONE if there is none. */
static size_t
estimates(const struct parse *p, size_t i)
{
	const struct span *s = p->chunk[i].count;

	if (s == NULL || strcmp(get_str(s->json, "q"), "range") != 0)
		return NONE;
	for (size_t j = i; j-- > 2 && j + 8 > i;)
		if (p->chunk[j].type == CHUNK_NOUN && (chunk_is(p, j - 1, "of") || chunk_is(p, j - 1, "for")) && unit_of_group(p, j) != NULL)
			return p->chunk[j - 2].type == CHUNK_NOUN && token_word(p, p->chunk[j - 2].head, "estimates") != NULL ? j : NONE;
	return NONE;
}

/* A number without a noun: the noun is where the words point to. */
static bool
find_size(struct band *b)
{
	const struct parse *p = b->p;
	size_t i = b->chunk, prep = parse_preposition(p, i);
	const char *unit;

	b->form = BAND_SIZE;
	b->noun = b->first - 1;
	b->owner = band_grown(p, i);
	if (b->owner != NONE)
		b->form = BAND_GROWN;
	else if (token_is(p, b->first, "strong")) {
		b->owner = strong(b);
		b->noun = b->first;
	} else if (prep != NONE && prep > 0 && chunk_is(p, prep, "of"))
		b->owner = prep - 1;
	else
		b->owner = prep != NONE ? estimated(p, prep) : sized(p, i);
	if (b->unit == NULL && (b->owner == NONE || unit_of_group(p, b->owner) == NULL))
		b->owner = estimates(p, i);
	if (b->owner == NONE || b->owner >= i || band_size(b) < MANY)
		return false;
	unit = unit_of_group(p, b->owner);
	if (unit != NULL)
		b->unit = unit;
	return b->unit != NULL;
}

/* Is the group bound to the band before by a preposition ("10,000 out of 42,000", "to 9,000 from 1,200")? */
static bool
is_rest(const struct band *b, const struct band *before)
{
	const struct parse *p = b->p;

	if (before->p == NULL || b->chunk != before->chunk + 2 || !p->chunk[b->chunk].bare)
		return false;
	return chunk_is(p, b->chunk - 1, "out of") || (before->form == BAND_GROWN && chunk_is(p, b->chunk - 1, "from"));
}

/* "of which 11 were lost". */
static bool
find_part(struct band *b, const struct band *before)
{
	const struct parse *p = b->p;

	if (is_rest(b, before))
		b->form = BAND_WHOLE;
	else if (before->p == NULL || b->chunk == 0 || p->chunk[b->chunk - 1].type != CHUNK_SUB ||
	    !(chunk_is(p, b->chunk - 1, "of which") || chunk_is(p, b->chunk - 1, "of whom")) || b->chunk > before->chunk + 6)
		return false;
	else
		b->form = BAND_PART;
	b->unit = before->unit;
	b->noun = b->first - 1;
	return true;
}

/* "two gun turrets", "three tank crews": does the noun only tell of what kind those counted are? */
static bool
is_attribute(const struct band *b)
{
	const struct token *tok = b->p->tok->tok;
	size_t last = b->p->chunk[b->chunk].last;

	return b->noun < last && !is_plural(tok[b->noun].low) && tok[last].type == TOKEN_WORD && is_plural(tok[last].low) &&
	    tok[last].low[0] == b->p->text[tok[last].start];
}

/* "two companies of grenadiers": a noun that counts units where those are of troops. */
static bool
is_of_troops(const struct band *b)
{
	const struct parse *p = b->p;
	size_t of = b->noun + 1, end = of + 5 < p->tok->n ? of + 5 : p->tok->n, noun;
	const char *unit;

	if (b->unit == NULL || strcmp(b->unit, "units") != 0 || !token_is(p, of, "of"))
		return false;
	unit = force_unit(p->tok, of + 1, end, &noun);
	return unit != NULL && strcmp(unit, "other") != 0;
}

/* "two Russian batteries": does the group say whose they are? */
static bool
is_owned(const struct band *b)
{
	const struct parse *p = b->p;

	for (size_t t = b->first; t < b->noun; t++) {
		const struct span *s = p->of[SPAN_ACTOR][t];
		const char *kind = s != NULL ? get_str(s->json, "kind") : "";

		if (p->of[SPAN_DEMONYM][t] != NULL || (*kind != '\0' && strcmp(kind, "civilians") != 0 && strcmp(kind, "other") != 0))
			return true;
	}
	return false;
}

/* "2 and 3 Platoons": a number that is a name. */
static bool
is_numbered(const struct band *b)
{
	const struct token *tok = b->p->tok->tok;

	return b->count != NULL && strcmp(b->unit, "units") == 0 && tok[b->noun].capital && !b->p->title_case &&
	    b->p->text[b->count->start] >= '0' && b->p->text[b->count->start] <= '9';
}

/* "18 infantry and 12 armoured divisions": the noun is the next one's. */
static bool
shares_unit(const struct band *b)
{
	const struct parse *p = b->p;
	size_t i = b->chunk + 2, from, noun;
	const char *unit;

	if (b->count == NULL || band_size(b) < 2 || band_size(b) >= UNITS_MAX || b->noun != p->chunk[b->chunk].last || is_plural(p->tok->tok[b->noun].low) ||
	    !force_people(b->unit) || i >= p->n || p->chunk[i - 1].type != CHUNK_CONJ || p->chunk[i].type != CHUNK_NOUN || p->chunk[i].count == NULL)
		return false;
	for (from = p->chunk[i].first; from <= p->chunk[i].last && p->tok->tok[from].start < p->chunk[i].count->end;)
		from++;
	unit = force_unit(p->tok, from, p->chunk[i].last + 1, &noun);
	return unit != NULL && strcmp(unit, "units") == 0 && noun > from;
}

/* Does the noun name forces in running text, too? */
static bool
is_usable(struct band *b)
{
	const char *only = b->unit != NULL ? force_only(b->p->tok, b->first, b->noun) : "";

	if (b->unit == NULL || strcmp(b->unit, "other") == 0 || (*only != '\0' && !is_of_troops(b) && !(strcmp(only, "owned") == 0 && is_owned(b))))
		return find_many(b);
	if (is_attribute(b) || is_numbered(b))
		return false;
	if (shares_unit(b))
		b->unit = "units";
	tell_aircraft(b);
	return true;
}

/* "has grown to 900 men" */
static void
note_growth(struct band *b)
{
	b->owner = b->count != NULL ? band_grown(b->p, b->chunk) : NONE;
	if (b->owner != NONE)
		b->form = BAND_GROWN;
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
	if (is_usable(b)) {
		note_growth(b);
		return !is_past(b);
	}
	return b->count != NULL && (find_people(b) || (b->unit == NULL && find_shared(b)));
}
