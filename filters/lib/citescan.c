#include "citescan.h"

#include <stdlib.h>
#include <string.h>

#include "citename.h"
#include "citepart.h"
#include "die.h"
#include "text.h"

/* No quotation is longer, so that marks without end cost no more than this each. */
#define QUOTE_MAX 1200
#define ENDS " ,;:.–—-|"

static struct span
rest(const struct scan *s, size_t i)
{
	return span_from(s->text, i);
}

static uint32_t
char_at(struct span s, size_t i)
{
	size_t len;

	return i < s.n ? utf8_next(s.s + i, s.n - i, &len) : 0;
}

static size_t
skip_blanks(struct span s, size_t i)
{
	size_t len;

	while (i < s.n && is_space(utf8_next(s.s + i, s.n - i, &len)))
		i += len;
	return i;
}

/* The last character before i that is no white space; 0 at the start. */
static char
before(struct span s, size_t i)
{
	while (i > 0 && (s.s[i - 1] == ' ' || s.s[i - 1] == '\n'))
		i--;
	return i > 0 ? s.s[i - 1] : '\0';
}

/* The strongest mark in a gap between two parts. */
static char
gap_sep(struct span gap)
{
	static const char strength[] = ".;,:";

	for (const char *p = strength; *p != '\0'; p++)
		if (memchr(gap.s, *p, gap.n) != NULL)
			return *p;
	for (size_t i = 0; i < gap.n; i++)
		if (gap.s[i] == '-' || span_starts(span_from(gap, i), "–") || span_starts(span_from(gap, i), "—"))
			return '-';
	return ' ';
}

static struct part *
add_part(struct scan *s, enum part_type type, struct span text, size_t start, size_t end)
{
	struct part *p;
	char sep = gap_sep(span_from(span_to(s->text, start), s->last_end));

	if (s->n > 0 && s->part[s->n - 1].type == PART_QUOTED && sep != '.' && text.n > 0) {
		/* American style has the comma within the marks. */
		char last = s->text.s[s->last_end - 1];
		struct span q = s->part[s->n - 1].text;

		if (last != ',' && q.s + q.n < s->text.s + s->text.n && (q.s[q.n] == ',' || q.s[q.n] == '.'))
			sep = q.s[q.n];
	}
	if (s->mark && sep == ' ')
		sep = '|';
	s->part = grow(s->part, &s->cap, s->n + 1, sizeof *s->part);
	p = &s->part[s->n++];
	memset(p, 0, sizeof *p);
	p->type = type;
	p->text = text;
	p->link = s->link;
	p->sep = s->n == 1 && !s->mark ? '\0' : sep;
	p->tail = s->tail;
	s->last_end = end;
	s->mark = s->link = false;
	return p;
}

static bool
has_digit(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.s[i] >= '0' && s.s[i] <= '9')
			return true;
	return false;
}

/* The word that ends before position i. */
static struct span
word_before(struct span s, size_t i)
{
	size_t from = i;

	while (from > 0 && s.s[from - 1] != ' ' && s.s[from - 1] != '(')
		from--;
	return span_from(span_to(s, i), from);
}

static bool
digits_only(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.s[i] < '0' || s.s[i] > '9')
			return false;
	return s.n > 0;
}

/* Whether the full stop at i of s, before a blank, ends a segment: not in initials and abbreviations. */
static bool
ends_segment(struct span s, size_t i, bool lower_ok)
{
	struct span w = word_before(s, i);
	struct refdate d;
	struct span list;
	size_t next = skip_blanks(s, i + 1), len;
	uint32_t c = char_at(s, next);

	/* "5. März 2012", "Jan. 2012" */
	if ((digits_only(w) && w.n < 3 && cite_phrase(CITE_MONTH, span_from(s, next), NULL) > 0) || cite_is(CITE_MONTH, w))
		return false;
	if (cite_is(CITE_PAGES, (struct span){ w.s, w.n + 1 }) && c >= '0' && c <= '9')
		return false;
	if (refdate_at(span_from(s, next), &d) > 0)
		return true;
	if (cite_phrase(CITE_CONTRIBUTOR, span_from(s, next), NULL) > 0 || page_phrase(span_from(s, next), &list) > 0)
		return w.n > 2;
	if (w.n == 0 || (is_letter(c) && !is_upper(c) && fold_char(c) == c && c < 0x250 && !lower_ok))
		return false;
	utf8_next(w.s, w.n, &len);
	if (len == w.n && is_upper(char_at(w, 0))) {
		/* "Volume I." ends one; "J. Smith" does not. */
		struct span v = span_trim(span_to(s, (size_t)(w.s - s.s)), "");

		return cite_ending(CITE_VOLUME, v) > 2;
	}
	if (cite_is(CITE_ABBREVIATION, span_to(span_from(s, (size_t)(w.s - s.s)), w.n + 1)))
		return false;
	/* "U.S. Army", "J.R. Smith", but "St. Louis, Mo. Smith" cannot be told. */
	return memchr(w.s, '.', w.n) == NULL || w.n > 7 || has_digit(w);
}

/* A run of text without marks: its segments become parts. */
static void
flush(struct scan *s, size_t from, size_t to)
{
	struct span run = span_from(span_to(s->text, to), from), seg;
	bool lower_ok = s->n > 0 && s->part[s->n - 1].type == PART_QUOTED;
	size_t start = 0;

	for (size_t i = 0; i <= run.n; i++) {
		if (i < run.n && !(run.s[i] == '.' && i + 1 < run.n && run.s[i + 1] == ' ' &&
		    ends_segment(span_from(run, start), i - start, lower_ok)))
			continue;
		seg = span_trim(span_from(span_to(run, i), start), ENDS);
		while (seg.n > 0 && strchr("([", seg.s[seg.n - 1]) != NULL)
			seg = span_trim(span_to(seg, seg.n - 1), ENDS);
		if (seg.n > 0)
			add_part(s, PART_TEXT, seg, (size_t)(seg.s - s->text.s), (size_t)(seg.s - s->text.s) + seg.n);
		start = i + 1;
	}
}

size_t
scan_bracket(struct span s)
{
	char open = s.n > 0 ? s.s[0] : '\0', close = open == '(' ? ')' : open == '[' ? ']' : '}';
	size_t depth = 0;

	for (size_t i = 0; i < s.n && i < 400; i++) {
		if (s.s[i] == open)
			depth++;
		else if (s.s[i] == close && --depth == 0)
			return i + 1;
	}
	return 0;
}

/* Straight double quotes nest: one behind a blank opens, one before a blank or punctuation closes. */
static size_t
straight_quote(struct span s)
{
	size_t depth = 1, last = 0;
	bool opened = true;

	for (size_t i = 1; i < s.n; i++) {
		if (s.s[i] != '"') {
			opened = false;
			continue;
		}
		if ((opened || s.s[i - 1] == ' ' || s.s[i - 1] == '(') && i + 1 < s.n && s.s[i + 1] != ' ' &&
		    !(s.s[i - 1] == ' ' && strchr(".,;)", s.s[i + 1]) != NULL)) {
			depth++;
			opened = true;
			continue;
		}
		opened = false;
		last = i;
		if (--depth == 0)
			return i + 1;
	}
	return last > 0 ? last + 1 : 0;
}

/* A single quote closes before punctuation or the end; an apostrophe stands before a letter or a blank. */
static size_t
single_quote(struct span s, size_t open)
{
	for (size_t i = open; i < s.n; i++) {
		size_t len = s.s[i] == '\'' ? 1 : s.n - i >= 3 && memcmp(s.s + i, "’", 3) == 0 ? 3 : 0;

		if (len > 0 && i > open + 2 && (i + len == s.n || strchr(",.;(", s.s[i + len]) != NULL ||
		    (s.s[i + len] == ' ' && i + len + 1 < s.n && s.s[i + len + 1] == '(')))
			return i + len;
	}
	return 0;
}

/* Marks whose openers and closers differ nest by counting. */
static size_t
paired_quote(struct span s, const char *open, const char *const *close)
{
	size_t depth = 0, k, open_n = strlen(open);

	for (size_t i = 0; i < s.n; i++) {
		if (s.n - i >= open_n && memcmp(s.s + i, open, open_n) == 0) {
			depth++;
			i += open_n - 1;
			continue;
		}
		for (const char *const *p = close; *p != NULL; p++) {
			k = strlen(*p);
			if (s.n - i >= k && memcmp(s.s + i, *p, k) == 0 && --depth == 0)
				return i + k;
		}
	}
	return 0;
}

size_t
scan_quote(struct span s, struct span *inside)
{
	static const struct {
		const char *open;
		const char *close[3];
	} pairs[] = {
		{ "“", { "”", NULL, NULL } }, { "„", { "“", "”", NULL } }, { "‟", { "”", NULL, NULL } },
		{ "«", { "»", NULL, NULL } }, { "»", { "«", NULL, NULL } }, { "《", { "》", NULL, NULL } },
		{ "「", { "」", NULL, NULL } }, { "『", { "』", NULL, NULL } },
	};
	size_t n = 0, open = 0;

	s = span_to(s, QUOTE_MAX);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs && n == 0; i++) {
		open = strlen(pairs[i].open);
		if (s.n > open && memcmp(s.s, pairs[i].open, open) == 0)
			n = paired_quote(s, pairs[i].open, pairs[i].close);
	}
	if (n == 0 && s.n > 2 && s.s[0] == '"') {
		open = 1;
		n = straight_quote(s);
	} else if (n == 0 && s.n > 4 && (s.s[0] == '\'' || memcmp(s.s, "‘", 3) == 0)) {
		open = s.s[0] == '\'' ? 1 : 3;
		n = single_quote(s, open);
	}
	if (n <= open)
		return 0;
	/* The closing mark is the last character. */
	*inside = span_from(span_to(s, n - 1), open);
	while (inside->n > 0 && ((unsigned char)inside->s[inside->n] & 0xC0) == 0x80)
		inside->n--;
	*inside = span_trim(*inside, ",;");
	while (inside->n > 1 && inside->s[inside->n - 1] == '.' && inside->s[inside->n - 2] != '.' &&
	    memchr(word_before(*inside, inside->n - 1).s, '.', word_before(*inside, inside->n - 1).n) == NULL)
		*inside = span_trim(span_to(*inside, inside->n - 1), ",;");
	return n;
}

/* What templates print: through its end. */
static size_t
take_noise(struct scan *s, size_t i, struct cite *c)
{
	const char *value = NULL;
	size_t n = cite_phrase(CITE_NOISE, rest(s, i), &value), end;
	char *const *cell;

	if (n == 0)
		return 0;
	cell = (char *const *)(const void *)value;
	end = strlen(cell[1]);
	if (end > 0) {
		struct span r = rest(s, i);
		size_t k = 0;

		while (k + end <= r.n && k < 400 && strncasecmp(r.s + k, cell[1], end) != 0)
			k++;
		if (k + end > r.n || k >= 400)
			return 0;
		n = k + end;
	} else {
		n = s->text.n - i;
	}
	c->error |= strcmp(cell[2], "error") == 0;
	c->dead |= strcmp(cell[2], "dead") == 0;
	return n;
}

/* The small words before a date, then the date. *links counts the words. Returns where it ends, 0 without date. */
static size_t
take_linked_date(struct span s, size_t i, struct refdate *d, size_t *links)
{
	size_t n;

	for (;;) {
		i = skip_blanks(s, i);
		n = refdate_at(span_from(s, i), d);
		if (n > 0)
			return i + n;
		n = cite_phrase(CITE_LINK, span_from(s, i), NULL);
		if (n == 0 || *links > 6)
			return 0;
		*links += n > 1;
		i += n;
	}
}

static size_t
take_archived(struct scan *s, size_t i, struct cite *c)
{
	size_t n = cite_phrase(CITE_ARCHIVED, rest(s, i), NULL), links = 0, end, k;
	struct refdate d = { "", REFDATE_NONE, false };

	if (n == 0)
		return 0;
	end = take_linked_date(s->text, i + n, &d, &links);
	if (end == 0) {
		links = 0;
		end = i + n;
	}
	k = skip_blanks(s->text, end);
	if (k < s->text.n && s->text.s[k] == ',')
		k = skip_blanks(s->text, k + 1);
	n = cite_phrase(CITE_ARCHIVE, rest(s, k), NULL);
	if (n > 0)
		end = k + n;
	else if (d.unit == REFDATE_NONE)
		return 0;
	cite_set(c, CITE_SAVED, span_of(d.iso));
	c->archived = true;
	/* "Archived from the original on" ends an entry; "Archived ... at the Wayback Machine" stands within. */
	s->ends |= links > 0;
	s->link_next = links == 0;
	return end - i;
}

static size_t
take_accessed(struct scan *s, size_t i, struct cite *c)
{
	size_t n = cite_phrase(CITE_ACCESSED, rest(s, i), NULL), links = 0, end;
	struct refdate d;

	if (n == 0 || (end = take_linked_date(s->text, i + n, &d, &links)) == 0)
		return 0;
	cite_set(c, CITE_SEEN, span_of(d.iso));
	s->ends = true;
	return end - i;
}

/* "– via YouTube" */
static size_t
take_via(struct scan *s, size_t i, struct cite *c)
{
	size_t n = cite_phrase(CITE_VIA, rest(s, i), NULL), end;
	char b = before(s->text, i);

	if (n == 0 || (b != '-' && b != ',' && b != '\223' && b != '\224')) /* ends of – and — in UTF-8 */
		return 0;
	for (end = i + n; end < s->text.n && strchr(".;([\n", s->text.s[end]) == NULL; end++)
		;
	/* A full stop within a name, as in "History.com", goes on. */
	while (end + 1 < s->text.n && s->text.s[end] == '.' && is_letter(char_at(s->text, end + 1)))
		for (end++; end < s->text.n && strchr(".;([\n", s->text.s[end]) == NULL; end++)
			;
	if (cite_is(CITE_AGENCY, span_trim(span_from(span_to(s->text, end), i + n), "")))
		cite_set(c, CITE_WIRE, span_from(span_to(s->text, end), i + n));
	return end - i;
}

static size_t
take_url(struct scan *s, size_t i, struct cite *c)
{
	struct span r = rest(s, i), w;

	if (!span_starts(r, "http://") && !span_starts(r, "https://") && !span_starts(r, "ftp://"))
		return 0;
	if (cite_phrase(CITE_ID, r, NULL) > 0)
		return 0;
	w = span_trim(span_word(r), ".,;)]>\"");
	cite_set(c, CITE_URL, w);
	return w.n;
}

/* An ISBN's digits, in groups parted by hyphens or blanks. */
static size_t
isbn_length(struct span s)
{
	size_t digits = 0, i, end = 0;

	for (i = 0; i < s.n && digits < 13; i++) {
		if ((s.s[i] >= '0' && s.s[i] <= '9') || s.s[i] == 'X' || s.s[i] == 'x') {
			digits++;
			end = i + 1;
		} else if (span_starts(span_from(s, i), "–") || span_starts(span_from(s, i), "‐") ||
		    span_starts(span_from(s, i), "‑")) {
			i += 2;
		} else if (s.s[i] != '-' && !(s.s[i] == ' ' && digits < 10)) {
			break;
		}
	}
	return digits >= 8 ? end : 0;
}

static size_t
take_id(struct scan *s, size_t i, struct cite *c)
{
	const char *field = NULL;
	size_t n = cite_phrase(CITE_ID, rest(s, i), &field), at;
	struct span v;

	if (n == 0)
		return 0;
	at = i + n;
	while (at < s->text.n && (s->text.s[at] == ':' || s->text.s[at] == '#' || skip_blanks(s->text, at) > at))
		at = skip_blanks(s->text, at) > at ? skip_blanks(s->text, at) : at + 1;
	v = span_word(rest(s, at));
	if (strcmp(field, "isbn") == 0 && (v.n = isbn_length(rest(s, at))) == 0)
		return 0;
	v = span_trim(v, ".,;)]\"");
	if (!has_digit(v))
		return 0;
	for (enum cite_field f = CITE_DOI; f <= CITE_S2CID; f++)
		if (strcmp(field, cite_field_name(f)) == 0)
			cite_set(c, f, v);
	s->ends = true;
	return (size_t)(v.s - s->text.s) + v.n - i;
}

/* "(in French)", "(in Marathi and English)", "(französisch)"; a bare code only in front: "(fr) Titre". */
static size_t
take_language(struct scan *s, size_t i, struct cite *c)
{
	struct span r = rest(s, i), in;
	size_t end = scan_bracket(r), k = 0, n;
	const char *code = NULL;
	char list[64] = "";

	if (end == 0 || (r.s[0] != '(' && r.s[0] != '['))
		return 0;
	in = span_trim(span_from(span_to(r, end - 1), 1), "");
	n = cite_phrase(CITE_IN, in, NULL);
	if (n == 0)
		n = cite_phrase(CITE_ON, in, NULL);
	k = skip_blanks(in, n);
	while (k < in.n && (n = cite_phrase(CITE_LANGUAGE, span_from(in, k), &code)) > 0) {
		if (n == 2 && (in.n > 2 || before(s->text, i) != '\0'))
			return 0;
		if (strlen(list) + strlen(code) + 3 < sizeof list) {
			strcat(list, *list != '\0' ? "; " : "");
			strcat(list, code);
		}
		k = skip_blanks(in, k + n);
		n = cite_phrase(CITE_AND, span_from(in, k), NULL);
		k = skip_blanks(in, k + (n > 0 ? n : k < in.n && strchr(",;/", in.s[k]) != NULL));
	}
	if (*list == '\0' || k < in.n)
		return 0;
	cite_set(c, CITE_TONGUE, span_of(list));
	return end;
}

/* "(2nd ed.)", "(Neuausgabe 1998)", "[1968]" behind a date, "[Translated title]" behind a title */
static size_t
take_aside(struct scan *s, size_t i)
{
	struct span r = rest(s, i), in;
	size_t end = scan_bracket(r);
	bool follows = s->n > 0 && s->part[s->n - 1].type != PART_TEXT && skip_blanks(s->text, s->last_end) >= i;

	if (end == 0)
		return 0;
	in = span_from(span_to(r, end - 1), 1);
	if (r.s[0] == '[' && (follows || (s->n == 0 && !has_digit(in) && in.n > 3 && i > 0)))
		return end;
	if (r.s[0] != '(' || span_words(in) > 7 || cite_is(CITE_EDITOR, span_to(r, end)))
		return 0;
	return cite_ending(CITE_EDITION, in) > 0 || (cite_phrase(CITE_EDITION, in, NULL) > 0 && has_digit(in)) ? end : 0;
}

/* A date in brackets, or a publisher's imprint that ends with one. A year behind a volume number stays. */
static size_t
take_date(struct scan *s, size_t i, size_t run)
{
	struct span r = rest(s, i), in, w;
	size_t end = scan_bracket(r), n;
	struct refdate d;
	struct part *p;

	if (end == 0 || r.s[0] != '(')
		return 0;
	for (size_t k = 0; k < s->n; k++)
		if (s->part[k].type == PART_DATE || s->part[k].type == PART_IMPRINT)
			return 0;
	w = word_before(span_trim(span_to(s->text, i), ""), span_trim(span_to(s->text, i), "").n);
	in = span_trim(span_from(span_to(r, end - 1), 1), "");
	n = refdate_at(in, &d);
	if (n != in.n && cite_is(CITE_UNDATED, in)) {
		memset(&d, 0, sizeof d);
		n = in.n;
	}
	if (n == in.n && in.n > 0) {
		if (s->n > 0 && digits_only(w) && d.unit == REFDATE_YEAR)
			return 0;
		flush(s, run, i);
		p = add_part(s, PART_DATE, in, i, i + end);
		p->date = d;
		return end;
	}
	for (size_t k = in.n > 40 ? in.n - 40 : 1; k < in.n; k++) {
		if (!span_boundary(in, k) || strchr(",:;. ", in.s[k - 1]) == NULL ||
		    refdate_at(span_from(in, k), &d) != in.n - k)
			continue;
		if (strchr(",:;", before(in, k)) == NULL && in.n > k + 4)
			return 0;
		flush(s, run, i);
		p = add_part(s, PART_IMPRINT, span_trim(span_to(in, k), ENDS), i, i + end);
		p->date = d;
		return end;
	}
	return 0;
}

static bool
has_date(const struct scan *s)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->part[i].type == PART_DATE)
			return true;
	return false;
}

bool
scan_is_quotation(const struct part *p)
{
	const char *end = p->text.s + p->text.n;

	return span_words(p->text) > 20 && *end != '\0' && strchr(".!?", *end) != NULL && end[1] != '\0' &&
	    (end[2] == '\0' || strchr(".,", end[2]) == NULL);
}

/* A quotation that is a part of its own, not words of a title that are marked. */
static size_t
take_quote(struct scan *s, size_t i, size_t run)
{
	struct span inside;
	size_t n = scan_quote(rest(s, i), &inside), next;
	bool single = n > 0 && (s->text.s[i] == '\'' || (n > 3 && memcmp(s->text.s + i, "‘", 3) == 0));
	char b = before(s->text, i);
	bool apart = b == '\0' || strchr(".,;:()]", b) != NULL || b == '\223' || b == '\224' ||
	    skip_blanks(s->text, run) >= i;
	uint32_t c;

	if (n == 0 || inside.n < 2 || (single && !apart))
		return 0;
	next = skip_blanks(s->text, i + n);
	c = char_at(s->text, next);
	if (next > i + n && is_letter(c) && !is_upper(c) && cite_phrase(CITE_BY, rest(s, next), NULL) == 0 &&
	    cite_phrase(CITE_IN, rest(s, next), NULL) == 0 && cite_phrase(CITE_PAGES, rest(s, next), NULL) == 0 &&
	    cite_phrase(CITE_ON, rest(s, next), NULL) == 0)
		return 0;
	/* Behind words it is a title only if they are its author's. */
	if (!apart && (!names_like(span_from(span_to(s->text, i), run)) || has_date(s)))
		return 0;
	flush(s, run, i);
	add_part(s, PART_QUOTED, inside, i, i + n);
	return n;
}

/* What marks itself at i: its bytes, 0 if nothing does. */
static size_t
take_mark(struct scan *s, size_t i, struct cite *c)
{
	size_t n;

	if ((n = take_noise(s, i, c)) > 0)
		return n;
	if ((n = cite_phrase(CITE_DEAD, rest(s, i), NULL)) > 0) {
		c->dead = true;
		s->link_next = true;
		return n;
	}
	if ((n = cite_phrase(CITE_FORMAT, rest(s, i), NULL)) > 0 && strchr("([", s->text.s[i]) != NULL)
		return n;
	if ((n = take_archived(s, i, c)) > 0 || (n = take_accessed(s, i, c)) > 0 || (n = take_via(s, i, c)) > 0)
		return n;
	if ((n = take_url(s, i, c)) > 0 || (n = take_id(s, i, c)) > 0)
		return n;
	if (strchr("([", s->text.s[i]) != NULL && ((n = take_language(s, i, c)) > 0 || (n = take_aside(s, i)) > 0))
		return n;
	return 0;
}

void
scan_entry(struct scan *s, struct span text, struct cite *c)
{
	size_t i = 0, run = 0, n;

	memset(s, 0, sizeof *s);
	s->text = text;
	while (i < text.n) {
		if (!span_boundary(text, i) && strchr("([{|", text.s[i]) == NULL) {
			i++;
			continue;
		}
		if ((n = take_quote(s, i, run)) > 0 || (text.s[i] == '(' && (n = take_date(s, i, run)) > 0)) {
			run = i += n;
			continue;
		}
		s->ends = s->link_next = false;
		if ((n = take_mark(s, i, c)) == 0) {
			i++;
			continue;
		}
		flush(s, run, i);
		s->tail |= s->ends && s->n > 0;
		run = i += n;
		s->last_end = i;
		s->mark = true;
		s->link |= s->link_next;
	}
	flush(s, run, text.n);
}

void
scan_free(struct scan *s)
{
	free(s->part);
}
