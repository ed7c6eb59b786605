#include "marker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "lexicon.h"
#include "text.h"

#define CONTENT_MAX 60 /* bytes between the brackets */
#define SPREAD_MAX 50  /* numbers that a range stands for */

static struct table *table;
static bool *numbered; /* by row: the word is followed by a number */

void
markers_load(void)
{
	if (table != NULL)
		return;
	table = table_load("marker-words", 2, 2);
	numbered = xcalloc(table->n + 1, sizeof *numbered);
	for (size_t i = 0; i < table->n; i++) {
		numbered[i] = strcmp(table->rows[i].cell[1], "numbered") == 0;
		if (!numbered[i] && strcmp(table->rows[i].cell[1], "whole") != 0)
			table_bad(table, i, "neither whole nor numbered");
	}
}

void
markers_unload(void)
{
	if (table != NULL)
		table_free(table);
	free(numbered);
	table = NULL;
	numbered = NULL;
}

static bool
digit(char c)
{
	return c >= '0' && c <= '9';
}

static size_t
digits(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && digit(s[i]))
		i++;
	return i;
}

/* Bytes of a hyphen, dash, comma or semicolon with blanks around it; *range tells a dash. */
static size_t
separator(const char *s, size_t n, bool *range)
{
	size_t i = 0, len;
	uint32_t c;

	while (i < n && s[i] == ' ')
		i++;
	if (i == n)
		return 0;
	c = utf8_next(s + i, n - i, &len);
	*range = c == '-' || (c >= 0x2010 && c <= 0x2014);
	if (!*range && c != ',' && c != ';')
		return 0;
	i += len;
	while (i < n && s[i] == ' ')
		i++;
	return i;
}

/* "12", "12, 14", "12-16" */
static bool
is_numbers(const char *s, size_t n, bool glued)
{
	bool range;
	size_t i = 0, d, sep;

	for (;;) {
		d = digits(s + i, n - i);
		if (d == 0 || d > 4)
			return false;
		/* Between blanks this is a year that an editor put in. */
		if (d == 4 && (s[i] == '1' || s[i] == '2') && !glued)
			return false;
		i += d;
		if (i == n)
			return true;
		sep = separator(s + i, n - i, &range);
		if (sep == 0)
			return false;
		i += sep;
	}
}

/* "a", "ab", "iv", "A": only behind something, and not as part of a word that an editor changed: "[t]he". */
static bool
is_letters(const char *s, size_t n, bool glued, const char *after, size_t left)
{
	size_t len;

	if (!glued || n > 4 || (left > 0 && is_letter(utf8_next(after, left, &len))))
		return false;
	if (n == 1)
		return (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z');
	if (n == 2 && *s >= 'a' && *s <= 'c' && s[1] >= 'a' && s[1] <= 'z')
		return true;
	return strspn(s, "ivx") >= n;
}

/* "citation needed", "note 3", "^1" */
static bool
is_words(const char *s, size_t n)
{
	char *low;
	size_t w;
	bool found = false;

	if (n > 1 && *s == '^')
		return digits(s + 1, n - 1) == n - 1 || memchr(s, ' ', n) == NULL;
	low = fold(s, n);
	for (size_t i = 0; table != NULL && i < table->n && !found; i++) {
		const char *word = table->rows[i].cell[0];

		w = strlen(word);
		if (!numbered[i])
			found = strcmp(low, word) == 0;
		else if (strncmp(low, word, w) == 0 && low[w] == ' ')
			found = low[w + 1] != '\0' && (digits(low + w + 1, 4) == strlen(low + w + 1) || low[w + 2] == '\0');
	}
	free(low);
	return found;
}

/* ": 45-47" behind a marker: the page there. Only where a sentence or the text ends behind it. */
static size_t
page_length(const char *s, size_t n)
{
	size_t i = 1, d, len;
	bool range;

	if (n < 2 || *s != ':')
		return 0;
	while (i < n && i < 3 && (s[i] == ' ' || (unsigned char)s[i] == 0xC2 || (unsigned char)s[i] == 0xA0))
		i++;
	for (;;) {
		d = digits(s + i, n - i);
		if (d == 0 || d > 4)
			return 0;
		i += d;
		d = separator(s + i, n - i, &range);
		if (d == 0 || !digit(s[i + d < n ? i + d : i]))
			break;
		i += d;
	}
	d = i;
	while (i < n && s[i] == ' ')
		i++;
	if (i == n || (i > d && is_upper(utf8_next(s + i, n - i, &len))) || s[i] == '[')
		return d;
	return 0;
}

size_t
marker_length(const char *s, size_t n, bool glued)
{
	const char *end;
	size_t len, look = n < CONTENT_MAX + 2 ? n : CONTENT_MAX + 2;

	if (n < 3 || *s != '[' || (end = memchr(s, ']', look)) == NULL)
		return 0;
	len = (size_t)(end - s) + 1;
	if (len < 3 || memchr(s + 1, '[', len - 2) != NULL)
		return 0;
	if (!is_numbers(s + 1, len - 2, glued) && !is_letters(s + 1, len - 2, glued, end + 1, n - len) &&
	    !is_words(s + 1, len - 2))
		return 0;
	return len + page_length(s + len, n - len);
}

/* "14-16" is three markers. */
static void
spread(const char *s, size_t n, const char *to, size_t to_n, void (*each)(void *, const char *, size_t), void *arg)
{
	long a = strtol(s, NULL, 10), b = strtol(to, NULL, 10);
	char one[16];

	if (b <= a || b - a > SPREAD_MAX) {
		each(arg, s, n);
		each(arg, to, to_n);
		return;
	}
	for (; a <= b; a++) {
		snprintf(one, sizeof one, "%ld", a);
		each(arg, one, strlen(one));
	}
}

void
marker_each(const char *s, size_t len, void (*each)(void *arg, const char *marker, size_t n), void *arg)
{
	const char *end = memchr(s, ']', len);
	size_t n, d, sep, next;
	bool range = false;

	if (end == NULL || len < 3)
		return;
	n = (size_t)(end - s) - 1;
	s++;
	if (n > 1 && *s == '^') {
		s++;
		n--;
	}
	d = digits(s, n);
	if (d == 0 || d == n) {
		each(arg, s, n);
		return;
	}
	while (d > 0) {
		sep = separator(s + d, n - d, &range);
		next = sep > 0 ? digits(s + d + sep, n - d - sep) : 0;
		if (range && next > 0) {
			spread(s, d, s + d + sep, next, each, arg);
			s += d + sep + next;
			n -= d + sep + next;
			sep = separator(s, n, &range);
			next = sep > 0 ? digits(s + sep, n - sep) : 0;
			d = 0;
		} else {
			each(arg, s, d);
		}
		s += d + sep;
		n -= d + sep;
		d = next;
	}
}

size_t
markers_trim(const char *s, size_t n)
{
	size_t open;

	for (;;) {
		while (n > 0 && (s[n - 1] == ' ' || s[n - 1] == '\t'))
			n--;
		if (n == 0 || s[n - 1] != ']')
			return n;
		for (open = n - 1; open > 0 && n - open < CONTENT_MAX + 2 && s[open] != '['; open--)
			;
		if (s[open] != '[' || marker_length(s + open, n - open, open > 0 && s[open - 1] != ' ') != n - open)
			return n;
		n = open;
	}
}
