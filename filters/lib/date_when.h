/* What a date span says: its parts, and the days they mean once year and anchor are known. */
#ifndef SITREP_DATE_WHEN_H
#define SITREP_DATE_WHEN_H

#include <stdbool.h>

#include <jansson.h>

#include "date.h"

/* The parts of one span, as tag-dates writes them; 0 and "" where it says nothing. Strings are the record's. */
struct when {
	const char *form, *part, *part2, *season, *named, *mod, *anchor, *unit, *pick;
	int y, m, d, weekday, y2, m2, d2, weekday2;
	int from, to;
	bool open, attributive, retro;
};

/* Read the parts of a span; numbers out of range become 0. */
void when_read(struct when *w, const json_t *span);

/* Whether it names a day, month or season without saying the year. */
bool when_wants_year(const struct when *w);
/* Whether it names days of a month without saying the month ("the 14th"). */
bool when_wants_month(const struct when *w);
/* Whether it is told from another date: relative words, weekdays, "of the same year". */
bool when_is_relative(const struct when *w);
/* Whether the anchor is the day of the report (yesterday, last Tuesday, ago) and not a date told before. */
bool when_from_report(const struct when *w);

/* The same date in year y, both halves: a range over the turn of the year ends in the next. */
struct when when_in_year(const struct when *w, int y);

/* The days of a date that says its year (and month); start.y is 0 if it means none. */
struct date_span when_span(const struct when *w);

/* The days of a relative date from its anchor. Weekdays count from the end of the anchor. */
struct date_span when_from(const struct when *w, struct date_span anchor);

/* day, range, month, season, year or multi-year: how fine the date is told. */
const char *when_precision(const struct when *w, struct date_span s);

#endif
