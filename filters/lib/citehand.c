/* Entries written by hand. */
#include <string.h>

#include "citeform.h"
#include "citename.h"
#include "citepart.h"
#include "text.h"

#define ENDS ",;:.–—-|"
#define ATOMS 48

enum label { AS_TITLE, AS_PERSON, AS_MAYBE, AS_WORK, AS_PLACE, AS_DATE, AS_PAGES };

/* A stretch between commas, dashes or full stops. */
struct atom {
	struct span text;
	enum label label;
	char sep; /* as struct part's */
};

struct atoms {
	struct atom a[ATOMS];
	size_t n;
};

/* "lanacion.com" */
static bool
domain_like(struct span s)
{
	size_t i = s.n;

	while (i > 0 && s.s[i - 1] >= 'a' && s.s[i - 1] <= 'z')
		i--;
	return i > 2 && s.n - i >= 2 && s.n - i <= 4 && s.s[i - 1] == '.' && span_words(s) == 1;
}

/* Whether s begins or ends as names of newspapers and publishers do. */
static bool
work_named(struct span s)
{
	return cite_phrase(CITE_PAPERWORD, s, NULL) > 0 || cite_phrase(CITE_PRESSWORD, s, NULL) > 0 ||
	    cite_ending(CITE_PAPERWORD, s) > 0 || cite_ending(CITE_PRESSWORD, s) > 0;
}

static enum label
label_of(struct span s)
{
	if (cite_is(CITE_PUBLICATION, s) || cite_is(CITE_AGENCY, s) || domain_like(s) ||
	    (cite_is(CITE_HOUSE, s) && span_words(s) > 1))
		return AS_WORK;
	if (place_like(s))
		return AS_PLACE;
	switch (person_like(s)) {
	case PERSON_YES:
		return AS_PERSON;
	case PERSON_MAYBE:
		return AS_MAYBE;
	default:
		if (span_words(s) > 7 || memchr(s.s, ':', s.n) != NULL || !title_case(s))
			return AS_TITLE;
		return work_named(s) ? AS_WORK : AS_TITLE;
	}
}

static void
add_atom(struct atoms *l, struct span s, enum label label, char sep)
{
	s = span_trim(s, label == AS_TITLE ? ",;:.|" : ENDS);
	if (s.n > 0 && l->n < ATOMS)
		l->a[l->n++] = (struct atom){ s, label, sep };
}

/* "Jack Holland & Henry McDonald": all persons, so one atom of names. */
static enum label
joined_label(struct span s)
{
	enum label worst = AS_PERSON, one;
	struct span left = s, w;
	size_t from = 0;
	bool joined = false;

	for (w = span_word(left);; w = span_word(left)) {
		if (w.n == 0 || (cite_is(CITE_AND, w) && w.s > s.s)) {
			struct span name = span_trim(span_from(span_to(s, w.n == 0 ? s.n : (size_t)(w.s - s.s)), from), ",");

			one = label_of(name);
			if (one != AS_PERSON && one != AS_MAYBE)
				return label_of(s);
			if (one == AS_MAYBE && (joined || w.n > 0) && span_words(name) < 2)
				return label_of(s);
			if (one == AS_MAYBE && worst == AS_PERSON && !joined)
				worst = AS_MAYBE;
			if (w.n == 0)
				return joined ? worst : label_of(s);
			joined = true;
			from = (size_t)(w.s - s.s) + w.n;
		}
		left = span_from(left, (size_t)(w.s - left.s) + w.n);
	}
}

/* "256 pp." */
static bool
page_total(struct span s)
{
	size_t i = 0;

	while (i < s.n && s.s[i] >= '0' && s.s[i] <= '9')
		i++;
	struct span unit = span_trim(span_from(s, i), "");

	return i > 0 && i < s.n && (cite_is(CITE_PAGES, unit) || cite_is(CITE_VOLUME, unit));
}

/* A piece without commas: pages and a date apart, then the rest by its look. */
static void
add_piece(struct atoms *l, struct cite *c, struct span s, char sep)
{
	struct span pages;
	struct refdate d;
	size_t n;

	s = span_trim(s, ",;:|");
	if (s.n == 0 || page_total(s) || cite_is(CITE_IBID, s))
		return;
	if (cite_phrase(CITE_VOLUME, s, NULL) > 1 || cite_phrase(CITE_ISSUE, s, NULL) > 1) {
		pages = s;
		if (take_volume(c, &pages) && pages.n == 0) {
			add_atom(l, s, AS_PAGES, ',');
			return;
		}
	}
	for (size_t i = 0; i < s.n; i++) {
		if ((i > 0 && s.s[i - 1] != ' ' && s.s[i - 1] != '(') || (n = page_phrase(span_from(s, i), &pages)) == 0)
			continue;
		add_piece(l, c, span_to(s, i), sep);
		cite_set(c, CITE_PP, pages);
		add_atom(l, pages, AS_PAGES, ',');
		add_piece(l, c, span_from(s, i + n), ',');
		return;
	}
	for (size_t i = 0; i < s.n; i++) {
		if (!span_boundary(s, i) || (n = refdate_at(span_from(s, i), &d)) == 0 || i + n != s.n)
			continue;
		/* "Berlin 1925" */
		if (i > 0 && d.unit != REFDATE_DAY && !place_like(span_to(s, i)))
			continue;
		if (i == 0 && strchr(d.iso, '/') != NULL && d.unit == REFDATE_YEAR)
			continue;
		add_piece(l, c, span_to(s, i), sep);
		add_atom(l, span_from(s, i), AS_DATE, i > 0 ? ',' : sep);
		return;
	}
	if (cite_phrase(CITE_CONTRIBUTOR, s, NULL) == 0)
		/* "Murray" in front is an author, elsewhere the house. */
		add_atom(l, s, l->n > 0 && cite_is(CITE_HOUSE, s) ? AS_WORK : joined_label(s), sep);
}

/* Bytes of a date at s that holds a comma, as in "January 18, 2012", 0 if none. */
static size_t
comma_date(struct span s)
{
	struct refdate d;
	size_t n = refdate_at(s, &d);

	return n > 0 && d.named && memchr(s.s, ',', n) != NULL ? n : 0;
}

static bool
separates(struct span s)
{
	static const char *const marks[] = { ", ", "; ", " – ", " — ", " - " };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (span_starts(s, marks[i]))
			return true;
	return false;
}

/* Split at commas and spaced dashes, not within brackets. */
static void
add_text(struct atoms *l, struct cite *c, struct span s, char sep)
{
	size_t from = 0, depth = 0, n;

	for (size_t i = 0; i < s.n; i++) {
		if (span_boundary(s, i) && (n = comma_date(span_from(s, i))) > 0) {
			add_piece(l, c, span_from(span_to(s, i), from), sep);
			add_piece(l, c, span_to(span_from(s, i), n), ',');
			from = i += n;
			sep = ',';
			if (i >= s.n)
				break;
		}
		depth += s.s[i] == '(' || s.s[i] == '[';
		if (depth > 0)
			depth -= s.s[i] == ')' || s.s[i] == ']';
		else if (separates(span_from(s, i))) {
			add_piece(l, c, span_from(span_to(s, i), from), sep);
			sep = s.s[i] == ' ' ? '-' : s.s[i];
			from = i + 1;
			from += (size_t)(span_trim(span_from(s, from), "–—-").s - s.s) - from;
			i = from - 1;
		}
	}
	add_piece(l, c, span_from(s, from), sep);
}

/* Whether s has a German imprint: "Mittler, Berlin 1925". */
static bool
german_imprint(struct span s)
{
	struct refdate d;
	struct span item;
	size_t k;

	while (s.n > 0) {
		item = span_item(&s, ',');
		for (k = item.n; k > 0 && item.s[k - 1] != ' '; k--)
			;
		if (k > 1 && refdate_at(span_from(item, k), &d) == item.n - k && place_like(span_to(item, k)))
			return true;
	}
	return false;
}

/* Takes the authors off the front of an entry where a colon or an editor's mark ends them: "Hans Meier: Der Krieg",
 * "Weber, K. & Maurer, T. (eds), The Alpine Front". */
static struct span
without_authors(struct cite *c, const struct scan *s, struct span t)
{
	size_t n = 0, i;
	bool german = false;

	for (i = 0; i < s->n; i++)
		german |= s->part[i].type == PART_TEXT && german_imprint(s->part[i].text);
	for (i = 1; i < t.n && i < 160; i++) {
		if (t.s[i] == '(' && (n = cite_phrase(CITE_EDITOR, span_from(t, i), NULL)) > 0)
			break;
		if (t.s[i] == ':' && german && person_like(span_to(t, i)) == PERSON_YES)
			break;
	}
	if (i >= t.n || i >= 160 || !names_like(span_to(t, i)))
		return t;
	names_add(c, span_to(t, i), false);
	return span_trim(span_from(t, i + n), ENDS);
}

static void
collect(struct atoms *l, struct cite *c, const struct scan *s)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct part *p = &s->part[i];
		struct span list, t = p->text;

		if (p->tail && page_phrase(t, &list) == 0)
			continue;
		if (i == 0 && p->type == PART_TEXT)
			t = without_authors(c, s, t);
		if (p->type == PART_DATE || p->type == PART_IMPRINT) {
			if (p->type == PART_IMPRINT)
				take_comma_run(c, t, true);
			cite_set(c, CITE_DATE, span_of(p->date.iso));
			add_atom(l, span_of(p->date.iso), AS_DATE, ' ');
			/* "(Orient Longman, 2004), 90" */
			if (i + 1 < s->n && page_list(s->part[i + 1].text) == s->part[i + 1].text.n) {
				cite_set(c, CITE_PP, s->part[i + 1].text);
				i++;
			}
		} else if (p->type == PART_QUOTED && i == 0 && s->n > 1 && scan_is_quotation(p)) {
			continue; /* the words of a source, which follows */
		} else if (p->type == PART_QUOTED) {
			add_atom(l, t, AS_TITLE, p->sep);
		} else if (i == 0 && (s->n > 1 ? s->part[1].link : s->link && !s->tail) && !cite_has(CITE_GIVEN, t)) {
			/* A linked title, ended by what was said of its link. */
			add_atom(l, t, AS_TITLE, p->sep);
		} else {
			add_text(l, c, t, p->sep);
		}
	}
}

/* Whether the known name at i of s is used as one: "Leadership" and "Time" at the end of a title are mostly words. */
static bool
named(struct span s, size_t i)
{
	struct span w = span_from(s, i), head = span_trim(span_to(s, i), "");
	bool inner = false;
	size_t len;

	for (size_t k = 1; k < w.n; k++)
		inner |= (w.s[k] >= 'A' && w.s[k] <= 'Z') || w.s[k] == ' ' || w.s[k] == '.';
	return is_upper(utf8_next(w.s, w.n, &len)) && (inner || cite_is(CITE_AGENCY, w) || cite_ending(CITE_ON, head) > 0);
}

/* Where a title that runs into the name of its newspaper ends: "... in Mali The Guardian"; s.n if it does not. */
static size_t
work_at_end(struct span s)
{
	size_t n = cite_ending(CITE_PUBLICATION, s), i;
	struct span w;

	if (n == 0)
		n = cite_ending(CITE_AGENCY, s);
	if (n > 0 && n < s.n && named(s, s.n - n)) {
		/* "on YouTube" */
		struct span head = span_trim(span_to(s, s.n - n), "");
		size_t on = cite_ending(CITE_ON, head);

		return on > 0 && on < head.n && head.s[head.n - on - 1] == ' ' ? head.n - on : s.n - n;
	}
	for (i = s.n; i > 0 && s.s[i - 1] != ' '; i--)
		;
	if (i > 0 && domain_like(span_from(s, i)))
		return i;
	/* "... : military Daily Bugle News": capitals behind a small word, one of them a newspaper's. */
	for (i = s.n; i > 0 && s.s[i - 1] != ' '; i--)
		;
	if (i == 0 || !cite_is(CITE_PAPERWORD, span_from(s, i)))
		return s.n;
	while (i > 1) {
		size_t k = i - 1;

		while (k > 0 && s.s[k - 1] != ' ')
			k--;
		w = span_trim(span_from(span_to(s, i), k), "");
		if (!title_case(w) || (k > 0 && memchr(w.s, ':', w.n) != NULL))
			break;
		i = k;
	}
	w = span_from(s, i);
	return i > 0 && title_case(w) && !title_case(span_to(s, i)) && span_words(w) <= 4 && span_words(w) > 1 ? i : s.n;
}

/* Take "by NAME" off the end of a title. */
static void
split_by(struct cite *c, struct span *t)
{
	for (size_t i = 1; i < t->n; i++) {
		size_t n = t->s[i - 1] == ' ' ? cite_phrase(CITE_BY, span_from(*t, i), NULL) : 0;
		struct span who = span_trim(span_from(*t, i + n), "");

		if (n == 0 || !names_like(who))
			continue;
		/* "por", "par" stand between other things too. */
		if (person_like(who) == PERSON_YES || (span_words(who) <= 3 && strchr("bwW", t->s[i]) != NULL)) {
			names_add(c, who, false);
			*t = span_trim(span_to(*t, i), ENDS);
			return;
		}
	}
}

/* How many atoms from the start are authors. */
static size_t
leading_authors(const struct atoms *l)
{
	size_t i = 0, next;

	while (i < l->n && (i == 0 || l->a[i].sep == ',' || l->a[i].sep == ';') &&
	    (l->a[i].label == AS_PERSON || (l->a[i].label == AS_MAYBE && (i + 1 == l->n || l->a[i + 1].sep != '-'))))
		i++;
	if (i == 0 && l->n > 1 && l->a[0].label == AS_WORK && l->a[1].label == AS_TITLE && l->a[1].sep == ',')
		return 1; /* an agency or newspaper as author */
	if (i == 0)
		return 0;
	/* There must be a title left, before pages or a date. */
	for (next = i; next < l->n && i == 1 && l->a[next].label == AS_DATE && l->a[0].label == AS_PERSON; next++)
		;
	if (next < l->n && (l->a[next].label == AS_TITLE || (l->a[next].label == AS_MAYBE && l->a[i - 1].label == AS_PERSON)))
		return i;
	if (i == 1)
		return l->a[0].label == AS_PERSON && next < l->n && l->a[next].label < AS_DATE ? 1 : 0;
	/* "Razor's Edge, Hugh Bicheno": the surer one is the person; else the first is, the last the title. */
	return l->a[0].label == AS_PERSON || l->a[1].label == AS_MAYBE ? i - 1 : 0;
}

static void
give(struct cite *c, const struct atom *a)
{
	if (a->text.s[0] == '(' && scan_bracket(a->text) == a->text.n)
		take_comma_run(c, span_from(span_to(a->text, a->text.n - 1), 1), true);
	else if (a->label == AS_PLACE && c->field[CITE_WORK] != NULL)
		cite_set(c, CITE_TOWN, a->text);
	else if (a->label == AS_WORK && c->field[CITE_WORK] != NULL && cite_is(CITE_AGENCY, a->text))
		cite_set(c, CITE_WIRE, a->text);
	else
		take_segment(c, a->text, false);
}

/* The title from atom i on: atoms of running text joined; returns the atom behind it. */
static size_t
read_title(struct cite *c, const struct atoms *l, size_t i)
{
	struct span t = l->a[i].text;
	size_t cut;
	bool last;

	for (i++; i < l->n; i++) {
		const struct atom *a = &l->a[i];

		if ((a->sep != ',' && a->sep != ';' && a->sep != '-') || cite_ending(CITE_SERIES, a->text) > 0)
			break;
		/* "France, U.K., Partners Say Troops Left" */
		if (l->a[i - 1].label == AS_PLACE && a->sep == ',' && i < l->n - 1 + (a->label == AS_TITLE)) {
			t.n = (size_t)(a->text.s - t.s) + a->text.n;
			continue;
		}
		if (a->label != AS_TITLE && !(a->label == AS_MAYBE && i + 1 < l->n && a[1].label == AS_TITLE && a[1].sep == ','))
			break;
		/* The last one before the date is the publisher. */
		last = i + 1 == l->n ? span_words(t) > 3 && l->n > 2 : a[1].label == AS_DATE;
		if (title_case(a->text) && (a->sep == '-' ? span_words(a->text) <= 5 : last && span_words(a->text) <= 6))
			break;
		t.n = (size_t)(a->text.s - t.s) + a->text.n;
	}
	split_by(c, &t);
	cut = work_at_end(t);
	if (cut < t.n && cut > 0) {
		struct span w = span_from(t, cut);
		size_t on = cite_phrase(CITE_ON, w, NULL);

		cite_set(c, CITE_WORK, on > 0 && on < w.n && w.s[on] == ' ' ? span_from(w, on) : w);
		t = span_to(t, cut);
	}
	take_volume(c, &t);
	cite_set(c, CITE_TITLE, t);
	return i;
}

static void
read_dates(struct cite *c, const struct atoms *l)
{
	struct refdate d;

	/* The last one: an earlier one may belong to the title. */
	for (size_t i = l->n; i > 0; i--)
		if (l->a[i - 1].label == AS_DATE && refdate_at(l->a[i - 1].text, &d) > 0 &&
		    cite_set(c, CITE_DATE, span_of(d.iso)))
			return;
}

/* Whether atom i, behind the title, is its author: a person, or perhaps one with a publisher still to come. */
static bool
author_behind(const struct atoms *l, size_t i)
{
	if (l->a[i].sep == '|' || l->a[i].label > AS_MAYBE || l->a[i].label == AS_TITLE)
		return false;
	if (l->a[i].label == AS_PERSON)
		return true;
	for (size_t k = i + 1; k < l->n; k++)
		if (l->a[k].label < AS_PLACE)
			return span_words(l->a[i].text) > 1;
	return false;
}

/* "The Times, 4 June 1900, p. 7": a newspaper and no title; "BBC News - Port falls": one in front of it. */
static bool
only_work(struct cite *c, struct atoms *l)
{
	bool known = l->n > 0 && cite_is(CITE_PUBLICATION, l->a[0].text);

	if (known && l->n > 1 && l->a[1].sep == '-' && l->a[1].label == AS_TITLE) {
		cite_set(c, CITE_WORK, l->a[0].text);
		memmove(l->a, l->a + 1, --l->n * sizeof *l->a);
		return false;
	}
	for (size_t i = 1; i < l->n; i++)
		if (l->a[i].label < AS_PLACE)
			return false;
	if (!known || l->n < 2)
		return false;
	c->rule = "work";
	cite_set(c, CITE_WORK, l->a[0].text);
	for (size_t i = 1; i < l->n; i++)
		if (l->a[i].label == AS_PLACE)
			cite_set(c, CITE_TOWN, l->a[i].text);
	return true;
}

bool
form_hand(struct cite *c, const struct scan *s)
{
	struct atoms l = { .n = 0 };
	size_t i, authors;

	collect(&l, c, s);
	read_dates(c, &l);
	authors = c->nauthors > 0 ? 0 : leading_authors(&l);
	if (c->nauthors == 0 && only_work(c, &l))
		return true;
	for (i = 0; i < authors; i++)
		names_add(c, l.a[i].text, false);
	while (i < l.n && (l.a[i].label == AS_DATE || l.a[i].label == AS_PAGES))
		i++;
	if (i < l.n)
		i = read_title(c, &l, i);
	/* Authors behind the title. */
	for (; i < l.n && authors == 0 && c->nauthors < 4 && author_behind(&l, i); i++)
		names_add(c, l.a[i].text, false);
	for (; i < l.n; i++)
		if (l.a[i].label != AS_DATE && l.a[i].label != AS_PAGES)
			give(c, &l.a[i]);
	c->rule = "hand";
	return true;
}
