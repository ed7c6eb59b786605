#include "reality.h"

#include <string.h>

#include "group.h"
#include "pattern.h"

static int hypothetical, memory, art, not_yet, recalling, court, prospective, fiction, depicting, habitually, protest;

void
reality_load(void)
{
	hypothetical = class_find("n-hypo");
	memory = class_find("n-memory");
	art = class_find("n-art");
	not_yet = class_find("not-yet");
	recalling = class_find("recalling");
	court = class_find("court");
	prospective = class_find("hypo-adjective");
	fiction = class_find("n-fiction");
	depicting = class_find("depict");
	habitually = class_find("habitually");
	protest = class_find("n-protest");
}

/* "accused of carrying out attacks": somebody's word for no one deed. One that counts who suffered it is ("of killing
 * thirty villagers"). */
static bool
accused(const struct parse *p, size_t v)
{
	size_t g = p->chunk[v].governor, o = p->chunk[v].object;

	/* "of hacking to death 40 people" */
	if (o == NONE && v + 3 < p->n && chunk_is(p, v + 1, "to") && chunk_is(p, v + 2, "death"))
		o = v + 3;
	return p->chunk[v].form == FORM_ING && g != NONE && strcmp(p->chunk[g].lemma, "accuse") == 0 &&
	    (p->chunk[g].passive || o == NONE || p->chunk[o].count == NULL);
}

/* "naming ousted president X", "treat wounded soldiers": a participle between a verb and its object says of what sort
 * that is. */
static bool
is_attribute(const struct parse *p, size_t t)
{
	const struct chunk *c = &p->chunk[t], *v = t > 0 ? &p->chunk[t - 1] : NULL;

	return v != NULL && (c->form == FORM_PP || (c->form == FORM_FINITE && c->subject == NONE)) && c->first == c->last && v->object == NONE && t + 1 < p->n && p->chunk[t + 1].type == CHUNK_NOUN &&
	    v->type == CHUNK_VERB && !v->passive && v->verb != NULL && (v->verb->classes & V_TRANS) && p->pos[v->head] != POS_AUX;
}

/* Is it no event, but what a thought or a memory is about: "a plan for X", "the task of doing X", "a film on X"? */
static bool
only_thought(const struct parse *p, size_t prep)
{
	size_t i = prep - 1;

	if (prep == NONE || prep == 0)
		return false;
	if (p->chunk[i].type == CHUNK_VERB)
		return chunk_is(p, prep, "for") && p->chunk[i].verb != NULL && (p->chunk[i].verb->classes & V_PLAN);
	return p->chunk[i].type == CHUNK_NOUN && (chunk_has(p, i, hypothetical) || chunk_has(p, i, memory) || chunk_has(p, i, art));
}

static bool
is_behind_preposition(const struct parse *p, size_t t)
{
	while (t > 0 && (p->chunk[t - 1].type == CHUNK_ADV || chunk_is(p, t - 1, "recently")))
		t--;
	return t > 0 && p->chunk[t - 1].type == CHUNK_PREP;
}

/* Is anybody charged or tried in the clause before group t? */
static bool
charged_before(const struct parse *p, size_t t)
{
	while (t-- > 0 && p->chunk[t].type != CHUNK_SUB && p->chunk[t].type != CHUNK_PUNCT)
		if (p->chunk[t].type == CHUNK_VERB && chunk_has(p, t, court))
			return true;
	return false;
}

/* "guns typically opened fire" */
static bool
is_habitual(const struct parse *p, size_t v)
{
	for (size_t i = p->chunk[v > 0 ? v - 1 : v].first; i <= p->chunk[v].last; i++)
		if (class_has(habitually, p->tok->tok[i].low))
			return true;
	/* "engaging often in attacks" */
	return v + 1 < p->n && p->chunk[v + 1].type == CHUNK_ADV && class_has(habitually, p->tok->tok[p->chunk[v + 1].first].low);
}

static bool
verb_happened(const struct parse *p, size_t t)
{
	const struct chunk *c = &p->chunk[t];

	if (c->unreal || c->negated || accused(p, t) || is_attribute(p, t))
		return false;
	/* "no group has claimed the attack" */
	if (c->subject != NONE && p->chunk[c->subject].none)
		return false;
	/* "charged with carrying out the attack" */
	if (c->form == FORM_ING && c->governor != NONE && chunk_has(p, c->governor, court) && strcmp(p->chunk[c->governor].lemma, "accuse") != 0)
		return false;
	/* "tried for treason and for abandoning his men" */
	if (c->form == FORM_ING && t > 0 && chunk_is(p, t - 1, "for") && charged_before(p, t))
		return false;
	if (is_habitual(p, t))
		return false;
	if (t == 0)
		return true;
	/* "in recently recaptured Kidal": of what sort it is */
	if (c->form != FORM_ING && c->form != FORM_INFINITIVE && is_behind_preposition(p, t))
		return false;
	if (c->form == FORM_ING && p->chunk[t - 1].type == CHUNK_PREP)
		return !only_thought(p, t - 1);
	/* "the first target to attack", "the order to attack" */
	if (c->form == FORM_INFINITIVE && c->governor == NONE && c->last == c->first + 1 && p->chunk[t - 1].type == CHUNK_NOUN)
		return false;
	return c->form != FORM_INFINITIVE || p->chunk[t - 1].type != CHUNK_NOUN || !chunk_has(p, t - 1, hypothetical);
}

/* What is said of the happening as a subject: "was feared", "is the subject of a film", "inspired a novel". */
static bool
denied_as_subject(const struct parse *p, size_t t)
{
	for (size_t v = t + 1; v < p->n && v < t + 8; v++) {
		if (p->chunk[v].type != CHUNK_VERB || p->chunk[v].subject != t)
			continue;
		if (p->chunk[v].negated || p->chunk[v].unreal || chunk_has(p, v, not_yet) || chunk_has(p, v, recalling))
			return true;
		for (size_t k = v + 1; k < p->n && p->chunk[k].type != CHUNK_VERB && p->chunk[k].type != CHUNK_SUB; k++)
			if (p->chunk[k].type == CHUNK_NOUN && chunk_has(p, k, art))
				return true;
	}
	return false;
}

/* "jailed for the bombing", "charged with the attack", "arrested over the killing": a deed of another day. */
static bool
is_charge(const struct parse *p, size_t prep, size_t verb)
{
	static const char *const words[] = { "for", "over", "with", "of", "in connection with" };

	if (verb != NONE && p->chunk[verb].form == FORM_ING && p->chunk[verb].governor != NONE && p->chunk[verb].object != NONE)
		return chunk_has(p, p->chunk[verb].governor, court);
	for (size_t k = 0; prep != NONE && verb != NONE && k < sizeof words / sizeof *words; k++)
		if (chunk_is(p, prep, words[k]))
			return chunk_has(p, verb, court);
	return false;
}

bool
reality_prospective(const struct parse *p, size_t t)
{
	for (size_t i = p->chunk[t].first; i < p->chunk[t].head; i++)
		if (class_has(prospective, p->tok->tok[i].low))
			return true;
	return false;
}

/* "resigned in protest at the arrest": why, not what. */
static bool
is_manner(const struct parse *p, size_t t, size_t prep)
{
	const struct chunk *c = &p->chunk[t];

	return prep != NONE && c->first == c->last && chunk_is(p, prep, "in") && chunk_has(p, t, protest) && !is_plural(p->tok->tok[c->head].low);
}

static bool
noun_happened(const struct parse *p, size_t t)
{
	size_t prep = parse_preposition(p, t), v = group_verb_left(p, t);
	const struct chunk *c;

	/* "no sign of an attack" */
	if (prep != NONE && prep > 0 && chunk_is(p, prep, "of") && p->chunk[prep - 1].type == CHUNK_NOUN && p->chunk[prep - 1].none)
		return false;

	if (p->chunk[t].none || is_manner(p, t, prep))
		return false;
	if (reality_prospective(p, t))
		return false;
	if (prep != NONE && (chunk_is(p, prep, "without") || chunk_is(p, prep, "against") || chunk_is(p, prep, "despite")))
		return chunk_is(p, prep, "despite");
	if (only_thought(p, prep) || is_charge(p, prep, v) || denied_as_subject(p, t))
		return false;
	if (v == NONE || p->chunk[v].subject == t)
		return true;
	c = &p->chunk[v];
	/* "feared an attack", "commemorated the battle" */
	if (c->object == t && !c->passive && (chunk_has(p, v, not_yet) || chunk_has(p, v, recalling)))
		return false;
	return !c->unreal && !c->negated && !accused(p, v) && !is_habitual(p, v);
}

bool
reality_happened(const struct parse *p, size_t t)
{
	return p->chunk[t].type == CHUNK_VERB ? verb_happened(p, t) : noun_happened(p, t);
}

bool
reality_asked(const struct parse *p)
{
	for (size_t i = p->tok->n; i-- > 0 && p->tok->tok[i].type == TOKEN_PUNCT;)
		if (token_is(p, i, "?"))
			return true;
	return false;
}

bool
reality_fiction(const struct parse *p)
{
	bool work = false, made = false;

	for (size_t i = 0; i < p->n; i++) {
		if (p->chunk[i].type == CHUNK_NOUN && chunk_has(p, i, fiction))
			return true;
		work = work || (p->chunk[i].type == CHUNK_NOUN && chunk_has(p, i, art));
		made = made || chunk_has(p, i, depicting);
	}
	return work && made;
}
