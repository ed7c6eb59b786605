/* Members of a record line, and disjoint sets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "members.h"
#include "unionfind.h"

static void
members_are_found_with_their_types(void **state)
{
	static const char line[] = "{ \"kind\" : \"x\",\"n\":-1.5e3,\"t\":true,\"f\":false,\"z\":null,\"a\":[1,[\"]\"]],\"o\":{\"kind\":\"y\"}}";
	static const enum member_type types[] = { MEMBER_STRING, MEMBER_NUMBER, MEMBER_BOOLEAN, MEMBER_BOOLEAN, MEMBER_NULL,
		MEMBER_ARRAY, MEMBER_OBJECT };
	struct members m = { 0 };

	(void)state;
	assert_true(members_scan(&m, line, strlen(line)));
	assert_int_equal(m.n, 7);
	for (size_t i = 0; i < m.n; i++)
		assert_int_equal(m.item[i].type, types[i]);
	assert_memory_equal(member_find(&m, "kind")->value, "x", 1);
	assert_int_equal(member_find(&m, "a")->len, strlen("[1,[\"]\"]]"));
	assert_null(member_find(&m, "kin"));
	free(m.item);
}

static void
bad_lines_are_refused(void **state)
{
	static const char *const lines[] = { "", "[]", "{", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\":1}}", "{\"a\":\"x}", "{\"a\":[1}",
		"{\"a\":[1]]}", "{\"a\":\"\\x\"}", "{\"a\":\"\\", "{\"a\":nul}", "{\"a\":+1}", "{\"a\":\"\x01\"}", "{\"a\":\"\xff\"}", "{a:1}" };
	struct members m = { 0 };
	char deep[2000];

	(void)state;
	assert_non_null(freopen("/dev/null", "w", stderr));
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		assert_false(members_scan(&m, lines[i], strlen(lines[i])));
	memset(deep, '[', sizeof deep);
	memcpy(deep, "{\"a\":", 5);
	deep[sizeof deep - 1] = '\0';
	assert_false(members_scan(&m, deep, strlen(deep)));
	free(m.item);
}

static void
strings_come_back_unescaped(void **state)
{
	static const char line[] = "{\"a\":\"M\\u00e9naka \\\"x\\\"\",\"b\":[\"1\", 2,\"\\ud83d\\ude00\",[\"no\"],\"c\"],\"e\":[]}";
	static const char *const want[] = { "1", "😀", "c" };
	struct members m = { 0 };
	struct member element;
	const char *at = NULL;
	char *s;

	(void)state;
	assert_true(members_scan(&m, line, strlen(line)));
	s = member_text(member_find(&m, "a"));
	assert_string_equal(s, "Ménaka \"x\"");
	free(s);
	for (size_t i = 0; i < 3; i++) {
		assert_true(member_next(member_find(&m, "b"), &at, &element));
		s = member_text(&element);
		assert_string_equal(s, want[i]);
		free(s);
	}
	assert_false(member_next(member_find(&m, "b"), &at, &element));
	at = NULL;
	assert_false(member_next(member_find(&m, "e"), &at, &element));
	free(m.item);
}

static void
sets_grow_together(void **state)
{
	struct unionfind u = { 0 };

	(void)state;
	for (uint32_t i = 0; i < 100; i++)
		assert_int_equal(unionfind_add(&u), i);
	for (uint32_t i = 2; i < 100; i++)
		unionfind_put(&u, unionfind_root(&u, i - 2), unionfind_root(&u, i));
	for (uint32_t i = 0; i < 100; i++)
		assert_int_equal(unionfind_root(&u, i), i % 2);
	unionfind_free(&u);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(members_are_found_with_their_types),
		cmocka_unit_test(bad_lines_are_refused),
		cmocka_unit_test(strings_come_back_unescaped),
		cmocka_unit_test(sets_grow_together),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
