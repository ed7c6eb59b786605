#include "victim.h"

#include <string.h>

#include "pattern.h"
#include "record.h"

static int person, thing, collective, attack, unit, army, illness;
/* Words beside which a death is a violent one, or an accident's. */
static const char *const violence[] = { "attacknoun", "attackverb", "woundnoun", "wound", "kill", "fatal", "e-crash", "violence" };
static int violent[sizeof violence / sizeof *violence];

void
victim_load(void)
{
	classes_load();
	person = class_find("person");
	thing = class_find("thing");
	attack = class_find("attacknoun");
	unit = class_find("bodyofmen");
	collective = class_find("collective");
	army = class_find("n-army");
	illness = class_find("illness");
	for (size_t k = 0; k < sizeof violence / sizeof *violence; k++)
		violent[k] = class_find(violence[k]);
}

bool
is_person_noun(const struct parse *p, size_t i)
{
	return chunk_has(p, i, person);
}

static bool
implied(struct tally *t, long long n)
{
	*t = (struct tally){ n, n, n, "exact", 0, 0 };
	return true;
}

/* Two or more capitalised words, no place: a person's name. Towns are captured, too: there it must be known as one. */
static bool
is_name(const struct parse *p, const struct chunk *c, bool surely)
{
	size_t capitals = 0;

	if (c->place != NULL || (c->actor != NULL && !has(c->actor->json, "person") && strcmp(get_str(c->actor->json, "src"), "noun") != 0))
		return false;
	if (!surely && (c->actor == NULL || !has(c->actor->json, "person")))
		return false;
	for (size_t i = c->first; i <= c->last; i++)
		capitals += p->tok->tok[i].type == TOKEN_WORD && p->tok->tok[i].capital;
	return capitals >= 2 && p->tok->tok[c->head].capital && !is_plural(p->tok->tok[c->head].low);
}

static bool
pronoun_count(const struct parse *p, size_t i, struct tally *t)
{
	static const char *const one[] = { "himself", "herself", "him", "her", "he", "she", "someone", "somebody", "another" };
	static const char *const zero[] = { "nobody", "no one", "none" };

	for (size_t k = 0; k < sizeof zero / sizeof *zero; k++)
		if (chunk_is(p, i, zero[k]))
			return implied(t, 0);
	for (size_t k = 0; k < sizeof one / sizeof *one; k++)
		if (chunk_is(p, i, one[k]))
			return implied(t, 1);
	return false;
}

static bool
span_count(const struct chunk *c, struct tally *t)
{
	const json_t *j = c->count->json;

	t->low = get_int(j, "low", -1);
	t->best = get_int(j, "best", -1);
	t->high = get_int(j, "high", -1);
	t->qualifier = get_str(j, "q");
	t->start = c->count->start;
	t->end = c->count->end;
	return true;
}

/* "a family of five", "a group composed of 20 people", "all of the 18": the counted group behind "of". */
static size_t
counted_behind(const struct parse *p, size_t i)
{
	size_t of = i + 1;

	if (of < p->n && p->chunk[of].type == CHUNK_VERB && p->chunk[of].form == FORM_PP)
		of++;
	if (of + 1 < p->n && p->chunk[of].type == CHUNK_PREP && chunk_is(p, of, "of") && p->chunk[of + 1].type == CHUNK_NOUN &&
	    p->chunk[of + 1].count != NULL)
		return of + 1;
	return NONE;
}

bool
victim_count(const struct parse *p, size_t i, bool surely, struct tally *t)
{
	const struct chunk *c = &p->chunk[i];
	const char *buf = c->lemma;
	bool plural;

	if (c->type != CHUNK_NOUN || c->possessive)
		return false;
	if (chunk_has(p, i, thing) || chunk_has(p, i, attack))
		return false;
	if ((chunk_has(p, i, collective) || chunk_has(p, i, unit) || chunk_is(p, i, "all")) && counted_behind(p, i) != NONE)
		return span_count(&p->chunk[counted_behind(p, i)], t);
	if (c->count != NULL)
		return span_count(c, t);
	if (c->pronoun)
		return pronoun_count(p, i, t);
	if (c->bare)
		return surely && chunk_is(p, i, "another") && implied(t, 1);
	if (c->none)
		return implied(t, 0);
	plural = is_plural(p->tok->tok[c->head].low) || strcmp(buf, "personnel") == 0 || strcmp(buf, "police") == 0;
	if (plural)
		return token_is(p, c->first, "both") && (surely || is_person_noun(p, i)) && implied(t, 2);
	if (is_person_noun(p, i))
		return (strcmp(buf, "couple") == 0 && implied(t, 2)) || (strcmp(buf, "crew") != 0 && strcmp(buf, "family") != 0 &&
		    strcmp(buf, "militia") != 0 && implied(t, 1));
	/* "Italian and Ascari stragglers" */
	if (chunk_has(p, i, collective) || chunk_has(p, i, unit) || (c->actor == NULL && !c->indefinite && p->of[SPAN_DEMONYM][c->head] != NULL))
		return false;
	/* Whom somebody kills is a person, whatever the lexicon knows; a unit is not one. */
	if (surely && c->indefinite && !chunk_has(p, i, army))
		return implied(t, 1);
	if (surely && c->place == NULL && !c->definite && p->tok->tok[c->head].capital && !p->title_case && c->first == c->head &&
	    (c->actor == NULL || strcmp(get_str(c->actor->json, "kind"), "other") == 0))
		return implied(t, 1);
	return is_name(p, c, surely) && implied(t, 1);
}

static void
set_count(json_t *rec, const char *key, long long n)
{
	if (n >= 0)
		set_int(rec, key, n);
}

void
tally_set(json_t *rec, const struct parse *p, const struct tally *t)
{
	set_count(rec, "low", t->low);
	set_count(rec, "best", t->best);
	set_count(rec, "high", t->high);
	set_str(rec, "qualifier", t->qualifier);
	set_strn(rec, "count_as_written", p->text + t->start, t->end - t->start);
}

static bool
tells_violence(const struct parse *p)
{
	for (size_t i = 0; i < p->n; i++)
		for (size_t k = 0; k < sizeof violence / sizeof *violence; k++)
			if (chunk_has(p, i, violent[k]))
				return true;
	return false;
}

bool
died_in_bed(const struct parse *p, size_t death, size_t i)
{
	const struct chunk *c = &p->chunk[i];
	size_t v = death;

	if (c->count != NULL || c->type != CHUNK_NOUN)
		return false;
	for (size_t k = death + 1; k + 1 < p->n && k < death + 4; k++)
		if (p->chunk[k].type == CHUNK_PREP && chunk_has(p, k + 1, illness))
			return true;
	/* "a driver died", "confirmed the death of X": only reports of violence say so. */
	while (v-- > 0)
		if (p->chunk[v].type == CHUNK_VERB && p->chunk[v].verb != NULL && (p->chunk[v].verb->classes & (V_SAY | V_REPORT)))
			return false;
	return p->tok->tok[c->head].capital && !is_person_noun(p, i) && !tells_violence(p);
}
