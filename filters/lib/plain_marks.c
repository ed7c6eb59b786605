#include <stdlib.h>
#include <string.h>

#include "marker.h"
#include "phrase_lines.h"
#include "plain_parts.h"
#include "text.h"

#define NOISE_MAX 200 /* bytes: a longer line is prose, whatever it begins with */

static uint32_t
first_char(const struct plain *p, const struct unit *u, size_t *len)
{
	return utf8_next(unit_text(p, u), unit_len(u), len);
}

static size_t
blanks_at(const struct plain *p, size_t at, size_t end)
{
	size_t from = at, len;

	while (at < end && is_space(utf8_next(p->src->text + at, end - at, &len)))
		at += len;
	return at - from;
}

/* Is it one of the signs that only lists begin with? */
static bool
is_bullet(uint32_t c)
{
	return c == 0x2022 || c == 0x25E6 || c == 0x25AA || c == 0x2023 || c == 0xB7 || c == 0x25CF || c == 0x25CB ||
	    c == 0x25A0 || c == 0x25A1 || c == 0x2043 || c == 0x27A2 || c == 0x2713 || c == 0xF0B7 || c == '*' || c == '+';
}

/* A dash is a bullet where lines on either side begin with one, too. */
static bool
is_dash(const struct plain *p, size_t i)
{
	size_t len;
	uint32_t c = first_char(p, &p->unit[i], &len), d;

	if (c != '-' && c != 0x2013 && c != 0x2014)
		return false;
	if (c == '-')
		return true;
	d = i > 0 ? first_char(p, &p->unit[i - 1], &len) : 0;
	if (i + 1 < p->n && d != c)
		d = first_char(p, &p->unit[i + 1], &len);
	return d == c;
}

/* "12. ", "12) ", "[12] ": sets number and body. */
static bool
read_number(struct plain *p, struct unit *u)
{
	const char *t = p->src->text;
	size_t i = u->start, d, blanks;
	bool bracket = t[i] == '[';

	i += bracket;
	d = strspn(t + i, "0123456789");
	if (d == 0 || d > 4 || i + d >= u->end)
		return false;
	if (bracket ? t[i + d] != ']' : t[i + d] != '.' && t[i + d] != ')')
		return false;
	blanks = blanks_at(p, i + d + 1, u->end);
	if (blanks == 0 && i + d + 1 < u->end)
		return false;
	u->number = (uint32_t)strtoul(t + i, NULL, 10);
	u->body = (uint32_t)(i + d + 1 + blanks);
	return true;
}

static void
read_bullet(struct plain *p, size_t i)
{
	struct unit *u = &p->unit[i];
	size_t len, blanks;
	uint32_t c = first_char(p, u, &len);

	if (is_bullet(c) || is_dash(p, i)) {
		blanks = blanks_at(p, u->start + len, u->end);
		if (blanks > 0 || c >= 0x2022) {
			u->bulleted = u->start + len + blanks < u->end;
			u->body = (uint32_t)(u->start + len + blanks);
			u->type = u->bulleted ? UNIT_ITEM : UNIT_NOISE;
		}
	}
}

/* The caret that leads back from an entry into the text: its bytes, 0 if there is none. */
static size_t
caret(const struct plain *p, size_t at, size_t end)
{
	if (at < end && p->src->text[at] == '^')
		return 1;
	return end - at >= 3 && memcmp(p->src->text + at, "\xE2\x86\x91", 3) == 0 ? 3 : 0;
}

/* Number, bullet, or caret at the beginning. */
static void
read_beginning(struct plain *p, size_t i)
{
	struct unit *u = &p->unit[i];

	read_bullet(p, i);
	if (u->bulleted)
		return;
	if (read_number(p, u))
		u->numbered = true;
	if (caret(p, u->body, u->end) > 0)
		u->type = UNIT_REF;
	else if (u->numbered && u->body == u->end)
		u->numbered = false;
	if (!u->numbered && u->type != UNIT_REF)
		u->body = u->start;
}

/* "== Heading ==" and "## Heading": the level, 0 if it is none; sets the bounds to the words. */
static void
read_heading(struct plain *p, struct unit *u)
{
	const char *t = p->src->text;
	size_t mark = strspn(t + u->start, t[u->start] == '=' ? "=" : "#"), end = u->end, n = 0;

	if (mark == 0 || mark > 6 || u->end - u->start > 300)
		return;
	while (t[u->start] == '=' && end > u->start + mark && t[end - 1] == '=' && n < mark) {
		end--;
		n++;
	}
	if ((t[u->start] == '=' && n != mark) || (t[u->start] == '#' && t[u->start + mark] != ' '))
		return;
	while (end > u->start + mark && (t[end - 1] == ' ' || (t[u->start] == '#' && t[end - 1] == '#')))
		end--;
	u->body = (uint32_t)(u->start + mark + blanks_at(p, u->start + mark, end));
	u->end = (uint32_t)end;
	u->type = u->body < end ? UNIT_HEADING : UNIT_NOISE;
	u->level = (uint8_t)mark;
	u->known = true;
}

/* A line of signs: "-----", "* * *". Under a short line it makes that a heading. */
static void
read_rule(struct plain *p, size_t i)
{
	struct unit *u = &p->unit[i], *above = i > 0 ? &p->unit[i - 1] : NULL;
	const char *s = unit_text(p, u);
	size_t n = unit_len(u);

	if (strspn(s, "=-_*~# .") < n || strspn(s, ".") >= n)
		return;
	u->type = UNIT_NOISE;
	if (n < 3 || u->blanks > 0 || above == NULL || !above->candidate || (strspn(s, "=") < n && strspn(s, "-") < n))
		return;
	above->type = UNIT_HEADING;
	above->level = *s == '=' ? 1 : 2;
	above->known = true;
}

static void
read_noise(struct plain *p, struct unit *u)
{
	const char *s = unit_text(p, u);
	size_t n = unit_len(u);

	if (n <= NOISE_MAX && (line_is(LINE_NOISE_ALL, s, n, NULL) || line_is(LINE_NOISE, s, n, NULL)) &&
	    !line_is(LINE_LIST, s, n, NULL))
		u->type = UNIT_NOISE;
}

/* Make numbered lines items where the numbers run on, and the entries below a heading of references refs. */
static void
settle_numbers(struct plain *p)
{
	bool refs = false;
	uint32_t last = 0;

	for (size_t i = 0; i < p->n; i++) {
		struct unit *u = &p->unit[i];
		bool next = i + 1 < p->n && p->unit[i + 1].numbered && p->unit[i + 1].number == u->number + 1;

		if (u->type == UNIT_NOISE)
			continue;
		if (!u->numbered) {
			bool indented = u->bulleted || (u->blanks == 0 && u->type == UNIT_NONE && last > 0 && u->indent > 1);

			refs = (refs && indented) ||
			    (u->candidate && line_is(LINE_REFS, p->src->text + u->body, u->end - u->body, NULL));
			last = indented ? last : 0;
			continue;
		}
		if (u->type == UNIT_NONE && refs)
			u->type = UNIT_REF;
		else if (u->type == UNIT_NONE && p->src->text[u->start] != '[' && u->number < 1000 &&
		    (next || (last > 0 && u->number == last + 1) || u->number == 1))
			u->type = UNIT_ITEM;
		if (u->type == UNIT_NONE)
			u->body = u->start;
		last = u->number;
	}
}

/* A line right below an item or entry, deeper indented or below a reference, goes on with it. */
static void
join_continued(struct plain *p)
{
	struct unit *open = NULL;

	for (size_t i = 0; i < p->n; i++) {
		struct unit *u = &p->unit[i];
		bool on = open != NULL && u->blanks == 0 && u->type == UNIT_NONE && u->end - open->start < BLOCK_LIMIT;

		if (on && (open->type == UNIT_REF || u->indent > open->indent)) {
			open->end = u->end;
			u->type = UNIT_NOISE;
		} else if (u->type != UNIT_NOISE) {
			open = u->type == UNIT_REF || u->type == UNIT_ITEM ? u : NULL;
		}
	}
}

void
plain_marks(struct plain *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct unit *u = &p->unit[i];

		read_noise(p, u);
		if (u->type == UNIT_NOISE)
			continue;
		read_rule(p, i);
		if (u->type == UNIT_NONE)
			read_heading(p, u);
		if (u->type == UNIT_NONE)
			read_beginning(p, i);
	}
	settle_numbers(p);
	join_continued(p);
}
