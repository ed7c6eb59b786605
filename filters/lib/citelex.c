#include "citelex.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "lexicon.h"
#include "text.h"

struct phrase {
	uint32_t first; /* folded first character */
	const char *low;
	const char *value;
};

struct phrase_list {
	struct phrase *items;
	size_t n, cap;
};

static const char *const kind_names[] = {
	"accessed", "archived", "link", "archive", "dead", "via", "see", "ibid", "pages", "volume", "issue", "edition",
	"editor", "contributor", "by", "in", "and", "etal", "particle", "suffix", "rank", "abbreviation", "series", "on",
	"undated", "circa", "season", "verb", "generic", "format", "nocitation", "locator", NULL
};

static struct phrase_list lists[CITE_KINDS];
static struct table *tables[16];
static size_t ntables;
static char **owned;
static size_t nowned, owned_cap;

static uint32_t
first_char(const char *s, size_t n)
{
	size_t len;

	return n > 0 ? fold_char(utf8_next(s, n, &len)) : 0;
}

static void
add(enum cite_kind kind, const char *phrase, const char *value)
{
	struct phrase_list *l = &lists[kind];
	char *low = fold(phrase, strlen(phrase));

	owned = grow(owned, &owned_cap, nowned + 1, sizeof *owned);
	owned[nowned++] = low;
	l->items = grow(l->items, &l->cap, l->n + 1, sizeof *l->items);
	l->items[l->n++] = (struct phrase){ first_char(low, strlen(low)), low, value };
}

static struct table *
load(const char *name, size_t min, size_t max)
{
	struct table *t = table_load(name, min, max);

	if (ntables == sizeof tables / sizeof *tables)
		die("too many tables");
	tables[ntables++] = t;
	return t;
}

/* A table whose rows are all of one kind; its second column is their value. */
static void
load_kind(const char *name, enum cite_kind kind, size_t min, size_t max)
{
	struct table *t = load(name, min, max);

	for (size_t i = 0; i < t->n; i++)
		add(kind, t->rows[i].cell[0], max > 1 ? t->rows[i].cell[1] : "");
}

/* A table whose second column names the kind. */
static void
load_kinds(const char *name, const char *const *kinds, enum cite_kind first)
{
	struct table *t = load(name, 2, 3);
	size_t k;

	for (size_t i = 0; i < t->n; i++) {
		for (k = 0; kinds[k] != NULL && strcmp(kinds[k], t->rows[i].cell[1]) != 0; k++)
			;
		if (kinds[k] == NULL)
			table_bad(t, i, "unknown kind");
		add(first + k, t->rows[i].cell[0], t->rows[i].cell[2]);
	}
}

static void
load_noise(void)
{
	struct table *t = load("template-noise", 2, 3);

	/* The value is the row: end and effect are its other cells. */
	for (size_t i = 0; i < t->n; i++)
		add(CITE_NOISE, t->rows[i].cell[0], (const char *)t->rows[i].cell);
}

static int
by_first(const void *a, const void *b)
{
	const struct phrase *x = a, *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	return strcmp(x->low, y->low);
}

void
cite_load(void)
{
	static const char *const words[] = { "paper", "press", "house", NULL };
	static const char *const places[] = { "place", "state", NULL };

	if (ntables > 0)
		return;
	load_kinds("citation-phrases", kind_names, CITE_ACCESSED);
	load_kinds("publication-words", words, CITE_PAPERWORD);
	load_kinds("publication-places", places, CITE_PLACE);
	load_kind("months", CITE_MONTH, 3, 3);
	load_kind("weekdays", CITE_WEEKDAY, 3, 3);
	load_kind("languages", CITE_LANGUAGE, 2, 2);
	load_kind("agencies", CITE_AGENCY, 1, 2);
	load_kind("publications", CITE_PUBLICATION, 1, 2);
	load_kind("given-names", CITE_GIVEN, 1, 1);
	load_kind("citation-ids", CITE_ID, 2, 2);
	load_noise();
	for (size_t k = 0; k < CITE_KINDS; k++)
		if (lists[k].n > 0)
			qsort(lists[k].items, lists[k].n, sizeof *lists[k].items, by_first);
}

void
cite_unload(void)
{
	for (size_t i = 0; i < CITE_KINDS; i++)
		free(lists[i].items);
	memset(lists, 0, sizeof lists);
	for (size_t i = 0; i < ntables; i++)
		table_free(tables[i]);
	for (size_t i = 0; i < nowned; i++)
		free(owned[i]);
	free(owned);
	owned = NULL;
	nowned = owned_cap = ntables = 0;
}

/* Bytes of s that agree with a folded phrase, 0 if it does not stand there. Typographic apostrophes and
 * hyphens are as good as plain ones, any white space as a blank. */
static size_t
agree(struct span s, const char *low)
{
	size_t i = 0, len, plen, left = strlen(low);
	uint32_t c = 0, p;

	while (left > 0) {
		if (i >= s.n)
			return 0;
		c = utf8_next(s.s + i, s.n - i, &len);
		p = utf8_next(low, left, &plen);
		if (c == 0x2019)
			c = '\'';
		if (fold_char(c) != p && !(p == ' ' && is_space(c)))
			return 0;
		i += len;
		low += plen;
		left -= plen;
	}
	if (is_letter(c) && i < s.n && is_letter(utf8_next(s.s + i, s.n - i, &len)))
		return 0;
	return i;
}

/* Index of the first phrase of a list whose first character is not below c. */
static size_t
lower_bound(const struct phrase_list *l, uint32_t c)
{
	size_t lo = 0, hi = l->n, mid;

	while (lo < hi) {
		mid = lo + (hi - lo) / 2;
		if (l->items[mid].first < c)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

size_t
cite_phrase(enum cite_kind kind, struct span s, const char **value)
{
	const struct phrase_list *l = &lists[kind];
	uint32_t c = first_char(s.s, s.n);
	size_t best = 0, n;

	if (s.n == 0)
		return 0;
	for (size_t i = lower_bound(l, c); i < l->n && l->items[i].first == c; i++) {
		n = agree(s, l->items[i].low);
		if (n > best) {
			best = n;
			if (value != NULL)
				*value = l->items[i].value;
		}
	}
	return best;
}

bool
cite_is(enum cite_kind kind, struct span s)
{
	return s.n > 0 && cite_phrase(kind, s, NULL) == s.n;
}

size_t
cite_ending(enum cite_kind kind, struct span s)
{
	size_t from = s.n > 80 ? s.n - 80 : 0; /* no phrase is longer */

	for (size_t i = from; i < s.n; i++)
		if (span_boundary(s, i) && cite_is(kind, span_from(s, i)))
			return s.n - i;
	return 0;
}

bool
cite_has(enum cite_kind kind, struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (span_boundary(s, i) && cite_phrase(kind, span_from(s, i), NULL) > 0)
			return true;
	return false;
}

struct span
span_of(const char *s)
{
	return (struct span){ s, strlen(s) };
}

struct span
span_from(struct span s, size_t at)
{
	if (at > s.n)
		at = s.n;
	return (struct span){ s.s + at, s.n - at };
}

struct span
span_to(struct span s, size_t n)
{
	return (struct span){ s.s, n < s.n ? n : s.n };
}

/* Length of the white space or character of set that s begins with, 0 if neither. */
static size_t
trimmable(const char *s, size_t n, const char *set)
{
	size_t len, k;
	uint32_t c = utf8_next(s, n, &len);

	if (is_space(c))
		return len;
	for (const char *p = set; *p != '\0'; p += k)
		if (utf8_next(p, strlen(p), &k) == c)
			return len;
	return 0;
}

/* Start of the last character of s. */
static size_t
last_char(struct span s)
{
	size_t i = s.n - 1;

	while (i > 0 && s.n - i < 4 && ((unsigned char)s.s[i] & 0xC0) == 0x80)
		i--;
	return i;
}

struct span
span_trim(struct span s, const char *set)
{
	size_t k;

	while (s.n > 0 && (k = trimmable(s.s, s.n, set)) > 0)
		s = span_from(s, k);
	while (s.n > 0 && trimmable(s.s + last_char(s), s.n - last_char(s), set) > 0)
		s.n = last_char(s);
	return s;
}

struct span
span_word(struct span s)
{
	size_t i, len;

	s = span_trim(s, "");
	for (i = 0; i < s.n && !is_space(utf8_next(s.s + i, s.n - i, &len)); i += len)
		;
	return span_to(s, i);
}

size_t
span_words(struct span s)
{
	size_t n = 0;
	struct span w;

	for (w = span_word(s); w.n > 0; w = span_word(s), n++)
		s = span_from(s, (size_t)(w.s - s.s) + w.n);
	return n;
}

bool
span_is(struct span s, const char *text)
{
	return s.n == strlen(text) && memcmp(s.s, text, s.n) == 0;
}

bool
span_starts(struct span s, const char *text)
{
	return s.n >= strlen(text) && memcmp(s.s, text, strlen(text)) == 0;
}

bool
span_boundary(struct span s, size_t i)
{
	size_t len;
	uint32_t c;

	if (i == 0)
		return true;
	if (((unsigned char)s.s[i] & 0xC0) == 0x80)
		return false;
	i = last_char(span_to(s, i));
	c = utf8_next(s.s + i, s.n - i, &len);
	return !is_letter(c) && !(c >= '0' && c <= '9') && c != 0xAD;
}
