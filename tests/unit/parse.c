/* Who does what to whom: groups and links of sentences of the kinds that reports use. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "parse.h"
#include "pattern.h"

/* A sentence, a verb in it by lemma, and what its doer and sufferer must be ("" for none). */
struct expectation {
	const char *text, *verb, *doer, *sufferer;
};

static json_t *
sentence(const char *text)
{
	return json_pack("{s:s, s:s, s:s}", "kind", "sentence", "source_id", "x", "text", text);
}

static size_t
verb_at(const struct parse *p, const char *lemma)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->chunk[i].type == CHUNK_VERB && p->chunk[i].verb != NULL && strcmp(p->chunk[i].verb->lemma, lemma) == 0)
			return i;
	return NONE;
}

static void
check_group(const struct parse *p, size_t i, const char *want)
{
	char got[256] = "";

	if (i != NONE)
		snprintf(got, sizeof got, "%.*s", (int)(p->chunk[i].end - p->chunk[i].start), p->text + p->chunk[i].start);
	assert_string_equal(got, want);
}

static void
roles_are_found(void **state)
{
	static const struct expectation cases[] = {
		{ "Gunmen ambushed a patrol near the river.", "ambush", "Gunmen", "a patrol" },
		{ "A patrol was ambushed near the river by gunmen.", "ambush", "gunmen", "A patrol" },
		{ "The convoy that left Herat was shelled by rebels.", "shell", "rebels", "The convoy" },
		{ "The militia stormed the fort, killing the guards.", "kill", "The militia", "the guards" },
		{ "Having crossed the river, the division captured the bridge.", "capture", "the division", "the bridge" },
		{ "The army shelled the town and killed a teacher.", "kill", "The army", "a teacher" },
		{ "Officials said rebels had burned the depot.", "burn", "rebels", "the depot" },
		{ "Police officers shot in the riot were buried.", "shoot", "", "Police officers" },
		{ "The general claimed to have destroyed a bridge.", "destroy", "The general", "a bridge" },
		{ "The general forced the garrison to surrender.", "surrender", "the garrison", "" },
		{ "Gunmen storm a bank in the capital.", "storm", "Gunmen", "a bank" },
		{ "The raid ended with two hostages dying.", "die", "two hostages", "" },
	};

	(void)state;
	words_load();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		json_t *s = sentence(cases[i].text);
		struct parse *p = parse_sentence(s);
		size_t v = verb_at(p, cases[i].verb);

		assert_int_not_equal(v, NONE);
		check_group(p, parse_doer(p, v), cases[i].doer);
		check_group(p, parse_sufferer(p, v), cases[i].sufferer);
		parse_free(p);
		json_decref(s);
	}
}

static void
what_has_not_happened_is_marked(void **state)
{
	static const struct { const char *text, *verb; int unreal, negated; } cases[] = {
		{ "The rebels killed the mayor.", "kill", 0, 0 },
		{ "The rebels could kill the mayor.", "kill", 1, 0 },
		{ "The rebels threatened to kill the mayor.", "kill", 1, 0 },
		{ "The rebels did not kill the mayor.", "kill", 0, 1 },
		{ "The rebels refused to kill the mayor.", "kill", 0, 1 },
		{ "If the rebels kill the mayor, the truce ends.", "kill", 1, 0 },
		{ "The rebels managed to kill the mayor.", "kill", 0, 0 },
	};

	(void)state;
	words_load();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		json_t *s = sentence(cases[i].text);
		struct parse *p = parse_sentence(s);
		size_t v = verb_at(p, cases[i].verb);

		assert_int_not_equal(v, NONE);
		assert_int_equal(p->chunk[v].unreal, cases[i].unreal);
		assert_int_equal(p->chunk[v].negated, cases[i].negated);
		parse_free(p);
		json_decref(s);
	}
}

static void
lists_end_where_a_new_clause_begins(void **state)
{
	json_t *s = sentence("The blast hurt a guard, a cook and two drivers of the depot, and a nurse was killed.");
	struct parse *p;
	size_t v, first, last;

	(void)state;
	words_load();
	p = parse_sentence(s);
	v = verb_at(p, "hurt");
	assert_int_not_equal(v, NONE);
	parse_list(p, p->chunk[v].object, &first, &last);
	check_group(p, first, "a guard");
	check_group(p, last, "two drivers");
	parse_free(p);
	json_decref(s);
}

static void
an_explanation_is_no_second_person(void **state)
{
	json_t *s = sentence("A pilot, Captain Jan Novak, was killed.");
	struct parse *p;
	size_t v, first, last;

	(void)state;
	words_load();
	p = parse_sentence(s);
	v = verb_at(p, "kill");
	parse_list(p, p->chunk[v].subject, &first, &last);
	check_group(p, first, "A pilot");
	assert_int_equal(first, last);
	parse_free(p);
	json_decref(s);
}

static void
nouns_have_a_singular(void **state)
{
	char buf[64];

	(void)state;
	assert_string_equal(singular("gunmen", buf, sizeof buf), "gunman");
	assert_string_equal(singular("bodies", buf, sizeof buf), "body");
	assert_string_equal(singular("clashes", buf, sizeof buf), "clash");
	assert_string_equal(singular("people", buf, sizeof buf), "person");
	assert_string_equal(singular("corps", buf, sizeof buf), "corps");
	assert_true(is_plural("soldiers"));
	assert_false(is_plural("hostess"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(roles_are_found),
		cmocka_unit_test(what_has_not_happened_is_marked),
		cmocka_unit_test(lists_end_where_a_new_clause_begins),
		cmocka_unit_test(an_explanation_is_no_second_person),
		cmocka_unit_test(nouns_have_a_singular),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
