#include "eventtype.h"

#include <stdlib.h>
#include <string.h>

#include "context.h"
#include "die.h"
#include "lexicon.h"
#include "pattern.h"
#include "victim.h"

struct weapon {
	const char *type;
	int rank;
};

static struct table *types;
static struct phrases *weapons;
static int civil_target, armed_target, property, aircraft, murder, seizing, corpse, dispersing, riot_gear, shooting, guard, breaking, striker, protesting, parts, battle;

static const char *
cell_of(const char *sub_type, size_t cell)
{
	for (size_t i = 0; i < types->n; i++)
		if (strcmp(types->rows[i].cell[0], sub_type) == 0)
			return types->rows[i].cell[cell];
	return NULL;
}

void
eventtype_load(void)
{
	struct table *t;

	victim_load();
	civil_target = class_find("n-civiltarget");
	armed_target = class_find("n-armedtarget");
	property = class_find("n-property");
	aircraft = class_find("n-air");
	murder = class_find("murder");
	seizing = class_find("e-seizing");
	corpse = class_find("bodynoun");
	dispersing = class_find("e-disperse");
	riot_gear = class_find("n-riotgear");
	shooting = class_find("e-gun");
	guard = class_find("n-guard");
	breaking = class_find("e-break");
	striker = class_find("n-striker");
	protesting = class_find("e-protesting");
	parts = class_find("n-part");
	battle = class_find("n-clash");
	types = table_load("event-types", 3, 3);
	t = table_load("weapons", 3, 3);
	weapons = phrases_new();
	for (size_t i = 0; i < t->n; i++) {
		struct weapon *w = xcalloc(1, sizeof *w);

		w->type = cell_of(t->rows[i].cell[1], 0);
		w->rank = atoi(t->rows[i].cell[2]);
		if (w->type == NULL)
			table_bad(t, i, "unknown event type");
		phrases_add(weapons, t->rows[i].cell[0], w);
	}
	table_free(t);
}

bool
eventtype_known(const char *sub_type)
{
	return cell_of(sub_type, 0) != NULL;
}

const char *
eventtype_main(const char *sub_type)
{
	return cell_of(sub_type, 1);
}

const char *
eventtype_plover(const char *sub_type)
{
	return cell_of(sub_type, 2);
}

bool
eventtype_is_violent(const char *sub_type)
{
	const char *type = cell_of(sub_type, 1);

	return strcmp(type, "Battles") == 0 || strcmp(type, "Explosions/Remote violence") == 0 ||
	    strcmp(sub_type, "Attack") == 0;
}

bool
eventtype_takes_harm(const char *sub_type)
{
	static const char *const more[] = { "Violence against civilians", "Protests", "Riots", "Accident" };
	const char *type = cell_of(sub_type, 1);

	if (eventtype_is_violent(sub_type) || strcmp(sub_type, "Disaster") == 0 || strcmp(sub_type, "Disease") == 0 || strcmp(sub_type, "Coup") == 0 ||
	    strcmp(sub_type, "Arrests") == 0 || strcmp(sub_type, "Displacement") == 0)
		return true;
	for (size_t i = 0; i < sizeof more / sizeof *more; i++)
		if (strcmp(type, more[i]) == 0)
			return true;
	return false;
}

bool
eventtype_is_taking(const char *sub_type)
{
	return strcmp(sub_type, "Arrests") == 0 || strcmp(sub_type, "Abduction/forced disappearance") == 0;
}

bool
eventtype_is_act(const char *sub_type)
{
	return strcmp(cell_of(sub_type, 1), "Politics") == 0 && strcmp(sub_type, "Coup") != 0 && strcmp(sub_type, "Election") != 0;
}

bool
eventtype_is_force(const char *kind)
{
	static const char *const forces[] = { "state", "rebel", "jihadist", "militia", "mercenary", "international" };

	for (size_t i = 0; i < sizeof forces / sizeof *forces; i++)
		if (strcmp(kind, forces[i]) == 0)
			return true;
	return false;
}

/* Groups around the trigger that speak of the same happening: up to "while", "days after" or a semicolon. */
static void
clause(const struct parse *p, size_t t, size_t *first, size_t *last)
{
	for (*first = t; *first > 0; --*first)
		if (chunk_is(p, *first - 1, ";") || chunk_is(p, *first - 1, "while") || context_turns(p, *first - 1))
			break;
	for (*last = t; *last + 1 < p->n; ++*last)
		if (chunk_is(p, *last + 1, ";") || chunk_is(p, *last + 1, "while") || context_turns(p, *last + 1))
			break;
}

/* "seized two grenade launchers": what is taken from somebody was no means of the attack. */
static bool
is_booty(const struct parse *p, size_t i)
{
	size_t first, last;

	for (size_t v = 0; v < i; v++) {
		if (p->chunk[v].type != CHUNK_VERB || p->chunk[v].object == NONE || p->chunk[v].object > i || !chunk_has(p, v, seizing))
			continue;
		parse_list(p, p->chunk[v].object, &first, &last);
		if (i <= last)
			return true;
	}
	return false;
}

static const char *
weapon_near(const struct parse *p, size_t t)
{
	const struct weapon *best = NULL;
	size_t first, last;

	clause(p, t, &first, &last);
	for (size_t c = first; c <= last; c++)
		for (size_t i = p->chunk[c].first; i <= p->chunk[c].last; i++) {
			const void *v;

			if (phrases_match(weapons, p->tok, i, &v) > 0 && (best == NULL || ((const struct weapon *)v)->rank > best->rank) && !is_booty(p, c))
				best = v;
		}
	return best != NULL ? best->type : NULL;
}

enum side { UNKNOWN, CIVIL, ARMED };

/* "most of the army", "half of the patrol": the group of which group i is a part, else itself. */
static size_t
whole_of(const struct parse *p, size_t i)
{
	bool part = (p->chunk[i].pronoun || p->chunk[i].bare || chunk_has(p, i, parts)) && i + 2 < p->n && chunk_is(p, i + 1, "of");

	return part && p->chunk[i + 2].type == CHUNK_NOUN ? i + 2 : i;
}

static enum side
side_of(const struct parse *p, size_t i)
{
	const char *kind;

	if (i == NONE || p->chunk[i].type != CHUNK_NOUN)
		return UNKNOWN;
	i = whole_of(p, i);
	/* "a gendarmerie school", "the army hospital": soldiers' things. */
	for (size_t k = p->chunk[i].first; k <= p->chunk[i].last; k++)
		if (p->pos[k] == POS_NOUN && class_has(armed_target, p->tok->tok[k].low))
			return ARMED;
	if (chunk_has(p, i, armed_target))
		return ARMED;
	if (chunk_has(p, i, civil_target))
		return CIVIL;
	if (chunk_actor(p, i, &kind) != NULL && *kind != '\0') {
		if (strcmp(kind, "civilians") == 0)
			return CIVIL;
		if (eventtype_is_force(kind))
			return ARMED;
	}
	return UNKNOWN;
}

/* Are soldiers counted in the sentence? */
static bool
counts_armed(const struct parse *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->chunk[i].count != NULL && side_of(p, i) == ARMED)
			return true;
	return false;
}

/* Anybody hurt in the sentence who is plainly a civilian, and no soldier? */
static bool
speaks_of_civilians(const struct parse *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->chunk[i].count != NULL && side_of(p, i) == CIVIL)
			return !counts_armed(p);
	return false;
}

/* Aircraft, or a force that has them ("the air force"). */
static bool
from_the_air(const struct parse *p, size_t i)
{
	for (size_t k = i == NONE ? 1 : p->chunk[i].first, end = i == NONE ? 0 : p->chunk[i].last; k <= end; k++) {
		char buf[64];

		if (p->pos[k] == POS_NOUN && class_has(aircraft, singular(p->tok->tok[k].low, buf, sizeof buf)))
			return true;
	}
	return false;
}

/* "opened fire on protesters" */
static bool
is_protester(const struct parse *p, size_t i)
{
	const char *kind;

	if (i == NONE || p->chunk[i].type != CHUNK_NOUN)
		return false;
	return chunk_has(p, i, striker) || (chunk_actor(p, i, &kind) != NULL && strcmp(kind, "protesters") == 0);
}

/* Police, or a state's soldiers, but no rebels. */
static bool
is_authority(const struct parse *p, size_t i)
{
	const char *kind;

	return i != NONE && (chunk_has(p, i, guard) || (chunk_actor(p, i, &kind) != NULL && strcmp(kind, "state") == 0));
}

/* "opened fire on striking miners": the group behind the participle; the target where none stands. */
static size_t
behind_participle(const struct parse *p, size_t t, size_t target)
{
	for (size_t i = t + 1; target == NONE && i + 2 < p->n && i < t + 4; i++)
		if (p->chunk[i].type == CHUNK_PREP && p->chunk[i + 1].type == CHUNK_VERB && p->chunk[i + 1].form == FORM_ING &&
		    p->chunk[i + 1].object == i + 2 && chunk_has(p, i + 1, protesting))
			return i + 2;
	return target;
}

/* Rebels and their like have no aircraft. */
static bool
is_irregular(const struct parse *p, size_t i)
{
	static const char *const kinds[] = { "rebel", "jihadist", "militia" };
	const char *kind;

	for (size_t k = 0; chunk_actor(p, i, &kind) != NULL && k < sizeof kinds / sizeof *kinds; k++)
		if (strcmp(kind, kinds[k]) == 0)
			return true;
	return false;
}

static const char *
choose_attack(const struct parse *p, size_t t, size_t doer, size_t target)
{
	const char *weapon = weapon_near(p, t);
	enum side s = side_of(p, target);

	/* "a siege at a hotel": where it was says who was hit. */
	for (size_t i = t + 1; target == NONE && s == UNKNOWN && i + 1 < p->n && i < t + 5; i++)
		if (p->chunk[i].type == CHUNK_PREP && (chunk_is(p, i, "at") || chunk_is(p, i, "in") || chunk_is(p, i, "on")))
			s = side_of(p, i + 1);

	if (weapon != NULL)
		return weapon;
	if (is_protester(p, target) || behind_participle(p, t, target) != target)
		return is_authority(p, doer) ? "Excessive force against protesters" : "Attack";
	if (from_the_air(p, doer) || (strcmp(p->chunk[t].lemma, "strike") == 0 && !is_irregular(p, doer)) || (doer != NONE && strcmp(p->chunk[doer].lemma, "strike") == 0))
		return "Air/drone strike";
	if (s == CIVIL || (s == UNKNOWN && speaks_of_civilians(p)))
		return "Attack";
	return "Armed clash";
}

static bool
peacefully(const struct parse *p)
{
	static const char *const words[] = { "fighting", "resistance", "fight", "opposition", "bloodshed", "violence" };

	for (size_t i = 0; i + 1 < p->tok->n; i++)
		if (token_is(p, i, "without"))
			for (size_t k = i + 1; k < i + 4 && k < p->tok->n; k++)
				for (size_t w = 0; w < sizeof words / sizeof *words; w++)
					if (token_is(p, k, words[w]))
						return true;
	return false;
}

/* "was occupied by 9,000 troops": who lay there. */
static bool
is_garrisoned(const struct parse *p, size_t t)
{
	return p->chunk[t].passive && p->chunk[t].agent != NONE && p->chunk[p->chunk[t].agent].count != NULL && strcmp(p->chunk[t].lemma, "occupy") == 0;
}

static const char *
choose_take(const struct parse *p, size_t t, size_t doer, size_t target)
{
	const char *kind = "";

	if (is_garrisoned(p, t))
		return NULL;

	/* People are captured too; that is no taking of a town. */
	if (target != NONE && p->chunk[target].place == NULL && (is_person_noun(p, target) || p->chunk[target].actor != NULL) &&
	    !chunk_has(p, target, armed_target))
		return p->chunk[target].count != NULL ? "Armed clash" : NULL;
	if (peacefully(p))
		return "Non-violent transfer of territory";
	chunk_actor(p, doer, &kind);
	if (strcmp(kind, "state") == 0 || strcmp(kind, "international") == 0 || strcmp(kind, "mercenary") == 0)
		return "Government regains territory";
	return "Non-state actor overtakes territory";
}

/* "public and private buildings": anything of the list that group i (NONE: no) belongs to. */
static bool
lists_property(const struct parse *p, size_t i)
{
	size_t first, last;

	if (i == NONE || p->chunk[i].type != CHUNK_NOUN)
		return false;
	parse_list(p, i, &first, &last);
	for (i = first; i <= last; i++)
		if (p->chunk[i].type == CHUNK_NOUN && chunk_has(p, i, property))
			return true;
	return false;
}

static const char *
choose_destroy(const struct parse *p, size_t t, size_t doer, size_t target)
{
	const char *weapon = weapon_near(p, t), *kind;

	/* "the shrines were rebuilt after they were destroyed" */
	for (size_t i = 0; target != NONE && p->chunk[target].pronoun && i < t; i++)
		if (p->chunk[i].type == CHUNK_NOUN && chunk_has(p, i, property))
			target = i;
	/* People are shot dead, too: then the count of them tells it. */
	if (target != NONE && t + 1 < p->n && chunk_has(p, t + 1, class_find("deadadj")) && is_person_noun(p, target) && p->chunk[target].count != NULL)
		return NULL;
	if (lists_property(p, target) && weapon == NULL)
		return "Looting/property destruction";
	if (weapon != NULL)
		return weapon;
	if (target != NONE && side_of(p, target) == ARMED)
		return "Armed clash";
	return chunk_actor(p, doer, &kind) != NULL && eventtype_is_force(kind) ? "Armed clash" : "Looting/property destruction";
}

/* Who bombs a town or has aircraft does it from the air; a building alone was more often blown up by hand. */
static const char *
choose_bomb(const struct parse *p, size_t t, size_t doer, size_t target)
{
	const char *weapon = weapon_near(p, t), *kind = "";

	if (weapon != NULL)
		return weapon;
	chunk_actor(p, doer, &kind);
	if (from_the_air(p, doer) || strcmp(kind, "state") == 0 || strcmp(kind, "international") == 0)
		return "Air/drone strike";
	if (eventtype_is_force(kind) || (target != NONE && p->chunk[target].place == NULL && side_of(p, target) == CIVIL))
		return "Remote explosive/landmine/IED";
	return "Air/drone strike";
}

/* Peaceful, unless the sentence tells that it was broken up or shot at. */
static const char *
choose_protest(const struct parse *p)
{
	const char *type = "Peaceful protest";

	for (size_t i = 0; i < p->n; i++) {
		const struct chunk *c = &p->chunk[i];

		if (c->type == CHUNK_NOUN && chunk_has(p, i, riot_gear))
			type = "Protest with intervention";
		if (c->type != CHUNK_VERB || c->negated || c->unreal)
			continue;
		if (chunk_has(p, i, dispersing) || (chunk_has(p, i, breaking) && i + 1 < p->n && chunk_is(p, i + 1, "up")))
			type = "Protest with intervention";
		if (chunk_has(p, i, shooting) && is_authority(p, parse_doer(p, i)))
			return "Excessive force against protesters";
	}
	return type;
}

/* No aircraft fought before 1911. */
static const char *
in_its_time(const struct parse *p, size_t t, const char *type)
{
	const char *start = context_when(p, t).start;

	if (type == NULL || *start == '\0' || (*start != '-' && strcmp(start, "1911") >= 0))
		return type;
	return strcmp(type, "Air/drone strike") == 0 ? "Armed clash" : type;
}

static const char *
choose(const struct parse *p, const char *rule, size_t trigger, size_t doer, size_t target)
{
	if (strcmp(rule, "attack") == 0)
		return choose_attack(p, trigger, doer, target);
	if (strcmp(rule, "assault") == 0)
		return side_of(p, target) == ARMED || counts_armed(p) ? "Armed clash" : "Attack";
	if (strcmp(rule, "crash") == 0)
		return weapon_near(p, trigger) != NULL ? weapon_near(p, trigger) : "Crash/accident";
	if (strcmp(rule, "bomb") == 0)
		return choose_bomb(p, trigger, doer, target);
	if (strcmp(rule, "explosive") == 0)
		return weapon_near(p, trigger) != NULL ? weapon_near(p, trigger) : "Remote explosive/landmine/IED";
	if (strcmp(rule, "operation") == 0)
		return weapon_near(p, trigger) != NULL ? weapon_near(p, trigger) : "Operation launched";
	/* "tried to take the bridge": a fight, whoever holds it now. */
	if ((strcmp(rule, "take") == 0 || strcmp(rule, "expel") == 0) && p->chunk[trigger].attempt)
		return choose_attack(p, trigger, doer, target);
	if (strcmp(rule, "take") == 0)
		return choose_take(p, trigger, doer, target);
	if (strcmp(rule, "expel") == 0)
		return choose_take(p, trigger, doer, NONE);
	if (strcmp(rule, "protest") == 0)
		return choose_protest(p);
	if (strcmp(rule, "destroy") == 0)
		return choose_destroy(p, trigger, doer, target);
	die("event-patterns: unknown rule of choice @%s", rule);
}

const char *
eventtype_choose(const struct parse *p, const char *rule, size_t trigger, size_t doer, size_t target)
{
	return in_its_time(p, trigger, choose(p, rule, trigger, doer, target));
}

/* "one Spanish and two Dutch priests": anybody of the list that group i (NONE: no) belongs to. */
static bool
lists_civilians(const struct parse *p, size_t i)
{
	size_t first, last;

	if (i == NONE || p->chunk[i].type != CHUNK_NOUN)
		return false;
	parse_list(p, i, &first, &last);
	for (i = first; i <= last; i++)
		if (side_of(p, i) == CIVIL)
			return true;
	return false;
}

/* "40 people were killed in fighting": whoever they were. */
static bool
is_in_battle(const struct parse *p, size_t t)
{
	for (size_t i = t + 1; i + 1 < p->n && i < t + 3; i++)
		if (p->chunk[i].type == CHUNK_PREP && (chunk_is(p, i, "in") || chunk_is(p, i, "during")))
			return p->chunk[i + 1].type == CHUNK_NOUN && chunk_has(p, i + 1, battle);
	return false;
}

const char *
eventtype_of_harm(const struct parse *p, size_t trigger, const char *outcome, const char *victim_kind)
{
	const char *weapon = weapon_near(p, trigger);

	if (strcmp(outcome, "abducted") == 0)
		return "Abduction/forced disappearance";
	if (strcmp(outcome, "displaced") == 0 || strcmp(outcome, "refugees") == 0)
		return "Displacement";
	if (strcmp(outcome, "executed") == 0)
		return "Attack";
	if (strcmp(outcome, "surrendered") == 0 || strcmp(outcome, "deserted") == 0 || strcmp(outcome, "missing") == 0)
		return NULL;
	if (weapon != NULL)
		return weapon;
	if (is_in_battle(p, trigger))
		return "Armed clash";
	if (strcmp(victim_kind, "civilians") == 0 || (strcmp(victim_kind, "other") == 0 && chunk_has(p, trigger, murder)))
		return "Attack";
	/* "a mayoral candidate was gunned down", "bodies were found" */
	if (p->chunk[trigger].type == CHUNK_VERB && lists_civilians(p, parse_sufferer(p, trigger)) && !counts_armed(p))
		return "Attack";
	if (chunk_has(p, trigger, corpse) || (p->chunk[trigger].subject != NONE && chunk_has(p, p->chunk[trigger].subject, corpse)))
		return strcmp(victim_kind, "other") == 0 || *victim_kind == '\0' ? "Attack" : "Armed clash";
	return "Armed clash";
}
