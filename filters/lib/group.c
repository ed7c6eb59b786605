#include "group.h"

#include "context.h"
#include "eventtype.h"
#include "pattern.h"
#include "victim.h"

/* The verb group that governs a group from its left, within the clause; NONE if none. */
size_t
group_verb_left(const struct parse *p, size_t i)
{
	while (i-- > 0) {
		if (p->chunk[i].type == CHUNK_VERB)
			return i;
		if (p->chunk[i].type == CHUNK_SUB || p->chunk[i].type == CHUNK_PUNCT || p->chunk[i].type == CHUNK_COMMA)
			return NONE;
	}
	return NONE;
}

bool
group_is_force(const struct parse *p, size_t i)
{
	const char *kind;

	return i != NONE && chunk_actor(p, i, &kind) != NULL && eventtype_is_force(kind);
}

bool
group_is_actor(const struct parse *p, size_t i)
{
	const char *kind;

	return chunk_actor(p, i, &kind) != NULL;
}

/* A name: capitals where the sentence does not begin, or two of them where it does. */
static bool
is_name(const struct parse *p, const struct chunk *c)
{
	size_t capitals = 0;

	for (size_t k = c->first; k <= c->last; k++) {
		if (p->pos[k] == POS_NOUN && !p->tok->tok[k].capital)
			return false;
		capitals += p->pos[k] == POS_NOUN;
	}
	return capitals > (c->first == 0 && is_plural(p->tok->tok[c->head].low));
}

bool
group_is_person(const struct parse *p, size_t i)
{
	const struct chunk *c = i != NONE ? &p->chunk[i] : NULL;

	if (c == NULL || c->type != CHUNK_NOUN || c->bare || c->possessive)
		return false;
	if (c->pronoun)
		return token_is(p, c->head, "he") || token_is(p, c->head, "she") || token_is(p, c->head, "him") || token_is(p, c->head, "her");
	if (is_person_noun(p, i))
		return true;
	/* "the consul Varro" */
	for (size_t k = c->first; k < c->head; k++)
		if (class_has(class_find("person"), p->tok->tok[k].low) || class_has(class_find("n-rank"), p->tok->tok[k].low))
			return c->place == NULL;
	return c->place == NULL && !c->definite && !group_is_actor(p, i) && !p->title_case && is_name(p, c);
}

size_t
group_at_byte(const struct parse *p, long long byte)
{
	size_t i = 0;

	while (i + 1 < p->n && (long long)p->chunk[i].end <= byte)
		i++;
	return i;
}

/* "one pilot, Captain X": the group that says what he is. */
size_t
group_list_head(const struct parse *p, size_t i)
{
	size_t first, last;

	if (i == NONE || p->chunk[i].type != CHUNK_NOUN)
		return i;
	parse_list(p, i, &first, &last);
	return first;
}
