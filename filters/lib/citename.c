#include "citename.h"

#include <string.h>

#include "text.h"

#define NAMES_MAX 40 /* more authors are not listed */

static uint32_t
char_at(struct span s, size_t i)
{
	size_t len;

	return i < s.n ? utf8_next(s.s + i, s.n - i, &len) : 0;
}

static bool
capital(struct span w)
{
	size_t i = w.n > 0 && (w.s[0] == '\'' || w.s[0] == '(') ? 1 : 0;
	uint32_t c = char_at(w, i);

	/* Scripts without case count as capitals. */
	return is_upper(c) || (is_letter(c) && c >= 0x590 && fold_char(c) == c && c > 0x52F);
}

/* "J.", "J", "J.R.", "H.-P." */
static bool
initials(struct span w)
{
	size_t letters = 0, len;
	uint32_t c;

	for (size_t i = 0; i < w.n; i += len) {
		c = utf8_next(w.s + i, w.n - i, &len);
		if (is_upper(c))
			letters++;
		else if (c != '.' && c != '-')
			return false;
	}
	return letters == 1 || (letters > 1 && letters < 5 && memchr(w.s, '.', w.n) != NULL);
}

static bool
particle(struct span w)
{
	return cite_is(CITE_PARTICLE, w);
}

struct span
span_item(struct span *s, char sep)
{
	size_t depth = 0, i;
	struct span item;

	for (i = 0; i < s->n; i++) {
		if (s->s[i] == '(' || s->s[i] == '[')
			depth++;
		else if ((s->s[i] == ')' || s->s[i] == ']') && depth > 0)
			depth--;
		else if (s->s[i] == sep && depth == 0 && (i + 1 == s->n || s->s[i + 1] == ' ' || sep == ';'))
			break;
	}
	item = span_trim(span_to(*s, i), "");
	*s = span_from(*s, i < s->n ? i + 1 : i);
	return item;
}

bool
work_like(struct span s)
{
	s = span_trim(s, ".,");
	return cite_is(CITE_PUBLICATION, s) || cite_is(CITE_AGENCY, s) || cite_has(CITE_PAPERWORD, s) ||
	    cite_has(CITE_PRESSWORD, s) || cite_has(CITE_HOUSE, s);
}

enum person
person_like(struct span s)
{
	size_t n = 0, sure = 0;
	struct span w, left = span_trim(s, ",;:");

	if (cite_is(CITE_PUBLICATION, left) || cite_is(CITE_AGENCY, left) || place_like(left) ||
	    (span_words(left) > 1 && cite_is(CITE_HOUSE, left)))
		return PERSON_NO;
	for (w = span_word(left); w.n > 0; w = span_word(left), n++) {
		left = span_from(left, (size_t)(w.s - left.s) + w.n);
		if (cite_is(CITE_PAPERWORD, w) || cite_is(CITE_PRESSWORD, w))
			return PERSON_NO;
		for (size_t i = 0; i < w.n; i++)
			if (strchr("0123456789:?!\"()/&", w.s[i]) != NULL)
				return PERSON_NO;
		if (w.n > 2 && (memcmp(w.s + w.n - 2, "'s", 2) == 0 || (w.n > 4 && memcmp(w.s + w.n - 4, "’s", 4) == 0)))
			return PERSON_NO;
		if (n == 0 && (span_is(w, "The") || span_is(w, "A") || span_is(w, "An")))
			return PERSON_NO;
		if (!capital(w) && !(particle(w) && left.n > 0))
			return PERSON_NO;
		sure += cite_is(CITE_GIVEN, w) || initials(w) || cite_is(CITE_RANK, w);
	}
	if (n == 0 || n > 6)
		return PERSON_NO;
	return sure > 0 && n > 1 ? PERSON_YES : n <= 4 ? PERSON_MAYBE : PERSON_NO;
}

/* Position of the next joining word ("&", "and") at or after i, as a word of its own; s.n if none. *len is its length. */
static size_t
next_and(struct span s, size_t i, size_t *len)
{
	for (; i < s.n; i++) {
		if (i == 0 || s.s[i - 1] != ' ')
			continue;
		*len = cite_phrase(CITE_AND, span_from(s, i), NULL);
		if (*len > 0 && i + *len < s.n && s.s[i + *len] == ' ')
			return i;
	}
	return s.n;
}

static bool
given_like(struct span s)
{
	struct span w = span_word(s);

	return w.n > 0 && (initials(w) || cite_is(CITE_GIVEN, w) || cite_is(CITE_RANK, w));
}

static void
add(struct cite *c, struct span s)
{
	size_t n;

	s = span_trim(s, ",;:–—-");
	while ((n = cite_ending(CITE_EDITOR, s)) > 0 || (n = cite_ending(CITE_ETAL, s)) > 0)
		s = span_trim(span_to(s, s.n - n), ",;:");
	/* "Gardiner, Robert, ed." */
	if ((n = cite_ending(CITE_EDITION, s)) > 0 && n + 2 < s.n && s.s[s.n - n - 2] == ',')
		s = span_trim(span_to(s, s.n - n), ",;:");
	if (s.n > 0 && c->nauthors < NAMES_MAX)
		cite_add_author(c, s);
}

/* One or more names parted by commas; n of them. */
static void
add_commas(struct cite *c, struct span s, bool surnames)
{
	struct span item[NAMES_MAX], left = s;
	size_t n = 0, pairs = 0, full = 0;

	while (left.n > 0 && n < NAMES_MAX) {
		item[n] = span_item(&left, ',');
		if (item[n].n == 0 || (n > 0 && cite_is(CITE_SUFFIX, item[n])))
			continue;
		pairs += n % 2 == 1 && given_like(item[n]) && span_words(item[n]) <= 3;
		full += span_words(item[n]) > 1;
		n++;
	}
	if (n >= 4 && n % 2 == 0 && pairs == n / 2) {
		for (size_t i = 0; i + 1 < n; i += 2)
			add(c, (struct span){ item[i].s, (size_t)(item[i + 1].s - item[i].s) + item[i + 1].n });
		return;
	}
	bool two = n == 2 && full == 2 && person_like(item[0]) == PERSON_YES && person_like(item[1]) == PERSON_YES;

	if (n == 1 || (n == 2 && !two && (given_like(item[1]) || !surnames)) || (n > 2 && !surnames && full < n)) {
		add(c, s);
		return;
	}
	for (size_t i = 0; i < n; i++)
		add(c, item[i]);
}

/* Names joined by "and"; the parts before may be lists with commas. */
static void
add_joined(struct cite *c, struct span s, bool surnames)
{
	size_t len = 0, at = next_and(s, 0, &len);

	while (at < s.n) {
		struct span l = span_trim(span_to(s, at), ","), r = span_from(s, at + len);
		bool letter = len == 1 && s.s[at] != '&';

		/* "Ortega y Gasset": a one-letter word joins only whole names. */
		if (letter && (span_words(l) < 2 || span_words(r) < 2)) {
			at = next_and(s, at + 1, &len);
			continue;
		}
		add_commas(c, l, surnames);
		s = span_trim(r, "");
		at = next_and(s, 0, &len);
	}
	add_commas(c, s, surnames);
}

/* "Adam Entous in Washington" without the place */
static struct span
without_place(struct span s)
{
	for (size_t i = 1; i + 4 < s.n; i++)
		if (memcmp(s.s + i, " in ", 4) == 0 && place_like(span_from(s, i + 4)))
			return span_to(s, i);
	return s;
}

void
names_add(struct cite *c, struct span s, bool surnames)
{
	struct span item;
	size_t n;

	s = span_trim(s, ",;:–—-(");
	if ((n = cite_phrase(CITE_BY, s, NULL)) > 0 && n < s.n && s.s[n] == ' ')
		s = span_trim(span_from(s, n), "");
	for (size_t i = 0; i + 5 < s.n; i++) {
		size_t dash = memcmp(s.s + i, " – ", 5) == 0 ? 5 : memcmp(s.s + i, " - ", 3) == 0 ? 3 : 0;

		if (dash > 0 && cite_is(CITE_AGENCY, span_trim(span_from(s, i + dash), ".,"))) {
			cite_set(c, CITE_WIRE, span_from(s, i + dash));
			s = span_to(s, i);
		}
	}
	while (s.n > 0) {
		item = span_item(&s, ';');
		/* Before "et" is read as "and". */
		if ((n = cite_ending(CITE_ETAL, item)) > 0)
			item = span_trim(span_to(item, item.n - n), ",");
		if (memchr(item.s, ',', item.n) == NULL)
			item = without_place(item);
		if (item.n > 0)
			add_joined(c, item, surnames);
	}
}

bool
names_like(struct span s)
{
	struct span item, last;
	size_t n = 0;

	s = span_trim(s, ";:–—-");
	if (s.n == 0 || s.n > 300)
		return false;
	while (s.n > 0) {
		item = span_item(&s, ';');
		last = span_item(&item, ',');
		if (person_like(last) == PERSON_NO || cite_has(CITE_VERB, last))
			return false;
		n++;
	}
	return n > 0;
}

/* Bytes of the one place that s begins with, and of the state behind it. */
static size_t
one_place(struct span s)
{
	size_t n = cite_phrase(CITE_PLACE, s, NULL), m;

	if (n == 0 && (n = cite_phrase(CITE_STATE, s, NULL)) > 0 && n < s.n && s.s[n] == '.')
		n++;
	if (n > 0 && n + 2 < s.n && s.s[n] == ',' && s.s[n + 1] == ' ') {
		m = cite_phrase(CITE_STATE, span_from(s, n + 2), NULL);
		if (m > 0 && (n + 2 + m == s.n || strchr(" ,/.", s.s[n + 2 + m]) != NULL))
			return n + 2 + m + (n + 2 + m < s.n && s.s[n + 2 + m] == '.');
	}
	return n;
}

bool
town_like(struct span s)
{
	size_t k;

	for (k = 0; k < s.n && s.s[k] != ','; k++)
		;
	return k > 0 && k < s.n && span_words(span_to(s, k)) <= 3 && title_case(span_to(s, k)) &&
	    cite_is(CITE_STATE, span_trim(span_from(s, k + 1), "")); 
}

bool
place_like(struct span s)
{
	static const char *const joints[] = { " and ", " & ", "/", " / ", ", ", " – ", "–", "-", " et ", " und ", " y ", " e ",
		"; " };
	size_t n, j;

	s = span_trim(s, ",;:");
	while (s.n > 0) {
		n = one_place(s);
		if (n == 0)
			return false;
		s = span_from(s, n);
		if (span_trim(s, ".").n == 0)
			return true;
		for (j = 0; j < sizeof joints / sizeof *joints; j++)
			if (s.n > strlen(joints[j]) && memcmp(s.s, joints[j], strlen(joints[j])) == 0)
				break;
		if (j == sizeof joints / sizeof *joints)
			return false;
		s = span_from(s, strlen(joints[j]));
	}
	return false;
}

bool
title_case(struct span s)
{
	struct span w;
	size_t n = 0;

	for (w = span_word(s); w.n > 0; w = span_word(s)) {
		s = span_from(s, (size_t)(w.s - s.s) + w.n);
		if (capital(w))
			n++;
		else if (w.n > 3 || n == 0)
			return false;
	}
	return n > 0;
}
