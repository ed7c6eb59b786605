/* Who did it and who is the other party, where a pattern's roles leave it open. */
#include <string.h>

#include "context.h"
#include "eventtype.h"
#include "group.h"
#include "happening.h"
#include "pattern.h"
#include "record.h"
#include "victim.h"

/* Parties that stand behind prepositions: "between A and B", "by A", "against B", "held by B". */
static void
find_parties(const struct parse *p, struct happening *c)
{
	size_t first, last, verb = NONE; /* the finite one before k */

	for (size_t k = c->t + 1; k + 1 < p->n && k < c->t + 12 && !(p->chunk[k].type == CHUNK_SUB && !chunk_is(p, k, "which")); k++) {
		if (p->chunk[k].type == CHUNK_VERB && p->chunk[k].form == FORM_FINITE)
			verb = k;
		if (p->chunk[k].type != CHUNK_PREP || !group_is_actor(p, k + 1))
			continue;
		if (chunk_is(p, k, "between") && !group_is_actor(p, c->doer)) {
			parse_list(p, k + 1, &first, &last);
			c->doer = first;
			c->target = last != first ? last : c->target;
			return;
		}
		if (chunk_is(p, k, "by") && k > 0 && p->chunk[k - 1].type == CHUNK_VERB && strcmp(p->chunk[k - 1].lemma, "hold") == 0) {
			if (!group_is_actor(p, c->target) && k + 1 != c->doer)
				c->target = k + 1;
		} else if (chunk_is(p, k, "by") && (verb == NONE || p->chunk[verb].agent != k + 1 || p->chunk[verb].subject == c->t)) {
			if (!group_is_actor(p, c->doer) && k + 1 != c->target &&
			    (p->chunk[c->t].type == CHUNK_NOUN || p->chunk[c->t].passive) &&
			    (c->doer == NONE || !is_person_noun(p, c->doer)))
				c->doer = k + 1;
		} else if (chunk_is(p, k, "against") || chunk_is(p, k, "with") || (chunk_is(p, k, "from") && group_is_force(p, k + 1))) {
			if (!group_is_actor(p, c->target) && k + 1 != c->doer)
				c->target = k + 1;
		}
	}
}

/* The nation that an adjective of the group names; NULL if none does. */
static const char *
nation_of(const struct parse *p, size_t i)
{
	const char *name = NULL;

	for (size_t k = p->chunk[i].first; k <= p->chunk[i].last; k++)
		if (p->of[SPAN_DEMONYM][k] != NULL)
			name = get_str(p->of[SPAN_DEMONYM][k]->json, "name");
	return name;
}

/* Whose deed a noun is: its owner's, the subject's of the verb that says it was done, or a nation's by adjective. */
static void
find_author(const struct parse *p, struct happening *c)
{
	size_t v = group_verb_left(p, c->t), owner = p->chunk[c->t].owner;

	if (group_is_actor(p, c->doer))
		return;
	/* "Russian missiles hit", "the French squadron sailed" */
	if (c->doer != NONE && p->chunk[c->doer].type == CHUNK_NOUN && (chunk_has(p, c->doer, class_find("n-armedtarget")) ||
	    chunk_has(p, c->doer, class_find("n-launched")) || chunk_has(p, c->doer, class_find("n-air"))))
		c->nation = nation_of(p, c->doer);
	if (p->chunk[c->t].type != CHUNK_NOUN)
		return;
	if (owner != NONE && group_is_actor(p, owner) && owner != c->target) {
		c->doer = owner;
		return;
	}
	if (v != NONE && c->t - v < 5 && !p->chunk[v].passive && chunk_has(p, v, class_find("e-do")) && group_is_actor(p, p->chunk[v].subject) &&
	    p->chunk[v].subject != c->target) {
		c->doer = p->chunk[v].subject;
		return;
	}
	if (eventtype_is_violent(c->type) && nation_of(p, c->t) != NULL)
		c->nation = nation_of(p, c->t);
}

/* "in an ambush laid by bandits, ten drivers were killed": the by-phrase of an attack told before. */
static void
find_attacker(const struct parse *p, struct happening *c)
{
	for (size_t i = 0; !group_is_actor(p, c->doer) && eventtype_is_violent(c->type) && i < c->t; i++)
		for (size_t k = i + 1; p->chunk[i].type == CHUNK_NOUN && chunk_has(p, i, class_find("n-attack")) && k < c->t && k < i + 5; k++)
			if (chunk_is(p, k, "by") && group_is_actor(p, k + 1) && k + 1 != c->target)
				c->doer = k + 1;
}

/* Who did it and who is the other party, where the pattern's roles leave it open. */
void
happening_parties(const struct parse *p, struct happening *c)
{
	size_t first, last;

	c->doer = group_list_head(p, c->doer);
	find_author(p, c);
	find_parties(p, c);
	find_attacker(p, c);
	/* "the army and the rebels clashed" */
	if (c->doer != NONE && c->target == NONE && strcmp(c->type, "Armed clash") == 0 && p->chunk[c->t].type == CHUNK_VERB) {
		parse_list(p, c->doer, &first, &last);
		if (last != first && group_is_force(p, first) && group_is_force(p, last) && chunk_has(p, c->t, class_find("e-clash")))
			c->target = last;
	}
	/* "a rally was broken up by police": they are not those who protest. */
	if (strcmp(eventtype_main(c->type), "Protests") == 0 && group_is_force(p, c->doer)) {
		c->target = c->doer;
		c->doer = NONE;
	}
	/* Who is deployed is the one who moves. */
	if (strcmp(eventtype_main(c->type), "Force movements") == 0 && !group_is_actor(p, c->doer) && group_is_actor(p, c->target)) {
		c->doer = c->target;
		c->target = NONE;
	}
}
