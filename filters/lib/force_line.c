/* Strengths of infobox lines, and what their casualty lines say of things lost. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "force.h"
#include "record.h"
#include "tally_lex.h"

/* One count of a line. */
struct strength {
	const char *unit;
	const char *actor, *kind;
	const char *fate;  /* words of what befell it, NULL if none */
	size_t fate_len;
	size_t right;      /* first token that belongs to the next count */
	bool person;       /* what befell it befalls people: killed */
};

json_t *
force_record(const json_t *sentence, const char *scope, size_t start)
{
	size_t from = (size_t)get_int(sentence, "byte_start", 0), to = (size_t)get_int(sentence, "byte_end", 0);
	json_t *rec = record_new("force", get_str(sentence, "source_id"), from, to);
	char id[ID_LEN], *salt = xasprintf("force/%s/%zu", scope, start);

	make_id(id, "f", get_str(sentence, "source_id"), from, to, salt);
	free(salt);
	set_str(rec, "force_id", id);
	set_str(rec, "scope", scope);
	set_str(rec, "side", get_str(sentence, "side"));
	set_str(rec, "text", get_str(sentence, "text"));
	set_str(rec, "section", get_str(sentence, "section"));
	return rec;
}

void
force_date(json_t *rec, const char *start, const char *prec)
{
	bool before_christ = start != NULL && *start == '-';
	size_t n = 10;

	if (start == NULL || *start == '\0')
		return;
	if (strcmp(prec, "year") == 0 || strcmp(prec, "multi-year") == 0)
		n = 4;
	else if (strcmp(prec, "month") == 0 || strcmp(prec, "season") == 0)
		n = 7;
	n += before_christ;
	if (strlen(start) >= n)
		set_strn(rec, "as_of", start, n);
}

static size_t
byte_at(const struct tally_line *l, size_t token)
{
	return token < l->tok->n ? l->tok->tok[token].start : strlen(l->text);
}

/* What befell the things of count i: the first words of an outcome behind it, at its depth in brackets. */
static void
find_fate(const struct tally_line *l, size_t i, struct strength *s)
{
	for (size_t k = tally_behind(l, i); k < s->right; k++) {
		size_t n;
		const char *outcome = l->depth[k] == tally_depth(l, i) ? tally_outcome(l->tok, k, &n) : NULL;

		if (tally_is(l, k, ";"))
			return;
		if (outcome == NULL)
			continue;
		s->fate = l->text + l->tok->tok[k].start;
		s->fate_len = l->tok->tok[k + n - 1].end - l->tok->tok[k].start;
		s->person = strcmp(outcome, "sunk") != 0;
		return;
	}
}

/* The noun counted: behind the count, or the label of the line ("Tanks: 300"). */
static const char *
find_unit(const struct tally_line *l, size_t i, const struct strength *s)
{
	size_t first = tally_first(l, i), from = 0;
	const char *unit = force_unit(l->tok, tally_behind(l, i), s->right, NULL);

	/* "Army: 300 killed" is of men. */
	if (unit != NULL || first < 2 || !tally_is(l, first - 1, ":") || s->person)
		return unit;
	if (i > 0)
		from = tally_behind(l, i - 1);
	while (from < first && l->tok->tok[from].type == TOKEN_PUNCT)
		from++;
	return force_unit(l->tok, from, first - 1, NULL);
}

/* Does nothing but a bracket or a dash stand behind count i? */
static bool
is_bare(const struct tally_line *l, size_t i, size_t right)
{
	for (size_t k = tally_behind(l, i); k < right; k++)
		if (l->depth[k] == tally_depth(l, i) && (l->tok->tok[k].type != TOKEN_PUNCT || tally_is(l, k, ";")))
			return false;
	return true;
}

/* "Minerve (48)": a ship's name and in brackets the number of her guns. */
static bool
is_rating(const struct tally_line *l, size_t i)
{
	size_t first = tally_first(l, i);
	const char *kind;

	return l->n == 1 && tally_depth(l, i) > 0 && first > 1 && tally_is(l, first - 1, "(") && l->tok->tok[first - 2].capital &&
	    get_int(l->count[i]->json, "best", 0) <= 140 && tally_party_in(l, 0, l->count[i]->start, 0, &kind) == NULL;
}

/* Whose: named before the count, or in its noun, or alone in the bracket behind it; else as the count before. */
static void
find_actor(const struct tally_line *l, size_t i, struct strength *all)
{
	struct strength *s = &all[i];
	size_t from = i > 0 ? l->count[i - 1]->end : 0;
	int depth = tally_depth(l, i);

	s->actor = tally_party_in(l, from, l->count[i]->start, depth, &s->kind);
	if (s->actor == NULL)
		s->actor = tally_party_in(l, l->count[i]->end, byte_at(l, s->right), depth, &s->kind);
	if (s->actor == NULL && i > 0) {
		s->actor = all[i - 1].actor;
		s->kind = all[i - 1].kind;
	}
	if (s->actor == NULL && l->n == 1 && depth == 0 && is_bare(l, i, s->right) && tally_first(l, i) == 0)
		s->actor = tally_party_in(l, l->count[i]->end, byte_at(l, s->right), 1, &s->kind);
}

static bool
is_total(const struct tally_line *l, size_t i)
{
	size_t from = i > 0 ? tally_behind(l, i - 1) : 0;

	for (size_t k = from; k < tally_first(l, i); k++)
		if (tally_sense(l->tok, k, SENSE_TOTAL) > 0)
			return true;
	return i + 1 == l->n && tally_behind(l, i) < l->tok->n && tally_sense(l->tok, tally_behind(l, i), SENSE_TOTAL) > 0;
}

/* Words between two tokens, without brackets and colons at the ends. */
static void
set_words(json_t *rec, const struct tally_line *l, size_t first, size_t last)
{
	while (first < last && l->tok->tok[first].type == TOKEN_PUNCT)
		first++;
	while (last > first && l->tok->tok[last - 1].type == TOKEN_PUNCT)
		last--;
	if (last > first && !has(rec, "context"))
		set_strn(rec, "context", l->text + l->tok->tok[first].start, l->tok->tok[last - 1].end - l->tok->tok[first].start);
}

/* Is count i part of the one before ("of which 60 heavy")? */
static bool
is_included(const struct tally_line *l, size_t i)
{
	for (size_t k = i > 0 ? tally_behind(l, i - 1) : tally_first(l, i); k < tally_first(l, i); k++)
		if (tally_sense(l->tok, k, SENSE_INCLUDING) > 0)
			return true;
	return false;
}

/* The notes in brackets: those around the count, what stands before it there, and the bracket behind it. */
static void
note_context(json_t *rec, const struct tally_line *l, size_t i, size_t right)
{
	size_t first = tally_first(l, i), behind = tally_behind(l, i), from = first, open;
	int depth = tally_depth(l, i);
	const json_t *date = tally_date_in(l, l->count[i]->end, byte_at(l, right));

	if (date == NULL)
		date = tally_date_in(l, i > 0 ? l->count[i - 1]->end : 0, l->count[i]->start);
	if (date != NULL)
		force_date(rec, get_str(date, "start"), get_str(date, "prec"));
	while (depth > 0 && from > 0 && l->depth[from - 1] >= depth)
		from--;
	if (is_included(l, i)) {
		for (open = behind; open < l->tok->n && l->depth[open] >= depth; open++)
			;
		set_words(rec, l, from, open);
	} else if (depth > 0 && from < first)
		set_words(rec, l, from, first);
	else if (depth > 0 && from > 1 && i == 0)
		set_words(rec, l, 0, from - 1);
	for (open = behind; open < right && l->depth[open] <= depth; open++)
		;
	for (from = open; open < right && l->depth[open] > depth; open++)
		;
	if (open > from && open < right + (i + 1 == l->n) && tally_date_in(l, byte_at(l, from), byte_at(l, open)) == NULL)
		set_words(rec, l, from, open);
}

static bool
is_rebel(const char *kind)
{
	return strcmp(kind, "rebel") == 0 || strcmp(kind, "jihadist") == 0 || strcmp(kind, "militia") == 0 || strcmp(kind, "mercenary") == 0;
}

/* A total is its side's, not that of the line before. */
static void
set_actor(json_t *rec, const json_t *sentence, const struct strength *s, bool total)
{
	const char *actor = s->actor, *kind = s->kind;

	if (actor == NULL && total)
		actor = get_str(sentence, "side");
	else if (actor == NULL || *actor == '\0') {
		actor = get_str(sentence, "actor");
		kind = get_str(sentence, "actor_kind");
	}
	set_str(rec, "actor", *actor != '\0' || total ? actor : get_str(sentence, "side"));
	set_str(rec, "actor_kind", kind);
}

static void
add_row(json_t *rows, const struct tally_line *l, size_t i, const struct strength *s, const char *unit, bool lost)
{
	json_t *rec = force_record(l->sentence, "table", l->count[i]->start), *notes;
	bool total = is_total(l, i);

	set_actor(rec, l->sentence, s, total);
	if (unit != NULL && strcmp(unit, "troops") == 0 && s->unit == NULL && is_rebel(get_str(rec, "actor_kind")))
		unit = "fighters";
	set_str(rec, "unit", unit);
	tally_set_count(rec, l->count[i], l->text);
	set_str(rec, "status", lost ? "lost" : total ? "total" : "present");
	note_context(rec, l, i, s->right);
	if (lost && s->fate != NULL && !has(rec, "context") && strncmp(s->fate, "damaged", 7) == 0)
		set_strn(rec, "context", s->fate, s->fate_len);
	notes = tally_notes(l->sentence, l->count[i]->start, i + 1 < l->n ? l->count[i + 1]->start - 1 : strlen(l->text));
	if (json_array_size(notes) > 0)
		json_object_set(rec, "citations", notes);
	json_decref(notes);
	set_str(rec, "rule", lost ? "table-loss" : total ? "table-total" : "table-line");
	json_array_append_new(rows, rec);
}

static void
read_strengths(const struct tally_line *l, struct strength *all)
{
	for (size_t i = 0; i < l->n; i++) {
		all[i].right = tally_next(l, i);
		all[i].kind = "";
		find_fate(l, i, &all[i]);
		all[i].unit = find_unit(l, i, &all[i]);
		find_actor(l, i, all);
	}
	for (size_t i = 1; i < l->n; i++)
		if (all[i].unit == NULL && is_included(l, i))
			all[i].unit = all[i - 1].unit;
	/* "30 (1973) - 55 (1976) tanks": one noun for both. */
	for (size_t i = l->n; i-- > 1;)
		if (all[i - 1].unit == NULL && is_bare(l, i - 1, all[i - 1].right) && tally_depth(l, i) == tally_depth(l, i - 1) &&
		    !tally_is(l, all[i - 1].right - 1, ","))
			all[i - 1].unit = all[i].unit;
}

/* A line of strengths: bare figures are of people. */
static void
add_strength(json_t *rows, const struct tally_line *l, size_t i, const struct strength *s)
{
	const char *unit = s->unit;

	if (unit == NULL)
		unit = is_rating(l, i) ? "guns" : "troops";
	if (strcmp(unit, "other") == 0 || tally_sense(l->tok, tally_behind(l, i), SENSE_CIVIL) > 0 || json_is_true(json_object_get(l->count[i]->json, "no")))
		return;
	add_row(rows, l, i, s, unit, false);
}

/* A line of losses: things only; people are casualties. */
static void
add_loss(json_t *rows, const struct tally_line *l, size_t i, const struct strength *s)
{
	const char *unit = s->unit;

	if (unit == NULL && (s->fate == NULL || s->person))
		return;
	if (unit != NULL && (force_people(unit) || strcmp(unit, "other") == 0))
		return;
	if (json_is_true(json_object_get(l->count[i]->json, "no")))
		return;
	add_row(rows, l, i, s, unit, true);
}

json_t *
force_line(const json_t *sentence)
{
	const char *group = get_str(sentence, "group");
	bool strength = strcmp(group, "strength") == 0, loss = strcmp(group, "casualties") == 0;
	struct tally_line *l;
	struct strength *all;
	json_t *rows = json_array();

	if (!strength && !loss)
		return rows;
	l = tally_line_new(sentence);
	all = xcalloc(l->n + 1, sizeof *all);
	read_strengths(l, all);
	for (size_t i = 0; i < l->n; i++) {
		if (strength)
			add_strength(rows, l, i, &all[i]);
		else
			add_loss(rows, l, i, &all[i]);
	}
	free(all);
	tally_line_free(l);
	return rows;
}
