#include "group.h"

#include "context.h"
#include "eventtype.h"

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
