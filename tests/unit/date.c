/* Calendar arithmetic where it is easily wrong: before our era, at leap days, at the turn of a year. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "date.h"

/* The ISO form of a date n days after another. */
static void
check_days(const char *from, long n, const char *want)
{
	struct date d;
	char iso[DATE_ISO_LEN];

	assert_true(date_parse(from, &d));
	assert_string_equal(date_iso(iso, date_add_days(d, n)), want);
}

static void
days(void **state)
{
	(void)state;
	check_days("2012-02-28", 1, "2012-02-29");
	check_days("1900-02-28", 1, "1900-03-01");
	check_days("1899-12-31", 1, "1900-01-01");
	check_days("1900-01-01", -1, "1899-12-31");
	check_days("-0001-12-31", 1, "0001-01-01");
	check_days("0001-01-01", -1, "-0001-12-31");
	check_days("-0480-09-20", 365, "-0479-09-20");
	check_days("0191-12-31", 1, "0192-01-01");
	check_days("2000-01-01", 146097, "2400-01-01");
}

static void
numbers(void **state)
{
	struct date epoch = { 1970, 1, 1 };

	(void)state;
	assert_int_equal(date_number(epoch), 0);
	for (long n = -1500000; n < 1500000; n += 997) {
		struct date d = date_from_number(n);

		assert_true(date_valid(d));
		assert_int_equal(date_number(d), n);
	}
}

static void
months(void **state)
{
	struct date leap = { 2012, 3, 31 }, first = { 1, 1, 15 };

	(void)state;
	assert_int_equal(date_cmp(date_add_months(leap, -1), (struct date){ 2012, 2, 29 }), 0);
	assert_int_equal(date_cmp(date_add_months(leap, 10), (struct date){ 2013, 1, 31 }), 0);
	assert_int_equal(date_cmp(date_add_months(first, -1), (struct date){ -1, 12, 15 }), 0);
	assert_int_equal(date_cmp(date_add_months(first, -13), (struct date){ -2, 12, 15 }), 0);
	assert_int_equal(month_length(1900, 2), 28);
	assert_int_equal(month_length(2000, 2), 29);
	assert_int_equal(month_length(-1, 2), 29);
	assert_int_equal(month_length(2000, 13), 0);
	assert_int_equal(year_add(-1, 1), 1);
	assert_int_equal(year_add(2, -2), -1);
}

static void
weekdays(void **state)
{
	struct date thursday = { 2012, 3, 22 };

	(void)state;
	assert_int_equal(date_weekday(thursday), 4);
	assert_int_equal(date_weekday((struct date){ 1815, 6, 18 }), 7);
	assert_int_equal(date_weekday((struct date){ 1941, 12, 7 }), 7);
	assert_int_equal(date_cmp(date_weekday_before(thursday, 4), thursday), 0);
	assert_int_equal(date_cmp(date_weekday_before(thursday, 5), (struct date){ 2012, 3, 16 }), 0);
	assert_int_equal(date_cmp(date_easter(1916), (struct date){ 1916, 4, 23 }), 0);
	assert_int_equal(date_cmp(date_easter(2024), (struct date){ 2024, 3, 31 }), 0);
}

static void
parsing(void **state)
{
	static const char *const bad[] = { "", "x", "12", "20121", "0000-01-01", "2012-13", "2012-00-01", "2012-02-30",
		"2012-3-1", "-", "--0480-01-01", "2012-01-011" };
	struct date d = { 7, 7, 7 };
	char iso[DATE_ISO_LEN];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_false(date_parse(bad[i], &d));
	assert_int_equal(d.y, 7);
	assert_true(date_parse("2012-05", &d));
	assert_int_equal(d.d, 0);
	assert_string_equal(date_iso(iso, d), "");
	assert_true(date_parse("2012-05-01T10:00:00Z", &d));
	assert_string_equal(date_iso(iso, d), "2012-05-01");
	assert_true(date_parse("-0044-03-15", &d));
	assert_string_equal(date_iso(iso, d), "-0044-03-15");
}

static void
spans(void **state)
{
	struct date_span may = span_month(1904, 5), year = span_years(1904, 1904), open = { { 1904, 5, 31 }, { 0, 0, 0 } };
	struct date_span none = { { 0, 0, 0 }, { 0, 0, 0 } };

	(void)state;
	assert_int_equal(span_days(may), 31);
	assert_int_equal(span_days(year), 366);
	assert_int_equal(span_days(open), 0);
	assert_true(span_overlap(may, year));
	assert_true(span_overlap(may, open));
	assert_false(span_overlap(span_month(1904, 4), open));
	assert_false(span_overlap(none, year));
	assert_true(span_overlap(open, span_day((struct date){ 2000, 1, 1 })));
	assert_false(span_overlap(may, span_day((struct date){ 1904, 6, 1 })));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days), cmocka_unit_test(numbers), cmocka_unit_test(months),
		cmocka_unit_test(weekdays), cmocka_unit_test(parsing), cmocka_unit_test(spans),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
