#include <stdlib.h>
#include <string.h>

#include "box.h"
#include "die.h"
#include "html_flow.h"
#include "html_line.h"
#include "record.h"
#include "text.h"

#define SIDES 16
#define ALIASES 64
#define NAME_BYTES 160 /* a longer line names no party */

/* An infobox on its way. */
struct infobox {
	struct flow *f;
	enum box_group group;
	int number;          /* of the infobox on the page */
	char *side[SIDES + 1];
	/* What the box prints beside a flag is the flag's name in it; NULL where it prints several things. */
	struct { char *flag, *name; } alias[ALIASES];
	size_t aliases;
	/* Of the cell: */
	int column;          /* 0: of no side */
	bool picture;        /* its lines are a picture's caption */
	struct run label;    /* what stands before the first line */
	char *actor;         /* whom the last line with a flag was about */
};

static bool
is_cell(const struct node *n)
{
	return n->tag == GUMBO_TAG_TD || n->tag == GUMBO_TAG_TH;
}

static bool
counts_people(enum box_group g)
{
	return g == BOX_STRENGTH || g == BOX_CASUALTIES;
}

/* Does the line begin with a name of its own, "Navy: 40"? */
static bool
names_itself(const char *s)
{
	size_t n = strcspn(s, ":0123456789(");
	size_t len;

	return s[n] == ':' && n > 0 && is_upper(utf8_next(s, strlen(s), &len));
}

/* Does a bracket belong to the name before it: "United States (Union)"? Years and remarks do not. */
static bool
names_on(const char *bracket)
{
	return strpbrk(bracket, "0123456789") == NULL && strchr(bracket + 2, ' ') == NULL &&
	    bracket[strlen(bracket) - 1] == ')';
}

/* A party's name out of its line, in a new string. */
static char *
party_name(const struct run *r)
{
	const char *s = run_string(r), *bracket = strstr(s, " (");
	size_t n = strlen(s);

	if (bracket != NULL && !names_on(bracket))
		n = (size_t)(bracket - s);
	while (n > 0 && strchr(" :;,", s[n - 1]) != NULL)
		n--;
	return xstrndup(s, n);
}

/* Remember what a belligerent with this flag is called. */
static void
add_alias(struct infobox *b, const struct cell_line *line)
{
	char *name = party_name(&line->run);

	for (size_t i = 0; i < b->aliases; i++)
		if (strcmp(b->alias[i].flag, line->flag) == 0) {
			if (b->alias[i].name == NULL || strcmp(b->alias[i].name, name) != 0) {
				free(b->alias[i].name);
				b->alias[i].name = NULL;
			}
			free(name);
			return;
		}
	if (b->aliases == ALIASES || strlen(name) > NAME_BYTES || *name == '\0') {
		free(name);
		return;
	}
	b->alias[b->aliases].flag = xstrdup(line->flag);
	b->alias[b->aliases++].name = name;
}

/* What the box calls those whose flag has this name. */
static const char *
alias_of(const struct infobox *b, const char *flag)
{
	const char *side = b->column > 0 && b->column <= SIDES ? b->side[b->column] : NULL, *in;

	for (size_t i = 0; i < b->aliases; i++)
		if (strcmp(b->alias[i].flag, flag) == 0 && b->alias[i].name != NULL)
			return b->alias[i].name;
	/* "Empire of Japan" is the side that is called "Japan". */
	in = side != NULL && *side != '\0' && strlen(side) < strlen(flag) ? strstr(flag, side) : NULL;
	if (in != NULL && (in == flag || in[-1] == ' ') && (in[strlen(side)] == ' ' || in[strlen(side)] == '\0'))
		return side;
	return flag;
}

/* Name the column's side by this line, unless it has a name or the line is only a label. */
static void
take_side(struct infobox *b, const struct cell_line *line)
{
	const char *s = run_string(&line->run);
	struct box_label label;

	if (b->column < 1 || b->column > SIDES || b->side[b->column] != NULL)
		return;
	if (box_label(s, strlen(s), &label) && label.form == BOX_SUB)
		return;
	if (line->run.text.n <= NAME_BYTES)
		b->side[b->column] = party_name(&line->run);
}

/* The party, of those that the box named, with which the line begins: "Marn: 60", "Marn 60"; NULL if none. */
static const char *
party_in_front(const struct infobox *b, const char *s)
{
	for (size_t i = 0; i < b->aliases; i++) {
		const char *name = b->alias[i].name;
		size_t n = name != NULL ? strlen(name) : 0;

		if (n > 0 && strncmp(s, name, n) == 0 &&
		    (s[n] == ':' || (s[n] == ' ' && s[n + 1] >= '0' && s[n + 1] <= '9')))
			return name;
	}
	return NULL;
}

static void
set_actor(struct infobox *b, const struct cell_line *line, json_t *rec)
{
	const char *party = counts_people(b->group) ? party_in_front(b, run_string(&line->run)) : NULL;

	if (line->flag == NULL && party != NULL) {
		free(b->actor);
		b->actor = xstrdup(party);
	} else if (line->flag != NULL && !(line->guessed && b->group == BOX_COMMANDERS)) {
		free(b->actor);
		b->actor = xstrdup(alias_of(b, line->flag));
	} else if (!counts_people(b->group) || names_itself(run_string(&line->run))) {
		free(b->actor);
		b->actor = NULL;
	}
	if (b->actor != NULL)
		set_str(rec, "actor", b->actor);
}

static void
write_line(void *arg, struct cell_line *line)
{
	struct infobox *b = arg;
	json_t *rec;

	if (b->picture) {
		if (b->f->captions)
			flow_emit(b->f, run_block(&line->run, b->f->t, "caption", "Infobox"), line->node);
		return;
	}
	if (b->group == BOX_BELLIGERENTS) {
		take_side(b, line);
		if (line->flag != NULL)
			add_alias(b, line);
	}
	if (!run_empty(&b->label))
		run_append(&b->label, &line->run);
	rec = run_block(run_empty(&b->label) ? &line->run : &b->label, b->f->t, "infobox", "Infobox");
	run_clear(&b->label);
	set_str(rec, "group", box_group_name(b->group));
	if (b->column > 0)
		set_int(rec, "column", b->column);
	if (b->column > 0 && b->column <= SIDES && b->side[b->column] != NULL)
		set_str(rec, "side", b->side[b->column]);
	set_actor(b, line, rec);
	if (b->number > 1)
		set_int(rec, "box", b->number);
	flow_emit(b->f, rec, line->node);
}

/* Write the lines of cell c, which is the n-th side's, or of no side if n is 0. */
static void
write_cell(struct infobox *b, uint32_t c, int n)
{
	b->column = n;
	free(b->actor);
	b->actor = NULL;
	cell_lines(b->f, c + 1, b->f->t->node[c].end, write_line, b);
}

/* Is there a picture in the cell that is no flag? */
static bool
holds_picture(const struct tree *t, uint32_t c)
{
	for (uint32_t k = c + 1; k < t->node[c].end; k++) {
		if ((t->node[k].roles & ROLE_FLAG) != 0)
			k = t->node[k].end - 1;
		else if (t->node[k].tag == GUMBO_TAG_IMG)
			return true;
	}
	return false;
}

/* A header across the box: what comes now. One that is no known header is a line, too. */
static void
take_header(struct infobox *b, uint32_t th)
{
	struct run r = { 0 };
	struct box_label label;
	const char *s;
	bool known;

	flow_gather(b->f, &r, th + 1, b->f->t->node[th].end);
	s = run_string(&r);
	known = box_label(s, strlen(s), &label);
	b->group = known ? label.group : BOX_OTHER;
	if (b->group == BOX_BELLIGERENTS)
		for (int i = 1; i <= SIDES; i++) {
			free(b->side[i]);
			b->side[i] = NULL;
		}
	if (!run_empty(&r) && (!known || label.len < strlen(s)) && (b->f->title == NULL || strcmp(s, b->f->title) != 0))
		write_cell(b, th, 0);
	run_free(&r);
}

/* A label and what stands beside it. */
static void
take_label(struct infobox *b, uint32_t th)
{
	struct box_label label;
	char *s;

	run_clear(&b->label);
	flow_gather(b->f, &b->label, th + 1, b->f->t->node[th].end);
	/* Labels are known by the values behind them. */
	s = xasprintf("%s: 1", run_string(&b->label));
	b->group = box_label(run_string(&b->label), b->label.text.n, &label) || box_label(s, strlen(s), &label) ?
	    label.group : BOX_OTHER;
	free(s);
}

/* Cells of row r, and the first header and first other cell among them (0 if none). */
static size_t
count_cells(const struct tree *t, uint32_t r, uint32_t *th, uint32_t *td)
{
	size_t cells = 0;

	*th = *td = 0;
	for (uint32_t c = r + 1; c < t->node[r].end; c = t->node[c].end) {
		if (!is_cell(&t->node[c]))
			continue;
		if (t->node[c].tag == GUMBO_TAG_TD) {
			cells++;
			*td = *td == 0 ? c : *td;
		} else if (*th == 0) {
			*th = c;
		}
	}
	return cells;
}

static void
write_row(struct infobox *b, uint32_t r)
{
	const struct tree *t = b->f->t;
	enum box_group before = b->group;
	uint32_t th, td;
	size_t cells = count_cells(t, r, &th, &td);
	int n = 0;

	if (cells == 0) {
		if (th != 0)
			take_header(b, th);
		return;
	}
	if (th != 0)
		take_label(b, th);
	b->picture = th == 0 && cells == 1 && before == BOX_OTHER && holds_picture(t, td);
	for (uint32_t c = r + 1; c < t->node[r].end; c = t->node[c].end)
		if (t->node[c].tag == GUMBO_TAG_TD)
			write_cell(b, c, cells > 1 ? ++n : 0);
	b->picture = false;
	run_clear(&b->label);
	/* What a label says holds for its own row. */
	if (th != 0 && cells == 1)
		b->group = BOX_OTHER;
}

/* Is the row there only for a table that stands in it? */
static bool
holds_rows(const struct tree *t, uint32_t r)
{
	uint32_t th, td, inner;

	if (count_cells(t, r, &th, &td) != 1 || th != 0)
		return false;
	inner = node_find(t, td, t->node[td].end, GUMBO_TAG_TABLE);
	return inner < t->node[td].end && node_find(t, inner, t->node[inner].end, GUMBO_TAG_TH) < t->node[inner].end;
}

void
flow_box(struct flow *f, uint32_t i)
{
	struct infobox b = { .f = f, .group = BOX_OTHER, .number = ++f->boxes };
	const struct tree *t = f->t;

	box_load();
	for (uint32_t k = i + 1; k < t->node[i].end;) {
		if (t->node[k].tag != GUMBO_TAG_TR || holds_rows(t, k)) {
			k++;
		} else {
			if (!flow_skips(f, k))
				write_row(&b, k);
			k = t->node[k].end;
		}
	}
	for (int s = 1; s <= SIDES; s++)
		free(b.side[s]);
	for (size_t k = 0; k < b.aliases; k++) {
		free(b.alias[k].flag);
		free(b.alias[k].name);
	}
	free(b.actor);
	run_free(&b.label);
}
