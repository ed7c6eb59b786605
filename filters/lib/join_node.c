#include "join.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "join_tables.h"
#include "record.h"
#include "text.h"

#define BRIEF_DAYS 6

uint64_t
hash_bytes(const void *data, size_t n)
{
	const unsigned char *p = data;
	uint64_t h = 14695981039346656037u;

	while (n-- > 0)
		h = (h ^ *p++) * 1099511628211u;
	return h;
}

/* Days since 1970-01-01 of an ISO date, or NO_DAY. */
static int32_t
day_number(const char *iso)
{
	int y, m, d, used = 0;

	if (sscanf(iso, "%4d-%2d-%2d%n", &y, &m, &d, &used) != 3 || used != 10 || m < 1 || m > 12 || d < 1 || d > 31)
		return NO_DAY;
	y -= m <= 2;
	m += m > 2 ? -3 : 9;
	return (int32_t)(365L * y + y / 4 - y / 100 + y / 400 + (153L * m + 2) / 5 + d - 1 - 719468L);
}

static int32_t
degree(const json_t *rec, const char *key)
{
	const json_t *v = json_object_get(rec, key);
	double d = json_is_number(v) ? json_number_value(v) : json_is_string(v) ? strtod(json_string_value(v), NULL) : NAN;

	return d >= -180 && d <= 180 ? (int32_t)lround(d * 10000) : NO_DEGREE;
}

static char *
key_of(const json_t *rec, const char *field)
{
	const char *s = get_str(rec, field);

	return name_key(s, strlen(s));
}

static int
compare_hashes(const void *a, const void *b)
{
	return (int)*(const uint16_t *)a - (int)*(const uint16_t *)b;
}

static void
add_name(struct node *n, const struct token *t)
{
	uint16_t h = (uint16_t)(hash_bytes(t->low, strlen(t->low)) % 65521);

	for (int i = 0; i < n->n_names; i++)
		if (n->names[i] == h)
			return;
	if (n->n_names < NAMES_MAX)
		n->names[n->n_names++] = h;
}

/* Hash the text, and the words in it that have a capital and begin no sentence. */
static void
read_text(struct node *n, const char *text)
{
	size_t len = strlen(text);
	struct tokens *t;

	if (len == 0)
		return;
	n->text = hash_bytes(text, len);
	t = tokenize(text, len);
	for (size_t i = 1; i < t->n; i++)
		if (t->tok[i].type == TOKEN_WORD && t->tok[i].capital && t->tok[i - 1].type == TOKEN_WORD &&
		    t->tok[i].end - t->tok[i].start >= 4 && strcmp(t->tok[i].low, n->place) != 0)
			add_name(n, &t->tok[i]);
	tokens_free(t);
	qsort(n->names, (size_t)n->n_names, sizeof *n->names, compare_hashes);
}

static void
read_dates(struct node *n, const json_t *rec)
{
	n->first = day_number(get_str(rec, "date_start"));
	n->last = day_number(get_str(rec, "date_end"));
	if (n->first == NO_DAY)
		n->first = n->last;
	if (n->last == NO_DAY || n->last < n->first)
		n->last = n->first;
}

static void
read_place(struct node *n, const json_t *rec)
{
	n->place = key_of(rec, has(rec, "place") ? "place" : "place_as_written");
	n->admin1 = key_of(rec, "admin1");
	n->iso3 = xstrdup(get_str(rec, "iso3"));
	n->lat = degree(rec, "latitude");
	n->lon = degree(rec, "longitude");
	if (n->lon == NO_DEGREE)
		n->lat = NO_DEGREE;
	n->precision = (int)get_int(rec, "geo_precision", 0);
	if (n->precision < 0 || n->precision > 9)
		n->precision = 0;
}

static void
read_actors(struct node *n, const json_t *rec)
{
	static const char *const name[] = { "actor1", "actor2" }, *const canon[] = { "actor1_canon", "actor2_canon" },
	    *const kind[] = { "actor1_kind", "actor2_kind" };
	const char *class;

	for (int i = 0; i < 2; i++) {
		n->actor[i] = actor_stems(get_str(rec, has(rec, canon[i]) ? canon[i] : name[i]), get_str(rec, kind[i]), &class);
		n->class[i] = xstrdup(class);
	}
}

/* Blank out what would break a cell. */
static char *
cell(const char *s)
{
	char *c = xstrdup(s);

	for (char *p = c; *p != '\0'; p++)
		if ((unsigned char)*p < ' ')
			*p = ' ';
	return c;
}

bool
node_from_record(struct node *n, const json_t *rec)
{
	const char *id = get_str(rec, "mention_id");

	memset(n, 0, sizeof *n);
	n->event = *id == '\0';
	if (n->event)
		id = get_str(rec, "event_id");
	n->type = join_type_find(get_str(rec, "event_type"), get_str(rec, "sub_event_type"));
	if (*id == '\0' || n->type == NULL) {
		complain(*id == '\0' ? "a mention without mention_id" : "a mention whose type the join does not know");
		return false;
	}
	n->id = cell(id);
	n->source = cell(get_str(rec, "source_id"));
	n->start = get_int(rec, "byte_start", 0);
	n->end = get_int(rec, "byte_end", 0);
	n->killed = get_int(rec, "killed_best", NO_COUNT);
	read_dates(n, rec);
	read_place(n, rec);
	read_actors(n, rec);
	read_text(n, get_str(rec, "text"));
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
	char names[NAMES_MAX * 4 + 1] = "", *at_name = names;

	for (int i = 0; i < n->n_names; i++)
		at_name += snprintf(at_name, 5, "%04x", n->names[i]);
	return xasprintf("%s\t%s\t%" PRId64 "\t%" PRId64 "\t%" PRId32 "\t%" PRId32 "\t%s\t%s\t%s\t%s\t%" PRId32 "\t%" PRId32
	    "\t%d\t%s\t%s\t%s\t%s\t%" PRId64 "\t%s\t%" PRIx64 "\t%d", n->id, n->source, n->start, n->end, n->first, n->last,
	    n->type->code, n->place, n->iso3, n->admin1, n->lat, n->lon, n->precision, n->actor[0], n->class[0],
	    n->actor[1], n->class[1], n->killed, names, n->text, n->event);
}

static int64_t
number(const char *s, bool *ok)
{
	char *end;
	long long v = strtoll(s, &end, 10);

	if (end == s || *end != '\0')
		*ok = false;
	return v;
}

static bool
parse_names(struct node *n, const char *s)
{
	size_t len = strlen(s);

	if (len % 4 != 0 || len > NAMES_MAX * 4 || strspn(s, "0123456789abcdef") != len)
		return false;
	for (; *s != '\0'; s += 4)
		n->names[n->n_names++] = (uint16_t)strtoul((char[]){ s[0], s[1], s[2], s[3], '\0' }, NULL, 16);
	return true;
}

bool
node_parse(struct node *n, char **c)
{
	bool ok = true;

	memset(n, 0, sizeof *n);
	n->id = c[0];
	n->source = c[1];
	n->start = number(c[2], &ok);
	n->end = number(c[3], &ok);
	n->first = (int32_t)number(c[4], &ok);
	n->last = (int32_t)number(c[5], &ok);
	n->type = join_type_by_code(c[6]);
	n->place = c[7];
	n->iso3 = c[8];
	n->admin1 = c[9];
	n->lat = (int32_t)number(c[10], &ok);
	n->lon = (int32_t)number(c[11], &ok);
	n->precision = (int)number(c[12], &ok);
	n->actor[0] = c[13];
	n->class[0] = c[14];
	n->actor[1] = c[15];
	n->class[1] = c[16];
	n->killed = number(c[17], &ok);
	n->text = strtoull(c[19], NULL, 16);
	n->event = c[20][0] == '1';
	return ok && n->type != NULL && *n->id != '\0' && parse_names(n, c[18]);
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
