#include "date.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Years with a zero, as arithmetic wants them: 1 BCE is 0. */
static long
astronomical(int y)
{
	return y < 0 ? (long)y + 1 : y;
}

static int
historical(long y)
{
	return (int)(y <= 0 ? y - 1 : y);
}

int
year_add(int y, int n)
{
	return historical(astronomical(y) + n);
}

int
month_length(int y, int m)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	long a = astronomical(y);

	if (m < 1 || m > 12)
		return 0;
	if (m == 2 && a % 4 == 0 && (a % 100 != 0 || a % 400 == 0))
		return 29;
	return days[m - 1];
}

bool
date_valid(struct date d)
{
	return d.y != 0 && d.y >= -DATE_YEAR_MAX && d.y <= DATE_YEAR_MAX && d.m >= 1 && d.m <= 12 &&
	    d.d >= 1 && d.d <= month_length(d.y, d.m);
}

/* Years are counted from March, so that the leap day comes last; eras are 400 years. */
long
date_number(struct date d)
{
	long y = astronomical(d.y) - (d.m <= 2);
	long era = (y >= 0 ? y : y - 399) / 400;
	long yoe = y - era * 400;
	long doy = (153 * (d.m + (d.m > 2 ? -3 : 9)) + 2) / 5 + d.d - 1;

	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

struct date
date_from_number(long n)
{
	long z = n + 719468;
	long era = (z >= 0 ? z : z - 146096) / 146097;
	long doe = z - era * 146097;
	long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	long doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	long mp = (5 * doy + 2) / 153;
	int m = (int)(mp < 10 ? mp + 3 : mp - 9);

	return (struct date){ historical(yoe + era * 400 + (m <= 2)), m, (int)(doy - (153 * mp + 2) / 5 + 1) };
}

struct date
date_add_days(struct date d, long n)
{
	return date_from_number(date_number(d) + n);
}

struct date
date_add_months(struct date d, int n)
{
	long months = astronomical(d.y) * 12 + d.m - 1 + n;
	long y = months >= 0 ? months / 12 : (months - 11) / 12;

	d.y = historical(y);
	d.m = (int)(months - y * 12) + 1;
	if (d.d > month_length(d.y, d.m))
		d.d = month_length(d.y, d.m);
	return d;
}

int
date_cmp(struct date a, struct date b)
{
	if (a.y != b.y)
		return a.y < b.y ? -1 : 1;
	if (a.m != b.m)
		return a.m < b.m ? -1 : 1;
	return (a.d > b.d) - (a.d < b.d);
}

int
date_weekday(struct date d)
{
	long n = (date_number(d) + 3) % 7; /* 1970-01-01 was a Thursday */

	return (int)(n < 0 ? n + 7 : n) + 1;
}

struct date
date_weekday_before(struct date d, int weekday)
{
	return date_add_days(d, -((date_weekday(d) - weekday + 7) % 7));
}

/* The anonymous Gregorian computus. */
struct date
date_easter(int y)
{
	int a = y % 19, b = y / 100, c = y % 100;
	int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 22 * l) / 451;

	return (struct date){ y, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1 };
}

/* Read exactly n digits at *s; -1 if they are not there. */
static int
digits(const char **s, int n)
{
	int v = 0;

	for (int i = 0; i < n; i++, (*s)++) {
		if (**s < '0' || **s > '9')
			return -1;
		v = v * 10 + (**s - '0');
	}
	return v;
}

bool
date_parse(const char *iso, struct date *d)
{
	struct date r = { 0, 0, 0 };
	int sign = *iso == '-' ? -1 : 1, v;

	iso += *iso == '-';
	if ((v = digits(&iso, 4)) <= 0)
		return false;
	r.y = sign * v;
	if (*iso == '-') {
		iso++;
		if ((r.m = digits(&iso, 2)) < 1 || r.m > 12)
			return false;
		if (*iso == '-') {
			iso++;
			if ((r.d = digits(&iso, 2)) < 1 || r.d > month_length(r.y, r.m))
				return false;
		}
	}
	if (*iso >= '0' && *iso <= '9')
		return false;
	*d = r;
	return true;
}

const char *
date_iso(char buf[DATE_ISO_LEN], struct date d)
{
	if (date_valid(d))
		snprintf(buf, DATE_ISO_LEN, "%s%04d-%02d-%02d", d.y < 0 ? "-" : "", abs(d.y) % 10000, d.m % 100, d.d % 100);
	else
		buf[0] = '\0';
	return buf;
}

struct date_span
span_day(struct date d)
{
	return (struct date_span){ d, d };
}

struct date_span
span_month(int y, int m)
{
	return (struct date_span){ { y, m, 1 }, { y, m, month_length(y, m) } };
}

struct date_span
span_years(int from, int to)
{
	return (struct date_span){ { from, 1, 1 }, { to, 12, 31 } };
}

bool
span_overlap(struct date_span a, struct date_span b)
{
	if (a.start.y == 0 || b.start.y == 0)
		return false;
	return (a.end.y == 0 || date_cmp(b.start, a.end) <= 0) && (b.end.y == 0 || date_cmp(a.start, b.end) <= 0);
}

long
span_days(struct date_span s)
{
	if (s.start.y == 0 || s.end.y == 0)
		return 0;
	return date_number(s.end) - date_number(s.start) + 1;
}
