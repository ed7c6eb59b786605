#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "marker.h"
#include "newsline.h"
#include "phrase_lines.h"
#include "plain_parts.h"
#include "text.h"

#define TOP_UNITS 8   /* where title, byline and date stand */
#define TITLE_MAX 200 /* bytes */
#define STACK_MAX 4   /* headings right under one another; more short lines are a list */
#define INLINE_WORDS 8 /* of a heading that no empty line sets apart */

static bool
open(const struct plain *p, size_t i)
{
	return i < p->n && p->unit[i].type == UNIT_NONE;
}

static bool
phrase(const struct plain *p, size_t i, enum line_kind kind)
{
	const struct unit *u = &p->unit[i];

	return line_is(kind, unit_text(p, u), markers_trim(unit_text(p, u), unit_len(u)), NULL);
}

static bool
known_heading(const struct plain *p, size_t i)
{
	return phrase(p, i, LINE_TOP) || phrase(p, i, LINE_REFS) || phrase(p, i, LINE_LIST) || phrase(p, i, LINE_POINTS);
}

/* The lines above an article that tell who wrote it and when. */
static void
find_byline(struct plain *p)
{
	for (size_t i = 0; i < p->n && i < TOP_UNITS; i++) {
		struct unit *u = &p->unit[i];

		if (open(p, i) && newsline_read(unit_text(p, u), unit_len(u), &p->info))
			u->type = UNIT_BYLINE;
	}
}

/* The first line, if it is no sentence and an article follows. */
static void
find_title(struct plain *p)
{
	size_t i = 0, body, n;
	const char *s;

	while (i < p->n && p->unit[i].type == UNIT_NOISE)
		i++;
	if (!open(p, i) || i + 1 >= p->n || unit_len(&p->unit[i]) > TITLE_MAX)
		return;
	s = unit_text(p, &p->unit[i]);
	n = unit_len(&p->unit[i]);
	if (p->unit[i + 1].blanks == 0 && !p->unit[i + 1].prose && p->unit[i + 1].type != UNIT_BYLINE)
		return;
	if (strchr(".,;:", s[n - 1]) != NULL || (s[n - 1] == ']' && markers_trim(s, n) < n))
		return;
	for (body = i + 1; body < p->n && !p->unit[body].prose; body++)
		;
	if (body == p->n || known_heading(p, i))
		return;
	p->unit[i].type = UNIT_TITLE;
	if (p->info.title == NULL)
		p->info.title = squeeze(s, n);
}

/* The usual number of empty lines between paragraphs. */
static uint32_t
usual_gap(const struct plain *p)
{
	size_t count[4] = { 0 }, best = 0;

	for (size_t i = 1; i < p->n; i++)
		if (p->unit[i].prose && p->unit[i - 1].prose)
			count[p->unit[i].blanks < 3 ? p->unit[i].blanks : 3]++;
	for (size_t k = 1; k < 4; k++)
		if (count[k] > count[best])
			best = k;
	return best > 1 ? (uint32_t)best : 1;
}

/* Does the text set headings apart by more empty lines than captions? */
static bool
is_spaced(const struct plain *p, uint32_t gap)
{
	size_t wide = 0, narrow = 0;

	for (size_t i = 0; i + 1 < p->n; i++) {
		const struct unit *u = &p->unit[i], *next = &p->unit[i + 1];

		if (!open(p, i) || !u->candidate || (i > 0 && u->blanks == 0) || !(next->prose || next->candidate))
			continue;
		wide += next->blanks > gap;
		narrow += next->blanks == gap && next->prose;
	}
	return wide >= 3 || (wide == 2 && narrow <= 2);
}

/* Does it end with a year that no brackets hold: "Troops at the border, May 1940"? */
static bool
ends_with_year(const char *s, size_t n)
{
	return n > 12 && strspn(s + n - 4, "0123456789") >= 4 && (s[n - 4] == '1' || s[n - 4] == '2') && s[n - 5] == ' ' &&
	    !(s[0] >= '0' && s[0] <= '9');
}

static bool
is_caption(const struct plain *p, size_t i)
{
	const char *s = unit_text(p, &p->unit[i]);
	size_t n = unit_len(&p->unit[i]);

	return phrase(p, i, LINE_CAPTION) || ends_with_year(s, n);
}

/* A run of short lines between two stretches of prose, and one group of it between empty lines. */
struct chain {
	size_t first, last; /* units first .. last - 1 */
	size_t singles;     /* groups of one line */
	uint32_t gap;
	bool spaced;
};

static size_t
group_end(const struct chain *c, const struct plain *p, size_t i)
{
	for (i++; i < c->last && p->unit[i].blanks == 0; i++)
		;
	return i;
}

static size_t
words(const struct plain *p, size_t i)
{
	const char *s = unit_text(p, &p->unit[i]);
	size_t n = unit_len(&p->unit[i]), count = 1;

	for (size_t k = 0; k < n; k++)
		count += s[k] == ' ';
	return count;
}

/* Type of a line that stands alone between empty lines, or at the head of its paragraph. */
static enum unit_type
decide_single(const struct chain *c, const struct plain *p, size_t i)
{
	uint32_t after = i + 1 < p->n ? p->unit[i + 1].blanks : 0;
	bool first = i == c->first, more = i + 1 < c->last;

	if (known_heading(p, i))
		return UNIT_HEADING;
	if (c->last == p->n || p->unit[c->last].type == UNIT_REF)
		return UNIT_PARA;
	if (p->unit[i].blanks == 0 && i > 0 && after == 0)
		return words(p, i) <= INLINE_WORDS && !more && first && p->unit[c->last].prose ? UNIT_HEADING : UNIT_PARA;
	if (c->spaced && (after > c->gap || (first && more)))
		return UNIT_HEADING;
	if (c->spaced || is_caption(p, i))
		return UNIT_CAPTION;
	return c->singles <= STACK_MAX ? UNIT_HEADING : UNIT_PARA;
}

static void
decide_chain(struct chain *c, struct plain *p)
{
	size_t end;

	c->singles = 0;
	for (size_t i = c->first; i < c->last; i = end) {
		end = group_end(c, p, i);
		c->singles += end - i == 1;
	}
	for (size_t i = c->first; i < c->last; i = end) {
		end = group_end(c, p, i);
		for (size_t k = i; k < end; k++) {
			if (end - i == 1 || known_heading(p, k))
				p->unit[k].type = (uint8_t)decide_single(c, p, k);
			else
				p->unit[k].type = c->spaced || is_caption(p, k) ? UNIT_CAPTION : UNIT_PARA;
		}
	}
}

static void
find_headings(struct plain *p)
{
	struct chain c = { .gap = usual_gap(p) };

	c.spaced = is_spaced(p, c.gap);
	p->lost_gap = c.spaced ? c.gap + 2 : 0;
	for (c.first = 0; c.first < p->n; c.first = c.last > c.first ? c.last : c.first + 1) {
		for (c.last = c.first; open(p, c.last) && p->unit[c.last].candidate; c.last++)
			;
		if (c.last > c.first)
			decide_chain(&c, p);
	}
}

enum form { FORM_PLAIN, FORM_TOP, FORM_RANGE, FORM_YEAR };

/* "Rebellion (January-April 2012)", "2014-2015: Insurgents regroup" */
static enum form
heading_form(const struct plain *p, size_t i)
{
	const char *s = unit_text(p, &p->unit[i]);
	size_t n = unit_len(&p->unit[i]), digits = strspn(s, "0123456789"), k = n;

	if (known_heading(p, i))
		return FORM_TOP;
	if (digits == 4 && n >= 4)
		return FORM_YEAR;
	if (s[n - 1] != ')')
		return FORM_PLAIN;
	while (k > 0 && s[k - 1] != '(')
		k--;
	for (; k + 4 < n; k++)
		if (strspn(s + k, "0123456789") >= 4)
			return FORM_RANGE;
	return FORM_PLAIN;
}

/* Levels of the headings without mark-up, from their forms and from which stand right below others. */
static void
set_levels(struct plain *p)
{
	size_t ranges = 0, last = p->n;
	uint8_t child = 2;
	enum form form, before = FORM_PLAIN;

	for (size_t i = 0; i < p->n; i++)
		ranges += p->unit[i].type == UNIT_HEADING && !p->unit[i].known && heading_form(p, i) == FORM_RANGE;
	for (size_t i = 0; i < p->n; i++) {
		struct unit *u = &p->unit[i];
		bool stacked = last + 1 == i;

		if (u->type != UNIT_HEADING || u->known)
			continue;
		form = heading_form(p, i);
		if (form == FORM_TOP || (form == FORM_RANGE && ranges >= 2)) {
			u->level = 2;
			child = form == FORM_RANGE || ranges >= 2 ? 3 : 2;
		} else if (stacked && form == before) {
			u->level = form == FORM_PLAIN ? (uint8_t)(p->unit[last].level + 1) : p->unit[last].level;
		} else if (stacked) {
			u->level = (uint8_t)(p->unit[last].level + 1);
		} else {
			u->level = child;
		}
		if (u->level > HEADING_LEVELS)
			u->level = HEADING_LEVELS;
		if (stacked && ranges < 2 && u->level > child)
			child = u->level;
		before = form;
		last = i;
	}
}

/* "Label: sentence" */
static bool
has_label(const struct plain *p, size_t i)
{
	const struct unit *u = &p->unit[i];
	size_t n = unit_len(u) < 80 ? unit_len(u) : 80;
	const char *colon = memchr(unit_text(p, u), ':', n);

	return colon != NULL && colon + 1 < unit_text(p, u) + unit_len(u) && colon[1] == ' ';
}

/* The lines below "Key points" are a list. */
static void
find_points(struct plain *p)
{
	bool points = false;

	for (size_t i = 0; i < p->n; i++) {
		struct unit *u = &p->unit[i];

		if (u->type == UNIT_HEADING)
			points = phrase(p, i, LINE_POINTS);
		else if (points && (u->type == UNIT_NONE || u->type == UNIT_PARA) && has_label(p, i))
			u->type = UNIT_ITEM;
		else if (u->type != UNIT_NOISE && u->type != UNIT_ITEM)
			points = false;
	}
}

void
plain_heads(struct plain *p)
{
	find_byline(p);
	find_title(p);
	find_headings(p);
	set_levels(p);
	find_points(p);
	for (size_t i = 0; i < p->n && i < 2 * TOP_UNITS; i++)
		if (open(p, i) && p->unit[i].prose) {
			newsline_dateline(unit_text(p, &p->unit[i]), unit_len(&p->unit[i]), &p->info);
			break;
		}
}
