#include <stdlib.h>
#include <string.h>

#include "box.h"
#include "die.h"
#include "filter.h"
#include "marker.h"
#include "plain_parts.h"
#include "record.h"
#include "text.h"

#define NAME_MAX_BYTES 100
#define COUNT_SURE 100 /* a number this high after a name counts forces, a lower one may belong to the name */
#define COLUMNS 16     /* sides that are told apart */
#define NONE ((size_t)-1)
#define MEMBERS 600    /* names whose side is remembered */

/* A line of the infobox, or a cell of it where tabs part them. */
struct cell {
	size_t start, end;       /* bytes of the text */
	char *bare;              /* folded, footnote markers left out */
	size_t paragraph;        /* runs of lines between empty lines, counted */
	struct box_count count;
	struct box_label label;
	bool has_label;
	bool joined;             /* a bracket that went into the cell before */
	bool explained;          /* ends with a bracket, its own or one that went into it */
	enum box_group group;
	int column;
};

struct box {
	struct plain *p;
	struct cell *cell;
	size_t n, cap;
	char *side_of_column[COLUMNS + 1]; /* from the belligerents, by column */
	int sides;
	struct { char *name; const char *side; } member[MEMBERS];
	size_t members;
};

/* The text without its footnote markers, folded. */
static char *
bare_text(const char *s, size_t n)
{
	char *out = xmalloc(n + 1), *folded;
	size_t o = 0, len;

	for (size_t i = 0; i < n;) {
		len = marker_length(s + i, n - i, true);
		if (len > 0)
			i += len;
		else
			out[o++] = s[i++];
	}
	folded = squeeze(out, o);
	free(out);
	return folded;
}

static void
add_cell(struct box *b, size_t start, size_t end, size_t paragraph)
{
	const char *t = b->p->src->text;
	struct cell *c;

	while (start < end && (t[start] == ' ' || t[start] == '\t'))
		start++;
	if (start == end)
		return;
	b->cell = grow(b->cell, &b->cap, b->n + 1, sizeof *b->cell);
	c = &b->cell[b->n++];
	memset(c, 0, sizeof *c);
	c->start = start;
	c->end = end;
	c->paragraph = paragraph;
	c->bare = bare_text(t + start, end - start);
	c->count = box_count(c->bare, strlen(c->bare));
	c->explained = c->count.found && !c->count.bracket && c->bare[strlen(c->bare) - 1] == ')';
	c->has_label = box_label(c->bare, strlen(c->bare), &c->label);
}

/* Make cells of the units from i on; returns the first unit that is no part of the box. */
static size_t
collect(struct box *b, size_t i)
{
	const char *t = b->p->src->text;
	size_t paragraph = 0;
	uint32_t blanks = 0;

	for (; i < b->p->n && (b->p->unit[i].type == UNIT_BOX || b->p->unit[i].type == UNIT_NOISE); i++) {
		const struct unit *u = &b->p->unit[i];
		size_t from = u->body, tab;

		/* A link or button between the lines leaves its empty line behind. */
		blanks += u->blanks;
		if (u->type == UNIT_NOISE)
			continue;
		paragraph += blanks > 0;
		blanks = 0;
		for (; from < u->end; from = tab + 1) {
			const char *found = memchr(t + from, '\t', u->end - from);
			struct box_label l;
			bool label;

			tab = found != NULL ? (size_t)(found - t) : u->end;
			/* "Date<tab>16 January" is a label with its value, "France<tab>Prussia" two columns. */
			label = found != NULL && box_label(t + from, u->end - from, &l) && l.form == BOX_LABEL;
			if (label)
				tab = u->end;
			add_cell(b, from, tab, paragraph);
			paragraph += tab < u->end;
		}
	}
	return i;
}

static size_t
paragraph_end(const struct box *b, size_t i)
{
	size_t k = i;

	while (k < b->n && b->cell[k].paragraph == b->cell[i].paragraph && (k == i || !b->cell[k].has_label))
		k++;
	return k;
}

/* What a paragraph without a header holds, after one of group g. */
static enum box_group
infer_group(const struct box *b, size_t i, size_t end, enum box_group g)
{
	size_t harm = 0, counts = 0, lines = 0;
	bool sure = false;

	for (; i < end; i++) {
		const struct cell *c = &b->cell[i];
		size_t n = strlen(c->bare);

		if (c->count.bracket)
			continue;
		lines++;
		harm += c->count.found && (box_has(c->bare, n, WORD_HARM) || box_has(c->bare, n, WORD_CIVILIAN));
		counts += c->count.found;
		sure |= c->count.found && (c->count.n >= COUNT_SURE || box_has(c->bare, n, WORD_FORCE) || c->count.total);
	}
	if (g == BOX_CASUALTIES)
		return g;
	if (harm > 0 && harm * 2 >= lines)
		return BOX_CASUALTIES;
	if (counts > 0 && counts * 2 >= lines && sure && g != BOX_OTHER)
		return BOX_STRENGTH;
	if (g == BOX_STATUS || g == BOX_DATE || g == BOX_LOCATION || g == BOX_TERRITORY)
		return BOX_BELLIGERENTS;
	return g;
}

/* Give every cell its group and column. */
static void
set_groups(struct box *b)
{
	enum box_group g = BOX_OTHER, before;
	int column = 0;
	size_t end;

	for (size_t i = 0; i < b->n; i = end) {
		struct cell *c = &b->cell[i];
		bool begins = i == 0 || b->cell[i - 1].paragraph != c->paragraph;

		end = paragraph_end(b, i);
		/* "Deaths 3" below "Casualties and losses" is a line like the others. */
		if (c->has_label && c->label.form == BOX_LABEL && c->label.group == g && (g == BOX_CASUALTIES || g == BOX_STRENGTH))
			c->has_label = false;
		if (c->has_label && c->label.form != BOX_SUB) {
			g = c->label.group;
			column = 0;
			end = c->label.form == BOX_HEADER ? i + 1 : end;
		} else {
			before = g;
			if (begins)
				g = infer_group(b, i, end, g);
			column = g == before ? column + (begins || column == 0) : 1;
		}
		for (size_t k = i; k < end; k++) {
			b->cell[k].group = g;
			b->cell[k].column = g >= BOX_BELLIGERENTS && g <= BOX_CASUALTIES ? column : 0;
		}
	}
}

/* A bracket below a count explains it: they are one line. */
static void
join_brackets(struct box *b)
{
	size_t last = 0;

	for (size_t i = 1; i < b->n; i++) {
		struct cell *c = &b->cell[i], *l = &b->cell[last];

		if (c->paragraph == l->paragraph && c->count.bracket && !c->count.found && l->count.found &&
		    (c->group == BOX_CASUALTIES || c->group == BOX_STRENGTH) && l->group == c->group) {
			l->end = c->end;
			l->explained = true;
			c->joined = true;
		} else {
			last = i;
		}
	}
}

/* A line's name: what stands before its count, or in a list of names the line without brackets; NULL if none. */
static char *
cell_name(const struct cell *c)
{
	size_t n = c->count.name;

	if (c->group == BOX_BELLIGERENTS || c->group == BOX_UNITS) {
		if (c->has_label || c->count.bracket)
			return NULL;
		n = strcspn(c->bare, "([{:");
		while (n > 0 && strchr(" *", c->bare[n - 1]) != NULL)
			n--;
		if (n > 2 && memcmp(c->bare + n - 2, " X", 2) == 0)
			n -= 2;
	}
	/* "Mali Mali": the words for the flag and the name. */
	if (n % 2 == 1 && c->bare[n / 2] == ' ' && memcmp(c->bare, c->bare + n / 2 + 1, n / 2) == 0)
		n /= 2;
	return n == 0 || n > NAME_MAX_BYTES || c->has_label ? NULL : xstrndup(c->bare, n);
}

/* The short name in brackets at the end of a line: "Movement of the West (MW)"; NULL if there is none. */
static char *
short_name(const struct cell *c)
{
	const char *open = strrchr(c->bare, '('), *close = open != NULL ? strchr(open, ')') : NULL;
	size_t n = 0;

	if (close == NULL || c->count.bracket || close[1] != '\0')
		return NULL;
	for (open++; open + n < close && ((open[n] >= 'A' && open[n] <= 'Z') || (n > 0 && open[n] == '-')); n++)
		;
	return n >= 2 && n <= 10 && open + n == close ? xstrndup(open, n) : NULL;
}

/* Number of a name among those that were seen; NONE if it is new. */
static size_t
find_member(const struct box *b, const char *name)
{
	for (size_t i = 0; i < b->members; i++)
		if (strcmp(b->member[i].name, name) == 0)
			return i;
	return NONE;
}

/* Remember a name (which is taken) and its side, itself if that is NULL; NONE if there are too many. */
static size_t
add_member(struct box *b, char *name, const char *side)
{
	if (b->members == MEMBERS) {
		free(name);
		return NONE;
	}
	b->member[b->members].name = name;
	b->member[b->members].side = side != NULL ? side : name;
	return b->members++;
}

/* Remember a name that may be NULL or known already; it is taken. */
static void
know_member(struct box *b, char *name, const char *side)
{
	if (name == NULL || find_member(b, name) != NONE)
		free(name);
	else
		add_member(b, name, side);
}

/* Columns of a group of lines, and whether a line with a count names its actor. */
static int
count_columns(const struct box *b, enum box_group g, bool *named)
{
	int columns = 0;

	*named = false;
	for (size_t i = 0; i < b->n; i++)
		if (b->cell[i].group == g && !b->cell[i].joined) {
			columns = b->cell[i].column > columns ? b->cell[i].column : columns;
			*named |= b->cell[i].count.name > 0;
		}
	return columns;
}

/* The first name in each column of belligerents is the name of its side. */
static void
read_sides(struct box *b)
{
	for (size_t i = 0; i < b->n; i++) {
		struct cell *c = &b->cell[i];
		char *name;

		if (c->group != BOX_BELLIGERENTS || c->column < 1 || c->column > COLUMNS || (name = cell_name(c)) == NULL)
			continue;
		if (b->side_of_column[c->column] == NULL)
			b->side_of_column[c->column] = xstrdup(name);
		b->sides = c->column > b->sides ? c->column : b->sides;
		know_member(b, name, b->side_of_column[c->column]);
		know_member(b, short_name(c), b->side_of_column[c->column]);
	}
}

/* Who a line with a count is about, and its side. */
struct who {
	const char *actor, *side;
	size_t names;            /* that the paragraph names */
	bool named;              /* lines of the group name their actors */
	const struct cell *last; /* the line before */
};

/* The side of a name of which a known one is a part, or that is a part of a known one: "Kingdom of Orva" and "Orva";
 * NULL if there is none. */
static const char *
related_side(const struct box *b, const char *name)
{
	size_t n = strlen(name);

	for (size_t i = 0; i < b->members && n >= 4; i++) {
		const char *other = b->member[i].name, *longer = other, *shorter = name;
		size_t l = strlen(other), s = n;

		if (l < n) {
			longer = name;
			shorter = other;
			s = l;
			l = n;
		}
		if (s < 4 || l < s + 2)
			continue;
		if ((longer[l - s - 1] == ' ' && strcmp(longer + l - s, shorter) == 0) ||
		    (longer[s] == ' ' && strncmp(longer, shorter, s) == 0))
			return b->member[i].side;
	}
	return NULL;
}

/* A line that names its actor, which is taken. */
static void
name_who(struct box *b, char *name, bool new_paragraph, struct who *w)
{
	size_t m = find_member(b, name);

	if (m != NONE) {
		free(name);
	} else {
		const char *side = related_side(b, name);

		/* An unknown name in a paragraph that has a side belongs to it. */
		m = add_member(b, name, side != NULL ? side : new_paragraph ? NULL : w->side);
	}
	if (m == NONE) {
		w->actor = w->side = NULL;
		return;
	}
	w->names += w->actor != b->member[m].name;
	w->actor = b->member[m].name;
	if (new_paragraph || w->side == NULL)
		w->side = b->member[m].side;
}

/* Do two lines cite the same note? */
static bool
share_marker(const struct box *b, const struct cell *x, const struct cell *y)
{
	const char *t = b->p->src->text, *open, *close, *found;

	for (size_t i = x->start; i < x->end; i = (size_t)(close - t)) {
		open = memchr(t + i, '[', x->end - i);
		close = open != NULL ? memchr(open, ']', x->end - (size_t)(open - t)) : NULL;
		if (close == NULL)
			return false;
		for (found = t + y->start; (found = memchr(found, '[', y->end - (size_t)(found - t))) != NULL; found++)
			if ((size_t)(t + y->end - found) > (size_t)(close - open) &&
			    memcmp(found, open, (size_t)(close - open) + 1) == 0)
				return true;
	}
	return false;
}

/* A paragraph begins with a line that names nobody: whom is it about? It goes on about the one actor of the
 * paragraph before if both lines are explained in brackets or cite the same note. */
static void
carry_over(struct box *b, const struct cell *c, struct who *w)
{
	bool named;
	int columns = count_columns(b, c->group, &named);

	if (w->actor != NULL && w->names <= 1 && named &&
	    ((w->last->explained && c->explained) || share_marker(b, c, w->last)))
		return;
	if (!named && columns == b->sides && c->column >= 1 && c->column <= COLUMNS)
		w->actor = w->side = b->side_of_column[c->column];
	else if (named && b->sides == 2 && b->side_of_column[1] != NULL && w->side != NULL && strcmp(w->side, b->side_of_column[1]) == 0)
		w->actor = w->side = b->side_of_column[2];
	else
		w->actor = w->side = NULL;
	w->names = 0;
}

static void
find_who(struct box *b, const struct cell *c, struct who *w)
{
	bool fresh = w->last == NULL || w->last->group != c->group;
	bool new_paragraph = fresh || w->last->paragraph != c->paragraph;
	char *name = cell_name(c);

	if (fresh)
		w->actor = w->side = NULL;
	count_columns(b, c->group, &w->named);
	if (name != NULL) {
		w->names = new_paragraph ? 0 : w->names;
		name_who(b, name, new_paragraph, w);
	} else if (c->count.found && (name = short_name(c)) != NULL && (new_paragraph || w->actor == NULL)) {
		/* "~500 (FLNA)": one of a side that nobody names. */
		w->side = NULL;
		name_who(b, name, false, w);
		w->side = NULL;
	} else {
		free(name);
		if (c->count.found && box_has(c->bare, strlen(c->bare), WORD_CIVILIAN)) {
			w->actor = "civilians";
			w->side = NULL;
		} else if (new_paragraph) {
			carry_over(b, c, w);
		}
	}
	w->last = c;
}

static void
write_cell(struct box *b, const struct cell *c, const struct who *w)
{
	struct plain *p = b->p;
	size_t label = c->has_label && c->label.glued ? c->label.len : 0;
	json_t *rec;

	mapped_clear(&p->buf);
	if (label > 0) {
		mapped_squeeze(&p->buf, p->src, c->start, c->start + label);
		mapped_put(&p->buf, p->src, c->start + label, c->start + label, " ", 1);
	}
	mapped_squeeze(&p->buf, p->src, c->start + label, c->end);
	if (p->buf.n == 0)
		return;
	rec = block_new(p->src, "infobox", "Infobox", &p->buf);
	set_str(rec, "group", box_group_name(c->group));
	/* Where lines name their actors, empty lines part more than the sides. */
	if (c->column > 0 && !c->has_label && !(w != NULL && w->named))
		set_int(rec, "column", c->column);
	if (w != NULL) {
		set_str(rec, "side", w->side);
		/* A total counts a whole side. */
		set_str(rec, "actor", c->count.total && w->side != NULL ? w->side : w->actor);
	} else if (c->group == BOX_BELLIGERENTS && c->column >= 1 && c->column <= COLUMNS) {
		set_str(rec, "side", b->side_of_column[c->column]);
	}
	emit(rec);
}

static void
write_plain(struct box *b, const struct cell *c, const char *type)
{
	mapped_clear(&b->p->buf);
	mapped_squeeze(&b->p->buf, b->p->src, c->start, c->end);
	if (b->p->buf.n > 0)
		emit(block_new(b->p->src, type, strcmp(type, "caption") == 0 ? "Infobox" : "", &b->p->buf));
}

static void
write_cells(struct box *b)
{
	struct who who = { .last = NULL };
	bool any = false;

	for (size_t i = 0; i < b->n; i++) {
		const struct cell *c = &b->cell[i];
		bool counts = c->group == BOX_STRENGTH || c->group == BOX_CASUALTIES;

		if (c->joined)
			continue;
		any |= c->has_label;
		if (i == 0 && !c->has_label) {
			write_plain(b, c, "title");
		} else if (c->group == BOX_OTHER && !c->has_label && !(any && b->cell[i - 1].paragraph == c->paragraph)) {
			write_plain(b, c, "caption");
		} else if (counts && !c->has_label) {
			find_who(b, c, &who);
			write_cell(b, c, &who);
		} else {
			write_cell(b, c, NULL);
		}
	}
}

size_t
box_write(struct plain *p, size_t i)
{
	struct box *b = xcalloc(1, sizeof *b);

	b->p = p;
	i = collect(b, i);
	set_groups(b);
	join_brackets(b);
	read_sides(b);
	write_cells(b);
	for (size_t k = 0; k < b->n; k++)
		free(b->cell[k].bare);
	for (size_t k = 0; k <= COLUMNS; k++)
		free(b->side_of_column[k]);
	for (size_t k = 0; k < b->members; k++)
		free(b->member[k].name);
	free(b->cell);
	free(b);
	return i;
}
