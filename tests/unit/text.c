/* UTF-8, folding, name keys, tokens and phrases. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text.h"

static void
check_fold(char *(*f)(const char *, size_t), const char *in, const char *want)
{
	char *got = f(in, strlen(in));

	assert_string_equal(got, want);
	free(got);
}

static void
valid_is_what_the_standard_says(void **state)
{
	(void)state;
	assert_true(utf8_valid("Ménaka 12–13 𐎠", strlen("Ménaka 12–13 𐎠")));
	assert_true(utf8_valid("", 0));
	assert_false(utf8_valid("\xc0\x80", 2));         /* overlong */
	assert_false(utf8_valid("\xed\xa0\x80", 3));     /* surrogate */
	assert_false(utf8_valid("\xf4\x90\x80\x80", 4)); /* beyond Unicode */
	assert_false(utf8_valid("\xc3", 1));             /* cut off */
	assert_false(utf8_valid("a\0b", 3));
}

static void
bad_bytes_are_replaced_one_by_one(void **state)
{
	size_t len, bad;
	char *s = utf8_clean("a\xff\xc3(\0b", 6, &len, &bad);

	(void)state;
	assert_int_equal(bad, 3);
	assert_string_equal(s, "a\xef\xbf\xbd\xef\xbf\xbd(\xef\xbf\xbd" "b");
	assert_int_equal(len, strlen(s));
	free(s);
}

static void
each_code_point_comes_back(void **state)
{
	static const uint32_t points[] = { 0x41, 0xe9, 0x2013, 0xfffd, 0x10ffff };
	char buf[4];
	size_t n, len;

	(void)state;
	for (size_t i = 0; i < sizeof points / sizeof *points; i++) {
		n = utf8_put(buf, points[i]);
		assert_int_equal(utf8_next(buf, n, &len), points[i]);
		assert_int_equal(len, n);
	}
	assert_int_equal(utf8_next("\xe2\x80", 2, &len), 0xfffd);
	assert_int_equal(len, 1);
}

static void
folding_drops_case_and_space(void **state)
{
	(void)state;
	check_fold(fold, "Ménaka ŠÎRĂZ Киев", "ménaka šîrăz киев");
	check_fold(squeeze, " \t a \n\n b\xc2\xa0 c  ", "a b c");
	check_fold(squeeze, "", "");
}

static void
spellings_of_a_name_share_a_key(void **state)
{
	char *a = name_key("Ménaka", strlen("Ménaka")), *b = name_key("MENAKA", 6);
	char *c = name_key("Jisr al-Shughur", 15), *d = name_key("Jisr Al Shughur", 15);

	(void)state;
	assert_string_equal(a, b);
	assert_string_equal(c, d);
	free(a);
	free(b);
	free(c);
	free(d);
}

static void
check_tokens(const char *text, const char *const *want)
{
	struct tokens *t = tokenize(text, strlen(text));
	size_t i;

	for (i = 0; want[i] != NULL; i++) {
		assert_true(i < t->n);
		assert_string_equal(t->tok[i].low, want[i]);
		assert_true(t->tok[i].start < t->tok[i].end && t->tok[i].end <= strlen(text));
	}
	assert_int_equal(t->n, i);
	tokens_free(t);
}

static void
tokens_of_reports(void **state)
{
	static const char *const sukhoi[] = { "a", "su-25", "fell", "near", "gao", ".", NULL };
	static const char *const numbers[] = { "1,200", "troops", ",", "3.5", "km", NULL };
	static const char *const owner[] = { "chad", "'s", "army", NULL };
	static const char *const none[] = { NULL };

	(void)state;
	check_tokens("A Su-25 fell near Gao.", sukhoi);
	check_tokens("1,200 troops, 3.5 km", numbers);
	check_tokens("Chad's army", owner);
	check_tokens("", none);
}

static void
the_longest_phrase_wins(void **state)
{
	static const char text[] = "Burkina Faso sent troops to Burkina";
	struct phrases *p = phrases_new();
	struct tokens *t = tokenize(text, strlen(text));
	const void *value = NULL;

	(void)state;
	phrases_add(p, "burkina", "short");
	phrases_add(p, "Burkina Faso", "long");
	assert_int_equal(phrases_match(p, t, 0, &value), 2);
	assert_string_equal(value, "long");
	assert_int_equal(phrases_match(p, t, 1, &value), 0);
	assert_int_equal(phrases_match(p, t, t->n - 1, &value), 1);
	assert_string_equal(value, "short");
	tokens_free(t);
	phrases_free(p);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(valid_is_what_the_standard_says),
		cmocka_unit_test(bad_bytes_are_replaced_one_by_one),
		cmocka_unit_test(each_code_point_comes_back),
		cmocka_unit_test(folding_drops_case_and_space),
		cmocka_unit_test(spellings_of_a_name_share_a_key),
		cmocka_unit_test(tokens_of_reports),
		cmocka_unit_test(the_longest_phrase_wins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
