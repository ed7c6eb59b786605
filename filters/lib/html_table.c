#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "html_flow.h"
#include "record.h"
#include "text.h"

#define COLUMNS 128         /* that are told apart */
#define SPAN_MAX 1000       /* rows that a cell can reach over, as browsers have it */
#define REPEAT_MAX 200      /* bytes of a cell that is repeated in the rows that it reaches over */
#define LAYOUT_CELL 1500    /* bytes of text that make a cell a page of its own */

struct column {
	char *name;
	uint32_t cell;  /* that reaches into this row from above */
	long rows;      /* for how many more */
};

struct grid {
	struct flow *f;
	struct column column[COLUMNS];
	size_t columns;
	char *caption, *group;
	struct run run;
	json_t *cells;
};

/* Next row of table i at or after k, not those of tables in it; the table's end if none. */
static uint32_t
next_row(const struct tree *t, uint32_t i, uint32_t k)
{
	while (k < t->node[i].end && t->node[k].tag != GUMBO_TAG_TR)
		k = t->node[k].tag == GUMBO_TAG_TABLE ? t->node[k].end : k + 1;
	return k;
}

static bool
is_cell(const struct node *n)
{
	return n->tag == GUMBO_TAG_TD || n->tag == GUMBO_TAG_TH;
}

/* Next cell of row i at or after k; the row's end if none. */
static uint32_t
next_cell(const struct tree *t, uint32_t i, uint32_t k)
{
	while (k < t->node[i].end && !is_cell(&t->node[k]))
		k = t->node[k].end;
	return k;
}

static long
span_of_cell(const struct node *n, const char *attribute)
{
	const char *s = node_attr(n, attribute);
	long v = s != NULL ? atol(s) : 1;

	return v < 1 ? 1 : v > SPAN_MAX ? SPAN_MAX : v;
}

/* Bytes of text in node i. */
static size_t
text_bytes(const struct tree *t, uint32_t i)
{
	size_t n = 0;

	for (uint32_t k = i; k < t->node[i].end; k++)
		if (t->node[k].tag == HTML_TEXT && !node_blank(&t->node[k]))
			n += strlen(t->node[k].gumbo->v.text.text);
	return n;
}

bool
flow_has_data(const struct flow *f, uint32_t i)
{
	const struct tree *t = f->t;
	const char *role = node_attr(&t->node[i], "role");
	bool marked = node_has_class(&t->node[i], "wikitable") || node_has_class(&t->node[i], "sortable");
	size_t rows = 0;

	if ((t->node[i].roles & ROLE_LAYOUT) != 0 || (role != NULL && strcmp(role, "presentation") == 0))
		return false;
	for (uint32_t k = i + 1; k < t->node[i].end && !marked; k++)
		if (t->node[k].tag == GUMBO_TAG_TABLE || tag_level(t->node[k].tag) > 0)
			return false;
	for (uint32_t r = next_row(t, i, i + 1); r < t->node[i].end; r = next_row(t, i, t->node[r].end)) {
		size_t filled = 0;

		for (uint32_t c = next_cell(t, r, r + 1); c < t->node[r].end; c = next_cell(t, r, t->node[c].end)) {
			size_t bytes = text_bytes(t, c);

			if (!marked && bytes > LAYOUT_CELL)
				return false;
			filled += bytes > 0;
		}
		rows += filled >= 2;
	}
	return marked || rows >= 2;
}

/* Append the text of cell c; the items of a list in it are parted by semicolons. */
static void
gather_cell(struct grid *g, uint32_t c)
{
	const struct tree *t = g->f->t;
	size_t before = g->run.text.n;

	for (uint32_t i = c + 1; i < t->node[c].end;) {
		uint32_t item = node_find(t, i, t->node[c].end, GUMBO_TAG_LI);

		flow_gather(g->f, &g->run, i, item);
		if (item < t->node[c].end && g->run.text.n > before) {
			g->run.space = false;
			run_words(&g->run, t, item, ";");
			run_space(&g->run);
		}
		i = item < t->node[c].end ? item + 1 : item;
	}
}

/* Name a cell by its columns; one that stands alone in its row has no name. */
static void
name_cell(const struct grid *g, json_t *cell, uint32_t c, size_t column)
{
	const struct tree *t = g->f->t;
	long span = span_of_cell(&t->node[c], "colspan");
	char *name = NULL, *more;

	if (span > 1 && (size_t)span >= g->columns)
		return;
	for (size_t i = column; i < column + (size_t)span && i < COLUMNS; i++) {
		const char *one = g->column[i].name;

		if (one == NULL || *one == '\0' || (name != NULL && strcmp(name, one) == 0))
			continue;
		more = name != NULL ? xasprintf("%s; %s", name, one) : xstrdup(one);
		free(name);
		name = more;
	}
	set_str(cell, "name", name);
	free(name);
}

/* Add cell c of a column to the row. */
static void
add_cell(struct grid *g, uint32_t c, size_t column)
{
	struct run *r = &g->run;
	size_t before = r->text.n, from;
	json_t *cell;

	if (text_bytes(g->f->t, c) == 0)
		return;
	if (before > 0) {
		run_space(r);
		run_words(r, g->f->t, c, "|");
		run_space(r);
	}
	from = r->text.n;
	gather_cell(g, c);
	if (r->text.n == from) {
		/* Nothing of it is shown. */
		r->text.n = before;
		while (r->text.pairs > 0 && r->text.map[r->text.pairs - 1].text >= before && before > 0)
			r->text.pairs--;
		return;
	}
	from += r->text.s[from] == ' ';
	cell = json_object();
	name_cell(g, cell, c, column);
	set_strn(cell, "text", r->text.s + from, r->text.n - from);
	json_array_append_new(g->cells, cell);
}

/* What a cell that reaches down says is true of the next rows. */
static void
take_row(struct grid *g, uint32_t r)
{
	const struct tree *t = g->f->t;
	size_t column = 0;
	uint32_t c = next_cell(t, r, r + 1);

	g->cells = json_array();
	while (column < COLUMNS) {
		struct column *col = &g->column[column];

		if (col->rows > 0) {
			col->rows--;
			if (text_bytes(t, col->cell) <= REPEAT_MAX && (column == 0 || g->column[column - 1].cell != col->cell))
				add_cell(g, col->cell, column);
			column++;
			continue;
		}
		col->cell = 0;
		if (c >= t->node[r].end) {
			column++;
			continue;
		}
		add_cell(g, c, column);
		for (long i = span_of_cell(&t->node[c], "colspan"); i > 0 && column < COLUMNS; i--, column++) {
			g->column[column].cell = c;
			g->column[column].rows = span_of_cell(&t->node[c], "rowspan") - 1;
		}
		if (g->columns < column)
			g->columns = column;
		c = next_cell(t, r, t->node[c].end);
	}
}

/* Is all text of cell c bold? */
static bool
is_bold(const struct tree *t, uint32_t c)
{
	bool text = false;

	for (uint32_t i = c + 1; i < t->node[c].end; i++) {
		if (t->node[i].tag == GUMBO_TAG_B || t->node[i].tag == GUMBO_TAG_STRONG) {
			text = true;
			i = t->node[i].end - 1;
		} else if (t->node[i].tag == HTML_TEXT && !node_blank(&t->node[i])) {
			return false;
		}
	}
	return text;
}

/* Is the row one of headers alone? Some tables have headers that are bold cells. */
static bool
is_header(const struct tree *t, uint32_t r)
{
	bool head = t->node[t->node[r].parent].tag == GUMBO_TAG_THEAD;
	size_t headers = 0;

	for (uint32_t c = next_cell(t, r, r + 1); c < t->node[r].end; c = next_cell(t, r, t->node[c].end)) {
		if (t->node[c].tag != GUMBO_TAG_TH && !head && !is_bold(t, c))
			return false;
		headers++;
	}
	return headers > 1;
}

/* Name the columns by a row of headers; a second one adds to the first. */
static void
take_header(struct grid *g, uint32_t r)
{
	const struct tree *t = g->f->t;
	size_t column = 0;

	for (uint32_t c = next_cell(t, r, r + 1); c < t->node[r].end; c = next_cell(t, r, t->node[c].end)) {
		struct run name = { 0 };

		while (column < COLUMNS && g->column[column].rows > 0)
			g->column[column++].rows--;
		flow_gather(g->f, &name, c + 1, t->node[c].end);
		for (long i = span_of_cell(&t->node[c], "colspan"); i > 0 && column < COLUMNS; i--, column++) {
			struct column *col = &g->column[column];
			char *old = col->name;

			col->name = old != NULL && !run_empty(&name) ? xasprintf("%s %s", old, run_string(&name)) :
			    old != NULL ? xstrdup(old) : xstrdup(run_string(&name));
			free(old);
			col->rows = span_of_cell(&t->node[c], "rowspan") - 1;
		}
		run_free(&name);
	}
	g->columns = g->columns < column ? column : g->columns;
	while (column < COLUMNS) {
		g->column[column].rows -= g->column[column].rows > 0;
		column++;
	}
}

static void
write_row(struct grid *g, uint32_t r, size_t cells)
{
	const struct tree *t = g->f->t;
	const char *tag = t->node[r].gumbo->v.element.original_tag.data;
	json_t *rec = run_block(&g->run, t, "row", sections_path(&g->f->sections));

	/* A cell from above stands before the row. */
	if (tag != NULL) {
		size_t start = source_offset(t->src, (size_t)(tag - t->src->text));

		if ((size_t)get_int(rec, "byte_end", 0) <= start)
			set_int(rec, "byte_end", (long long)start + 1);
		set_int(rec, "byte_start", (long long)start);
	}
	json_object_set(rec, "cells", g->cells);
	if (g->caption != NULL)
		set_str(rec, "caption", g->caption);
	if (cells == 1 && json_array_size(g->cells) == 1) {
		free(g->group);
		g->group = clip(run_string(&g->run), REPEAT_MAX);
	} else if (g->group != NULL) {
		set_str(rec, "parent", g->group);
	}
	flow_emit(g->f, rec, r);
}

static void
take_caption(struct grid *g, uint32_t i)
{
	const struct tree *t = g->f->t;
	uint32_t c = node_find(t, i + 1, t->node[i].end, GUMBO_TAG_CAPTION);
	struct run r = { 0 };

	if (c >= t->node[i].end)
		return;
	flow_gather(g->f, &r, c + 1, t->node[c].end);
	if (!run_empty(&r)) {
		g->caption = clip(run_string(&r), REPEAT_MAX);
		flow_emit(g->f, run_block(&r, t, "caption", sections_path(&g->f->sections)), c);
	}
	run_free(&r);
}

void
flow_table(struct flow *f, uint32_t i)
{
	struct grid *g = xcalloc(1, sizeof *g);
	const struct tree *t = f->t;
	bool body = false;

	g->f = f;
	take_caption(g, i);
	for (uint32_t r = next_row(t, i, i + 1); r < t->node[i].end; r = next_row(t, i, t->node[r].end)) {
		size_t cells = 0;

		if (flow_skips(f, r))
			continue;
		if (!body && is_header(t, r)) {
			take_header(g, r);
			continue;
		}
		for (uint32_t c = next_cell(t, r, r + 1); c < t->node[r].end; c = next_cell(t, r, t->node[c].end))
			cells++;
		/* A title across the table may stand above the headers. */
		body |= cells > 1;
		take_row(g, r);
		if (!run_empty(&g->run))
			write_row(g, r, cells);
		run_clear(&g->run);
		json_decref(g->cells);
	}
	for (size_t k = 0; k < COLUMNS; k++)
		free(g->column[k].name);
	run_free(&g->run);
	free(g->caption);
	free(g->group);
	free(g);
}
