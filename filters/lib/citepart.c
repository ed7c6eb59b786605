#include "citepart.h"

#include <string.h>

#include "citename.h"
#include "citescan.h"
#include "text.h"

#define ENDS ",;:.–—-|"

static bool
digit(struct span s, size_t i)
{
	return i < s.n && s.s[i] >= '0' && s.s[i] <= '9';
}

static bool
has_digit(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (digit(s, i))
			return true;
	return false;
}

static size_t
blanks(struct span s, size_t i)
{
	while (i < s.n && (s.s[i] == ' ' || (s.n - i >= 2 && memcmp(s.s + i, "\xc2\xa0", 2) == 0)))
		i += s.s[i] == ' ' ? 1 : 2;
	return i;
}

static size_t
roman(struct span s)
{
	size_t i = 0, len;

	while (i < s.n && s.s[i] != '\0' && strchr("IVXLCDMivxlcdm", s.s[i]) != NULL)
		i++;
	if (i == 1 && strchr("IVXivx", s.s[0]) == NULL)
		return 0;
	if (i > 0 && i < s.n && (is_letter(utf8_next(s.s + i, s.n - i, &len)) || s.s[i] == '\''))
		return 0;
	return i > 0 && i < 9 && (strchr("ivxlcdm", s.s[0]) != NULL) == (strchr("ivxlcdm", s.s[i - 1]) != NULL) ? i : 0;
}

/* "12", "A12", "12a", "119ff", "xii" */
static size_t
one_page(struct span s)
{
	size_t i = 0, from, len;

	if (s.n > 1 && s.s[0] >= 'A' && s.s[0] <= 'Z' && (digit(s, 1) || (s.s[1] == '-' && digit(s, 2))))
		i = s.s[1] == '-' ? 2 : 1;
	for (from = i; digit(s, i); i++)
		;
	if (i == from)
		return roman(s);
	if (s.n - i >= 2 && strncmp(s.s + i, "ff", 2) == 0)
		i += 2;
	else if (i < s.n && ((s.s[i] >= 'a' && s.s[i] <= 'f') || s.s[i] == 'n') &&
	    !(i + 1 < s.n && is_letter(utf8_next(s.s + i + 1, s.n - i - 1, &len))))
		i++;
	return i - from > 7 ? 0 : i;
}

size_t
page_list(struct span s)
{
	static const char *const joints[] = { "–", "-", "—", "‑", " – ", " - ", ", ", ",", " & ", " and ", " y ", " et ",
		" und ", "/", "; " };
	size_t i = one_page(s), j, n;

	while (i > 0 && i < s.n) {
		for (j = 0; j < sizeof joints / sizeof *joints; j++) {
			n = strlen(joints[j]);
			if (s.n - i > n && span_starts(span_from(s, i), joints[j]) &&
			    digit(s, i + n + (s.s[i + n] >= 'A' && s.s[i + n] <= 'Z')) && one_page(span_from(s, i + n)) > 0)
				break;
		}
		if (j == sizeof joints / sizeof *joints) {
			/* "xii–xv" */
			if (!digit(s, 0) && s.n - i > 3 && memcmp(s.s + i, "–", 3) == 0 && roman(span_from(s, i + 3)) > 0)
				return i + 3 + roman(span_from(s, i + 3));
			break;
		}
		/* A full date or year behind a comma is no page: "p. 8, 1999". */
		if (joints[j][0] == ',' && i < 4 && one_page(span_from(s, i + n)) == 4)
			break;
		i += n + one_page(span_from(s, i + n));
	}
	return i;
}

size_t
page_phrase(struct span s, struct span *list)
{
	size_t n = cite_phrase(CITE_PAGES, s, NULL), k;

	if (n == 0)
		return 0;
	n = blanks(s, n);
	k = page_list(span_from(s, n));
	if (k == 0 && n < s.n && s.s[n] == '?') {
		*list = span_to(s, 0);
		return n + 1;
	}
	/* "S. Smith" and "s. XIX" are no pages: the short marks want digits. */
	if (k == 0 || (!digit(s, n) && !digit(s, n + 1) && !digit(s, n + 2) && s.s[0] != 'p'))
		return 0;
	*list = span_to(span_from(s, n), k);
	return n + k;
}

bool
take_pages(struct cite *c, struct span *s)
{
	struct span list;

	for (size_t i = 0; i < s->n; i++) {
		if (!span_boundary(*s, i) || page_phrase(span_from(*s, i), &list) == 0)
			continue;
		if (i > 0 && s->s[i - 1] != ' ' && s->s[i - 1] != '(' && s->s[i - 1] != ',')
			continue;
		cite_set(c, CITE_PP, list);
		*s = span_trim(span_to(*s, i), ENDS "(");
		return true;
	}
	return false;
}

/* What a run like "58, no. 4 (1970): 311–325" holds. */
struct volume {
	struct span vol, pages;
	struct refdate year;
	bool sign; /* something but the number says that it is a volume */
};

/* "vol. 58", "VIII", "45/2" at i; returns the position behind it, 0 if it is too long for a volume. */
static size_t
volume_number(struct span s, bool alone, struct volume *v)
{
	size_t i = cite_phrase(CITE_VOLUME, s, NULL), n;

	v->sign = i > 0;
	i = blanks(s, i);
	for (n = 0; digit(s, i + n); n++)
		;
	if (n == 0)
		n = roman(span_from(s, i));
	if (n > 4 || (n == 0 && v->sign))
		return s.n + 1;
	v->vol = span_to(span_from(s, i), n);
	i = blanks(s, i + n);
	if (n > 0 && (alone || v->sign) && i < s.n && (s.s[i] == '/' || s.s[i] == '.') && digit(s, i + 1))
		for (i++, v->sign = true; digit(s, i); i++)
			;
	return i;
}

/* "(4)", "(1970)" or "(Spring 1970)" at i; returns the position behind it, i if there is none. */
static size_t
volume_bracket(struct span s, size_t i, struct volume *v)
{
	size_t end = i < s.n && s.s[i] == '(' ? scan_bracket(span_from(s, i)) : 0;
	struct span in;
	struct refdate d;
	size_t n;

	if (end < 3 || end > 42)
		return i;
	in = span_to(span_from(s, i + 1), end - 2);
	n = refdate_at(in, &d);
	if (!has_digit(in))
		return i;
	if (n == in.n && n >= 4)
		v->year = d;
	v->sign = true;
	return i + end;
}

/* ", no. 4" at i */
static size_t
volume_issue(struct span s, size_t i, struct volume *v)
{
	size_t from = i, n;

	while (i < s.n && strchr(" ,:;.", s.s[i]) != NULL)
		i++;
	n = cite_phrase(CITE_ISSUE, span_from(s, i), NULL);
	if (n == 0)
		return from;
	v->sign = true;
	i = blanks(s, i + n);
	while (i < s.n && (digit(s, i) || strchr("-/", s.s[i]) != NULL))
		i++;
	return i;
}

/* ", 1922" at i, between a volume that says that it is one and its pages */
static size_t
volume_year(struct span s, size_t i, struct volume *v)
{
	size_t from = i, n;
	struct refdate d;

	while (i < s.n && strchr(" ,;.", s.s[i]) != NULL)
		i++;
	n = i > from && v->sign && v->year.unit == REFDATE_NONE ? refdate_at(span_from(s, i), &d) : 0;
	if (n < 4 || (i + n < s.n && strchr(",:;.", s.s[i + n]) == NULL))
		return from;
	v->year = d;
	return i + n;
}

/* Volume, issue and pages from s's start to its end; nothing is set unless all fits. */
static bool
volume_run(struct cite *c, struct span s, bool alone)
{
	struct volume v = { { s.s, 0 }, { s.s, 0 }, { "", REFDATE_NONE, false }, false };
	size_t i = volume_number(s, alone, &v), n;
	bool colon = false;

	if (i > s.n)
		return false;
	i = volume_bracket(s, i, &v);
	i = volume_issue(s, i, &v);
	i = volume_bracket(s, blanks(s, i), &v);
	i = volume_year(s, i, &v);
	for (; i < s.n && strchr(" ,:;.", s.s[i]) != NULL; i++)
		colon |= s.s[i] == ':';
	if (i < s.n) {
		n = page_phrase(span_from(s, i), &v.pages);
		v.sign |= n > 0 || colon;
		if (n == 0) {
			n = page_list(span_from(s, i));
			v.pages = span_to(span_from(s, i), n);
		}
		if (n == 0 || v.vol.n == 0 || i + n < s.n)
			return false;
	}
	if (!v.sign && !(alone && v.vol.n > 0 && v.vol.n < 4))
		return false;
	cite_set(c, CITE_VOL, v.vol);
	cite_set(c, CITE_PP, v.pages);
	cite_set(c, CITE_DATE, span_of(v.year.iso));
	return true;
}

bool
take_volume(struct cite *c, struct span *s)
{
	struct span all = span_trim(*s, ENDS);

	for (size_t i = 0; i < all.n; i++) {
		if (i > 0 && (all.s[i - 1] != ' ' || (i > 1 && all.s[i - 2] == ':')))
			continue;
		if (i > 0 && !digit(all, i) && all.s[i] != '(' && cite_phrase(CITE_VOLUME, span_from(all, i), NULL) == 0 &&
		    cite_phrase(CITE_ISSUE, span_from(all, i), NULL) == 0 && roman(span_from(all, i)) == 0)
			continue;
		if (volume_run(c, span_from(all, i), i == 0)) {
			*s = span_trim(span_to(all, i), ENDS);
			return true;
		}
	}
	return false;
}

bool
take_date_out(struct cite *c, struct span *s)
{
	struct refdate d;
	size_t n;
	struct span t = span_trim(*s, ENDS);

	for (size_t i = 0; i < t.n; i++) {
		if (!span_boundary(t, i) || (n = refdate_at(span_from(t, i), &d)) == 0)
			continue;
		bool start = i == 0 || strchr(",;.:(", t.s[i - 1]) != NULL ||
		    (i > 1 && strchr(",;.:-(\223", t.s[i - 2]) != NULL) || (i > 4 && memcmp(t.s + i - 4, "–", 3) == 0);
		bool end = i + n == t.n || strchr(",;.:)", t.s[i + n]) != NULL;

		if (!end || !(start || (d.unit == REFDATE_DAY && i + n == t.n)))
			continue;
		cite_set(c, CITE_DATE, span_of(d.iso));
		/* Keep the longer side; the other one is mostly empty. */
		struct span l = span_trim(span_to(t, i), ENDS "("), r = span_trim(span_from(t, i + n), ENDS ")");

		if (l.n > 0 && r.n > 1 && r.s[0] >= 'A' && r.s[0] <= 'Z' && digit(r, 1) && page_list(r) == r.n)
			cite_set(c, CITE_PP, r);
		*s = l.n > 0 ? l : r;
		return true;
	}
	return false;
}

/* Up to three capitalised words: before a colon behind a book's title they are most likely a place. */
static bool
unknown_place(struct span s)
{
	for (size_t i = 0; i < s.n; i++)
		if (digit(s, i) || s.s[i] == ',')
			return false;
	return span_words(s) <= 3 && title_case(s);
}

bool
find_imprint(struct span s, bool loose, struct span *before, struct span *place, struct span *publisher)
{
	for (size_t colon = 1; colon + 1 < s.n; colon++) {
		if (s.s[colon] != ':' || (s.s[colon + 1] != ' ' && s.s[colon - 1] != '.'))
			continue;
		for (size_t i = 0; i < colon; i++) {
			struct span p = span_trim(span_from(span_to(s, colon), i), "");

			if ((i > 0 && !(s.s[i - 1] == ' ' && i > 1 && strchr(",.;(", s.s[i - 2]) != NULL)) || p.n == 0)
				continue;
			if (!place_like(p) && !town_like(p) && !(loose && i == 0 && unknown_place(p)))
				continue;
			*before = span_trim(span_to(s, i), ENDS "(");
			*place = p;
			*publisher = span_trim(span_from(s, colon + 1), ENDS);
			return publisher->n > 0;
		}
	}
	return false;
}

/* "Google News (AFP)", "Washington Post / Associated Press": the agency apart */
static struct span
without_agency(struct cite *c, struct span s)
{
	for (size_t i = 1; i < s.n; i++) {
		bool slash = i + 2 < s.n && (memcmp(s.s + i, "/", 1) == 0);
		struct span a = span_trim(span_from(s, i + 1), " .,;:)");

		if ((s.s[i] != '(' && !slash) || !cite_is(CITE_AGENCY, a))
			continue;
		if (cite_is(CITE_PUBLICATION, span_trim(s, "")))
			return s;
		cite_set(c, CITE_WIRE, a);
		return span_trim(span_to(s, i), ENDS);
	}
	return s;
}

static bool
series_like(struct span s)
{
	return cite_ending(CITE_SERIES, s) > 0 || cite_phrase(CITE_SERIES, s, NULL) > 0;
}

bool
headline_like(struct span s)
{
	size_t words = 0, small = 0, len;
	struct span w;

	for (w = span_word(s); w.n > 0; w = span_word(s), words++) {
		uint32_t ch = utf8_next(w.s, w.n, &len);

		small += is_letter(ch) && fold_char(ch) == ch;
		s = span_from(s, (size_t)(w.s - s.s) + w.n);
	}
	return words > 6 && small * 2 >= words;
}

/* "Reuters via Yahoo News": the carrier of an agency's story, else what is carried */
static struct span
carried(struct cite *c, struct span s)
{
	size_t n;

	for (size_t i = 1; i < s.n; i++) {
		if (s.s[i - 1] != ' ' || (n = cite_phrase(CITE_VIA, span_from(s, i), NULL)) == 0 || i + n >= s.n)
			continue;
		if (!cite_is(CITE_AGENCY, span_trim(span_to(s, i), "")))
			return span_to(s, i);
		cite_set(c, CITE_WIRE, span_to(s, i));
		return span_from(s, i + n);
	}
	return s;
}

/* The name of a work, or what stands beside it. */
static void
take_name(struct cite *c, struct span s)
{
	size_t n, len;

	if (c->field[CITE_WORK] != NULL && cite_is(CITE_AGENCY, s)) {
		cite_set(c, CITE_WIRE, s);
		return;
	}
	if (place_like(s) && !(cite_is(CITE_PUBLICATION, s) && c->field[CITE_WORK] == NULL)) {
		cite_set(c, CITE_TOWN, s);
		return;
	}
	n = cite_phrase(CITE_ON, s, NULL);
	if (n > 0 && n < s.n && s.s[n] == ' ' && !is_upper(utf8_next(s.s, s.n, &len)))
		s = span_trim(span_from(s, n), "");
	/* "93,400 casualties on Luzon alone" is a remark, "S/2013/338" the number of a paper. */
	if (!(digit(s, 0) && span_words(s) > 4) && !(has_digit(s) && memchr(s.s, '/', s.n) != NULL && span_words(s) == 1))
		cite_set(c, CITE_WORK, carried(c, without_agency(c, s)));
}

void
take_segment(struct cite *c, struct span s, bool book)
{
	struct span before, place, publisher;
	struct refdate d;

	s = span_trim(s, ENDS);
	if (s.n == 0 || cite_phrase(CITE_CONTRIBUTOR, s, NULL) > 0 || cite_phrase(CITE_UNDATED, s, NULL) >= s.n ||
	    cite_is(CITE_UNDATED, (struct span){ s.s, s.n + (s.s[s.n] == '.') }))
		return;
	if (s.s[0] >= 'A' && s.s[0] <= 'Z' && digit(s, 1) && page_list(s) == s.n && cite_set(c, CITE_PP, s))
		return;
	if (refdate_at(s, &d) == s.n) {
		cite_set(c, CITE_DATE, span_of(d.iso));
		return;
	}
	take_pages(c, &s);
	if (s.n == 0 || (take_volume(c, &s) && s.n == 0))
		return;
	if (take_date_out(c, &s) && s.n == 0)
		return;
	if (book && c->field[CITE_WORK] == NULL && series_like(s))
		return;
	if (find_imprint(s, book, &before, &place, &publisher) && before.n == 0) {
		cite_set(c, CITE_TOWN, place);
		cite_set(c, CITE_WORK, publisher);
		return;
	}
	take_name(c, s);
}

void
take_comma_run(struct cite *c, struct span s, bool book)
{
	struct span before, place, publisher, item;

	s = span_trim(s, ENDS);
	if (find_imprint(s, false, &before, &place, &publisher)) {
		while (before.n > 0)
			take_segment(c, span_item(&before, ','), book);
		take_pages(c, &publisher);
		cite_set(c, CITE_TOWN, place);
		/* What follows the publisher: a volume, a date. */
		if (c->field[CITE_WORK] == NULL) {
			while (take_volume(c, &publisher) || take_date_out(c, &publisher))
				;
			cite_set(c, CITE_WORK, publisher);
			return;
		}
		span_item(&publisher, ',');
		s = publisher;
	}
	if (take_pages(c, &s) && s.n == 0)
		return;
	/* Volume and pages of a journal hold commas themselves: "Journal, 12(3), 45–67". */
	take_volume(c, &s);
	take_date_out(c, &s);
	while (s.n > 0) {
		item = span_item(&s, ',');
		take_segment(c, item, book);
	}
}
