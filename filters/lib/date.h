/* Calendar arithmetic, from antiquity on: days, months, years, weekdays, spans and their ISO form. */
#ifndef SITREP_DATE_H
#define SITREP_DATE_H

#include <stdbool.h>

/* A day of the proleptic Gregorian calendar. y < 0 is BCE (-480 is 480 BCE); there is no year 0,
 * and y == 0 means that the date is unknown. */
struct date {
	int y, m, d;
};

/* Two days, both included. end.y == 0: open or unknown end. */
struct date_span {
	struct date start, end;
};

#define DATE_YEAR_MAX 9999
#define DATE_ISO_LEN 16 /* "-0480-01-01" and a NUL, with room */

/* Whether the date is known and names a day that exists. */
bool date_valid(struct date d);
/* Days in month m (1 .. 12) of year y; 0 for no such month. */
int month_length(int y, int m);
/* The year n years away, without the year 0. */
int year_add(int y, int n);

/* Days since 1970-01-01; d must be valid. And back. */
long date_number(struct date d);
struct date date_from_number(long n);

/* The date n days, or n months, away. The day of a month is cut to the month's length. */
struct date date_add_days(struct date d, long n);
struct date date_add_months(struct date d, int n);
/* Less than, equal to or greater than 0 as a is before, on or after b. */
int date_cmp(struct date a, struct date b);
/* 1 Monday .. 7 Sunday. */
int date_weekday(struct date d);
/* The last day on or before d that is this weekday. */
struct date date_weekday_before(struct date d, int weekday);
/* Easter Sunday of the Western church. */
struct date date_easter(int y);

/* Read "2012-03-21", "2012-03", "2012" (missing parts are 0), with what follows ("T10:00Z") left
 * alone; "-0480-01-01" too. False, and *d unchanged, if it is no such date. */
bool date_parse(const char *iso, struct date *d);
/* Write "2012-03-21" into buf; "" for an unknown date. Returns buf. */
const char *date_iso(char buf[DATE_ISO_LEN], struct date d);

struct date_span span_day(struct date d);
struct date_span span_month(int y, int m);
struct date_span span_years(int from, int to);
/* Whether two spans share a day; an open end reaches for ever, an unknown start never overlaps. */
bool span_overlap(struct date_span a, struct date_span b);
/* Days from first to last, at least 1; 0 if a side is unknown. */
long span_days(struct date_span s);

#endif
