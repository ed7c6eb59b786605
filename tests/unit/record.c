/* Kinds, fields, flags and identifiers of records. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "record.h"

static bool
kind_of(const char *line, char kind[KIND_MAX])
{
	return line_kind(line, strlen(line), kind);
}

static void
kind_is_the_first_key(void **state)
{
	char kind[KIND_MAX];

	(void)state;
	assert_true(kind_of("{\"kind\":\"sentence\",\"a\":1}", kind));
	assert_string_equal(kind, "sentence");
	assert_false(kind_of("{\"a\":1,\"kind\":\"sentence\"}", kind));
	assert_false(kind_of("{\"kind\":7}", kind));
	assert_false(kind_of("{\"kind\":\"", kind));
	assert_false(kind_of("", kind));
}

static void
fields_have_fallbacks(void **state)
{
	json_t *r = record_new("sentence", "a", 3, 9);

	(void)state;
	set_str(r, "text", "Six died.");
	set_str(r, "side", "");
	set_str(r, "place", NULL);
	set_int(r, "low", 6);
	assert_string_equal(get_str(r, "text"), "Six died.");
	assert_string_equal(get_str(r, "low"), "");
	assert_int_equal(get_int(r, "low", -1), 6);
	assert_int_equal(get_int(r, "text", -1), -1);
	assert_int_equal(get_int(r, "byte_end", -1), 9);
	assert_false(has(r, "side"));
	assert_false(has(r, "place"));
	json_decref(r);
}

static void
a_flag_stands_once(void **state)
{
	json_t *r = record_new("citation", "a", 0, 9);

	(void)state;
	add_flag(r, "no-date");
	add_flag(r, "uncited");
	add_flag(r, "no-date");
	assert_int_equal(json_array_size(json_object_get(r, "flags")), 2);
	json_decref(r);
}

static void
identifiers_depend_on_all_that_they_are_made_of(void **state)
{
	char a[ID_LEN], b[ID_LEN];

	(void)state;
	make_id(a, "c", "source", 1, 23, "killed");
	make_id(b, "c", "source", 1, 23, "killed");
	assert_string_equal(a, b);
	make_id(b, "c", "source", 12, 3, "killed");
	assert_string_not_equal(a, b);
	make_id(b, "c", "source", 1, 23, "wounded");
	assert_string_not_equal(a, b);
	make_id(b, "c", "sourc", 1, 23, "killed");
	assert_string_not_equal(a, b);
}

static void
sha256_is_that_of_the_standard(void **state)
{
	char hex[65];

	(void)state;
	sha256_hex(hex, "abc", 3);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kind_is_the_first_key),
		cmocka_unit_test(fields_have_fallbacks),
		cmocka_unit_test(a_flag_stands_once),
		cmocka_unit_test(identifiers_depend_on_all_that_they_are_made_of),
		cmocka_unit_test(sha256_is_that_of_the_standard),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
