#include "cite.h"

#include <stdlib.h>
#include <string.h>

#include "citeform.h"
#include "die.h"
#include "text.h"

/* What stands behind this many bytes of an entry is a remark, not its reference. */
#define ENTRY_MAX 3000
#define ENDS ",;:.–—-|"

const char *
cite_field_name(enum cite_field f)
{
	static const char *const names[CITE_FIELDS] = {
		[CITE_TITLE] = "title",
		[CITE_WORK] = "work",
		[CITE_WIRE] = "agency",
		[CITE_TOWN] = "place_published",
		[CITE_DATE] = "date",
		[CITE_SEEN] = "accessed",
		[CITE_SAVED] = "archived",
		[CITE_URL] = "url",
		[CITE_TONGUE] = "language",
		[CITE_VOL] = "volume",
		[CITE_PP] = "pages",
		[CITE_DOI] = "doi",
		[CITE_ISBN] = "isbn",
		[CITE_ISSN] = "issn",
		[CITE_S2CID] = "s2cid",
	};

	return names[f];
}

/* The full stop of "Bloomberg L.P." or "J. R." belongs to it: s with it, where one stands there. */
static struct span
with_stop(struct span s)
{
	size_t i = s.n;

	if (s.n == 0 || s.s[s.n] != '.')
		return s;
	while (i > 0 && s.s[i - 1] != ' ' && s.s[i - 1] != '.')
		i--;
	if (i > 0 && s.s[i - 1] == '.' && s.n - i == 1)
		return span_to((struct span){ s.s, s.n + 1 }, s.n + 1);
	if (s.n - i == 1 && s.s[i] >= 'A' && s.s[i] <= 'Z')
		return (struct span){ s.s, s.n + 1 };
	struct span w = { s.s + i, s.n - i + 1 };

	return cite_is(CITE_ABBREVIATION, w) || cite_is(CITE_SUFFIX, w) ? (struct span){ s.s, s.n + 1 } : s;
}

static bool
has_letter_or_digit(struct span s)
{
	size_t len;
	uint32_t ch;

	for (size_t i = 0; i < s.n; i += len) {
		ch = utf8_next(s.s + i, s.n - i, &len);
		if (is_letter(ch) || (ch >= '0' && ch <= '9') || ch > 0x2FFF)
			return true;
	}
	return false;
}

bool
cite_set(struct cite *c, enum cite_field f, struct span s)
{
	if (s.n == 0 || c->field[f] != NULL)
		return false;
	s = span_trim(s, ENDS);
	if (f <= CITE_TOWN)
		s = with_stop(s);
	if (s.n == 0)
		return false;
	/* A bracket that opens or closes alone is left over from what was taken out. */
	if (s.s[s.n - 1] == ')' && memchr(s.s, '(', s.n) == NULL)
		s = span_trim(s, ENDS ")");
	if (s.n > 0 && s.s[0] == '(' && memchr(s.s, ')', s.n) == NULL)
		s = span_trim(s, ENDS "(");
	if (s.n > 0 && s.s[0] == '"' && memchr(s.s + 1, '"', s.n - 1) == NULL)
		s = span_trim(s, ENDS "\"");
	if (!has_letter_or_digit(s))
		return false;
	c->field[f] = squeeze(s.s, s.n);
	return true;
}

void
cite_add_author(struct cite *c, struct span s)
{
	s = with_stop(span_trim(s, ENDS "("));
	if (s.n == 0)
		return;
	c->authors = grow(c->authors, &c->authors_cap, c->nauthors + 1, sizeof *c->authors);
	c->authors[c->nauthors++] = squeeze(s.s, s.n);
}

void
cite_clear(struct cite *c)
{
	for (size_t i = 0; i < CITE_FIELDS; i++)
		free(c->field[i]);
	for (size_t i = 0; i < c->nauthors; i++)
		free(c->authors[i]);
	free(c->authors);
	memset(c, 0, sizeof *c);
}

/* Without "^ a b c" in front. */
static struct span
without_backlinks(struct span s)
{
	struct span w;

	if (s.n == 0 || (s.s[0] != '^' && strncmp(s.s, "↑", 3) != 0))
		return s;
	for (s = span_trim(s, "^↑"); (w = span_word(s)).n > 0 && w.n <= 2 && w.n < s.n && w.s[0] >= 'a' && w.s[0] <= 'z' &&
	    (w.n == 1 || (w.s[1] >= 'a' && w.s[1] <= 'z'));)
		s = span_trim(span_from(s, w.n), "");
	return s;
}

/* The first of the works that line ends or semicolons part; c->compound tells that there are more. */
static struct span
first_work(struct cite *c, struct span s)
{
	const char *nl = memchr(s.s, '\n', s.n);
	size_t n = nl != NULL ? (size_t)(nl - s.s) : s.n;

	/* A line that ends in the middle of things goes on. */
	if (nl != NULL && n > 0 && (strchr(".)]\"", s.s[n - 1]) != NULL || n < 66)) {
		c->compound = true;
		return span_trim(span_to(s, n), "");
	}
	return s;
}

/* Whether a reference that is complete in itself begins at s. */
static bool
begins_work(struct span s)
{
	struct cite c;
	struct span inside;
	bool yes;

	memset(&c, 0, sizeof c);
	s = span_trim(s, "");
	yes = scan_quote(s, &inside) > 0 || strncmp(s.s, "http", s.n < 4 ? s.n : 4) == 0 || form_short(&c, span_to(s, 200)) ||
	    cite_phrase(CITE_SEE, s, NULL) > 0;
	cite_clear(&c);
	return yes && s.n > 4;
}

/* Cut at a semicolon behind which another work begins, once this one has its title or date. */
static struct span
cut_semicolon(struct cite *c, struct span s)
{
	struct span inside;
	bool full = false;

	for (size_t i = 0; i < s.n; i++) {
		size_t n = span_boundary(s, i) ? scan_quote(span_from(s, i), &inside) : 0;

		if (n > 0) {
			full = true;
			i += n - 1;
		} else if (s.s[i] >= '0' && s.s[i] <= '9') {
			full = true;
		} else if (s.s[i] == ';' && full && i + 1 < s.n && s.s[i + 1] == ' ' && begins_work(span_from(s, i + 1))) {
			c->compound = true;
			return span_to(s, i);
		}
	}
	return s;
}

/* Marks of direction, joining and hyphenation: they print nothing. */
static bool
invisible(uint32_t c)
{
	return c == 0xAD || (c >= 0x200D && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 || c == 0xFEFF;
}

/* A copy of at most ENTRY_MAX bytes with single blanks, without what prints nothing. */
static char *
tidy(const char *text)
{
	size_t n = strnlen(text, ENTRY_MAX), o = 0, len;
	char *out = xmalloc(n + 1);
	uint32_t ch;

	for (size_t i = 0; i < n; i += len) {
		ch = utf8_next(text + i, n - i, &len);
		if (ch == 0xFFFD && len == 1)
			break; /* cut within a character */
		if (invisible(ch))
			continue;
		if (is_space(ch) && ch != '\n') {
			if (o > 0 && out[o - 1] != ' ' && out[o - 1] != '\n')
				out[o++] = ' ';
			continue;
		}
		memcpy(out + o, text + i, len);
		o += len;
	}
	out[o] = '\0';
	return out;
}

/* Without "See also" and the like in front of a capital or a quotation mark. */
static struct span
without_see(struct span s)
{
	size_t n = cite_phrase(CITE_SEE, s, NULL), len;
	struct span t = span_trim(span_from(s, n), ",:");
	uint32_t ch = t.n > 0 ? utf8_next(t.s, t.n, &len) : 0;

	if (n == 0 || n >= s.n || (s.s[n] != ' ' && s.s[n] != ':' && s.s[n] != ',' && s.s[n - 1] != '.'))
		return s;
	return is_upper(ch) || strchr("\"'(", (char)(ch < 0x80 ? ch : 'x')) != NULL || ch == 0x201C || ch == 0xAB ? t : s;
}

static void
parse(struct span s, struct cite *c)
{
	struct span whole;
	struct scan scan;

	s = without_see(without_backlinks(span_trim(s, "")));
	if (s.n > 2 && s.s[0] == '(' && scan_bracket(s) == s.n)
		s = span_trim(span_from(span_to(s, s.n - 1), 1), "");
	whole = s;
	s = cut_semicolon(c, first_work(c, s));
	c->rule = "empty";
	if (s.n == 0 || (s.s[0] == '[' && whole.n < 6))
		return;
	scan_entry(&scan, s, c);
	if (scan.n > 0) {
		if (!form_short(c, s) && !form_note(c, &scan) && !form_quoted(c, &scan) && !form_dated(c, &scan) &&
		    !form_author(c, &scan))
			form_hand(c, &scan);
	} else if (c->field[CITE_URL] != NULL)
		c->rule = "url";
	c->book |= c->field[CITE_ISBN] != NULL ||
	    (c->field[CITE_PP] != NULL && c->field[CITE_URL] == NULL && c->field[CITE_SEEN] == NULL);
	scan_free(&scan);
}

void
cite_parse(const char *text, struct cite *c)
{
	char *copy = tidy(text);

	memset(c, 0, sizeof *c);
	parse(span_of(copy), c);
	free(copy);
}
