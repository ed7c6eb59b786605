#include <stdlib.h>
#include <string.h>

#include "box.h"
#include "marker.h"
#include "phrase_lines.h"
#include "plain_parts.h"
#include "text.h"

#define BOX_LINE_MAX 220 /* bytes */
#define BOX_MAX 3000     /* units of one infobox */
#define SENTENCE_MAX 110 /* bytes of a sentence that may be the caption of its picture */
#define SURE 3           /* sum of the labels' weights that makes a run of lines an infobox */

static bool
find_label(const struct plain *p, size_t i, struct box_label *l)
{
	return box_label(unit_text(p, &p->unit[i]), markers_trim(unit_text(p, &p->unit[i]), unit_len(&p->unit[i])), l);
}

/* The caption of the picture is the one sentence in an infobox: lines with labels follow it. */
static bool
labels_follow(const struct plain *p, size_t i)
{
	struct box_label l;

	for (size_t k = i + 1; k < p->n && k <= i + 3; k++)
		if (unit_len(&p->unit[k]) <= BOX_LINE_MAX && find_label(p, k, &l) && l.form == BOX_LABEL)
			return true;
	return false;
}

static bool
boxable(const struct plain *p, size_t i)
{
	const struct unit *u = &p->unit[i];

	if (u->type == UNIT_NOISE)
		return unit_len(u) < BOX_LINE_MAX;
	return (u->type == UNIT_NONE || (u->type == UNIT_ITEM && u->bulleted)) && unit_len(u) <= BOX_LINE_MAX &&
	    (!u->prose || (unit_len(u) <= SENTENCE_MAX && labels_follow(p, i)));
}

/* First and last label of a run; false where the run shows no infobox. */
static bool
find_anchors(const struct plain *p, size_t from, size_t to, size_t *first, size_t *last)
{
	struct box_label l;
	int sum = 0, kinds = 0;

	*first = to;
	for (size_t i = from; i < to; i++) {
		if (!find_label(p, i, &l) || l.weight == 0)
			continue;
		if (*first == to)
			*first = i;
		*last = i;
		sum += l.weight;
		kinds++;
	}
	return sum >= SURE && kinds >= 2;
}

/* Where the infobox with its first label at i begins: with its title, right above or a line further up. */
static size_t
box_start(const struct plain *p, size_t from, size_t i)
{
	size_t start = i;

	while (start > from && p->unit[start].blanks == 0 && p->unit[start - 1].type == UNIT_NONE)
		start--;
	if (start == i && start > from && p->unit[start - 1].candidate && p->unit[start].blanks == 1)
		start--;
	return start;
}

/* Is unit i, the last of a run before prose, a heading of that prose? */
static bool
heads_prose(const struct plain *p, size_t i, size_t to)
{
	const struct unit *u = &p->unit[i];
	const char *s = unit_text(p, u);
	size_t n = markers_trim(s, unit_len(u));
	struct box_label l;

	if (!u->candidate || u->blanks == 0 || (to < p->n && p->unit[i + 1].blanks == 0))
		return false;
	if (line_is(LINE_TOP, s, n, NULL) || line_is(LINE_REFS, s, n, NULL) || line_is(LINE_LIST, s, n, NULL))
		return !find_label(p, i, &l) || l.group == BOX_OTHER;
	return i + 1 < p->n && p->unit[i + 1].blanks >= 2 && !box_has(s, n, WORD_HARM) && !box_has(s, n, WORD_CIVILIAN);
}

static size_t
box_end(const struct plain *p, size_t last, size_t to)
{
	size_t end = last + 1;

	/* A known heading ends the box wherever it stands; else look back from the prose. */
	while (end < to && !(p->unit[end].blanks > 0 && (end + 1 == to || p->unit[end + 1].blanks > 0) &&
	    heads_prose(p, end, to)))
		end++;
	return end;
}

void
plain_box(struct plain *p)
{
	size_t from = 0, to, first, last = 0, start, end;

	box_load();
	for (; from < p->n; from = to > from ? to : from + 1) {
		for (to = from; to < p->n && to - from < BOX_MAX && boxable(p, to); to++)
			;
		if (!find_anchors(p, from, to, &first, &last))
			continue;
		start = box_start(p, from, first);
		end = box_end(p, last, to);
		for (size_t i = start; i < end; i++)
			if (p->unit[i].type != UNIT_NOISE)
				p->unit[i].type = UNIT_BOX;
		if (p->info.title == NULL && start < first)
			p->info.title = squeeze(unit_text(p, &p->unit[start]), unit_len(&p->unit[start]));
	}
}
