/* Dates of reference entries. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "refdate.h"

static const struct {
	const char *text, *iso;
	size_t rest; /* bytes that do not belong to it */
} dates[] = {
	{ "18 January 2012", "2012-01-18", 0 },
	{ "January 18, 2012", "2012-01-18", 0 },
	{ "Tuesday 29 January 2013", "2013-01-29", 0 },
	{ "Tue, 20 March 2012.", "2012-03-20", 1 },
	{ "18 janvier 2012", "2012-01-18", 0 },
	{ "1er mai 1871", "1871-05-01", 0 },
	{ "18 de enero de 2012", "2012-01-18", 0 },
	{ "5. März 2012", "2012-03-05", 0 },
	{ "12 января 2013", "2013-01-12", 0 },
	{ "2012年1月18日", "2012-01-18", 0 },
	{ "2013. február 14.", "2013-02-14", 0 },
	{ "2012-01-18", "2012-01-18", 0 },
	{ "2012-01", "2012-01", 0 },
	{ "18.01.2012", "2012-01-18", 0 },
	{ "18/1/2012", "2012-01-18", 0 },
	{ "1/18/2012", "2012-01-18", 0 },
	{ "3/4/2011", "2011", 0 },
	{ "Jan. 2012", "2012-01", 0 },
	{ "January–February 2003", "2003-01/2003-02", 0 },
	{ "9–10 May 2003", "2003-05-09/2003-05-10", 0 },
	{ "30 January – 2 February 2012", "2012-01-30/2012-02-02", 0 },
	{ "May 9–10, 2003", "2003-05-09/2003-05-10", 0 },
	{ "Spring 1998", "1998", 0 },
	{ "2012a, p. 3", "2012", 6 },
	{ "1999–2001", "1999/2001", 0 },
	{ "1881-82", "1881/1882", 0 },
	{ "c. 1250", "1250", 0 },
	{ "[1968]", "1968", 0 },
	{ "31 April", "", 8 },
	{ "32 May 2003", "", 11 },
	{ "99999", "", 5 },
	{ "0999", "", 4 },
	{ "May", "", 3 },
	{ "", "", 0 },
};

static void
test_dates(void **state)
{
	struct refdate d;
	size_t n;

	(void)state;
	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		memset(&d, 0, sizeof d);
		n = refdate_at(span_of(dates[i].text), &d);
		assert_string_equal(d.iso, dates[i].iso);
		assert_int_equal(n, strlen(dates[i].text) - dates[i].rest);
	}
}

static void
test_before(void **state)
{
	(void)state;
	assert_true(refdate_before("2012-05-02", "2014-05-05"));
	assert_true(refdate_before("2012", "2013-01"));
	assert_false(refdate_before("2012-05-02", "2012-05-02"));
	assert_false(refdate_before("2012-05-02", "2012"));
	assert_false(refdate_before("2012", "2011/2013"));
	assert_false(refdate_before("", ""));
}

static int
load(void **state)
{
	(void)state;
	cite_load();
	return 0;
}

static int
unload(void **state)
{
	(void)state;
	cite_unload();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_dates), cmocka_unit_test(test_before) };

	return cmocka_run_group_tests(tests, load, unload);
}
