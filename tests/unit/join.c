/* How two mentions are compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "join.h"

static int
load(void **state)
{
	(void)state;
	join_load();
	return 0;
}

static int
unload(void **state)
{
	(void)state;
	join_unload();
	return 0;
}

/* A mention with the given members beside what every one has. */
static struct node
mention(const char *id, const char *source, const char *type, const char *more)
{
	char line[2000];
	struct members m = { 0 };
	struct node n;

	snprintf(line, sizeof line, "{\"kind\":\"mention\",\"mention_id\":\"%s\",\"source_id\":\"%s\",%s%s%s}", id, source, type,
	    *more != '\0' ? "," : "", more);
	assert_true(members_scan(&m, line, strlen(line)));
	assert_true(node_from_members(&n, &m));
	free(m.item);
	return n;
}

#define CLASH "\"event_type\":\"Battles\",\"sub_event_type\":\"Armed clash\""
#define RAID "\"event_type\":\"Explosions/Remote violence\",\"sub_event_type\":\"Air/drone strike\""
#define DAY(d) "\"date_start\":\"" d "\",\"date_end\":\"" d "\""
#define SPAN(a, b) "\"date_start\":\"" a "\",\"date_end\":\"" b "\""

static void
names_agree_by_what_tells_them_apart(void **state)
{
	(void)state;
	assert_int_equal(compare_stems("chad", "chadian"), ACTOR_AGREE);
	assert_int_equal(compare_stems("haftar khalifa", "haftar"), ACTOR_AGREE);
	assert_int_equal(compare_stems("african union", "european union"), ACTOR_APART);
	assert_int_equal(compare_stems("ethiopia", "eritrea"), ACTOR_APART);
	assert_int_equal(compare_stems("", "eritrea"), ACTOR_OPEN);
}

static void
check_dates(const char *a, const char *b, enum date_relation want)
{
	struct node x = mention("m1", "a", CLASH, a), y = mention("m2", "b", CLASH, b);

	assert_int_equal(compare_dates(&x, &y), want);
	assert_int_equal(compare_dates(&y, &x), want);
	node_free(&x);
	node_free(&y);
}

static void
dates_are_compared_by_their_spans(void **state)
{
	(void)state;
	check_dates(DAY("1999-03-24"), DAY("1999-03-24"), DATE_SAME);
	check_dates(DAY("1999-12-31"), DAY("2000-01-01"), DATE_NEAR);
	check_dates(DAY("2000-02-28"), DAY("2000-03-01"), DATE_MONTH); /* a leap year */
	check_dates(DAY("2000-03-31"), DAY("2000-05-02"), DATE_APART);
	check_dates(DAY("1999-03-24"), SPAN("1999-03-22", "1999-03-28"), DATE_SPAN);
	check_dates(DAY("1999-03-24"), SPAN("1999-03-01", "1999-03-31"), DATE_INSIDE);
	check_dates(DAY("1999-04-24"), SPAN("1999-03-01", "1999-03-31"), DATE_APART);
	check_dates(SPAN("1999-03-01", "1999-03-31"), SPAN("1999-03-01", "1999-03-31"), DATE_EQUAL);
	check_dates(SPAN("1999-01-01", "1999-12-31"), SPAN("1999-03-01", "1999-03-31"), DATE_WIDE);
	check_dates(DAY("1999-03-24"), "", DATE_HALF);
	check_dates("", "", DATE_NONE);
	check_dates(DAY("0009-09-09"), DAY("0009-09-10"), DATE_NEAR);
}

static void
check_places(const char *a, const char *b, enum place_relation want)
{
	struct node x = mention("m1", "a", CLASH, a), y = mention("m2", "b", CLASH, b);

	assert_int_equal(compare_places(&x, &y), want);
	assert_int_equal(compare_places(&y, &x), want);
	node_free(&x);
	node_free(&y);
}

static void
places_are_compared_by_name_and_distance(void **state)
{
#define AT(name, lat, lon) "\"place\":\"" name "\",\"geo_precision\":1,\"iso3\":\"UKR\",\"latitude\":" #lat ",\"longitude\":" #lon
#define COUNTRY(name, iso3) "\"place\":\"" name "\",\"geo_precision\":5,\"iso3\":\"" iso3 "\""
	(void)state;
	check_places(AT("Kharkiv", 50.0, 36.23), AT("Kharkov", 50.01, 36.24), PLACE_SAME);
	check_places(AT("Kharkiv", 50.0, 36.23), AT("Chuhuiv", 49.84, 36.69), PLACE_APART);
	check_places(AT("Mykolaivka", 48.86, 37.77), AT("Mykolaivka", 44.96, 33.6), PLACE_APART);
	check_places(AT("Kharkiv", 50.0, 36.23), "\"place\":\"Kharkiv\"", PLACE_SAME);
	check_places(AT("Kharkiv", 50.0, 36.23), COUNTRY("Ukraine", "UKR"), PLACE_INSIDE);
	check_places(AT("Kharkiv", 50.0, 36.23), COUNTRY("Poland", "POL"), PLACE_APART);
	check_places(COUNTRY("Ukraine", "UKR"), COUNTRY("Ukraine", "UKR"), PLACE_COARSE);
	check_places(AT("Kharkiv", 50.0, 36.23), "", PLACE_HALF);
	check_places("", "", PLACE_NONE);
	check_places(AT("Suva", -18.14, 179.99), AT("Suva", -18.14, -179.99), PLACE_SAME); /* across the date line */
}

static const char *
decide(const char *type, const char *a, const char *b)
{
	struct node x = mention("m1", "a", type, a), y = mention("m2", "b", type, b);
	const struct join_rule *r = join_decide(&x, &y, false), *back = join_decide(&y, &x, false);

	assert_ptr_equal(r, back);
	node_free(&x);
	node_free(&y);
	return r != NULL ? r->name : "";
}

static void
rules_hold_both_ways(void **state)
{
#define THERE "\"place\":\"Hodeidah\",\"iso3\":\"YEM\",\"geo_precision\":1," DAY("2018-06-13")
	(void)state;
	assert_string_equal(decide(RAID, THERE, THERE), "same-day-place");
	assert_string_equal(decide(RAID, THERE ",\"actor1\":\"Saudi-led coalition\"", THERE ",\"actor1\":\"Saudi Arabia\""),
	    "same-day-place-actors");
	assert_string_equal(decide(RAID, THERE ",\"actor1\":\"Saudi-led coalition\"", THERE ",\"actor1\":\"Israeli Air Force\""), "");
	/* Who fought whom: the parties may change places. */
	assert_string_equal(decide(CLASH, THERE ",\"actor1\":\"Houthis\",\"actor2\":\"Hadi loyalists\"", THERE ",\"actor2\":\"Houthis\""),
	    "same-day-place-actors");
	assert_string_equal(decide(RAID, THERE, "\"place\":\"Taiz\",\"iso3\":\"YEM\",\"geo_precision\":1," DAY("2018-06-13")), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_agree_by_what_tells_them_apart),
		cmocka_unit_test(dates_are_compared_by_their_spans),
		cmocka_unit_test(places_are_compared_by_name_and_distance),
		cmocka_unit_test(rules_hold_both_ways),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
