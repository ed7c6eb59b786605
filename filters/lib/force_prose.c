/* Troops and arms in running text: a count with a noun of forces, and what a verb or noun says of them. */
#include <string.h>

#include "context.h"
#include "force.h"
#include "force_band.h"
#include "parse.h"
#include "pattern.h"
#include "record.h"
#include "tally_lex.h"

#define BANDS_MAX 200 /* in one sentence */
#define GROUPS_MAX 2000 /* what has more is no sentence */
#define TEXT_MAX 30000 /* bytes: likewise */
#define BRACKET_MAX 40 /* groups */
#define FEW 10 /* people */

void
force_load(void)
{
	tally_lex_load();
	classes_load();
	band_load();
	force_status_load();
}

void
force_unload(void)
{
	tally_lex_unload();
	band_unload();
	force_status_unload();
}

/* "bringing it up to 900": no bound. */
static void
unbound(json_t *rec, const struct band *b)
{
	long long n = band_size(b), from = get_int(b->count->json, "ns", -1), to = get_int(b->count->json, "ne", -1);

	set_int(rec, "low", n);
	set_str(rec, "qualifier", "exact");
	if (from >= (long long)b->count->start && from < to && to <= (long long)b->count->end)
		set_strn(rec, "count_as_written", b->p->text + from, (size_t)(to - from));
}

static void
set_count(json_t *rec, const struct band *b)
{
	const struct chunk *c = &b->p->chunk[b->chunk];

	if (b->count != NULL) {
		tally_set_count(rec, b->count, b->p->text);
		if (b->form == BAND_GROWN && strcmp(get_str(rec, "qualifier"), "up_to") == 0)
			unbound(rec, b);
		return;
	}
	set_int(rec, "low", 1);
	set_int(rec, "best", 1);
	set_int(rec, "high", 1);
	set_str(rec, "qualifier", "exact");
	set_strn(rec, "count_as_written", b->p->text + c->start, b->p->tok->tok[b->noun].end - c->start);
}

/* A people or corps that nobody knows goes by its name ("25,000 Gallas", "two companies of Bersaglieri"). */
static bool
set_name(json_t *rec, const struct band *b)
{
	const struct token *tok = b->p->tok->tok;
	size_t t = b->noun;

	if (b->form != BAND_PEOPLE) {
		t = b->noun + 2;
		if (b->form != BAND_NOUN || strcmp(b->unit, "units") != 0 || !token_is(b->p, b->noun + 1, "of") || t >= b->p->tok->n ||
		    !tok[t].capital || b->p->title_case || b->p->of[SPAN_PLACE][t] != NULL)
			return false;
	}
	set_strn(rec, "actor", b->p->text + tok[t].start, tok[t].end - tok[t].start);
	return true;
}

static void
add_row(json_t *rows, struct band *b)
{
	const struct parse *p = b->p;
	json_t *rec = force_record(p->sentence, "prose", p->chunk[b->chunk].start), *notes;
	const char *kind = "", *actor = force_actor(b, &kind);
	struct when when = context_when(p, b->chunk);

	set_str(rec, "actor", actor);
	if (actor == NULL && set_name(rec, b))
		actor = get_str(rec, "actor");
	b->actor = actor;
	b->kind = kind;
	if ((*kind == '\0' && actor != NULL) || (b->form == BAND_PEOPLE && strcmp(kind, "civilians") == 0))
		kind = "other"; /* a people in arms */
	set_str(rec, "actor_kind", actor != NULL ? kind : NULL);
	set_str(rec, "unit", b->unit);
	set_count(rec, b);
	set_str(rec, "status", b->status);
	force_date(rec, when.start, when.prec);
	notes = has(p->sentence, "notes") ? context_citations(p, b->chunk) : NULL;
	if (json_array_size(notes) > 0)
		json_object_set(rec, "citations", notes);
	json_decref(notes);
	set_str(rec, "rule", b->verb != NONE ? force_lemma(p, b->verb) : "noun");
	json_array_append_new(rows, rec);
}

/* "an army plane": one, where a verb says that it was sent or lost; only of what is counted one by one. */
static bool
is_single(const struct band *b)
{
	const struct chunk *c = &b->p->chunk[b->chunk];

	/* "took a ship to the mainland" is no loss. */
	if (b->verb != NONE && strcmp(force_lemma(b->p, b->verb), "take") == 0)
		return false;
	return b->count == NULL && c->indefinite && !is_plural(b->p->tok->tok[b->noun].low) && b->verb != NONE &&
	    (strcmp(b->unit, "aircraft") == 0 || strcmp(b->unit, "helicopters") == 0 || strcmp(b->unit, "ships") == 0) &&
	    (strcmp(b->status, "lost") == 0 || strcmp(b->status, "deployed") == 0 || strcmp(b->status, "pledged") == 0);
}

/* The group behind a bracket that begins at group i; i if none does. */
static size_t
skip_bracket(const struct parse *p, size_t i)
{
	size_t end = i;

	if (!chunk_is(p, i, "("))
		return i;
	while (end < p->n && end < i + BRACKET_MAX && !chunk_is(p, end, ")"))
		end++;
	return end < p->n && end < i + BRACKET_MAX ? end + 1 : i;
}

/* "300 men and six guns", "five squadrons of bombers (the 3rd and 4th), two of which ...": does the band follow the one
 * before in a list? What the one before is made of may stand between. */
static bool
follows(const struct band *b, const struct band *before)
{
	const struct parse *p = b->p;
	size_t i;
	bool joined = false;

	if (before->p == NULL || before->chunk + 2 > b->chunk)
		return false;
	for (i = before->chunk + 1; i < b->chunk; i++) {
		size_t behind = skip_bracket(p, i);
		bool joint = p->chunk[i].type == CHUNK_CONJ || p->chunk[i].type == CHUNK_COMMA || chunk_is(p, i, ";") || band_joint(p, i, "part") || band_joint(p, i, "more");

		if (behind > i)
			i = behind - 1;
		else if (p->chunk[i].type == CHUNK_NOUN && !p->chunk[i].definite && p->chunk[i].count == NULL && i + 1 < b->chunk)
			joined = false;
		else if (!joint && p->chunk[i].type != CHUNK_ADV && !chunk_is(p, i, "of"))
			return false;
		joined |= joint;
	}
	return joined && (i = parse_preposition(p, b->chunk), i == NONE || i < before->chunk || band_joint(p, i, "part") || band_joint(p, i, "more"));
}

/* Then it is where the one before is. */
static bool
like_before(struct band *b, const struct band *before)
{
	if (!follows(b, before))
		return false;
	if (force_people(b->unit) && (force_suffers(b->p, b->chunk) || strcmp(before->status, "lost") == 0))
		return false;
	b->status = before->status;
	b->verb = before->verb;
	b->owner = before->owner;
	b->doing = before->doing;
	b->own = before->own;
	b->foe = before->foe;
	return true;
}

/* "many fighters", "several planes": too vague to be a strength, but a loss of several is one. */
static bool
too_vague(const struct band *b)
{
	const struct span *count = b->count;

	return count != NULL && strcmp(get_str(count->json, "q"), "vague") == 0 && get_int(count->json, "best", 0) <= 3 &&
	    strcmp(b->status, "lost") != 0;
}

/* "three men entered a church": a few who are nobody's and bear no arms by their name. */
static bool
is_nobody(const struct band *b)
{
	const char *kind;

	return b->form == BAND_NOUN && band_size(b) < FEW && strcmp(b->status, "deployed") == 0 && b->noun < b->p->tok->n &&
	    (token_is(b->p, b->noun, "men") || token_is(b->p, b->noun, "man")) && b->actor == NULL && force_actor(b, &kind) == NULL;
}

json_t *
force_prose(const json_t *sentence)
{
	struct band before = { .p = NULL };
	json_t *rows = json_array();
	struct parse *p;
	size_t seen = 0;

	if (strlen(get_str(sentence, "text")) > TEXT_MAX)
		return rows;
	p = parse_sentence(sentence);
	for (size_t i = 0; i < p->n && p->n <= GROUPS_MAX && seen < BANDS_MAX; i++) {
		struct band b = { .p = p, .chunk = i };

		if (!band_find(&b, &before))
			continue;
		seen++;
		if (!force_status(&b) && !like_before(&b, &before))
			continue;
		if (b.count != NULL ? too_vague(&b) : !is_single(&b))
			continue;
		if (b.form == BAND_PART || follows(&b, &before)) {
			b.actor = before.actor;
			b.kind = before.kind;
		}
		if (is_nobody(&b))
			continue;
		add_row(rows, &b);
		before = b;
	}
	parse_free(p);
	return rows;
}

json_t *
force_extract(const json_t *sentence)
{
	const char *type = get_str(sentence, "type");

	if (strcmp(type, "infobox") == 0)
		return force_line(sentence);
	if (strcmp(type, "row") == 0 || strcmp(type, "ref") == 0 || strcmp(type, "link") == 0)
		return json_array();
	return force_prose(sentence);
}
