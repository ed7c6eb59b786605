#include "join_merge.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "record.h"

#define NO_WIDTH 1000000000L

static const char *const date_fields[] = { "date_start", "date_end", "date_precision", "date_basis", NULL };
static const char *const type_fields[] = { "event_type", "sub_event_type", "plover", NULL };
static const char *const actor_fields[][3] = { { "actor1", "actor1_kind", NULL }, { "actor2", "actor2_kind", NULL } };
static const char *const place_fields[] = { "place", "place_as_written", "admin1", "country", "iso3", "latitude",
	"longitude", "geo_precision", NULL };
static const char *const own_fields[] = { "headline", "text", NULL };
static const char *const spot_fields[] = { "source_id", "byte_start", "byte_end", NULL };

static int
compare_mentions(const void *p, const void *q)
{
	const json_t *a = *(json_t *const *)p, *b = *(json_t *const *)q;
	int c = strcmp(get_str(a, "source_id"), get_str(b, "source_id"));
	long long x = get_int(a, "byte_start", 0), y = get_int(b, "byte_start", 0);

	if (c == 0 && x != y)
		c = x < y ? -1 : 1;
	return c != 0 ? c : strcmp(get_str(a, "mention_id"), get_str(b, "mention_id"));
}

static void
copy_fields(json_t *to, const json_t *from, const char *const *field)
{
	for (; *field != NULL; field++) {
		json_t *v = json_object_get(from, *field);

		if (v != NULL)
			json_object_set(to, *field, v);
	}
}

static size_t
citations_of(const json_t *m)
{
	return json_array_size(json_object_get(m, "citations"));
}

/* Days that a mention leaves open, roughly: dates are ISO, so their digits tell. Its own date is finer than one that the
 * text left there. */
static long
date_width(const json_t *m)
{
	const char *a = get_str(m, "date_start"), *b = get_str(m, "date_end");
	long days[2] = { 0, 0 };

	if (*a == '\0')
		return NO_WIDTH;
	for (int i = 0; i < 2; i++) {
		const char *s = i == 0 ? a : *b != '\0' ? b : a;
		bool before = *s == '-';

		s += before;
		if (strspn(s, "-0123456789") > 10) /* no ISO date */
			return NO_WIDTH;
		days[i] = strtol(s, NULL, 10) * (before ? -372 : 372) + (strlen(s) >= 7 ? strtol(s + 5, NULL, 10) * 31 : 0) +
		    (strlen(s) >= 10 ? strtol(s + 8, NULL, 10) : 0);
	}
	return (days[1] - days[0]) * 2 + json_is_true(json_object_get(m, "date_carried"));
}

static long
place_width(const json_t *m)
{
	if (!has(m, "place"))
		return 100;
	return (long)get_int(m, "geo_precision", has(m, "latitude") ? 1 : 6);
}

static long
emptiness(const json_t *m)
{
	static const char *const wanted[] = { "date_start", "place", "actor1", "actor2", "killed_best", NULL };
	long empty = 0;

	for (const char *const *f = wanted; *f != NULL; f++)
		empty += !has(m, *f);
	return empty * 100 - (long)(citations_of(m) < 99 ? citations_of(m) : 99);
}

/* The first mention with the least of a measure. */
static json_t *
least(json_t **m, size_t n, long (*measure)(const json_t *))
{
	json_t *best = m[0];

	for (size_t i = 1; i < n; i++)
		if (measure(m[i]) < measure(best))
			best = m[i];
	return best;
}

/* The first mention with the value of a field that most have; NULL if none has one. */
static json_t *
commonest(json_t **m, size_t n, const char *field)
{
	json_t *best = NULL;
	size_t most = 0, tried = n < 256 ? n : 256; /* a sample is enough where thousands tell of one event */

	for (size_t i = 0; i < tried; i++) {
		size_t same = 0;

		if (!has(m[i], field))
			continue;
		for (size_t j = 0; j < tried; j++)
			same += strcmp(get_str(m[i], field), get_str(m[j], field)) == 0;
		if (same > most) {
			most = same;
			best = m[i];
		}
	}
	return best;
}

/* Of the finest dates the one that most tell, of these the first: later ones may be a report's own. */
static json_t *
commonest_date(json_t **m, size_t n)
{
	json_t *best = least(m, n, date_width);
	size_t most = 0, tried = n < 256 ? n : 256;
	long width = date_width(best);

	for (size_t i = 0; i < tried; i++) {
		const char *date = get_str(m[i], "date_start");
		size_t same = 0;
		int c;

		if (date_width(m[i]) != width)
			continue;
		for (size_t j = 0; j < tried; j++)
			same += strcmp(get_str(m[j], "date_start"), date) == 0;
		c = strcmp(date, get_str(best, "date_start"));
		if (same > most || (same == most && c < 0)) {
			most = same;
			best = m[i];
		}
	}
	return best;
}

/* The lowest low, the highest high, and the best of the mention with most citations, of one kind of harm. */
static void
merge_counts(json_t *event, json_t **m, size_t n, const char *low_field, const char *best_field, const char *high_field)
{
	long long low = -1, high = -1, best = -1;
	size_t cited = 0;

	for (size_t i = 0; i < n; i++) {
		long long b = get_int(m[i], best_field, -1), l = get_int(m[i], low_field, -1), h = get_int(m[i], high_field, -1);

		if (l >= 0 && (low < 0 || l < low))
			low = l;
		if (h > high)
			high = h;
		if (b >= 0 && (best < 0 || citations_of(m[i]) > cited)) {
			best = b;
			cited = citations_of(m[i]);
		}
	}
	if (low >= 0)
		set_int(event, low_field, best >= 0 && best < low ? best : low);
	if (best >= 0)
		set_int(event, best_field, best);
	if (high >= 0)
		set_int(event, high_field, best > high ? best : low > high ? low : high);
}

static void
merge_captured(json_t *event, json_t **m, size_t n)
{
	long long best = -1;
	size_t cited = 0;

	for (size_t i = 0; i < n; i++)
		if (has(m[i], "captured_best") && (best < 0 || citations_of(m[i]) > cited)) {
			best = get_int(m[i], "captured_best", -1);
			cited = citations_of(m[i]);
		}
	if (best >= 0)
		set_int(event, "captured_best", best);
}

/* Distinct strings in the order of their arrival; a few are compared one by one, many through an index. */
struct bag {
	json_t *list, *index;
};

#define BAG_FEW 8

static bool
bag_has(const struct bag *b, const char *s)
{
	if (b->index != NULL)
		return json_object_get(b->index, s) != NULL;
	for (size_t i = 0; i < json_array_size(b->list); i++)
		if (strcmp(json_string_value(json_array_get(b->list, i)), s) == 0)
			return true;
	return false;
}

static void
bag_add(struct bag *b, const char *s)
{
	if (s == NULL || *s == '\0' || bag_has(b, s))
		return;
	json_array_append_new(b->list, json_string(s));
	if (b->index == NULL && json_array_size(b->list) > BAG_FEW) {
		b->index = json_object();
		for (size_t i = 0; i < json_array_size(b->list); i++)
			json_object_set_new(b->index, json_string_value(json_array_get(b->list, i)), json_true());
	}
	if (b->index != NULL)
		json_object_set_new(b->index, s, json_true());
}

/* The distinct values of a string field, or of a list's strings, in the order of the mentions: a new list. */
static json_t *
collect(json_t **m, size_t n, const char *field)
{
	struct bag b = { json_array(), NULL };

	for (size_t i = 0; i < n; i++) {
		const json_t *v = json_object_get(m[i], field);

		bag_add(&b, json_string_value(v));
		for (size_t j = 0; j < json_array_size(v); j++)
			bag_add(&b, json_string_value(json_array_get(v, j)));
	}
	json_decref(b.index);
	return b.list;
}

static void
set_joined(json_t *event, const char *field, const json_t *list)
{
	char *s = xstrdup("");

	for (size_t i = 0; i < json_array_size(list); i++) {
		char *longer = xasprintf("%s%s%s", s, i > 0 ? "; " : "", json_string_value(json_array_get(list, i)));

		free(s);
		s = longer;
	}
	set_str(event, field, s);
	free(s);
}

/* Do two tellers give numbers of dead that cannot both be true? */
static bool
counts_contradict(const json_t *a, const json_t *b)
{
	long long low_a = get_int(a, "killed_low", -1), low_b = get_int(b, "killed_low", -1);
	long long high_a = get_int(a, "killed_high", -1), high_b = get_int(b, "killed_high", -1);
	bool two = strcmp(get_str(a, "source_id"), get_str(b, "source_id")) != 0 ||
	    strcmp(get_str(a, "claimed_by"), get_str(b, "claimed_by")) != 0;

	return two && ((high_a >= 0 && low_b > high_a) || (high_b >= 0 && low_a > high_b));
}

static const char *
merged_status(json_t **m, size_t n)
{
	size_t denied = 0, claimed = 0, tried = n < 256 ? n : 256;

	for (size_t i = 0; i < n; i++) {
		const char *s = get_str(m[i], "status");

		if (strcmp(s, "disputed") == 0)
			return "disputed";
		denied += strcmp(s, "denied") == 0;
		claimed += strcmp(s, "claimed") == 0;
	}
	for (size_t i = 0; i < tried; i++)
		for (size_t j = 0; j < i; j++)
			if (counts_contradict(m[i], m[j]))
				return "disputed";
	if (denied > 0)
		return denied == n ? "denied" : "disputed";
	return claimed == n ? "claimed" : "reported";
}

/* Every reference entry once: [[source, marker], ...]. */
static json_t *
collect_cited(json_t **m, size_t n)
{
	struct bag seen = { json_array(), NULL };
	json_t *cited = json_array();

	for (size_t i = 0; i < n; i++) {
		const char *source = get_str(m[i], "source_id");
		const json_t *list = json_object_get(m[i], "citations");

		for (size_t j = 0; j < json_array_size(list); j++) {
			const char *marker = json_string_value(json_array_get(list, j));
			char *key = xasprintf("%s\t%s", source, marker != NULL ? marker : "");

			if (marker != NULL && !bag_has(&seen, key)) {
				bag_add(&seen, key);
				json_array_append_new(cited, json_pack("[ss]", source, marker));
			}
			free(key);
		}
	}
	json_decref(seen.list);
	json_decref(seen.index);
	return cited;
}

static const char *
pair_part(const json_t *cited, size_t i, size_t part)
{
	return json_string_value(json_array_get(json_array_get(cited, i), part));
}

/* Markers as printed; where several sources are cited, each with its source before it. */
static void
merge_citations(json_t *event, json_t **m, size_t n)
{
	json_t *cited = collect_cited(m, n), *list = json_array();
	size_t k = json_array_size(cited);
	bool many = k > 1 && strcmp(pair_part(cited, 0, 0), pair_part(cited, k - 1, 0)) != 0;

	for (size_t i = 0; i < k; i++) {
		char *s = xasprintf("%s%s%s", many ? pair_part(cited, i, 0) : "", many ? ":" : "", pair_part(cited, i, 1));

		json_array_append_new(list, json_string(s));
		free(s);
	}
	set_int(event, "citation_count", (long long)k);
	if (k > 0) {
		json_object_set_new(event, "citations", list);
		json_object_set_new(event, "cited", cited);
	} else {
		json_decref(list);
		json_decref(cited);
	}
}

static void
merge_lists(json_t *event, json_t **m, size_t n)
{
	json_t *sources = collect(m, n, "source_id"), *flags = collect(m, n, "flags"), *claims = collect(m, n, "claimed_by");
	const char *status = merged_status(m, n);

	if (strcmp(status, "reported") != 0)
		set_joined(event, "claimed_by", claims);
	set_str(event, "status", status);
	set_int(event, "source_count", (long long)json_array_size(sources));
	json_object_set_new(event, "sources", sources);
	set_int(event, "mention_count", (long long)n);
	if (json_array_size(flags) > 0)
		json_object_set(event, "flags", flags);
	json_decref(flags);
	json_decref(claims);
}

/* The rule that found the mention whose text the event shows, then those that joined the others to it. */
static void
merge_rules(json_t *event, json_t **m, size_t n, const json_t *shown)
{
	json_t *rules = collect(m, n, "joined_by");

	if (has(shown, "rule"))
		json_array_insert_new(rules, 0, json_string(get_str(shown, "rule")));
	set_joined(event, "rule", rules);
	json_decref(rules);
}

static void
merge_confidence(json_t *event, json_t **m, size_t n)
{
	json_t *best = NULL;

	for (size_t i = 0; i < n; i++) {
		json_t *v = json_object_get(m[i], "confidence");

		if (json_is_number(v) ? best == NULL || json_number_value(v) > json_number_value(best) : best == NULL && v != NULL)
			best = v;
	}
	if (best != NULL)
		json_object_set(event, "confidence", best);
}

json_t *
merge_mentions(json_t **m, size_t n)
{
	json_t *event = json_object(), *shown, *type;

	if (event == NULL)
		die("out of memory");
	qsort(m, n, sizeof *m, compare_mentions);
	shown = least(m, n, emptiness);
	set_str(event, "kind", "event");
	copy_fields(event, commonest_date(m, n), date_fields);
	set_str(event, "event_id", get_str(m[0], "event_id"));
	type = commonest(m, n, "sub_event_type");
	copy_fields(event, type != NULL ? type : m[0], type_fields);
	for (int i = 0; i < 2; i++) {
		json_t *named = commonest(m, n, actor_fields[i][0]);

		if (named != NULL)
			copy_fields(event, named, actor_fields[i]);
	}
	copy_fields(event, least(m, n, place_width), place_fields);
	merge_counts(event, m, n, "killed_low", "killed_best", "killed_high");
	merge_counts(event, m, n, "wounded_low", "wounded_best", "wounded_high");
	merge_captured(event, m, n);
	copy_fields(event, shown, own_fields);
	merge_lists(event, m, n);
	merge_citations(event, m, n);
	merge_confidence(event, m, n);
	copy_fields(event, shown, spot_fields);
	merge_rules(event, m, n, shown);
	return event;
}
