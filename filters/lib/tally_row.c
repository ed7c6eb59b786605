/* Casualty figures of table rows, whose columns say what they count, and of lines such as "1999 deaths: 12". */
#include <string.h>

#include "record.h"
#include "tally_part.h"
#include "words.h"

#define COLUMNS_MAX 40
#define ITEM_BYTES 120 /* a longer text says more than a toll */

/* A cell and where its text stands in the row's. */
struct cell {
	const char *holds; /* outcome, "date", "place", "by", "actor"; NULL if unknown */
	const char *text;
	size_t from, to;
};

/* Find the cells' texts in the row's, one behind the other; those that cannot be found are empty. */
static size_t
find_cells(const json_t *sentence, struct cell cells[COLUMNS_MAX])
{
	const json_t *list = json_object_get(sentence, "cells"), *c;
	const char *text = get_str(sentence, "text");
	size_t i, at = 0, n = 0;

	json_array_foreach(list, i, c) {
		const char *s = get_str(c, "text"), *found;

		if (n == COLUMNS_MAX)
			break;
		found = *s != '\0' ? strstr(text + at, s) : NULL;
		cells[n] = (struct cell){ tally_column(get_str(c, "name")), s, at, at };
		if (found != NULL) {
			cells[n].from = (size_t)(found - text);
			at = cells[n].to = cells[n].from + strlen(s);
		}
		n++;
	}
	return n;
}

static bool
is_outcome(const char *holds)
{
	return holds != NULL && strcmp(holds, "date") != 0 && strcmp(holds, "place") != 0 && strcmp(holds, "by") != 0 &&
	    strcmp(holds, "actor") != 0;
}

static const struct cell *
cell_that_holds(const struct cell *cells, size_t n, const char *what)
{
	for (size_t i = 0; i < n; i++)
		if (cells[i].holds != NULL && strcmp(cells[i].holds, what) == 0 && *cells[i].text != '\0')
			return &cells[i];
	return NULL;
}

/* What the other cells of the row say of its figures. */
static void
note_row(json_t *rec, const struct tally_line *l, const struct cell *cells, size_t n)
{
	const struct cell *c;
	const char *kind = "", *name = NULL;
	json_t *notes;

	if ((c = cell_that_holds(cells, n, "date")) != NULL)
		tally_date(rec, tally_date_in(l, c->from, c->to));
	if ((c = cell_that_holds(cells, n, "place")) != NULL)
		set_str(rec, "place", c->text);
	if ((c = cell_that_holds(cells, n, "by")) != NULL)
		set_str(rec, "perpetrator", c->text);
	if ((c = cell_that_holds(cells, n, "actor")) != NULL) {
		name = tally_party_in(l, c->from, c->to, -1, &kind);
		name = name != NULL ? name : c->text;
	}
	tally_actor(rec, l->sentence, name, kind);
	notes = tally_notes(l->sentence, 0, strlen(l->text));
	if (json_array_size(notes) > 0)
		json_object_set(rec, "citations", notes);
	json_decref(notes);
}

static void
add_cell(json_t *rows, const struct tally_line *l, const struct cell *cell, const struct cell *cells, size_t n)
{
	bool first = true;

	for (size_t i = 0; i < l->n; i++) {
		bool plus = json_is_true(json_object_get(l->count[i]->json, "plus"));
		json_t *rec;

		if (l->count[i]->start < cell->from || l->count[i]->end > cell->to || (!first && !plus))
			continue;
		rec = tally_record(l, i, cell->holds);
		note_row(rec, l, cells, n);
		if (plus)
			tally_actor(rec, l->sentence, "attackers", "other");
		set_str(rec, "rule", "table-row");
		json_array_append_new(rows, rec);
		first = false;
	}
}

json_t *
tally_row(const json_t *sentence)
{
	struct cell cells[COLUMNS_MAX];
	size_t n = find_cells(sentence, cells);
	struct tally_line *l;
	json_t *rows = NULL;

	for (size_t i = 0; i < n; i++)
		if (is_outcome(cells[i].holds) && rows == NULL)
			rows = json_array();
	if (rows == NULL)
		return NULL;
	l = tally_line_new(sentence);
	for (size_t i = 0; i < n; i++)
		if (is_outcome(cells[i].holds))
			add_cell(rows, l, &cells[i], cells, n);
	tally_line_free(l);
	return rows;
}

/* Is token i of a line part of its date, its count, or a word that says nothing else? */
static bool
is_frame(const struct tally_line *l, size_t i)
{
	const struct word *w;

	if (l->tok->tok[i].type == TOKEN_PUNCT || tally_sense(l->tok, i, SENSE_TOTAL) > 0 || tally_sense(l->tok, i, SENSE_PERSONS) > 0 ||
	    tally_sense(l->tok, i, SENSE_CIVIL) > 0)
		return true;
	for (size_t k = 0; k < l->spans.n; k++)
		if ((l->spans.span[k].type == SPAN_DATE || l->spans.span[k].type == SPAN_COUNT) &&
		    l->spans.span[k].start <= l->tok->tok[i].start && l->tok->tok[i].end <= l->spans.span[k].end)
			return true;
	return words_match(l->tok, i, &w) > 0 && (w->classes & (W_DET | W_PREP)) != 0;
}

/* The outcome of an item made of a date, an outcome and one count only; NULL if it says more. */
static const char *
item_outcome(const struct tally_line *l)
{
	const char *outcome = NULL;

	if (l->n != 1 || l->tok->n > 16)
		return NULL;
	for (size_t i = 0; i < l->tok->n;) {
		size_t n;
		const char *name = tally_outcome(l->tok, i, &n);

		if (name != NULL && strcmp(name, "sunk") != 0 && (outcome == NULL || strcmp(outcome, name) == 0)) {
			outcome = name;
			i += n;
		} else if (is_frame(l, i))
			i++;
		else
			return NULL;
	}
	return outcome;
}

json_t *
tally_item(const json_t *sentence)
{
	struct tally_line *l;
	const char *outcome, *kind;
	const json_t *date;
	json_t *rows = NULL, *rec, *notes;

	if (strlen(get_str(sentence, "text")) > ITEM_BYTES)
		return NULL;
	l = tally_line_new(sentence);
	outcome = item_outcome(l);
	date = outcome != NULL ? tally_date_in(l, 0, strlen(l->text)) : NULL;
	if (date != NULL) {
		rows = json_array();
		rec = tally_record(l, 0, outcome);
		set_str(rec, "scope", "period");
		set_str(rec, "actor", tally_party_in(l, 0, strlen(l->text), -1, &kind));
		set_str(rec, "actor_kind", kind);
		tally_date(rec, date);
		notes = tally_notes(sentence, 0, strlen(l->text));
		if (json_array_size(notes) > 0)
			json_object_set(rec, "citations", notes);
		json_decref(notes);
		set_str(rec, "rule", "table-toll");
		json_array_append_new(rows, rec);
	}
	tally_line_free(l);
	return rows;
}
