#include "harm.h"

#include <string.h>

#include "context.h"
#include "pattern.h"
#include "record.h"

#define NEAR 12 /* groups that a phrase may lie away */

static int attack_noun, attack_verb, mutual_noun, mutual_verb, losing, loss, casualty, dying, hit, army, fire;

void
harm_load(void)
{
	classes_load();
	attack_noun = class_find("attacknoun");
	attack_verb = class_find("attackverb");
	mutual_noun = class_find("n-clash");
	mutual_verb = class_find("e-clash");
	losing = class_find("tallying");
	loss = class_find("deadnoun");
	casualty = class_find("casualtynoun");
	dying = class_find("die");
	hit = class_find("e-attack");
	army = class_find("n-army");
	fire = class_find("n-fire");
}

const char *
harm_said(const struct parse *p, size_t i)
{
	static const struct { enum chunk_type type; const char *class, *outcome; } said[] = {
		{ CHUNK_VERB, "kill", "killed" }, { CHUNK_VERB, "wound", "wounded" }, { CHUNK_VERB, "capture", "captured" },
		{ CHUNK_NOUN, "deadnoun", "killed" }, { CHUNK_NOUN, "woundnoun", "wounded" }, { CHUNK_NOUN, "missing", "missing" },
	};

	if (i >= p->n || p->chunk[i].count != NULL || (p->chunk[i].type == CHUNK_VERB && !p->chunk[i].passive))
		return NULL;
	for (size_t k = 0; k < sizeof said / sizeof *said; k++)
		if (p->chunk[i].type == said[k].type && chunk_has(p, i, class_find(said[k].class)))
			return said[k].outcome;
	return NULL;
}

/* Does another clause begin at group i, one that tells of another deed? "when", "after" and the like say how it came. */
static bool
other_clause(const struct parse *p, size_t i)
{
	if (chunk_is(p, i, ";") || chunk_is(p, i, "while") || chunk_is(p, i, "whereas"))
		return true;
	return p->chunk[i].type == CHUNK_CONJ && i + 2 < p->n && p->chunk[i + 1].type == CHUNK_NOUN &&
	    p->chunk[i + 2].type == CHUNK_VERB && p->chunk[i + 2].form == FORM_FINITE &&
	    !(p->chunk[i + 1].bare && harm_said(p, i + 2) != NULL); /* "and five were wounded" */
}

/* An attack by one side: in a clash or battle, either may have done it. */
static bool
is_attack(const struct parse *p, size_t i)
{
	if (p->chunk[i].type == CHUNK_VERB)
		return chunk_has(p, i, attack_verb) && !chunk_has(p, i, mutual_verb) && !p->chunk[i].negated;
	return p->chunk[i].type == CHUNK_NOUN && ((chunk_has(p, i, attack_noun) && !chunk_has(p, i, mutual_noun)) || chunk_has(p, i, fire));
}

/* "their forces", "he": the group stands for somebody named before. */
static bool
stands_for(const struct parse *p, size_t i)
{
	const struct chunk *c = &p->chunk[i];

	return c->pronoun || token_is(p, c->first, "their") || token_is(p, c->first, "its") || token_is(p, c->first, "his");
}

/* Who is named, by the group or, if it only stands for him, as who says so. */
static const char *
named(const struct parse *p, size_t i, size_t trigger)
{
	const char *kind, *name;
	size_t claimant;

	if (i == NONE || p->chunk[i].type != CHUNK_NOUN)
		return NULL;
	name = chunk_actor(p, i, &kind);
	return name == NULL && stands_for(p, i) && (p->chunk[i].pronoun || chunk_has(p, i, army)) ? context_claimant(p, trigger, &claimant) : name;
}

const char *
harm_party(const struct parse *p, size_t i, const char **kind)
{
	const char *name = chunk_actor(p, i, kind);

	if (i == NONE || p->chunk[i].type != CHUNK_NOUN)
		return NULL;
	if (p->chunk[i].owner != NONE && chunk_actor(p, p->chunk[i].owner, kind) != NULL)
		return chunk_actor(p, p->chunk[i].owner, kind);
	for (size_t k = p->chunk[i].first; name == NULL && k <= p->chunk[i].last; k++)
		if (p->of[SPAN_DEMONYM][k] != NULL) {
			name = get_str(p->of[SPAN_DEMONYM][k]->json, "name");
			*kind = "state";
		}
	return name;
}

/* Whose attack it is: "by X" behind it, or the party's. */
static const char *
attack_actor(const struct parse *p, size_t i)
{
	const char *kind, *name;

	for (size_t k = i + 1; k + 1 < p->n && k < i + 6 && p->chunk[k].type != CHUNK_SUB && !other_clause(p, k); k++)
		if (p->chunk[k].type == CHUNK_PREP && chunk_is(p, k, "by") && (name = chunk_actor(p, k + 1, &kind)) != NULL)
			return name;
	return harm_party(p, i, &kind);
}

static const char *
deed_actor(const struct parse *p, size_t i, size_t trigger)
{
	if (i == NONE)
		return NULL;
	return p->chunk[i].type == CHUNK_NOUN && chunk_has(p, i, attack_noun) ? attack_actor(p, i) : named(p, i, trigger);
}

/* "Two were killed and five wounded by X": the by-phrase behind the last of several outcomes tells of all. */
static const char *
shared_agent(const struct parse *p, size_t trigger)
{
	for (size_t k = trigger + 1; p->chunk[trigger].type == CHUNK_VERB && p->chunk[trigger].passive && k < p->n && k < trigger + NEAR; k++) {
		const struct chunk *c = &p->chunk[k];

		if (c->type == CHUNK_VERB) {
			if (harm_said(p, k) == NULL)
				return NULL;
			if (c->agent != NONE)
				return deed_actor(p, c->agent, k);
		} else if (c->type != CHUNK_CONJ && c->type != CHUNK_COMMA && c->type != CHUNK_ADV && (c->type != CHUNK_NOUN || c->count == NULL)) {
			return NULL;
		}
	}
	return NULL;
}

/* "clashes with X": the other side of those who fell in them; NULL where the group is no such clash. */
static const char *
other_side(const struct parse *p, size_t i)
{
	const char *kind;

	if (p->chunk[i].type != CHUNK_NOUN || !chunk_has(p, i, mutual_noun) || i + 2 >= p->n ||
	    !(chunk_is(p, i + 1, "with") || chunk_is(p, i + 1, "against")))
		return NULL;
	return chunk_actor(p, i + 2, &kind);
}

/* The attack told in the same sentence: the next one in the same clause, else the last before. */
static const char *
attacker_nearby(const struct parse *p, size_t trigger)
{
	const char *name;

	for (size_t i = trigger + 1; i < p->n && !other_clause(p, i); i++) {
		if ((name = other_side(p, i)) != NULL)
			return name;
		if (!is_attack(p, i))
			continue;
		name = p->chunk[i].type == CHUNK_VERB ? deed_actor(p, parse_doer(p, i), i) : attack_actor(p, i);
		if (name != NULL)
			return name;
	}
	for (size_t i = trigger; i-- > 0;) {
		if (!is_attack(p, i))
			continue;
		/* "Two were shot by X, and three died elsewhere": what befell those is told. */
		if (p->chunk[i].type == CHUNK_VERB && p->chunk[i].passive && p->chunk[i].subject != NONE && p->chunk[p->chunk[i].subject].count != NULL)
			return NULL;
		name = p->chunk[i].type == CHUNK_VERB ? deed_actor(p, parse_doer(p, i), i) : attack_actor(p, i);
		if (name != NULL || p->chunk[i].type == CHUNK_VERB)
			return name;
	}
	return NULL;
}

const char *
harm_doer(const struct parse *p, size_t trigger, size_t doer)
{
	const char *name = deed_actor(p, doer, trigger);

	if (name != NULL || doer != NONE)
		return name;
	name = shared_agent(p, trigger);
	return name != NULL ? name : attacker_nearby(p, trigger);
}

/* Whose losses a group without a count speaks of. */
static size_t
losses_of(const struct parse *p, size_t i)
{
	const char *kind;
	size_t v;

	if (p->chunk[i].type != CHUNK_NOUN || p->chunk[i].count != NULL || !(chunk_has(p, i, loss) || chunk_has(p, i, casualty)))
		return NONE;
	if (p->chunk[i].owner != NONE)
		return p->chunk[i].owner;
	if (i + 2 < p->n && (chunk_is(p, i + 1, "among") || chunk_is(p, i + 1, "for") || chunk_is(p, i + 1, "of") || chunk_is(p, i + 1, "on")) &&
	    harm_party(p, i + 2, &kind) != NULL)
		return i + 2;
	if (stands_for(p, i))
		for (v = i; v-- > 0;)
			if (p->chunk[v].type == CHUNK_VERB)
				return parse_doer(p, v);
	return i;
}

size_t
harm_loser(const struct parse *p, size_t chunk)
{
	for (size_t i = chunk, n = 0; i-- > 0 && n < NEAR; n++) {
		size_t whose;

		if (other_clause(p, i) || p->chunk[i].type == CHUNK_SUB)
			return NONE;
		if (p->chunk[i].type == CHUNK_VERB) {
			if (!p->chunk[i].passive && chunk_has(p, i, losing) && p->chunk[i].subject != NONE && losses_of(p, p->chunk[i].subject) == NONE)
				return p->chunk[i].subject;
			if (p->chunk[i].object != NONE && p->chunk[i].object < chunk && (whose = losses_of(p, p->chunk[i].object)) != NONE)
				return whose;
			if (p->chunk[i].subject != NONE && (whose = losses_of(p, p->chunk[i].subject)) != NONE)
				return whose;
		}
		if (p->chunk[i].type == CHUNK_VERB && p->chunk[i].form == FORM_FINITE)
			return NONE;
	}
	return NONE;
}

static bool
finite_attack(const struct parse *p, size_t v)
{
	return p->chunk[v].type == CHUNK_VERB && p->chunk[v].form == FORM_FINITE &&
	    (chunk_has(p, v, attack_verb) || chunk_has(p, v, hit) || chunk_has(p, v, mutual_verb));
}

/* The attack of which the trigger tells more: the verb that governs it, or one before. */
static size_t
attack_before(const struct parse *p, size_t trigger)
{
	size_t g = trigger;

	if (p->chunk[trigger].type != CHUNK_VERB)
		return NONE;
	for (int hops = 0; hops < 4 && g != NONE && p->chunk[g].form == FORM_ING; hops++)
		g = p->chunk[g].governor;
	if (g == trigger && p->chunk[trigger].passive)
		while (g-- > 0)
			if (finite_attack(p, g))
				break;
	return g != NONE && finite_attack(p, g) ? g : NONE;
}

size_t
harm_target(const struct parse *p, size_t trigger)
{
	const char *kind;
	size_t g = attack_before(p, trigger);

	if (g == NONE)
		return NONE;
	if (chunk_actor(p, parse_sufferer(p, g), &kind) != NULL)
		return parse_sufferer(p, g);
	for (size_t k = g + 1; k + 1 < trigger && k < g + NEAR; k++)
		if ((chunk_is(p, k, "with") || chunk_is(p, k, "on") || chunk_is(p, k, "at") || chunk_is(p, k, "against")) && chunk_actor(p, k + 1, &kind) != NULL)
			return k + 1;
	return NONE;
}

bool
harm_died(const struct parse *p, size_t trigger, size_t chunk)
{
	for (size_t v = trigger + 1; v < p->n; v++)
		if (p->chunk[v].type == CHUNK_VERB && chunk_has(p, v, dying) && p->chunk[v].subject == chunk && !p->chunk[v].negated &&
		    !p->chunk[v].unreal)
			return true;
	return false;
}

bool
harm_some_of_them(const struct parse *p, size_t chunk)
{
	return chunk + 2 < p->n && p->chunk[chunk].count != NULL && chunk_is(p, chunk + 1, "of") &&
	    (chunk_is(p, chunk + 2, "them") || chunk_is(p, chunk + 2, "whom") || chunk_is(p, chunk + 2, "these") || chunk_is(p, chunk + 2, "those"));
}

size_t
harm_inclusion(const struct parse *p, size_t chunk)
{
	for (size_t i = chunk, n = 0; i-- > 0 && n < NEAR; n++) {
		const struct chunk *c = &p->chunk[i];

		if (c->type == CHUNK_PREP && (chunk_is(p, i, "including") || (chunk_is(p, i, "among") && i + 1 < p->n && p->chunk[i + 1].pronoun)))
			return i;
		if (c->type == CHUNK_SUB || c->type == CHUNK_PUNCT || (c->type == CHUNK_VERB && harm_said(p, i) == NULL))
			return NONE;
		if (c->type == CHUNK_VERB && c->form != FORM_PP)
			return NONE;
	}
	return NONE;
}
