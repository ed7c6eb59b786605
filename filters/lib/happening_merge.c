/* Which of the happenings found in a sentence are one. */
#include <string.h>

#include "context.h"
#include "eventtype.h"
#include "group.h"
#include "happening.h"
#include "record.h"

/* Does a boundary lie between two triggers that makes them happenings of their own? */
bool
happenings_apart(const struct parse *p, size_t a, size_t b)
{
	size_t lo = a < b ? a : b, hi = a < b ? b : a;

	if (p->chunk[hi].type == CHUNK_VERB && p->chunk[hi].subject != NONE && p->chunk[hi].subject < lo)
		for (size_t i = p->chunk[hi].subject + 2; i < lo; i++)
			if (chunk_is(p, i, "in which") || chunk_is(p, i, "during which"))
				return true;
	for (size_t i = lo; i < hi; i++) {
		if (i > lo && context_turns(p, i))
			return true;
		if (chunk_is(p, i, ";") || chunk_is(p, i, "meanwhile") || chunk_is(p, i, "separately") ||
		    chunk_is(p, i, "whereas") || context_dated_clause(p, i))
			return true;
	}
	return false;
}

static bool
same_place(const struct happening *a, const struct happening *b)
{
	const char *x, *y;

	if (a->place == b->place || a->place == NULL || b->place == NULL)
		return true;
	x = get_str(a->place->json, "name");
	y = get_str(b->place->json, "name");
	/* A town and its region are one place. */
	return strcmp(x, y) == 0 || strcmp(get_str(a->place->json, "admin1"), y) == 0 || strcmp(get_str(b->place->json, "admin1"), x) == 0;
}

/* Does a clause with a subject of its own begin between two triggers ("and in Basra, gunmen shot a judge")? One that
 * says how or when the harm came ("when a bomb went off") does not part them. */
static bool
new_clause(const struct parse *p, size_t a, size_t b)
{
	size_t lo = a < b ? a : b, hi = a < b ? b : a;
	bool conjunction = false;

	for (size_t i = lo + 1; i < hi; i++) {
		if (chunk_is(p, i, "while") || chunk_is(p, i, "whereas") || chunk_is(p, i, ";"))
			return true;
		conjunction = conjunction || p->chunk[i].type == CHUNK_CONJ;
		if (conjunction && p->chunk[i].type == CHUNK_VERB && p->chunk[i].form == FORM_FINITE && p->chunk[i].subject > lo &&
		    p->chunk[i].subject != NONE)
			return true;
	}
	return conjunction && p->chunk[hi].type == CHUNK_VERB && p->chunk[hi].subject != NONE && p->chunk[hi].subject > lo;
}

/* "storm the hotel, taking hostages": the participle b tells more of a. */
static bool
more_of(const struct parse *p, const struct happening *a, const struct happening *b)
{
	return p->chunk[b->t].type == CHUNK_VERB && p->chunk[b->t].form == FORM_ING && p->chunk[b->t].governor == a->t;
}

#define SHARES_MAX 64 /* parts of counts in one sentence that are looked at */

/* A count of harm and one that is part of it, by the groups that tell of them. */
struct share {
	size_t whole, part;
};

/* The parts that verbs of their own tell of ("forty dead, including ten shot by X"): fills share, returns how many. */
static size_t
find_shares(const struct telling *w, struct share *share)
{
	const json_t *part, *whole;
	size_t n = 0;

	for (size_t i = 0; i < SHARES_MAX && (part = telling_casualty(w, i)) != NULL; i++)
		for (size_t k = 0; has(part, "part_of") && k < SHARES_MAX && (whole = telling_casualty(w, k)) != NULL; k++)
			if (strcmp(get_str(whole, "casualty_id"), get_str(part, "part_of")) == 0) {
				share[n].whole = group_at_byte(w->p, get_int(whole, "at", 0));
				share[n].part = group_at_byte(w->p, get_int(part, "at", 0));
				n += share[n].whole != share[n].part;
				break;
			}
	return n;
}

/* Does one of two triggers only tell of part of those of whom the other tells? */
static bool
is_share(const struct share *share, size_t n, size_t a, size_t b)
{
	for (size_t i = 0; i < n; i++)
		if ((share[i].whole == a && share[i].part == b) || (share[i].whole == b && share[i].part == a))
			return true;
	return false;
}

/* Do two triggers stand with different dates? */
static bool
other_days(const struct parse *p, size_t a, size_t b)
{
	struct when x = context_when(p, a), y = context_when(p, b);

	return x.span != NULL && y.span != NULL && strcmp(x.start, y.start) != 0;
}

static bool
same_claimant(const struct parse *p, const struct happening *a, const struct happening *b)
{
	const char *kind, *x = chunk_actor(p, a->claimant, &kind), *y = chunk_actor(p, b->claimant, &kind);

	return x == NULL || y == NULL || strcmp(x, y) == 0;
}

static bool
is_crackdown(const char *type)
{
	return strcmp(type, "Excessive force against protesters") == 0;
}

/* "gunmen attacked the camp; six people were killed": does harm b, with no place, day or doer of its own, go on about
 * attack a before the semicolon? */
static bool
goes_on(const struct parse *p, const struct happening *a, const struct happening *b)
{
	size_t from = a->t;

	if (a->harm || !b->harm || b->doer != NONE || b->t < a->t || !eventtype_is_violent(a->type) || !eventtype_is_violent(b->type))
		return false;
	while (from < b->t && !chunk_is(p, from, ";"))
		from++;
	if (from >= b->t)
		return false;
	for (size_t i = 0; i < p->spans.n; i++)
		if ((p->spans.span[i].type == SPAN_PLACE || p->spans.span[i].type == SPAN_DATE) && p->spans.span[i].start > p->chunk[from].start)
			return false;
	return true;
}

static bool
same_happening(const struct parse *p, const struct happening *a, const struct happening *b)
{
	bool violent = (eventtype_is_violent(a->type) && eventtype_is_violent(b->type)) ||
	    (strcmp(b->type, "Abduction/forced disappearance") == 0 && eventtype_is_violent(a->type)) ||
	    (strcmp(a->type, "Abduction/forced disappearance") == 0 && eventtype_is_violent(b->type));

	/* A drone strike and a car bomb are two. */
	if (strcmp(a->type, b->type) != 0 && strcmp(eventtype_main(a->type), eventtype_main(b->type)) == 0 &&
	    strcmp(eventtype_main(a->type), "Explosions/Remote violence") == 0 && a->t != b->t)
		return false;
	if (a->t == b->t || (is_crackdown(a->type) && eventtype_is_violent(b->type)) || (is_crackdown(b->type) && eventtype_is_violent(a->type)))
		return true;
	if (violent && (more_of(p, a, b) || more_of(p, b, a) || goes_on(p, a, b) || goes_on(p, b, a)))
		return true;
	if ((strcmp(a->type, "Displacement") == 0) != (strcmp(b->type, "Displacement") == 0))
		return false;
	/* The dead are no part of the arrests, nor is one party's figure the other's. */
	if (eventtype_is_taking(a->type) != eventtype_is_taking(b->type) || !same_claimant(p, a, b))
		return false;
	/* Two resignations of two people are two. */
	if (strcmp(a->type, b->type) == 0 && !violent && group_is_actor(p, a->doer) && group_is_actor(p, b->doer) && a->doer != b->doer)
		return false;
	if (strcmp(a->type, b->type) == 0 && !violent && other_days(p, a->t, b->t))
		return false;
	if (strcmp(a->type, b->type) == 0 && !happenings_apart(p, a->t, b->t) && same_place(a, b))
		return true;
	if ((a->harm || b->harm) && !happenings_apart(p, a->t, b->t) && eventtype_takes_harm(a->type) && eventtype_takes_harm(b->type) &&
	    (same_place(a, b) || (a->harm && b->harm) || !new_clause(p, a->t, b->t)))
		return true;
	return violent && !happenings_apart(p, a->t, b->t) && same_place(a, b);
}

/* b is the same as a: a takes what it lacks. */
static void
absorb(const struct parse *p, struct happening *a, struct happening *b)
{
	if (!more_of(p, a, b) && (more_of(p, b, a) || b->rank > a->rank || (b->rank == a->rank && a->harm && !b->harm))) {
		struct happening t = *a;

		*a = *b;
		*b = t;
	}
	/* Nobody is named as hit, but those hurt are civilians. */
	if (b->harm && a->target == NONE && strcmp(a->type, "Armed clash") == 0 && strcmp(b->type, "Attack") == 0)
		a->type = b->type;
	if (is_crackdown(b->type))
		a->type = b->type;
	if (!group_is_actor(p, a->doer) && b->doer != a->target && (a->doer == NONE || group_is_actor(p, b->doer)))
		a->doer = b->doer;
	if (!group_is_actor(p, a->target) && b->target != a->doer && (a->target == NONE || group_is_actor(p, b->target)))
		a->target = b->target;
	if (a->claimant == NONE)
		a->claimant = b->claimant;
	if (a->nation == NULL)
		a->nation = b->nation;
	if (a->place == NULL)
		a->place = b->place;
	b->gone = true;
}

void
happenings_merge(struct telling *w)
{
	struct share share[SHARES_MAX];
	size_t shares = find_shares(w, share);

	for (size_t i = 0; i < w->n; i++)
		for (size_t k = i + 1; !w->cand[i].gone && k < w->n; k++)
			if (!w->cand[k].gone && !is_share(share, shares, w->cand[i].t, w->cand[k].t) && same_happening(w->p, &w->cand[i], &w->cand[k]))
				absorb(w->p, &w->cand[i], &w->cand[k]);
	/* What somebody says is told by the events that he tells of, if any. */
	for (size_t i = 0; i < w->n; i++)
		for (size_t k = 0; w->cand[i].rank == 0 && k < w->n; k++)
			if (!w->cand[k].gone && k != i && w->cand[k].rank > 0 &&
			    (w->cand[k].t > w->cand[i].t || w->cand[k].claimant == w->cand[i].doer || happening_attributes(w->p, w->cand[i].t)))
				w->cand[i].gone = true;
}
