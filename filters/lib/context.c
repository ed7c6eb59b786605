#include "context.h"

#include <string.h>

#include "pattern.h"
#include "record.h"

/* Prepositions behind which another happening begins ("amid protests in X", "following the fall of Y"). */
static bool
turns_away(const struct parse *p, size_t i)
{
	static const char *const words[] = { "amid", "following", "after", "before", "despite", "in response to", "in retaliation for",
		"because of", "due to", "as a result of", "since", "until", "ahead of" };

	if (p->chunk[i].type != CHUNK_PREP || (i + 1 < p->n && p->chunk[i + 1].type == CHUNK_DATE))
		return false;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (chunk_is(p, i, words[k]))
			return true;
	return false;
}

/* Does a clause boundary lie between groups a and b? */
bool
context_parted(const struct parse *p, size_t a, size_t b)
{
	if (a > b) {
		size_t t = a;

		a = b;
		b = t;
	}
	for (size_t i = a; i <= b && i < p->n; i++) {
		if (p->chunk[i].type == CHUNK_SUB || turns_away(p, i))
			return true;
		if (p->chunk[i].type == CHUNK_PUNCT && (chunk_is(p, i, ";") || chunk_is(p, i, ":")))
			return true;
		/* ", and the rebels": a new clause with its own subject */
		if (p->chunk[i].type == CHUNK_CONJ && i > a && i + 1 < b && p->chunk[i + 1].type == CHUNK_NOUN &&
		    i + 2 <= b && p->chunk[i + 2].type == CHUNK_VERB && p->chunk[i + 2].form == FORM_FINITE)
			return true;
	}
	return false;
}

static size_t
chunk_of(const struct parse *p, size_t byte)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->chunk[i].end > byte)
			return i;
	return p->n > 0 ? p->n - 1 : 0;
}

/* How far a span lies from a group: lower is nearer; a clause boundary counts much, the sentence's head little. */
static size_t
distance(const struct parse *p, const struct span *s, size_t chunk)
{
	size_t at = chunk_of(p, s->start), d = at > chunk ? at - chunk : chunk - at;

	if (context_parted(p, at, chunk))
		d += at == 0 || (at == 1 && p->chunk[0].type == CHUNK_PREP) ? 20 : 100;
	return d;
}

static struct when
when_of(const json_t *j, const struct span *s)
{
	return (struct when){ get_str(j, "start"), get_str(j, "end"), get_str(j, "prec"), get_str(j, "basis"), s };
}

static bool
verb_between(const struct parse *p, size_t a, size_t b)
{
	for (size_t i = a < b ? a : b; i <= (a < b ? b : a); i++)
		if (p->chunk[i].type == CHUNK_VERB)
			return true;
	return false;
}

/* The nearest date inside the group's own clause; else the last one before it that is no mere attribute ("the 2012
 * coup") and no look back ("first since 1991"); else what the sentence carries. */
struct when
context_when(const struct parse *p, size_t chunk)
{
	const struct span *inside = NULL, *before = NULL;
	size_t least = 0;

	for (size_t i = 0; i < p->spans.n; i++) {
		const struct span *s = &p->spans.span[i];
		size_t at, d;

		if (s->type != SPAN_DATE || *get_str(s->json, "start") == '\0')
			continue;
		at = chunk_of(p, s->start);
		d = at > chunk ? at - chunk : chunk - at;
		/* "the 2015 treaty": a date of that thing alone. */
		if (has(s->json, "attr") && verb_between(p, at, chunk))
			continue;
		if (!context_parted(p, at, chunk)) {
			if (inside == NULL || d < least) {
				inside = s;
				least = d;
			}
		} else if (at < chunk && !has(s->json, "attr") && !has(s->json, "retro")) {
			before = s;
		}
	}
	if (inside == NULL)
		inside = before;
	if (inside != NULL)
		return when_of(inside->json, inside);
	return when_of(json_object_get(p->sentence, "date"), NULL);
}

/* Is the place span used as a place, and not as an actor ("Mali declared") or inside a possessive or name? */
static bool
used_as_place(const struct parse *p, const struct span *s)
{
	size_t at = chunk_of(p, s->start);
	const struct chunk *c = &p->chunk[at];

	/* "the Gao town of Bamba": the place is Bamba. */
	if (chunk_has(p, at, class_find("n-settlement")) && at + 2 < p->n && chunk_is(p, at + 1, "of") && p->chunk[at + 2].place != NULL)
		return false;
	if (strcmp(get_str(s->json, "feature"), "country") != 0)
		return true;
	if (c->type != CHUNK_NOUN)
		return true;
	/* "in Mali", "northern Mali" after a preposition; not "Mali's army", "the Mali government". */
	return parse_preposition(p, at) != NONE && !c->possessive && p->tok->tok[c->head].end >= s->end && c->actor == NULL;
}

/* Where a report's dateline ends ("GAO, Mali (Agency) - "), which says where it was written; 0 if there is none. */
static size_t
dateline_end(const struct parse *p)
{
	static const char *const ends[] = { ") - ", ") \xe2\x80\x93 ", ") \xe2\x80\x94 " };

	if (p->tok->n == 0 || !p->tok->tok[0].allcaps)
		return 0;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		const char *at = strstr(p->text, ends[i]);

		if (at != NULL && at - p->text < 80)
			return (size_t)(at - p->text);
	}
	return 0;
}

/* "Bentiu, Unity State", "Temba, near Gao": the finer place that a comma parts from a coarser one; itself if there is none. */
static const struct span *
finer_before(const struct parse *p, const struct span *coarse)
{
	static const char *const joints[] = { ", ", ", in ", ", near " };
	const struct span *best = coarse;

	for (size_t i = p->spans.n; i-- > 0;) {
		const struct span *s = &p->spans.span[i];
		bool joined = false;

		if (s->type != SPAN_PLACE || s->end >= best->start)
			continue;
		for (size_t k = 0; k < sizeof joints / sizeof *joints; k++)
			joined |= best->start - s->end == strlen(joints[k]) && strncmp(p->text + s->end, joints[k], strlen(joints[k])) == 0;
		if (!joined || get_int(s->json, "prec", 9) >= get_int(best->json, "prec", 0))
			break;
		best = s;
	}
	return best;
}

const json_t *
context_where(const struct parse *p, size_t chunk, const struct span **span)
{
	const struct span *best = NULL;
	size_t least = 0, dateline = dateline_end(p);

	for (size_t i = 0; i < p->spans.n; i++) {
		const struct span *s = &p->spans.span[i];
		size_t d;

		if (s->type != SPAN_PLACE || s->end <= dateline || !used_as_place(p, s))
			continue;
		d = 2 * distance(p, s, chunk);
		/* "in Gao, Mali": the finer of the two; a place behind its event is likelier than one before it. */
		if (strcmp(get_str(s->json, "feature"), "country") == 0)
			d += 13;
		if (chunk_of(p, s->start) < chunk)
			d += 3;
		if (best == NULL || d < least) {
			best = s;
			least = d;
		}
	}
	if (best != NULL)
		best = finer_before(p, best);
	*span = best;
	return best != NULL ? best->json : json_object_get(p->sentence, "place");
}

const char *
chunk_actor(const struct parse *p, size_t chunk, const char **kind)
{
	const struct chunk *c;

	*kind = "";
	if (chunk == NONE || chunk >= p->n || p->chunk[chunk].type != CHUNK_NOUN)
		return NULL;
	c = &p->chunk[chunk];
	/* "a group of soldiers", "members of the militia": they are what they consist of. */
	if (chunk_has(p, chunk, class_find("collective")) && chunk + 2 < p->n && chunk_is(p, chunk + 1, "of") &&
	    p->chunk[chunk + 2].type == CHUNK_NOUN && p->chunk[chunk + 2].actor != NULL)
		c = &p->chunk[chunk + 2];
	if (c->actor != NULL) {
		*kind = get_str(c->actor->json, "kind");
		return get_str(c->actor->json, "name");
	}
	/* "the French" */
	if (p->of[SPAN_DEMONYM][c->head] != NULL && (c->definite || c->first == c->head) && c->count == NULL) {
		*kind = "state";
		return get_str(p->of[SPAN_DEMONYM][c->head]->json, "name");
	}
	if (c->place != NULL && strcmp(get_str(c->place->json, "feature"), "country") == 0 &&
	    p->tok->tok[c->head].end <= c->place->end) {
		*kind = "state";
		return get_str(c->place->json, "name");
	}
	return NULL;
}

/* Does the verb group assert something of which only its subject's word is known? Who announces, confirms or denies
 * speaks of his own deeds, or of what is known already. */
static bool
asserts(const struct parse *p, size_t v)
{
	return p->chunk[v].type == CHUNK_VERB && p->chunk[v].verb != NULL && (p->chunk[v].verb->classes & V_SAY) &&
	    chunk_has(p, v, class_find("assert"));
}

/* The verb of saying that governs a group, NONE if there is none. */
static size_t
saying(const struct parse *p, size_t chunk)
{
	size_t v = chunk;

	if (p->chunk[chunk].type == CHUNK_VERB && p->chunk[chunk].governor != NONE) {
		v = p->chunk[chunk].governor;
		if (asserts(p, v))
			return v;
	}
	for (v = chunk; v-- > 0;) {
		if (p->chunk[v].type == CHUNK_PUNCT && chunk_is(p, v, ";"))
			break;
		if (asserts(p, v))
			return v;
	}
	/* "..., the ministry said": behind, at the sentence's end */
	for (v = p->n; v-- > chunk + 1;) {
		if (asserts(p, v) && p->chunk[v].subject != NONE && p->chunk[v].subject > 0 && p->chunk[v].subject > chunk &&
		    (p->chunk[p->chunk[v].subject - 1].type == CHUNK_COMMA || p->chunk[p->chunk[v].subject - 1].type == CHUNK_ADV))
			return v;
		if (p->n - v > 8)
			break;
	}
	return NONE;
}

const char *
context_claimant(const struct parse *p, size_t chunk, size_t *claimant)
{
	size_t v = saying(p, chunk);
	const char *kind;

	*claimant = NONE;
	if (v != NONE)
		*claimant = parse_doer(p, v);
	for (size_t i = 0; v == NONE && i + 1 < p->n; i++)
		if (p->chunk[i].type == CHUNK_PREP && chunk_is(p, i, "according to"))
			*claimant = i + 1;
	return chunk_actor(p, *claimant, &kind);
}

/* Where the clause of a group ends in the text: at the next subordinator, semicolon, or conjunction before a new subject. */
static size_t
clause_end(const struct parse *p, size_t chunk)
{
	size_t lo = chunk + 1, hi = p->n;

	/* What is parted stays so further on; a search by halves keeps long sentences cheap. */
	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (context_parted(p, chunk, mid))
			hi = mid;
		else
			lo = mid + 1;
	}
	while (lo < p->n && p->chunk[lo].type == CHUNK_NOUN)
		lo++;
	return lo < p->n ? p->chunk[lo].start : strlen(p->text);
}

json_t *
context_citations(const struct parse *p, size_t chunk)
{
	const json_t *notes = json_object_get(p->sentence, "notes"), *note;
	size_t end = clause_end(p, chunk), i;
	long long from = (long long)p->chunk[chunk].start, first = -1;
	json_t *out = json_array();

	/* The first notes behind the group back it; those in one row belong together. */
	json_array_foreach(notes, i, note) {
		long long at = json_integer_value(json_array_get(note, 0));
		const char *marker = json_string_value(json_array_get(note, 1));

		if (at < from || marker == NULL)
			continue;
		if (first >= 0 && at > first + 1 && at > (long long)end)
			break;
		if (first < 0)
			first = at;
		if (at <= first + 1 || at <= (long long)end)
			json_array_append_new(out, json_string(marker));
	}
	return out;
}
