#include "told.h"

#include <stdlib.h>
#include <string.h>

#include "context.h"
#include "harm.h"
#include "pattern.h"
#include "record.h"

#define ROWS_MAX 500 /* a sentence of more is a list that says nothing of them */

static int other, person, nobody;

void
told_load(void)
{
	harm_load();
	other = class_find("otherperson");
	person = class_find("person");
	nobody = class_find("nobody");
}

static int
by_place(const void *a, const void *b)
{
	const struct told *x = a, *y = b;

	return x->chunk != y->chunk ? (x->chunk < y->chunk ? -1 : 1) : (x->trigger > y->trigger) - (x->trigger < y->trigger);
}

/* Does the group only count people whom another names ("five", "nine others")? */
static bool
is_bare(const struct parse *p, size_t chunk)
{
	return p->chunk[chunk].bare || chunk_has(p, chunk, other) || chunk_is(p, chunk, "another");
}

/* "killing two soldiers and wounding nine others": the row before whose people these are, too; NULL if none. "Two
 * soldiers and nine others" of one fate are no more soldiers. */
static const json_t *
same_people(const struct parse *p, const struct told *row, size_t i)
{
	const struct told *r = &row[i];
	bool others = chunk_has(p, r->chunk, other);

	while (i-- > 0) {
		const struct told *q = &row[i];

		if (q->chunk == r->chunk || !has(q->rec, "actor") || has(q->rec, "part_of"))
			continue;
		for (size_t k = q->chunk; k < r->chunk; k++)
			if (chunk_is(p, k, ";") || chunk_is(p, k, "for"))
				return NULL;
		if (i > 0 && q[-1].trigger == q->trigger && strcmp(get_str(q[-1].rec, "actor"), get_str(q->rec, "actor")) != 0 && !has(q[-1].rec, "part_of"))
			return NULL;
		return others && strcmp(get_str(q->rec, "outcome"), get_str(r->rec, "outcome")) == 0 ? NULL : q->rec;
	}
	return NULL;
}

/* "Of the 90 marines, 23 were killed": the group of the whole; NONE if there is none. */
static size_t
whole_before(const struct parse *p, size_t chunk)
{
	return chunk > 2 && p->chunk[chunk - 1].type == CHUNK_COMMA && p->chunk[chunk - 2].type == CHUNK_NOUN && chunk_is(p, chunk - 3, "of") ?
	    chunk - 2 : NONE;
}

/* What the people are by the noun that counts them, for want of a name ("two porters", "a village chief"). */
static void
call_by_noun(const struct parse *p, struct told *r)
{
	const struct chunk *c = &p->chunk[r->chunk];
	size_t first = c->first;

	if (c->type != CHUNK_NOUN || c->pronoun || c->bare || c->none || !chunk_has(p, r->chunk, person) || chunk_has(p, r->chunk, nobody))
		return;
	while (first < c->head && (p->pos[first] != POS_NOUN || (c->count != NULL && p->tok->tok[first].start < c->count->end)))
		first++;
	set_strn(r->rec, "actor", p->text + p->tok->tok[first].start, p->tok->tok[c->head].end - p->tok->tok[first].start);
	set_str(r->rec, "actor_kind", "other");
}

/* Whose the people of a row are, where its own group doesn't say. */
static void
find_actor(const struct parse *p, struct told *row, size_t i)
{
	struct told *r = &row[i];
	const json_t *like = NULL;
	const char *kind, *name;
	size_t loser;

	if (has(r->rec, "actor"))
		return;
	loser = harm_loser(p, r->chunk);
	name = harm_party(p, loser, &kind);
	if (name == NULL && loser == NONE && is_bare(p, r->chunk)) {
		name = chunk_actor(p, whole_before(p, r->chunk), &kind);
		if (name == NULL && (like = same_people(p, row, i)) != NULL) {
			name = get_str(like, "actor");
			kind = get_str(like, "actor_kind");
		}
		if (name == NULL)
			name = chunk_actor(p, harm_target(p, r->trigger), &kind);
	}
	if (name == NULL || *name == '\0') {
		if (loser == NONE)
			call_by_noun(p, r);
		return;
	}
	set_str(r->rec, "actor", name);
	set_str(r->rec, "actor_kind", kind);
	if (strcmp(get_str(r->rec, "perpetrator"), name) == 0)
		json_object_del(r->rec, "perpetrator");
}

/* Can the row at i be part of the row at k: told before, of the same fate, and no more people? */
static bool
may_be_part(const struct told *row, size_t i, size_t k)
{
	const json_t *part = row[i].rec, *whole = row[k].rec;

	if (row[k].chunk >= row[i].chunk || has(part, "part_of") || has(whole, "part_of") ||
	    get_int(part, "best", 0) > get_int(whole, "best", get_int(whole, "high", 0)))
		return false;
	return strcmp(get_str(whole, "outcome"), "casualties") == 0 || strcmp(get_str(part, "outcome"), get_str(whole, "outcome")) == 0;
}

/* "nine wounded, two of them badly", "casualties of 40, including 10 killed": parts of a row told before. */
static void
link_part(const struct parse *p, struct told *row, size_t i)
{
	size_t chunk = row[i].chunk, inclusion = harm_some_of_them(p, chunk) ? chunk : harm_inclusion(p, chunk);

	if (inclusion == NONE)
		return;
	for (size_t k = i; k-- > 0;)
		if (row[k].chunk < inclusion && may_be_part(row, i, k)) {
			set_str(row[i].rec, "part_of", get_str(row[k].rec, "casualty_id"));
			return;
		}
}

/* "Four died in two attacks: one died in the first ...": rows behind a colon that sum up to no more than one before. */
static void
link_details(const struct parse *p, struct told *row, size_t n, size_t whole)
{
	long long sum = 0, best = get_int(row[whole].rec, "best", 0);
	size_t colon = row[whole].chunk;

	while (colon < p->n && !chunk_is(p, colon, ":"))
		colon++;
	for (size_t i = whole + 1; i < n; i++) {
		if (row[i].chunk < colon && strcmp(get_str(row[i].rec, "outcome"), get_str(row[whole].rec, "outcome")) == 0)
			return;
		if (row[i].chunk > colon && may_be_part(row, i, whole))
			sum += get_int(row[i].rec, "best", 0);
	}
	for (size_t i = whole + 1; best > 1 && sum <= best && i < n; i++)
		if (row[i].chunk > colon && may_be_part(row, i, whole))
			set_str(row[i].rec, "part_of", get_str(row[whole].rec, "casualty_id"));
}

void
told_relate(const struct parse *p, struct told *row, size_t n)
{
	if (n == 0 || n > ROWS_MAX)
		return;
	qsort(row, n, sizeof *row, by_place);
	for (size_t i = 0; i < n; i++) {
		find_actor(p, row, i);
		link_part(p, row, i);
	}
	for (size_t i = 0; i < n; i++)
		link_details(p, row, n, i);
}
