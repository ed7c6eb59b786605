#include "date_when.h"

#include <stdlib.h>
#include <string.h>

#include "record.h"

static bool
same(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static int
number(const json_t *span, const char *key, int low, int high)
{
	long long v = get_int(span, key, 0);

	return v >= low && v <= high ? (int)v : 0;
}

void
when_read(struct when *w, const json_t *span)
{
	*w = (struct when){
		.form = get_str(span, "form"), .part = get_str(span, "part"), .part2 = get_str(span, "part2"),
		.season = get_str(span, "season"), .named = get_str(span, "named"), .mod = get_str(span, "mod"),
		.anchor = get_str(span, "anchor"), .unit = get_str(span, "unit"), .pick = get_str(span, "pick"),
		.y = number(span, "y", -DATE_YEAR_MAX, DATE_YEAR_MAX), .m = number(span, "m", 1, 12), .d = number(span, "d", 1, 31),
		.y2 = number(span, "y2", -DATE_YEAR_MAX, DATE_YEAR_MAX), .m2 = number(span, "m2", 1, 12), .d2 = number(span, "d2", 1, 31),
		.weekday = number(span, "wd", 1, 7), .weekday2 = number(span, "wd2", 1, 7),
		.from = number(span, "from", -9999, 9999), .to = number(span, "to", -9999, 9999),
		.open = number(span, "open", 0, 1) != 0, .attributive = number(span, "attr", 0, 1) != 0,
		.retro = number(span, "retro", 0, 1) != 0,
	};
}

bool
when_is_relative(const struct when *w)
{
	return same(w->form, "relative") || same(w->form, "weekday") || same(w->form, "weekdays") ||
	    *w->anchor != '\0' || *w->pick != '\0';
}

bool
when_from_report(const struct when *w)
{
	return same(w->anchor, "report") || ((same(w->form, "weekday") || same(w->form, "weekdays")) &&
	    !same(w->pick, "after") && !same(w->pick, "before"));
}

bool
when_wants_year(const struct when *w)
{
	return w->y == 0 && !when_is_relative(w) && (w->m != 0 || *w->named != '\0' || *w->season != '\0');
}

bool
when_wants_month(const struct when *w)
{
	return w->d != 0 && w->m == 0 && !when_is_relative(w) && !same(w->form, "century");
}

struct when
when_in_year(const struct when *w, int y)
{
	struct when r = *w;

	r.y = y;
	if (w->m2 != 0)
		r.y2 = w->m2 < w->m ? year_add(y, 1) : y;
	return r;
}

/* The n-th seventh of a month. */
static struct date_span
week_of_month(struct date_span s, const char *part)
{
	int n = part[4] - '1';

	if (same(part, "weeklast"))
		return (struct date_span){ date_add_days(s.end, -6), s.end };
	s.start.d = n * 7 + 1;
	s.end.d = n * 7 + 7;
	return s;
}

/* "early March" is 1-10, "mid" 10-20, "late" 15-31, as the field's codebooks have it. */
static struct date_span
part_of_month(struct date_span s, const char *part)
{
	if (same(part, "early"))
		s.end.d = 10;
	else if (same(part, "mid")) {
		s.start.d = 10;
		s.end.d = 20;
	} else if (same(part, "late") || same(part, "half2"))
		s.start.d = same(part, "late") ? 15 : 16;
	else if (strncmp(part, "week", 4) == 0)
		return week_of_month(s, part);
	return s;
}

/* The first, second or third part of a span of years: 4 + 3 + 3 of a decade, thirds of a year or century. */
static struct date_span
part_of_years(struct date_span s, const char *part)
{
	int n = s.end.y - s.start.y + 1, first = n == 10 ? 4 : n / 3, second = n == 10 ? 7 : n * 2 / 3;

	if (*part == '\0')
		return s;
	if (n == 1) {
		int m = same(part, "mid") ? 5 : same(part, "late") ? 9 : same(part, "half2") ? 7 : 1;

		s.start.m = m;
		s.end.m = same(part, "early") ? 4 : same(part, "mid") ? 8 : 12;
		s.end.d = month_length(s.end.y, s.end.m);
	} else if (same(part, "turn"))
		s = span_years(year_add(s.start.y, -5), year_add(s.start.y, 4));
	else if (same(part, "early"))
		s.end.y = s.start.y + first - 1;
	else if (same(part, "mid"))
		s = span_years(s.start.y + first, s.start.y + second - 1);
	else
		s.start.y += second;
	return s;
}

/* Winter begins in December and takes the name of that year. */
static struct date_span
season_span(const char *season, int y, const char *part)
{
	int m = same(season, "spring") ? 3 : same(season, "summer") ? 6 : same(season, "autumn") ? 9 : 12;
	struct date a = { y, m, 1 }, b = date_add_months(a, 2);

	if (same(part, "early"))
		b = a;
	else if (same(part, "mid"))
		a = b = date_add_months(a, 1);
	else if (same(part, "late"))
		a = b;
	return (struct date_span){ a, span_month(b.y, b.m).end };
}

/* "12-25" or "easter+1". */
static struct date_span
named_span(const char *named, int y)
{
	struct date d = { y, atoi(named), 0 };

	if (strncmp(named, "easter", 6) == 0 && y < 1753)
		return (struct date_span){ 0 }; /* which calendar? */
	if (strncmp(named, "easter", 6) == 0)
		return span_day(date_add_days(date_easter(y), atoi(named + 6)));
	d.d = strlen(named) > 3 ? atoi(named + 3) : 0;
	return span_day(d);
}

static struct date_span
century_span(const struct when *w)
{
	bool before = w->y < 0;
	struct date_span s = before ? span_years(-w->d * 100, -(w->d - 1) * 100 - 1) : span_years((w->d - 1) * 100 + 1, w->d * 100);

	return part_of_years(s, w->part);
}

/* A half of a date: its year, month or day with its part. */
static struct date_span
half_span(int y, int m, int d, const char *part)
{
	if (m == 0)
		return part_of_years(span_years(y, y), part);
	if (d == 0)
		return part_of_month(span_month(y, m), part);
	return span_day((struct date){ y, m, d });
}

static struct date_span
plain_span(const struct when *w)
{
	struct date_span s;

	if (same(w->form, "century"))
		return century_span(w);
	if (w->y == 0)
		return (struct date_span){ 0 };
	if (*w->season != '\0')
		return season_span(w->season, w->y, w->part);
	if (*w->named != '\0')
		return named_span(w->named, w->y);
	if (same(w->form, "decade") || same(w->form, "decades")) {
		/* the 1800s are a century, the 2000s a decade */
		s = part_of_years(span_years(w->y, w->y + (w->y % 100 == 0 && w->y < 1900 ? 99 : 9)), w->part);
		if (w->y2 > w->y)
			s.end = (struct date){ w->y2 + 9, 12, 31 };
		return s;
	}
	s = half_span(w->y, w->m, w->d, w->part);
	if (w->y2 != 0 || w->m2 != 0 || w->d2 != 0)
		s.end = half_span(w->y2 != 0 ? w->y2 : w->y, w->m2, w->d2, w->part2).end;
	return s;
}

/* Open ends, "since" and "around", and nothing that is no day. */
static struct date_span
modified(const struct when *w, struct date_span s)
{
	if (!date_valid(s.start) || (s.end.y != 0 && !date_valid(s.end)) || (s.end.y != 0 && date_cmp(s.end, s.start) < 0))
		return (struct date_span){ 0 };
	if (w->open || same(w->mod, "since"))
		s.end = (struct date){ 0 };
	if (same(w->mod, "around") && s.end.y != 0 && date_cmp(s.start, s.end) == 0) {
		s.start = date_add_days(s.start, -1);
		s.end = date_add_days(s.end, 1);
	}
	return s;
}

struct date_span
when_span(const struct when *w)
{
	return modified(w, plain_span(w));
}

/* Monday to Sunday of the week n weeks from the day. */
static struct date_span
week_span(struct date d, int n)
{
	struct date monday = date_add_days(date_weekday_before(d, 1), 7L * n);

	return (struct date_span){ monday, date_add_days(monday, 6) };
}

static struct date_span
months_from(struct date d, int from, int to)
{
	struct date first = { d.y, d.m, 1 }, a = date_add_months(first, from), b = date_add_months(first, to);

	return (struct date_span){ a, span_month(b.y, b.m).end };
}

/* A season beside the anchor: the one it lies in or the last one; with "after" the next to begin. */
static struct date_span
season_from(const char *unit, struct date d, int n)
{
	enum { len = 6 }; /* spring, summer, autumn, winter */
	char season[len + 1] = "";
	struct date_span s;

	if (strlen(unit) < len)
		return (struct date_span){ 0 };
	memcpy(season, unit, len);
	s = season_span(season, d.y, "");
	if (same(unit + len, "after"))
		return date_cmp(s.start, d) > 0 ? s : season_span(season, year_add(d.y, 1), "");
	if (n < 0 && date_cmp(s.end, d) >= 0)
		s = season_span(season, year_add(d.y, -1), "");
	return s;
}

/* Spans of a unit up to the anchor's day. */
static struct date_span
to_date(const char *unit, struct date d)
{
	struct date start = { d.y, 1, 1 };

	if (strncmp(unit, "week", 4) == 0)
		start = week_span(d, 0).start;
	else if (strncmp(unit, "month", 5) == 0)
		start = (struct date){ d.y, d.m, 1 };
	return (struct date_span){ start, d };
}

static struct date_span
weekend_span(struct date d, int n)
{
	struct date saturday = date_add_days(date_weekday_before(d, 6), 7L * n);

	return (struct date_span){ saturday, date_add_days(saturday, 1) };
}

/* The days that lie from .. to units from the anchor. */
static struct date_span
unit_span(const struct when *w, struct date d, struct date first)
{
	const char *u = w->unit;
	struct date_span s;

	if (same(u, "day") || same(u, "days"))
		return (struct date_span){ date_add_days(w->from < 0 ? first : d, w->from), date_add_days(w->to < 0 ? first : d, w->to) };
	if (same(u, "fortnights"))
		return (struct date_span){ date_add_days(d, 14L * w->from), date_add_days(d, 14L * w->to) };
	if (same(u, "week"))
		return week_span(d, w->from);
	if (same(u, "weeks"))
		return (struct date_span){ date_add_days(d, 7L * w->from), date_add_days(d, 7L * w->to) };
	if (same(u, "month") || (same(u, "months") && w->from == w->to))
		return months_from(d, w->from, w->to);
	if (same(u, "months"))
		return (struct date_span){ date_add_months(d, w->from), date_add_months(d, w->to) };
	if (same(u, "year") || same(u, "years"))
		return span_years(year_add(d.y, w->from), year_add(d.y, w->to));
	if (same(u, "decades"))
		return span_years(year_add(d.y, 10 * w->from), year_add(d.y, 10 * w->to));
	if (strstr(u, "todate") != NULL)
		return to_date(u, d);
	if (same(u, "weekend"))
		return weekend_span(d, w->from);
	if (same(u, "weekendafter"))
		return weekend_span(date_add_days(d, 7), 0);
	s = week_span(d, w->from);
	if (same(u, "lateweek"))
		return (struct date_span){ date_add_days(s.start, 4), s.end };
	if (same(u, "earlyweek"))
		return (struct date_span){ s.start, date_add_days(s.start, 2) };
	return season_from(u, d, w->from);
}

/* Day and month of a year that the anchor gives: "September of the same year". */
static struct date_span
year_from(const struct when *w, struct date d)
{
	struct when told = when_in_year(w, year_add(d.y, w->from));

	if (same(w->pick, "last") || same(w->pick, "next")) {
		told = when_in_year(w, d.y);
		if (same(w->pick, "last") && date_cmp(plain_span(&told).start, d) > 0)
			told = when_in_year(w, year_add(d.y, -1));
		if (same(w->pick, "next") && date_cmp(plain_span(&told).end, d) < 0)
			told = when_in_year(w, year_add(d.y, 1));
	}
	return plain_span(&told);
}

static struct date_span
weekday_from(const struct when *w, struct date d)
{
	struct date a = date_weekday_before(d, w->weekday), b;

	if (same(w->pick, "next"))
		a = date_add_days(a, 7);
	else if (same(w->pick, "after"))
		a = date_add_days(date_weekday_before(date_add_days(d, -1), w->weekday), 7);
	else if (same(w->pick, "before") || (same(w->pick, "last") && date_cmp(a, d) == 0))
		a = date_weekday_before(date_add_days(d, -1), w->weekday);
	else if (same(w->pick, "lastweek"))
		a = date_add_days(week_span(d, -1).start, w->weekday - 1);
	if (w->weekday2 == 0)
		return span_day(a);
	b = date_add_days(a, (w->weekday2 - w->weekday + 7) % 7);
	if (date_cmp(b, d) > 0 && *w->pick == '\0') { /* it is over: Friday to Sunday, told on a Saturday, was last week's */
		a = date_add_days(a, -7);
		b = date_add_days(b, -7);
	}
	return (struct date_span){ a, b };
}

struct date_span
when_from(const struct when *w, struct date_span anchor)
{
	struct date d = anchor.end.y != 0 ? anchor.end : anchor.start;
	struct date_span s = { 0 };

	if (!date_valid(d) || d.y < -9000 || d.y > 9000)
		return s;
	if (w->weekday != 0 && w->m == 0 && w->d == 0)
		s = weekday_from(w, d);
	else if (w->m != 0 || *w->season != '\0')
		s = year_from(w, d);
	else if (same(w->anchor, "none") || *w->unit == '\0')
		return s;
	else
		s = unit_span(w, d, anchor.start);
	s = modified(w, s);
	if (same(w->mod, "since") && s.start.y != 0 && when_from_report(w) && date_cmp(s.start, d) <= 0)
		s.end = d; /* "since Thursday": up to the report */
	return s;
}

const char *
when_precision(const struct when *w, struct date_span s)
{
	long days = span_days(s);
	bool part = *w->part != '\0' || *w->season != '\0' || same(w->unit, "week");

	if (same(w->form, "century"))
		return "multi-year";
	if (days == 1)
		return "day";
	if (days == 0)
		return w->d != 0 ? "day" : w->m != 0 ? "month" : strncmp(w->form, "year", 4) == 0 ? "year" : "multi-year";
	if (part && days <= 366)
		return "season";
	if (w->d != 0 || w->weekday != 0 || days <= 7)
		return "range";
	if (days <= 31 && s.start.d == 1)
		return "month";
	if (days <= 366)
		return strncmp(w->form, "year", 4) == 0 || strncmp(w->unit, "year", 4) == 0 ? "year" : "range";
	return "multi-year";
}
