#include "context.h"

#include <string.h>

#include "newsline.h"
#include "pattern.h"
#include "record.h"
#include "victim.h"

/* Prepositions behind which another happening begins ("amid protests in X", "following the fall of Y"). */
static bool
turns_away(const struct parse *p, size_t i)
{
	static const char *const words[] = { "amid", "amidst", "following", "after", "before", "despite", "in response to", "in retaliation for",
		"because of", "due to", "as a result of", "since", "until", "ahead of" };

	if (p->chunk[i].type != CHUNK_PREP || (i + 1 < p->n && p->chunk[i + 1].type == CHUNK_DATE))
		return false;
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (chunk_is(p, i, words[k]))
			return true;
	return false;
}

/* ", and on 4 May captured": does a clause of its own date begin with the conjunction? */
bool
context_dated_clause(const struct parse *p, size_t i)
{
	if (p->chunk[i].type != CHUNK_CONJ)
		return false;
	if (++i < p->n && p->chunk[i].type == CHUNK_PREP)
		i++;
	return i + 1 < p->n && p->chunk[i].type == CHUNK_DATE && p->chunk[i + 1].type == CHUNK_VERB && p->chunk[i + 1].form == FORM_FINITE;
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
		if (i > a && i < b && context_dated_clause(p, i))
			return true;
	}
	return false;
}

bool
context_turns(const struct parse *p, size_t i)
{
	return i > 0 && p->chunk[i - 1].type == CHUNK_NOUN && (chunk_is(p, i, "after") || chunk_is(p, i, "before")) &&
	    chunk_has(p, i - 1, class_find("time-unit"));
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

static bool
parted_by_and(const struct parse *p, size_t a, size_t b)
{
	for (size_t i = a + 1; i < b; i++)
		if (p->chunk[i].type == CHUNK_CONJ)
			return true;
	return false;
}

/* "last month's raid on the hotel, where 20 died": is the date that of the thing which the group's relative clause is
 * about? */
static bool
dates_antecedent(const struct parse *p, size_t at, size_t chunk)
{
	size_t i = at + 1;

	while (i < chunk && p->chunk[i].type != CHUNK_SUB && p->chunk[i].type != CHUNK_VERB)
		i++;
	return i < chunk && (chunk_is(p, i, "where") || chunk_is(p, i, "which")) &&
	    !context_parted(p, i + 1, chunk);
}

/* The nearest date inside the group's own clause; else the last one before it that is no mere attribute ("the 2012
 * coup") and no look back ("first since 1991"); else what the sentence carries. */
struct when
context_when(const struct parse *p, size_t chunk)
{
	const struct span *inside = NULL, *before = NULL;
	size_t least = 0, dateline = newsline_dateline_end(p->text, strlen(p->text));

	for (size_t i = 0; i < p->spans.n; i++) {
		const struct span *s = &p->spans.span[i];
		size_t at, d;

		if (s->type != SPAN_DATE || *get_str(s->json, "start") == '\0' || s->end <= dateline)
			continue;
		at = chunk_of(p, s->start);
		d = at > chunk ? at - chunk : chunk - at;
		/* "in March X left and Y fell on the 14th" */
		if (at < chunk && parted_by_and(p, at, chunk))
			d += 3;
		/* "the 2015 treaty": a date of that thing alone. */
		if (has(s->json, "attr") && verb_between(p, at, chunk) && !dates_antecedent(p, at, chunk))
			continue;
		if (!context_parted(p, at, chunk)) {
			if (inside == NULL || d < least) {
				inside = s;
				least = d;
			}
		} else if (at < chunk && ((!has(s->json, "attr") && !has(s->json, "retro")) || dates_antecedent(p, at, chunk))) {
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
	/* "southern Thailand's Pattani": the place is Pattani. */
	if (strncmp(p->text + s->end, "'s ", 3) == 0)
		for (size_t i = 0; i < p->spans.n; i++)
			if (p->spans.span[i].type == SPAN_PLACE && p->spans.span[i].start == s->end + 3)
				return false;
	if (strcmp(get_str(s->json, "feature"), "country") != 0)
		return true;
	if (c->type != CHUNK_NOUN)
		return true;
	/* "in Mali", "northern Mali" after a preposition; not "Mali's army", "the Mali government". */
	return parse_preposition(p, at) != NONE && !c->possessive && p->tok->tok[c->head].end >= s->end && c->actor == NULL;
}

/* "the Gaza health ministry said", "said the prosecutor of Cali": where the speaker is at home. */
static bool
is_speakers(const struct parse *p, const struct span *s, size_t chunk)
{
	size_t at = chunk_of(p, s->start);

	if (p->chunk[at].type != CHUNK_NOUN || (at > 0 && p->chunk[at - 1].type == CHUNK_PREP && !chunk_is(p, at - 1, "of")))
		return false;
	if (at > 1 && p->chunk[at - 1].type == CHUNK_PREP) {
		at -= 2;
		/* "a resident of Arbil said": he tells of his own town. */
		if (p->chunk[at].type == CHUNK_NOUN && is_person_noun(p, at))
			return false;
	}
	if (p->chunk[at].possessive && at + 1 < p->n)
		at++;
	for (size_t v = 0; v < p->n; v++)
		if (v != chunk && p->chunk[v].type == CHUNK_VERB && !p->chunk[v].passive && (p->chunk[v].subject == at || v + 1 == at) &&
		    context_asserts(p, v))
			return true;
	return false;
}

static bool
stands_between(const struct parse *p, const struct span *a, const struct span *b, const char *words)
{
	size_t n = strlen(words);

	return b->start == a->end + n && strncmp(p->text + a->end, words, n) == 0;
}

/* "reinforcements arrived from Leeds": where they came from. */
static bool
is_origin(const struct parse *p, const struct span *s, size_t chunk)
{
	size_t at = chunk_of(p, s->start);

	return at > 0 && chunk_is(p, at - 1, "from") && chunk_has(p, chunk, class_find("e-arriving"));
}

/* Is b what says where a lies: "Bentiu, Unity State", "Potrerito, near Cali", "Babanusa, in West Kordofan"? */
static bool
lies_in(const struct parse *p, const struct span *a, const struct span *b)
{
	static const char *const within[] = { ", ", ", in ", ", in the ", " in ", " in the " }, *const beside[] = { ", near ", " near ", ", outside ", ", close to " };
	bool coarser = get_int(b->json, "prec", 0) >= 3 && get_int(a->json, "prec", 0) < get_int(b->json, "prec", 0);

	for (size_t i = 0; coarser && i < sizeof within / sizeof *within; i++)
		if (stands_between(p, a, b, within[i]))
			return true;
	for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
		if (stands_between(p, a, b, beside[i]))
			return true;
	return false;
}

/* The finer place that stands in front of the one found. */
static const struct span *
finer(const struct parse *p, const struct span *best)
{
	for (size_t i = p->spans.n; best != NULL && i-- > 0;)
		if (p->spans.span[i].type == SPAN_PLACE && lies_in(p, &p->spans.span[i], best))
			return &p->spans.span[i];
	return best;
}

/* How well a place span suits a group: lower is better. */
static size_t
where_cost(const struct parse *p, const struct span *s, size_t chunk)
{
	size_t at = chunk_of(p, s->start), d = 2 * distance(p, s, chunk);

	/* "the battle of Gao", "the fall of Kidal" */
	if (p->chunk[chunk].type == CHUNK_NOUN && at == chunk + 2 && chunk_is(p, chunk + 1, "of"))
		return 0;
	/* "in Gao, Mali": the finer of the two; a place behind its event is likelier than one before it. */
	if (strcmp(get_str(s->json, "feature"), "country") == 0)
		d += 13;
	return at < chunk ? d + 3 : d;
}

const json_t *
context_where(const struct parse *p, size_t chunk, const struct span **span)
{
	const struct span *best = NULL;
	size_t least = 0, dateline = newsline_dateline_end(p->text, strlen(p->text));

	for (size_t i = 0; i < p->spans.n; i++) {
		const struct span *s = &p->spans.span[i];
		size_t d;

		if (s->type != SPAN_PLACE || s->end <= dateline || !used_as_place(p, s) || is_speakers(p, s, chunk) || is_origin(p, s, chunk))
			continue;
		d = where_cost(p, s, chunk);
		if (best == NULL || d < least) {
			best = s;
			least = d;
		}
	}
	*span = best = finer(p, best);
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
	if ((chunk_has(p, chunk, class_find("collective")) || (c->actor == NULL && chunk_has(p, chunk, class_find("bodyofmen")))) && chunk + 2 < p->n && chunk_is(p, chunk + 1, "of") &&
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

bool
context_asserts(const struct parse *p, size_t v)
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
		if (context_asserts(p, v) || chunk_has(p, v, class_find("accusing")))
			return v;
	}
	for (v = chunk; v-- > 0;) {
		if (p->chunk[v].type == CHUNK_PUNCT && chunk_is(p, v, ";"))
			break;
		if (context_asserts(p, v))
			return v;
	}
	/* "..., the ministry said": behind, at the sentence's end */
	for (v = p->n; v-- > chunk + 1;) {
		if (context_asserts(p, v) && p->chunk[v].subject != NONE && p->chunk[v].subject > 0 && p->chunk[v].subject > chunk &&
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
