#include "join.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "join_tables.h"
#include "text.h"

#define BRIEF_DAYS 6
#define DAYS_MAX 4000000 /* either side of 1970: the years 0 to 9999 and more */
#define DEGREES_MAX 1800000
#define ERAS 30 /* of 400 years, added so that no year that is counted with lies before 0 */
#define BYTES_MAX ((int64_t)1 << 40)
#define COUNT_MAX ((int64_t)1 << 40)

uint64_t
hash_more(uint64_t h, const void *data, size_t n)
{
	const unsigned char *p = data;

	while (n-- > 0)
		h = (h ^ *p++) * 1099511628211u;
	return h;
}

uint64_t
hash_bytes(const void *data, size_t n)
{
	return hash_more(NO_HASH, data, n);
}

/* The number that n digits give, or -1. */
static int
digits(const char *s, int n)
{
	int v = 0;

	while (n-- > 0) {
		if (*s < '0' || *s > '9')
			return -1;
		v = v * 10 + *s++ - '0';
	}
	return v;
}

/* Days since 1970-01-01 of an ISO date, or NO_DAY. Years before ours have a sign, and none of them is 0. */
static int32_t
day_number(const char *iso)
{
	bool before = *iso == '-';
	int y, m, d;

	iso += before;
	if (strlen(iso) != 10 || iso[4] != '-' || iso[7] != '-')
		return NO_DAY;
	y = digits(iso, 4);
	m = digits(iso + 5, 2);
	d = digits(iso + 8, 2);
	if (y < 0 || m < 1 || m > 12 || d < 1 || d > 31)
		return NO_DAY;
	if (before)
		y = 1 - y;
	y += ERAS * 400 - (m <= 2);
	m += m > 2 ? -3 : 9;
	return (int32_t)(365L * y + y / 4 - y / 100 + y / 400 + (153L * m + 2) / 5 + d - 1 - 719468L - ERAS * 146097L);
}

static int32_t
degree(const struct members *rec, const char *key)
{
	const struct member *m = member_find(rec, key);
	double d = m != NULL && (m->type == MEMBER_NUMBER || m->type == MEMBER_STRING) ? strtod(m->value, NULL) : NAN;

	return d >= -180 && d <= 180 ? (int32_t)lround(d * 10000) : NO_DEGREE;
}

/* The text of a string member, "" without one, in a new string. */
static char *
text_of(const struct members *rec, const char *key)
{
	const struct member *m = member_find(rec, key);
	char *s = m != NULL && m->type == MEMBER_STRING ? member_text(m) : NULL;

	return s != NULL ? s : xstrdup("");
}

/* An integer from 0 to max, or fallback. */
static int64_t
integer_of(const struct members *rec, const char *key, int64_t max, int64_t fallback)
{
	const struct member *m = member_find(rec, key);
	int64_t v = m != NULL && m->type == MEMBER_NUMBER ? strtoll(m->value, NULL, 10) : fallback;

	return v >= 0 && v <= max ? v : fallback;
}

/* A tab or newline would break the cells. */
static void
blank_out(char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s < ' ')
			*s = ' ';
}

static char *
key_of(const struct members *rec, const char *field)
{
	char *s = text_of(rec, field), *key = name_key(s, strlen(s));

	free(s);
	return key;
}

static void
read_dates(struct node *n, const struct members *rec)
{
	char *first = text_of(rec, "date_start"), *last = text_of(rec, "date_end");
	const struct member *m;

	n->first = day_number(first);
	n->last = day_number(last);
	if (n->first == NO_DAY)
		n->first = n->last;
	if (n->last == NO_DAY || n->last < n->first)
		n->last = n->first;
	free(first);
	free(last);
	m = member_find(rec, "date_carried");
	if (m != NULL && m->type == MEMBER_BOOLEAN && *m->value == 't')
		n->marks |= MARK_LOOSE;
}

static void
read_place(struct node *n, const struct members *rec)
{
	n->place = key_of(rec, member_find(rec, "place") != NULL ? "place" : "place_as_written");
	n->admin1 = key_of(rec, "admin1");
	n->iso3 = text_of(rec, "iso3");
	blank_out(n->iso3);
	n->lat = degree(rec, "latitude");
	n->lon = degree(rec, "longitude");
	if (n->lon == NO_DEGREE)
		n->lat = NO_DEGREE;
	n->precision = (int)integer_of(rec, "geo_precision", 9, 0);
	/* A district that no table knows may lie in any town, as a school may. */
	if (n->lat == NO_DEGREE)
		n->marks |= place_marks(n->place) | (n->precision == 3 ? MARK_SITE : 0);
}

static void
read_actors(struct node *n, const struct members *rec)
{
	static const char *const name[] = { "actor1", "actor2" }, *const canon[] = { "actor1_canon", "actor2_canon" },
	    *const kind[] = { "actor1_kind", "actor2_kind" };

	for (int i = 0; i < 2; i++) {
		char *s = text_of(rec, member_find(rec, canon[i]) != NULL ? canon[i] : name[i]), *k = text_of(rec, kind[i]);
		const char *class;

		n->actor[i] = actor_stems(s, k, &class);
		n->class[i] = xstrdup(class);
		free(s);
		free(k);
	}
}

static const struct join_type *
read_type(const struct members *rec)
{
	char *type = text_of(rec, "event_type"), *sub = text_of(rec, "sub_event_type");
	const struct join_type *found = join_type_find(type, sub);

	free(type);
	free(sub);
	return found;
}

static void
read_text(struct node *n, const struct members *rec)
{
	const struct member *text = member_find(rec, "text");

	if (text == NULL || text->type != MEMBER_STRING || text->len == 0)
		return;
	n->text = hash_bytes(text->value, text->len);
	if ((n->marks & MARK_EVENT) == 0)
		n->marks |= text_marks(text->value, text->len);
}

bool
node_from_members(struct node *n, const struct members *rec)
{
	const struct member *id = member_find(rec, "mention_id");

	memset(n, 0, sizeof *n);
	n->marks = id == NULL ? MARK_EVENT : 0;
	if (id == NULL)
		id = member_find(rec, "event_id");
	n->type = read_type(rec);
	if (id == NULL || id->type != MEMBER_STRING || id->len == 0 || id->escaped || n->type == NULL) {
		complain(n->type != NULL ? "a mention without mention_id" : "a mention whose type the join does not know");
		return false;
	}
	n->id = member_text(id);
	n->source = text_of(rec, "source_id");
	blank_out(n->source);
	n->start = integer_of(rec, "byte_start", BYTES_MAX, 0);
	n->end = integer_of(rec, "byte_end", BYTES_MAX, 0);
	n->killed = integer_of(rec, "killed_best", COUNT_MAX, NO_COUNT);
	read_text(n, rec);
	read_dates(n, rec);
	read_place(n, rec);
	read_actors(n, rec);
	return true;
}

void
node_free(struct node *n)
{
	free(n->id);
	free(n->source);
	free(n->place);
	free(n->admin1);
	free(n->iso3);
	for (int i = 0; i < 2; i++) {
		free(n->actor[i]);
		free(n->class[i]);
	}
}

char *
node_format(const struct node *n)
{
	return xasprintf("%s\t%s\t%" PRId64 "\t%" PRId64 "\t%" PRId32 "\t%" PRId32 "\t%s\t%s\t%s\t%s\t%" PRId32 "\t%" PRId32
	    "\t%d\t%s\t%s\t%s\t%s\t%" PRId64 "\t%" PRIx64 "\t%x", n->id, n->source, n->start, n->end, n->first, n->last,
	    n->type->code, n->place, n->iso3, n->admin1, n->lat, n->lon, n->precision, n->actor[0], n->class[0],
	    n->actor[1], n->class[1], n->killed, n->text, n->marks);
}

/* A number from low to high, or the one that stands for none. */
static int64_t
number(const char *s, int64_t low, int64_t high, int64_t none, bool *ok)
{
	char *end;
	long long v = strtoll(s, &end, 10);

	if (end == s || *end != '\0' || ((v < low || v > high) && v != none))
		*ok = false;
	return *ok ? v : none;
}

bool
node_parse(struct node *n, char **c)
{
	bool ok = true;

	memset(n, 0, sizeof *n);
	n->id = c[0];
	n->source = c[1];
	n->start = number(c[2], 0, BYTES_MAX, 0, &ok);
	n->end = number(c[3], 0, BYTES_MAX, 0, &ok);
	n->first = (int32_t)number(c[4], -DAYS_MAX, DAYS_MAX, NO_DAY, &ok);
	n->last = (int32_t)number(c[5], n->first, DAYS_MAX, NO_DAY, &ok);
	n->type = join_type_by_code(c[6]);
	n->place = c[7];
	n->iso3 = c[8];
	n->admin1 = c[9];
	n->lat = (int32_t)number(c[10], -DEGREES_MAX, DEGREES_MAX, NO_DEGREE, &ok);
	n->lon = (int32_t)number(c[11], -DEGREES_MAX, DEGREES_MAX, NO_DEGREE, &ok);
	n->precision = (int)number(c[12], 0, 9, 0, &ok);
	n->actor[0] = c[13];
	n->class[0] = c[14];
	n->actor[1] = c[15];
	n->class[1] = c[16];
	n->killed = number(c[17], 0, COUNT_MAX, NO_COUNT, &ok);
	n->text = strtoull(c[18], NULL, 16);
	n->marks = (unsigned)strtoul(c[19], NULL, 16);
	return ok && n->type != NULL && *n->id != '\0';
}

bool
node_is_local(const struct node *n)
{
	return *n->place != '\0' && n->precision <= 3;
}

bool
node_is_brief(const struct node *n)
{
	return n->first != NO_DAY && n->last - n->first <= BRIEF_DAYS;
}

int
node_vagueness(const struct node *n)
{
	int days = n->first == NO_DAY ? 4 : n->last - n->first > 31 ? 3 : !node_is_brief(n) ? 2 : n->last - n->first > 1;
	int place = *n->place == '\0' ? 4 : n->precision >= 5 ? 3 : n->precision == 4 ? 2 : 0;

	return days * 8 + place;
}
