#include "date_year.h"

#include <limits.h>
#include <string.h>

/* Costs are in days. */
enum {
	COST_CAP = 3000,      /* beyond eight years distance tells nothing */
	COST_SECTION = 1500,  /* outside the section's span */
	COST_MARGIN = 60,     /* within a month of it */
	COST_WHOLE = 600,     /* outside the document's span, where nothing stands near */
	COST_WHOLE_NEAR = 60, /* the same beside a date of this section */
	COST_BEFORE = 1500,   /* the footnote is older than the date: it may tell of something else */
	COST_READ = 4000,     /* it was read before the date: it does */
	COST_FAR = 300,       /* nor does it from an earlier section beyond that */
	COST_ASIDE = 60,      /* a date told in passing is the worse guide */
	GAIN_CITED = 2500,    /* a footnote published within CITED_DAYS */
	CITED_DAYS = 60,
	HISTORY_DAYS = 366,
	CONFLICT_DAYS = 60,
	CANDIDATE_MAX = 64
};

struct candidates {
	int year[CANDIDATE_MAX];
	size_t n;
};

static void
add_year(struct candidates *c, int y)
{
	if (y == 0 || c->n == CANDIDATE_MAX)
		return;
	for (size_t i = 0; i < c->n; i++)
		if (c->year[i] == y)
			return;
	c->year[c->n++] = y;
}

/* Years from one before the span to one after it, if it is no age. */
static void
add_span(struct candidates *c, struct date_span s, int margin)
{
	int last = s.end.y != 0 ? s.end.y : s.start.y;

	if (s.start.y == 0 || last - s.start.y > 20)
		return;
	for (int y = year_add(s.start.y, -margin), n = 0; n < 24 && y <= year_add(last, margin); y = year_add(y, 1), n++)
		add_year(c, y);
}

static long
capped(long cost)
{
	return cost > COST_CAP ? COST_CAP : cost;
}

/* Days from span to date: forward counted once, backward two and a half times; the other way round for
 * a date that looks back. */
static long
distance(struct date_span from, struct date_span to, bool back)
{
	struct date end = from.end.y != 0 ? from.end : from.start;

	if (span_overlap(from, to))
		return 0;
	if (date_cmp(to.start, end) > 0)
		return capped((date_number(to.start) - date_number(end)) * (back ? 5 : 2) / 2);
	return capped((date_number(from.start) - date_number(to.start)) * (back ? 2 : 5) / 2);
}

static struct date_span
widen(struct date_span s, long days)
{
	s.start = date_add_days(s.start, -days);
	if (s.end.y != 0)
		s.end = date_add_days(s.end, days);
	return s;
}

static long
context_cost(const struct when *w, const struct evidence *e, struct date_span s)
{
	long cost = 0, aside;

	if (e->cursor.start.y != 0)
		cost = distance(e->cursor, s, w->retro || w->attributive);
	if (e->far && cost > COST_FAR)
		cost = COST_FAR + cost / 100;
	if (e->aside.start.y != 0) {
		aside = distance(e->aside, s, false) + COST_ASIDE;
		cost = e->cursor.start.y == 0 || aside < cost ? aside : cost;
	}
	if (e->section.start.y != 0 && !span_overlap(e->section, s))
		cost += span_overlap(widen(e->section, 31), s) ? COST_MARGIN : COST_SECTION;
	if (e->whole.start.y != 0 && !span_overlap(widen(e->whole, 60), s))
		cost += e->far || e->cursor.start.y == 0 ? COST_WHOLE : COST_WHOLE_NEAR;
	return cost;
}

/* A report tells of the days before it, seldom of those to come; a paragraph of history in it keeps its own time. */
static long
report_cost(const struct evidence *e, struct date_span s)
{
	long past = date_number(e->report) - date_number(s.start);

	if (e->aside.start.y != 0 && date_number(e->report) - date_number(e->aside.start) > HISTORY_DAYS)
		return distance(e->aside, s, false);
	return capped(past >= 0 ? past / 2 : -past * 8);
}

/* How one footnote speaks for a date. */
static long
note_cost(const struct footnote *f, struct date_span s)
{
	struct date p = f->published;
	struct date_span month;
	long gap;

	if (p.y == 0)
		return date_valid(f->accessed) && date_cmp(s.start, f->accessed) > 0 ? COST_READ : 0;
	if (p.m == 0)
		return p.y < s.start.y ? COST_BEFORE : 0;
	if (p.d == 0) {
		month = span_month(p.y, p.m);
		return span_overlap(month, s) || span_overlap(month, span_day(date_add_days(s.end, 31))) ? -GAIN_CITED / 4 : 0;
	}
	gap = date_number(p) - date_number(s.start);
	if (gap >= -1 && gap <= CITED_DAYS + span_days(s))
		return -GAIN_CITED + capped(gap < 0 ? 0 : gap);
	return gap < -1 && date_number(p) < date_number(s.start) - 2 ? COST_BEFORE : 0;
}

/* The footnote that speaks loudest for, else the loudest against. */
static long
citation_cost(const struct evidence *e, struct date_span s)
{
	long best = e->n > 0 ? LONG_MAX : 0;

	for (size_t i = 0; i < e->n; i++) {
		long c = note_cost(&e->notes[i], s);

		best = c < best ? c : best;
	}
	return best;
}

static struct candidates
candidates(const struct evidence *e)
{
	struct candidates c = { .n = 0 };

	add_span(&c, e->cursor, 1);
	add_span(&c, e->aside, 1);
	add_span(&c, e->section, 0);
	add_span(&c, e->whole, 0);
	for (size_t i = 0; i < e->n && i < 8; i++) {
		add_year(&c, e->notes[i].published.y);
		if (e->notes[i].published.m != 0)
			add_year(&c, year_add(e->notes[i].published.y, -1));
		if (e->notes[i].published.y == 0)
			add_year(&c, e->notes[i].accessed.y);
	}
	if (e->report.y != 0)
		add_span(&c, span_day(e->report), 1);
	return c;
}

/* The year of least cost, and its days; with or without the footnotes. */
static int
cheapest(const struct when *w, const struct evidence *e, bool cited, struct date_span *span)
{
	struct candidates c = candidates(e);
	long least = LONG_MAX;
	int year = 0;

	for (size_t i = 0; i < c.n; i++) {
		struct when told = when_in_year(w, c.year[i]);
		struct date_span s = when_span(&told);
		long cost;

		if (s.start.y == 0)
			continue;
		if (s.end.y == 0)
			s.end = s.start;
		cost = (e->report.y != 0 ? report_cost(e, s) : context_cost(w, e, s)) + (cited ? citation_cost(e, s) : 0);
		if (cost < least) {
			least = cost;
			year = c.year[i];
			*span = s;
		}
	}
	return year;
}

/* Whether a footnote was published in the days after the date. */
static bool
cited_then(const struct evidence *e, struct date_span s)
{
	return citation_cost(e, s) < 0;
}

struct year_choice
year_choose(const struct when *w, const struct evidence *e)
{
	struct date_span cited = { 0 }, plain = { 0 };
	struct evidence context = *e;
	struct year_choice choice = { .year = cheapest(w, e, true, &cited) };
	int without;
	long apart;

	context.n = 0;
	without = cheapest(w, &context, false, &plain);
	if (choice.year == 0 || choice.year == without)
		return choice;
	if (without == 0 && !cited_then(e, cited)) {
		choice.year = 0; /* a book of that year tells little */
		return choice;
	}
	choice.by_citation = true;
	if (without != 0) {
		apart = date_number(cited.start) - date_number(plain.start);
		choice.conflict = apart > CONFLICT_DAYS || apart < -CONFLICT_DAYS;
	}
	return choice;
}
