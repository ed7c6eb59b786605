#include "sentences.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "lexicon.h"
#include "marker.h"
#include "text.h"

#define WORD_MAX 40 /* bytes of a word that are looked at */
#define SENTENCE_MAX 4000 /* bytes; real ones stay under a quarter */

enum abbreviation {
	ABBR_NONE,
	ABBR_NAME,   /* a name or word follows: never the end of a sentence */
	ABBR_NUMBER, /* goes on if a number follows */
	ABBR_END,    /* may end a sentence: only a word that begins sentences tells */
	ABBR_MONTH   /* no abbreviation, but what goes on behind a number with a stop */
};

static struct table *abbreviations, *starters;
static unsigned char *abbreviation_class; /* by row */

static int
by_first_cell(const void *a, const void *b)
{
	return strcmp(((const struct row *)a)->cell[0], ((const struct row *)b)->cell[0]);
}

static struct table *
load_sorted(const char *name, size_t cells)
{
	struct table *t = table_load(name, cells, cells);

	qsort(t->rows, t->n, sizeof *t->rows, by_first_cell);
	return t;
}

void
sentences_load(void)
{
	static const char *const names[] = { "", "name", "number", "end", "month" };

	if (abbreviations != NULL)
		return;
	markers_load();
	abbreviations = load_sorted("abbreviations", 2);
	starters = load_sorted("sentence-starters", 1);
	abbreviation_class = xcalloc(abbreviations->n + 1, 1);
	for (size_t i = 0; i < abbreviations->n; i++) {
		for (unsigned char k = 1; k < 5; k++)
			if (strcmp(abbreviations->rows[i].cell[1], names[k]) == 0)
				abbreviation_class[i] = k;
		if (abbreviation_class[i] == 0)
			table_bad(abbreviations, i, "unknown kind");
	}
}

void
sentences_unload(void)
{
	if (abbreviations != NULL)
		table_free(abbreviations);
	if (starters != NULL)
		table_free(starters);
	free(abbreviation_class);
	abbreviations = starters = NULL;
	abbreviation_class = NULL;
	markers_unload();
}

static const struct row *
find(const struct table *t, const char *word)
{
	char cell[WORD_MAX + 4], *cells = cell;
	struct row key = { .cell = &cells };

	if (t == NULL || strlen(word) >= sizeof cell)
		return NULL;
	strcpy(cell, word);
	return bsearch(&key, t->rows, t->n, sizeof key, by_first_cell);
}

static void
add_note(void *arg, const char *marker, size_t n)
{
	struct clean *c = arg;

	c->note = grow(c->note, &c->notes_cap, c->notes + 1, sizeof *c->note);
	c->note[c->notes].at = c->n;
	c->note[c->notes++].marker = xstrndup(marker, n);
}

/* Append bytes (clean_text made room) that were made of what stands at offset from of the text. */
static void
append(struct clean *c, const char *bytes, size_t n, size_t from, bool gap)
{
	for (size_t k = 0; k < n; k++) {
		c->s[c->n] = bytes[k];
		c->from[c->n] = (uint32_t)(from + k);
		c->gap[c->n++] = gap && k == 0;
	}
	c->s[c->n] = '\0';
	c->from[c->n] = (uint32_t)(from + n);
}

static bool
is_word_char(uint32_t c)
{
	return is_letter(c) || (c >= '0' && c <= '9');
}

/* Must a blank go where a marker was, between the last character and this one? */
static bool
glues(const struct clean *c, uint32_t next)
{
	unsigned char last = c->n > 0 ? (unsigned char)c->s[c->n - 1] : ' ';

	if (!is_word_char(next) && next != '"' && next != '(' && next != 0x201C && next != 0x2018)
		return false;
	return is_word_char(last) || last >= 0x80 || strchr(".,;:!?)\"'", last) != NULL;
}

/* White space and markers that stand before the next character. */
struct between {
	bool space, marker, space_first;
	size_t at; /* where the white space began */
};

static void
append_char(struct clean *c, const char *text, size_t i, size_t len, uint32_t ch, struct between *b)
{
	/* "January [5], the": the blank goes with the marker. */
	bool closes = b->marker && b->space_first && ch < 0x80 && strchr(",.;:!?)", (int)ch) != NULL;

	if (c->n > 0 && ((b->space && !closes) || (b->marker && !b->space && glues(c, ch)))) {
		append(c, " ", 1, b->space ? b->at : i, b->marker);
		b->marker = false;
	}
	append(c, text + i, len, i, b->marker);
	memset(b, 0, sizeof *b);
}

void
clean_text(struct clean *c, const char *text, size_t n, const struct note *taken, size_t ntaken)
{
	struct between b = { 0 };
	size_t len, k = 0;

	memset(c, 0, sizeof *c);
	/* A blank is added only where a marker, of three bytes at least, falls away, or was before. */
	c->s = xmalloc(n + ntaken + 1);
	c->from = xcalloc(n + ntaken + 1, sizeof *c->from);
	c->gap = xcalloc(n + ntaken + 1, sizeof *c->gap);
	c->s[0] = '\0';
	for (size_t i = 0; i < n; i += len) {
		uint32_t ch = utf8_next(text + i, n - i, &len);
		size_t marker;

		for (; k < ntaken && taken[k].at <= i; k++) {
			add_note(c, taken[k].marker, strlen(taken[k].marker));
			b.marker = true;
		}
		marker = ch == '[' ? marker_length(text + i, n - i, i > 0 && !b.space) : 0;
		if (marker > 0) {
			marker_each(text + i, marker, add_note, c);
			b.space_first |= b.space;
			b.marker = true;
			len = marker;
		} else if (ch == ' ' || (ch != '.' && (ch < '0' || ch > 'z') && is_space(ch))) {
			b.at = b.space ? b.at : i;
			b.space = true;
		} else if (!b.space && !b.marker) {
			append(c, text + i, len, i, false);
		} else {
			append_char(c, text, i, len, ch, &b);
		}
	}
	for (; k < ntaken; k++)
		add_note(c, taken[k].marker, strlen(taken[k].marker));
}

void
clean_free(struct clean *c)
{
	for (size_t i = 0; i < c->notes; i++)
		free(c->note[i].marker);
	free(c->note);
	free(c->s);
	free(c->from);
	free(c->gap);
	memset(c, 0, sizeof *c);
}

/* Full stops of scripts that put no blank behind them. */
static bool
is_full_width(uint32_t c)
{
	return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF0E;
}

static bool
is_stop(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x61F || c == 0x6D4 || c == 0x964 || c == 0x1362 ||
	    c == 0x589 || c == 0x203C || c == 0x2047 || c == 0x2049 || is_full_width(c);
}

static bool
is_closer(uint32_t c)
{
	return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x203A;
}

static bool
is_opener(uint32_t c)
{
	return c == '"' || c == '\'' || c == '(' || c == '[' || c == 0x201C || c == 0x2018 || c == 0x201E || c == 0x201A ||
	    c == 0xAB || c == 0x2039 || c == 0xBF || c == 0xA1 || c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2022 || c == '*';
}

/* A small letter of a script that has capitals. */
static bool
is_lower(uint32_t c)
{
	return is_letter(c) && !is_upper(c) && (c < 0x590 || (c >= 0x1E00 && c < 0x2000));
}

/* Offset of the first letter or digit at or behind i, past blanks and opening signs. */
static size_t
first_letter(const struct clean *c, size_t i)
{
	size_t len;

	while (i < c->n) {
		uint32_t ch = utf8_next(c->s + i, c->n - i, &len);

		if (ch != ' ' && !is_opener(ch))
			break;
		i += len;
	}
	return i;
}

/* The word that begins at i, as it stands. */
static void
word_at(const struct clean *c, size_t i, char word[WORD_MAX])
{
	size_t n = 0, len;

	while (i + n < c->n && n < WORD_MAX - 5 && is_word_char(utf8_next(c->s + i + n, c->n - i - n, &len)))
		n += len;
	memcpy(word, c->s + i, n);
	word[n] = '\0';
}

/* Where the word that ends at offset end begins: full stops inside it belong to it ("U.S"). */
static size_t
word_start(const struct clean *c, size_t from, size_t end)
{
	size_t i = end;

	while (i > from && end - i < WORD_MAX - 4 && strchr(" ([\"'/", c->s[i - 1]) == NULL) {
		/* Quotation marks and dashes of several bytes end a word. */
		if ((unsigned char)c->s[i - 1] < 0xC0 && (unsigned char)c->s[i - 1] >= 0x80 && i >= from + 3 &&
		    (unsigned char)c->s[i - 3] == 0xE2 && (unsigned char)c->s[i - 2] == 0x80)
			break;
		i--;
	}
	while (i < end && ((unsigned char)c->s[i] & 0xC0) == 0x80)
		i++;
	return i;
}

/* Does a word that often begins sentences stand at i? */
static bool
starts_sentence(const struct clean *c, size_t i)
{
	char word[WORD_MAX];

	word_at(c, i, word);
	return find(starters, word) != NULL;
}

static bool
is_number(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i] >= '0' && s[i] <= '9')
		i++;
	return n > 0 && i == n;
}

/* "U.S", "p.m", "J": letters with full stops between them. */
static bool
is_initials(const char *s, size_t n)
{
	size_t len;

	for (size_t i = 0; i < n; i += len) {
		if (!is_letter(utf8_next(s + i, n - i, &len)))
			return false;
		if (i + len < n && s[i + len] != '.')
			return false;
		len += i + len < n;
	}
	return n > 0;
}

/* What the table says of a word before a full stop, written as it is there or in lower case. */
static enum abbreviation
abbreviation(const char *s, size_t n)
{
	char *dotted = xasprintf("%.*s.", (int)n, s), *low;
	const struct row *row = find(abbreviations, dotted);

	if (row == NULL) {
		low = fold(dotted, n + 1);
		row = find(abbreviations, low);
		free(low);
	}
	free(dotted);
	return row == NULL ? ABBR_NONE : (enum abbreviation)abbreviation_class[row - abbreviations->rows];
}

/* Does the full stop at stop end a sentence that began at from, when the next text begins at next? */
static bool
stop_ends(const struct clean *c, size_t from, size_t stop, size_t next)
{
	size_t start = word_start(c, from, stop), n = stop - start, len;
	const char *word = c->s + start;
	uint32_t ch = utf8_next(c->s + next, c->n - next, &len);
	bool digit = ch >= '0' && ch <= '9';

	if (n == 0)
		return true;
	/* A number or letter that the sentence begins with counts its place in a list, or is an initial. */
	if (start == from && (is_number(word, n) || (n == 1 && is_upper((unsigned char)*word))))
		return false;
	switch (abbreviation(word, n)) {
	case ABBR_NAME:
		return false;
	case ABBR_NUMBER:
		return !digit;
	case ABBR_END:
		return !digit && starts_sentence(c, next);
	default:
		break;
	}
	if (is_initials(word, n) && (n == 1 || (n == 2 && (unsigned char)*word >= 0x80) || memchr(word, '.', n) != NULL))
		return is_upper(utf8_next(word, n, &len)) ? starts_sentence(c, next) : !digit;
	if (is_number(word, n) && n <= 2) {
		char after[WORD_MAX];

		word_at(c, next, after);
		return abbreviation(after, strlen(after)) != ABBR_MONTH;
	}
	return true;
}

/* "crisis.On": a blank was lost behind the stop. Addresses and names with a stop inside are no such thing. */
static bool
lost_blank(const struct clean *c, size_t from, size_t stop, size_t next)
{
	size_t start = stop, len, end = next;

	while (start > from && c->s[start - 1] != ' ' && stop - start < 60)
		start--;
	while (end < c->n && c->s[end] != ' ' && end - next < 60)
		end++;
	if (stop - start < 4 || !is_lower((unsigned char)c->s[stop - 1]) || !is_lower((unsigned char)c->s[stop - 2]))
		return false;
	for (size_t i = start; i < end; i++)
		if (strchr("/@_=&", c->s[i]) != NULL || (c->s[i] == '.' && i != stop && i + 1 < end))
			return false;
	return is_upper(utf8_next(c->s + next, c->n - next, &len)) && next + len < c->n &&
	    (c->s[next + len] == ' ' || is_lower((unsigned char)c->s[next + len])) &&
	    abbreviation(c->s + start, stop - start) == ABBR_NONE;
}

/* Behind the stop at i and all stops and closing signs that follow it. */
static size_t
stops_end(const struct clean *c, size_t i)
{
	size_t len;

	for (; i < c->n; i += len) {
		uint32_t ch = utf8_next(c->s + i, c->n - i, &len);

		if (!is_stop(ch) && !is_closer(ch))
			break;
	}
	return i;
}

/* Is there an end of a sentence at the stop ch at i, with stops and closing signs up to end? */
static bool
ends_here(const struct clean *c, size_t from, uint32_t ch, size_t i, size_t end)
{
	size_t next, len;
	uint32_t first;
	bool gap = c->s[end] == ' ' || c->gap[end];

	if (is_full_width(ch))
		return true;
	if (!gap)
		return end == i + 1 && (ch == '.' || ch == '?' || ch == '!') && lost_blank(c, from, i, end);
	next = first_letter(c, end);
	if (next == c->n)
		return false;
	first = utf8_next(c->s + next, c->n - next, &len);
	if (is_lower(first))
		return false;
	if (ch != '.' || c->s[i + 1] == '.')
		return is_word_char(first) || first >= 0x80;
	return stop_ends(c, from, i, next);
}

size_t
sentence_end(const struct clean *c, size_t from)
{
	size_t i = from, len, end;

	while (i < c->n) {
		uint32_t ch = utf8_next(c->s + i, c->n - i, &len);

		/* What goes on so long is a list or a table without ends: it is cut, for its readers take time by length. */
		if (i - from >= SENTENCE_MAX && (c->s[i] == ' ' || i - from >= 2 * SENTENCE_MAX))
			return i;

		if ((ch >= 'A' && ch <= 'z') || !is_stop(ch)) {
			i += len;
			continue;
		}
		end = stops_end(c, i + len);
		if (end == c->n)
			break;
		if (ends_here(c, from, ch, i, end))
			return end;
		i = end;
	}
	return c->n;
}
