/* Short references and remarks. */
#include <string.h>

#include "citeform.h"
#include "citename.h"
#include "citepart.h"
#include "text.h"

#define ENDS ",;:.–—-|"

/* Bytes of the family names that a short reference begins with: capitalised words, particles and joints. *words
 * counts the words that are names. */
static size_t
surnames(struct span s, size_t *words)
{
	size_t end = 0, n;
	struct span w, left = s;

	for (*words = 0; *words < 14; ++*words) {
		w = span_word(left);
		if (w.n == 0)
			break;
		n = cite_phrase(CITE_ETAL, w.s > s.s ? span_from(s, (size_t)(w.s - s.s)) : s, NULL);
		if (n > 0)
			return (size_t)(w.s - s.s) + n;
		struct span bare = span_trim(w, ",");
		bool joint = cite_is(CITE_AND, bare) && *words > 0;
		size_t len;
		uint32_t c = utf8_next(bare.s, bare.n > 0 ? bare.n : 1, &len);

		/* Scripts without case have letters from there on. */
		bool name = is_upper(c) || (is_letter(c) && c > 0x590) || cite_is(CITE_PARTICLE, bare);

		if (bare.n == 0 || cite_is(CITE_PAGES, bare) || (!joint && !name))
			break;
		for (size_t i = 0; i < bare.n; i++)
			if (strchr("0123456789():\"?!;/", bare.s[i]) != NULL)
				return end;
		if (bare.s[bare.n - 1] == '.' && bare.n > 3 && !cite_is(CITE_RANK, bare) && !cite_is(CITE_SUFFIX, bare))
			break;
		left = span_from(s, (size_t)(w.s - s.s) + w.n);
		if (!joint && is_upper(c))
			end = (size_t)(bare.s - s.s) + bare.n;
		else if (!joint && c > 0x590)
			end = (size_t)(bare.s - s.s) + bare.n;
		}
	return end;
}

static size_t
skip(struct span s, size_t i, const char *set)
{
	while (i < s.n && strchr(set, s.s[i]) != NULL)
		i++;
	return i;
}

/* "(2015)", "[2015]", "2015a" or ", 2015" at i; *end behind it. */
static bool
short_year(struct span s, size_t i, struct refdate *d, size_t *end)
{
	size_t from = skip(s, i, " ,"), n;
	bool bracket = from < s.n && (s.s[from] == '(' || s.s[from] == '[');

	if (bracket)
		from++;
	n = refdate_at(span_from(s, from), d);
	if (n == 0 || d->unit != REFDATE_YEAR) {
		n = cite_phrase(CITE_UNDATED, span_from(s, from), NULL);
		if (n == 0)
			return false;
		d->iso[0] = '\0';
	}
	from += n;
	if (bracket && (from >= s.n || (s.s[from] != ')' && s.s[from] != ']' && s.s[from] != ',' && s.s[from] != ':')))
		return false;
	*end = from + (bracket && (s.s[from] == ')' || s.s[from] == ']'));
	return true;
}

/* Pages at i, with their sign or, behind a year, as bare numbers; *end behind them. */
static bool
short_pages(struct span s, size_t i, bool bare, struct span *pages, size_t *end)
{
	size_t from = skip(s, i, " ,:;."), n = page_phrase(span_from(s, from), pages);

	if (n == 0 && bare && from > i) {
		n = page_list(span_from(s, from));
		*pages = span_to(span_from(s, from), n);
		if (n > 0 && (s.s[from] < '0' || s.s[from] > '9'))
			n = 0;
	}
	if (n == 0)
		return false;
	*end = from + n;
	return true;
}

/* Whether what follows a short reference may follow one; *more if it is another work. */
static bool
short_rest(struct span s, bool paged, bool *more)
{
	struct span t = span_trim(s, ")],.");
	size_t len;

	*more = false;
	if (t.n == 0)
		return true;
	/* "Smith (1999). Title", "Smith (1999), Title": no short reference. */
	if (cite_phrase(CITE_ACCESSED, t, NULL) > 0)
		return true;
	if (s.s[0] != '.' && cite_phrase(CITE_LOCATOR, t, NULL) > 0)
		return true;
	if (!paged && s.s[0] != ':' && s.s[0] != ';' && s.s[0] != ')' && (s.s[0] != ' ' || strchr("([;:", t.s[0]) == NULL))
		return false;
	if (t.s[0] == ';' || cite_phrase(CITE_AND, t, NULL) > 1) {
		*more = true;
		return true;
	}
	if (strchr(":(\"", t.s[0]) != NULL || strncmp(t.s, "“", 3) == 0)
		return true;
	/* "line 14", "note 3", "passim": small words go on about the place. */
	uint32_t c = utf8_next(t.s, t.n, &len);

	return paged && (s.s[0] == '.' || (is_letter(c) && fold_char(c) == c && c < 0x590));
}

static bool
read_ibid(struct cite *c, struct span s)
{
	size_t n = cite_phrase(CITE_IBID, s, NULL), end;
	struct span pages;

	if (n == 0 || span_words(s) > 12)
		return false;
	if (short_pages(s, n, true, &pages, &end))
		cite_set(c, CITE_PP, pages);
	c->book = true;
	c->rule = "ibid";
	return true;
}

/* Whether s is a newspaper or agency rather than a family name like Macmillan. */
static bool
newspaper(struct span s)
{
	return cite_is(CITE_PUBLICATION, s) || cite_is(CITE_AGENCY, s) || (span_words(s) > 1 && cite_has(CITE_PAPERWORD, s));
}

/* Read a short reference at the start of s; *used is its length. */
static bool
read_short(struct cite *c, struct span s, size_t *used)
{
	size_t words, end = surnames(s, &words), at = end, n;
	struct span who = span_trim(span_to(s, end), ENDS), pages = { NULL, 0 };
	struct refdate d = { "", REFDATE_NONE, false };
	bool year, opus, paged, more;

	if (who.n == 0 || newspaper(who) || cite_phrase(CITE_IBID, who, NULL) > 0)
		return false;
	n = cite_phrase(CITE_IBID, span_from(s, skip(s, at, " ,")), NULL);
	opus = n > 0;
	if (opus)
		at = skip(s, at, " ,") + n;
	year = short_year(s, at, &d, &at);
	n = year ? cite_phrase(CITE_IBID, span_from(s, skip(s, at, " ,")), NULL) : 0;
	if (n > 0)
		at = skip(s, at, " ,") + n;
	paged = short_pages(s, at, year || opus, &pages, &at);
	if (!year && !paged && !opus)
		return false;
	/* Without a year only a name or two: the more words, the more a title. */
	if (!year && !opus && (span_words(who) > 5 || (span_words(who) > 3 && memchr(who.s, '&', who.n) == NULL)))
		return false;
	if (year && !paged && span_words(who) > 8)
		return false;
	if (!short_rest(span_from(s, at), paged, &more))
		return false;
	names_add(c, who, true);
	cite_set(c, CITE_DATE, span_of(d.iso));
	cite_set(c, CITE_PP, pages);
	c->compound |= more;
	c->book = true;
	c->rule = "short";
	*used = at;
	return true;
}

bool
form_short(struct cite *c, struct span text)
{
	size_t used;

	text = span_trim(text, "([");
	return read_ibid(c, text) || read_short(c, text, &used);
}

/* How many footnote markers stand in s: a reference has none. */
static size_t
markers(struct span s)
{
	size_t n = 0, k;

	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] != '[')
			continue;
		for (k = i + 1; k < s.n && s.s[k] >= '0' && s.s[k] <= '9'; k++)
			;
		n += k > i + 1 && k < i + 4 && k < s.n && s.s[k] == ']';
	}
	return n;
}

static uint32_t
first_char(struct span s)
{
	size_t len;

	s = span_trim(s, "\"'(");
	return s.n > 0 ? utf8_next(s.s, s.n, &len) : 0;
}

bool
form_note(struct cite *c, const struct scan *s)
{
	struct span t, tail;
	size_t used;
	bool stop;

	if (markers(s->text) > 1) {
		c->note = true;
		c->rule = "note";
		return true;
	}
	if (s->n == 0 || s->part[0].type != PART_TEXT || c->archived || c->field[CITE_SEEN] != NULL ||
	    c->field[CITE_ISBN] != NULL)
		return false;
	for (size_t i = 0; i < s->n; i++)
		if (s->part[i].type == PART_QUOTED && i <= 1)
			return false;
	t = s->part[0].text;
	tail = t;
	if (person_like(span_item(&tail, ',')) == PERSON_YES && is_upper(first_char(tail)))
		return false;
	stop = s->text.s[s->text.n - 1] == '.';
	if (span_words(t) < 5 || (!cite_has(CITE_VERB, t) && !(span_words(t) > 14 && headline_like(t) && stop)))
		return false;
	/* A headline has verbs too, but rarely a full stop at the end of it alone. */
	if (s->n == 1 && !stop && span_words(t) < 12)
		return false;
	if (s->n > 1 && span_words(t) < 8)
		return false;
	c->note = true;
	c->rule = "note";
	for (size_t i = 1; i < s->n; i++) {
		tail = span_from(s->text, (size_t)(s->part[i].text.s - s->text.s));
		if (s->part[i].type == PART_TEXT && read_short(c, tail, &used)) {
			c->rule = "note-short";
			return true;
		}
	}
	return true;
}
