#include "refdate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text.h"

/* Where a reading stands. All readers below move on only if they succeed. */
struct cursor {
	struct span s;
	size_t i;
};

struct day {
	int year, month, day; /* 0 where not printed */
};

static struct span
rest(const struct cursor *c)
{
	return span_from(c->s, c->i);
}

static void
blanks(struct cursor *c)
{
	size_t len;

	while (c->i < c->s.n && is_space(utf8_next(c->s.s + c->i, c->s.n - c->i, &len)))
		c->i += len;
}

static bool
punct(struct cursor *c, const char *one)
{
	size_t n = strlen(one);

	if (c->s.n - c->i < n || memcmp(c->s.s + c->i, one, n) != 0)
		return false;
	c->i += n;
	return true;
}

/* A number of min to max digits, no digit after it. */
static bool
number(struct cursor *c, size_t min, size_t max, int *value)
{
	size_t n = 0;
	int v = 0;

	while (n <= max && c->i + n < c->s.n && c->s.s[c->i + n] >= '0' && c->s.s[c->i + n] <= '9')
		v = v * 10 + (c->s.s[c->i + n++] - '0');
	if (n < min || n > max)
		return false;
	c->i += n;
	*value = v;
	return true;
}

static bool
year(struct cursor *c, int *value)
{
	struct cursor t = *c;

	if (!number(&t, 4, 4, value) || *value < 1000 || *value > 2199)
		return false;
	*c = t;
	return true;
}

static bool
day_number(struct cursor *c, int *value)
{
	static const char *const tails[] = { ".", "º", "er", "st", "nd", "rd", "th", "-го" };
	struct cursor t = *c;

	if (!number(&t, 1, 2, value) || *value < 1 || *value > 31)
		return false;
	for (size_t i = 0; i < sizeof tails / sizeof *tails; i++)
		if (punct(&t, tails[i]))
			break;
	*c = t;
	return true;
}

static bool
month_name(struct cursor *c, int *value)
{
	const char *v;
	size_t n = cite_phrase(CITE_MONTH, rest(c), &v);

	if (n == 0)
		return false;
	c->i += n;
	*value = atoi(v);
	return true;
}

static bool
dash(struct cursor *c)
{
	struct cursor t = *c;

	blanks(&t);
	if (!punct(&t, "–") && !punct(&t, "-") && !punct(&t, "—") && !punct(&t, "/"))
		return false;
	blanks(&t);
	*c = t;
	return true;
}

/* "de", "of", a comma, a full stop or a blank between the parts of a date; something must stand there. */
static bool
joint(struct cursor *c)
{
	static const char *const words[] = { "de ", "del ", "of ", "d'", "d’" };
	size_t from = c->i;

	punct(c, ".");
	punct(c, ",");
	blanks(c);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (punct(c, words[i]))
			break;
	blanks(c);
	return c->i > from;
}

/* The year behind a day and month: "2012", "de 2012", ", 2012". */
static bool
year_after(struct cursor *c, int *value)
{
	struct cursor t = *c;

	joint(&t);
	if (!year(&t, value))
		return false;
	*c = t;
	return true;
}

static void
write_day(char *out, size_t size, const struct day *d)
{
	unsigned y = (unsigned)d->year % 10000, m = (unsigned)d->month % 100, day = (unsigned)d->day % 100;

	if (day > 0)
		snprintf(out, size, "%04u-%02u-%02u", y, m, day);
	else if (m > 0)
		snprintf(out, size, "%04u-%02u", y, m);
	else
		snprintf(out, size, "%04u", y);
}

static bool
set(struct refdate *r, struct day a, const struct day *b, bool named)
{
	char one[12], two[12];

	if (a.month > 12 || a.day > 31)
		return false;
	write_day(one, sizeof one, &a);
	if (b != NULL) {
		write_day(two, sizeof two, b);
		snprintf(r->iso, sizeof r->iso, "%s/%s", one, two);
	} else {
		snprintf(r->iso, sizeof r->iso, "%s", one);
	}
	r->unit = a.day > 0 ? REFDATE_DAY : a.month > 0 ? REFDATE_MONTH : REFDATE_YEAR;
	r->named = named;
	return true;
}

/* 2012-01-18, 2012/1/18, 2012-01 */
static bool
read_iso(struct cursor *c, struct refdate *r)
{
	struct day d = { 0, 0, 0 };
	const char *sep;

	if (!year(c, &d.year))
		return false;
	sep = punct(c, "-") ? "-" : punct(c, "/") ? "/" : punct(c, ".") ? "." : NULL;
	if (sep == NULL || !number(c, 1, 2, &d.month) || d.month < 1 || d.month > 12)
		return false;
	if (punct(c, sep))
		return number(c, 1, 2, &d.day) && d.day > 0 && set(r, d, NULL, false);
	return sep[0] == '-' && c->s.s[c->i - 2] >= '0' && c->s.s[c->i - 2] <= '9' && set(r, d, NULL, false);
}

/* 18.01.2012; 18/1/2012 where one of the two can be no month, else the year alone */
static bool
read_numeric(struct cursor *c, struct refdate *r)
{
	struct day d = { 0, 0, 0 };
	int a, b;
	const char *sep;

	if (!number(c, 1, 2, &a))
		return false;
	sep = punct(c, ".") ? "." : punct(c, "/") ? "/" : punct(c, "-") ? "-" : NULL;
	if (sep == NULL)
		return false;
	if (sep[0] == '.')
		blanks(c);
	if (!number(c, 1, 2, &b) || !punct(c, sep))
		return false;
	if (sep[0] == '.')
		blanks(c);
	if (!year(c, &d.year) || a < 1 || b < 1 || a > 31 || b > 31 || (a > 12 && b > 12))
		return false;
	if (sep[0] == '.' || a > 12 || a == b) {
		d.day = a;
		d.month = b;
	} else if (b > 12) {
		d.day = b;
		d.month = a;
	}
	return set(r, d, NULL, false);
}

/* The year behind a day, or behind two, of which the other may have no month of its own. */
static bool
read_year_behind(struct cursor *c, struct refdate *r, struct day a, struct day *b)
{
	if (!year_after(c, &a.year))
		return false;
	if (b != NULL) {
		b->year = a.year;
		if (b->month == 0)
			b->month = a.month;
	}
	return set(r, a, b, true);
}

/* 18 January 2012; 18 de enero de 2012; 18–19 January 2012; 30 January – 2 February 2012 */
static bool
read_day_month(struct cursor *c, struct refdate *r)
{
	struct day a = { 0, 0, 0 }, b = { 0, 0, 0 };
	struct cursor t;
	bool range = false;

	if (!day_number(c, &a.day))
		return false;
	t = *c;
	if (dash(&t) && day_number(&t, &b.day)) {
		*c = t;
		range = true;
	}
	joint(c);
	if (!month_name(c, &a.month))
		return false;
	t = *c;
	if (!range && dash(&t) && day_number(&t, &b.day) && (joint(&t), month_name(&t, &b.month))) {
		*c = t;
		range = true;
	}
	return read_year_behind(c, r, a, range ? &b : NULL);
}

/* January 18, 2012; January 18–19, 2012; January 2012; January–February 2012; January 18 – February 2, 2012 */
static bool
read_month_first(struct cursor *c, struct refdate *r)
{
	struct day a = { 0, 0, 0 }, b = { 0, 0, 0 };
	struct cursor t;
	bool range = false;

	if (!month_name(c, &a.month))
		return false;
	t = *c;
	blanks(&t);
	if (day_number(&t, &a.day))
		*c = t;
	t = *c;
	if (dash(&t)) {
		if (month_name(&t, &b.month)) {
			blanks(&t);
			range = day_number(&t, &b.day) == (a.day > 0);
		} else {
			range = a.day > 0 && day_number(&t, &b.day);
		}
		if (range)
			*c = t;
	}
	return read_year_behind(c, r, a, range ? &b : NULL);
}

/* 2012 January 18; 2013. február 14.; 2012年1月18日 */
static bool
read_year_first(struct cursor *c, struct refdate *r)
{
	struct day d = { 0, 0, 0 };
	struct cursor t;

	if (!year(c, &d.year))
		return false;
	if (punct(c, "年")) {
		if (number(c, 1, 2, &d.month) && punct(c, "月") && number(c, 1, 2, &d.day))
			punct(c, "日");
		return set(r, d, NULL, false);
	}
	if (!joint(c) || !month_name(c, &d.month))
		return false;
	blanks(c);
	t = *c;
	if (day_number(&t, &d.day))
		*c = t;
	return set(r, d, NULL, true);
}

/* Spring 1998 */
static bool
read_season(struct cursor *c, struct refdate *r)
{
	struct day d = { 0, 0, 0 };
	size_t n = cite_phrase(CITE_SEASON, rest(c), NULL);

	c->i += n;
	return n > 0 && year_after(c, &d.year) && set(r, d, NULL, true);
}

/* 2012; 2012a; 1999–2001; 2012/13; c. 1250; [1968] */
static bool
read_year(struct cursor *c, struct refdate *r)
{
	struct day a = { 0, 0, 0 }, b = { 0, 0, 0 };
	struct cursor t;
	bool bracket = punct(c, "[");

	c->i += cite_phrase(CITE_CIRCA, rest(c), NULL);
	blanks(c);
	if (!year(c, &a.year))
		return false;
	t = *c;
	if (dash(&t) && (year(&t, &b.year) || number(&t, 2, 2, &b.year))) {
		if (b.year < 100)
			b.year += a.year / 100 * 100;
		if (b.year > a.year)
			*c = t;
		else
			b.year = 0;
	} else {
		b.year = 0;
	}
	if (c->i < c->s.n && c->s.s[c->i] >= 'a' && c->s.s[c->i] <= 'k')
		c->i++;
	return (!bracket || punct(c, "]")) && set(r, a, b.year > 0 ? &b : NULL, false);
}

/* A day of the week and the small words before a date. */
static void
lead(struct cursor *c)
{
	size_t n = cite_phrase(CITE_WEEKDAY, rest(c), NULL);

	if (n == 0)
		return;
	c->i += n;
	punct(c, ",");
	blanks(c);
}

size_t
refdate_at(struct span s, struct refdate *date)
{
	static bool (*const readers[])(struct cursor *, struct refdate *) = { read_iso, read_numeric, read_day_month,
		read_month_first, read_year_first, read_season, read_year };
	struct cursor c = { s, 0 }, start;
	struct refdate r = { "", REFDATE_NONE, false };
	size_t best = 0, len;

	lead(&c);
	start = c;
	for (size_t i = 0; i < sizeof readers / sizeof *readers; i++) {
		c = start;
		if (!readers[i](&c, &r) || c.i <= best)
			continue;
		if (c.i < s.n && (is_letter(utf8_next(s.s + c.i, s.n - c.i, &len)) || (s.s[c.i] >= '0' && s.s[c.i] <= '9')))
			continue;
		best = c.i;
		*date = r;
	}
	return best;
}

bool
refdate_before(const char *a, const char *b)
{
	const char *slash = strchr(b, '/');
	size_t n = slash != NULL ? (size_t)(slash - b) : strlen(b);

	if (strlen(a) < n)
		n = strlen(a);
	return n > 0 && strncmp(a, b, n) < 0;
}
