#include "date_tag.h"

#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "date_pattern.h"
#include "die.h"
#include "record.h"

struct dater {
	struct patterns *patterns;
};

struct dater *
dater_load(void)
{
	struct dater *d = xcalloc(1, sizeof *d);

	d->patterns = patterns_load();
	return d;
}

void
dater_free(struct dater *d)
{
	if (d != NULL)
		patterns_free(d->patterns);
	free(d);
}

static bool
is_form(const struct dater *d, const struct match *m, const char *form)
{
	return strcmp(pattern_form(d->patterns, m->pattern), form) == 0;
}

/* Whether a setting stands in the pattern's settings. */
static bool
is_set(const struct dater *d, const struct match *m, const char *setting)
{
	return strstr(pattern_settings(d->patterns, m->pattern), setting) != NULL;
}

/* Give a slot the month and year of another, stepping over the turn of the year. */
static void
fill(struct slot *s, const struct slot *from, int step)
{
	if (s->m == 0 && s->named == NULL && s->season == NULL)
		s->m = from->m;
	if (s->y == 0 && from->y != 0)
		s->y = s->m != 0 && from->m != 0 && (s->m - from->m) * step < 0 ? year_add(from->y, step) : from->y;
	if (s->part == NULL && s->d == 0 && step < 0 && from->d == 0 && s->m == 0)
		s->part = from->part;
}

/* "21-22 March 2012", "March 30 - April 2", "1914-18", "480-479 BC": what one side leaves out. */
static bool
complete(struct match *m, bool year_range)
{
	struct slot *last = &m->slot[m->slots - 1];

	if (year_range && last->y > 0 && last->y < 100 && m->slot[0].y >= 1000)
		last->y += m->slot[0].y / 100 * 100;
	if (year_range && last->y < 0 && m->slot[0].y > 0)
		m->slot[0].y = -m->slot[0].y;
	if (year_range && m->slots > 1 && m->slot[0].y != 0 && (last->y <= m->slot[0].y || last->y - m->slot[0].y > 150))
		return false;
	for (size_t i = m->slots - 1; i-- > 0;)
		fill(&m->slot[i], &m->slot[i + 1], -1);
	for (size_t i = 1; i < m->slots; i++)
		fill(&m->slot[i], &m->slot[i - 1], 1);
	return true;
}

/* The day exists in its month; without a year February may have 29 days. */
static bool
possible(const struct slot *s)
{
	if (s->m < 0 || s->m > 12 || s->d < 0 || s->d > 31)
		return false;
	return s->d == 0 || s->m == 0 || s->d <= month_length(s->y != 0 ? s->y : 2000, s->m);
}

/* "5.4.1917" and "4/5/2012": day first with full stops; with strokes only where one number is no month. */
static bool
order_numeric(const struct dater *d, struct match *m)
{
	struct slot *s = &m->slot[0];
	int first = s->m, second = s->d;

	if (first < 1 || second < 1)
		return false;
	if (is_set(d, m, "order=ymd"))
		return true;
	s->d = first;
	s->m = second;
	if (is_set(d, m, "order=any") && second > 12) {
		s->d = second;
		s->m = first;
	} else if (is_set(d, m, "order=any") && first <= 12 && first != second)
		s->d = s->m = 0;
	return true;
}

/* Years of a list rise: "2000 in 1808 and 1500 in 1809" is none. */
static bool
ascending(const struct match *m)
{
	for (size_t i = 1; i < m->slots; i++)
		if (m->slot[i].m == 0 && m->slot[i].weekday == 0 && m->slot[i].y <= m->slot[i - 1].y)
			return false;
	return true;
}

static bool
sound(const struct dater *d, struct match *m)
{
	if (is_form(d, m, "numeric") && !order_numeric(d, m))
		return false;
	if (!complete(m, is_form(d, m, "years") || is_form(d, m, "season")))
		return false;
	if (is_form(d, m, "list") && !ascending(m))
		return false;
	for (size_t i = 0; i < m->slots; i++)
		if (!possible(&m->slot[i]))
			return false;
	if (is_form(d, m, "days") && m->slots == 2 && m->slot[0].m == m->slot[1].m && m->slot[0].y == m->slot[1].y)
		return m->slot[0].d < m->slot[1].d || m->slot[0].m == 0;
	return true;
}

/* Leftmost first, then the more important pattern, then the longer, then the earlier in the table. */
static int
by_place(const void *x, const void *y)
{
	const struct match *a = x, *b = y;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	if (a->priority != b->priority)
		return b->priority - a->priority;
	if (a->last != b->last)
		return a->last > b->last ? -1 : 1;
	return (a->pattern > b->pattern) - (a->pattern < b->pattern);
}

/* "key=value ..." as fields; whole numbers become integers. */
static void
put_settings(json_t *span, const char *settings)
{
	char *copy = xstrdup(settings), *save = NULL, *end;

	for (char *s = strtok_r(copy, " ", &save); s != NULL; s = strtok_r(NULL, " ", &save)) {
		char *value = strchr(s, '=');
		long n;

		if (value == NULL || strncmp(s, "priority=", 9) == 0 || strncmp(s, "order=", 6) == 0 || strncmp(s, "dir=", 4) == 0)
			continue;
		*value++ = '\0';
		n = strtol(value, &end, 10);
		if (*end == '\0' && end != value)
			set_int(span, s, n);
		else
			set_str(span, s, value);
	}
	free(copy);
}

static void
put_number(json_t *span, const char *key, int value)
{
	if (value != 0)
		set_int(span, key, value);
}

static void
put_slot(json_t *span, const struct slot *s, bool second)
{
	put_number(span, second ? "y2" : "y", s->y);
	put_number(span, second ? "m2" : "m", s->m);
	put_number(span, second ? "d2" : "d", s->d);
	put_number(span, second ? "wd2" : "wd", s->weekday);
	set_str(span, second ? "part2" : "part", s->part);
	set_str(span, second ? "season2" : "season", s->season);
	if (!second)
		set_str(span, "named", s->named);
}

/* "three weeks later", "a few days ago", "within five days". A few is two to seven days, or two to four
 * of the longer units. */
static void
put_counted(const struct dater *d, json_t *span, const struct match *m)
{
	bool back = is_set(d, m, "dir=-1"), vague = m->n == 0;
	int near = vague ? 2 : m->n, far = !vague ? m->n : strcmp(m->unit, "day") == 0 ? 7 : 4;
	char *unit = xasprintf("%ss", m->unit);

	if (is_set(d, m, "from=0") || is_set(d, m, "to=0"))
		near = 0;
	set_str(span, "unit", unit);
	set_int(span, "from", back ? -far : near);
	set_int(span, "to", back ? -near : far);
	if (vague)
		set_int(span, "vague", 1);
	free(unit);
}

/* Anchor, unit and offsets of a relative date. */
static void
put_relative(const struct dater *d, json_t *span, const struct match *m)
{
	if (m->relative != NULL) {
		char *const *cell = (char *const *)m->relative;

		set_str(span, "anchor", cell[1]);
		set_str(span, "unit", cell[2]);
		set_int(span, "from", atol(cell[3]));
		set_int(span, "to", atol(cell[4]));
	}
	if (m->unit != NULL && m->has_n)
		put_counted(d, span, m);
}

/* The word before the date that says how it is meant: since, by, until, around. */
static void
put_modifier(const struct dater *d, json_t *span, const struct tokens *t, size_t first)
{
	const char *value;

	if (class_before(d->patterns, "MOD", t, first, &value) > 0)
		set_str(span, "mod", value);
}

/* One span for slots i .. k of a match, tokens first .. last - 1. */
static void
put_span(const struct dater *d, json_t *out, const struct tokens *t, const struct match *m, size_t i, size_t k,
    size_t first, size_t last)
{
	json_t *span = json_object(), *before = json_array_get(out, json_array_size(out) - 1);
	const char *form = pattern_form(d->patterns, m->pattern), *value;
	size_t lead = class_before(d->patterns, "TIMEOF", t, first, &value);

	while (last > first + 1 && strcmp(t->tok[last - 1].low, ",") == 0)
		last--;
	set_str(span, "t", "date");
	if (before != NULL && (long long)t->tok[first - lead].start < get_int(before, "e", 0))
		lead = 0; /* "the next day on April 22" */
	set_int(span, "s", (long long)t->tok[first - lead].start);
	set_int(span, "e", (long long)t->tok[last - 1].end);
	if (strcmp(form, "list") == 0)
		form = m->slot[i].d != 0 ? (i == k ? "day" : "days") : m->slot[i].m != 0 ? (i == k ? "month" : "months") :
		    m->slot[i].weekday != 0 ? (i == k ? "weekday" : "weekdays") : "year";
	set_str(span, "form", form);
	put_slot(span, &m->slot[i], false);
	if (k > i)
		put_slot(span, &m->slot[k], true);
	put_settings(span, pattern_settings(d->patterns, m->pattern));
	put_relative(d, span, m);
	put_modifier(d, span, t, first);
	json_array_append_new(out, span);
}

/* Do days, months or weekdays of a list follow on each other, so that they are one span? */
static bool
consecutive(const struct slot *a, const struct slot *b)
{
	if (a->weekday != 0 && a->d == 0)
		return b->weekday == a->weekday % 7 + 1;
	if (a->m == 0 && a->d == 0)
		return false;
	if (a->d != 0)
		return a->m == b->m && a->y == b->y && b->d == a->d + 1;
	return (a->y == b->y && b->m == a->m + 1) || (a->m == 12 && b->m == 1);
}

static void
put_list(const struct dater *d, json_t *out, const struct tokens *t, const struct match *m)
{
	for (size_t i = 0, k; i < m->slots; i = k + 1) {
		for (k = i; k + 1 < m->slots && consecutive(&m->slot[k], &m->slot[k + 1]); k++)
			;
		put_span(d, out, t, m, i, k, m->slot[i].first, m->slot[k].last);
	}
}

/* Choose disjoint matches, leftmost and best first, and write them. */
json_t *
dater_tag(const struct dater *d, const char *text)
{
	struct date_tokens *t = date_tokens_new(text);
	json_t *out = json_array();
	struct match *list;
	size_t n = patterns_match_all(d->patterns, &t->list, &list), end = 0, before = 0, told = 0;

	if (n > 1)
		qsort(list, n, sizeof *list, by_place);
	for (size_t i = 0; i < n; i++) {
		struct match *m = &list[i];

		if (m->first < end || !sound(d, m))
			continue;
		end = m->last;
		if (is_form(d, m, "none"))
			continue;
		if (is_form(d, m, "list"))
			put_list(d, out, &t->list, m);
		else
			put_span(d, out, &t->list, m, 0, m->slots - 1, m->first, m->last);
		/* told as something past: "who had fled in May" */
		if (class_among(d->patterns, "RETRO", &t->list, told, m->first))
			for (; before < json_array_size(out); before++)
				set_int(json_array_get(out, before), "retro", 1);
		before = json_array_size(out);
		told = m->last;
	}
	free(list);
	date_tokens_free(t);
	return out;
}
