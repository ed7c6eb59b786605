/* Lines of casualty tables: what each counts, of whom, and what its notes say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "number.h"
#include "record.h"
#include "tally.h"

static struct numberer *lex;

/* A sentence of a type, with the spans of its numbers, and of one country if the text begins with "Peru". */
static json_t *
sentence(const char *type, const char *text)
{
	json_t *s = record_new("sentence", "a", 10, 20), *spans;

	set_str(s, "type", type);
	set_str(s, "group", "casualties");
	set_str(s, "side", "Allies");
	set_str(s, "text", text);
	spans = numberer_tag(lex, text, NULL, (struct number_style){ false, true });
	if (strncmp(text, "Peru", 4) == 0)
		json_array_append_new(spans, json_pack("{s:s,s:i,s:i,s:s,s:s}", "t", "place", "s", 0, "e", 4, "name", "Peru", "feature", "country"));
	json_object_set_new(s, "spans", spans);
	return s;
}

/* The rows of a line in short: "outcome low-high actor", high -1 where unknown. */
static void
check(const char *text, const char *want)
{
	json_t *s = sentence("infobox", text), *rows = tally_casualties(s), *row;
	char got[1024] = "", *at = got;
	size_t i;

	json_array_foreach(rows, i, row)
		at += snprintf(at, sizeof got - (size_t)(at - got), "%s%s %lld-%lld %s%s", i > 0 ? "; " : "", get_str(row, "outcome"),
		    get_int(row, "low", -1), get_int(row, "high", -1), get_str(row, "actor"), has(row, "part_of") ? " part" : "");
	json_decref(rows);
	json_decref(s);
	assert_string_equal(got, want);
}

static void
outcomes(void **state)
{
	(void)state;
	check("310 killed", "killed 310-310 Allies");
	check("90+ killed, captured or deserted", "killed|captured|deserted 90--1 Allies");
	check("40 dead and 12 wounded", "killed 40-40 Allies; wounded 12-12 Allies");
	check("Killed: 40 Wounded: 12", "killed 40-40 Allies; wounded 12-12 Allies");
	check("total dead: 2,210+", "killed 2210--1 Allies");
	check("20 officers and 300 men taken prisoner", "captured 20-20 Allies; captured 300-300 Allies");
	check("about 700", "casualties 700-700 Allies");
	check("900 casualties (200 killed, 700 wounded)",
	    "casualties 900-900 Allies; killed 200-200 Allies part; wounded 700-700 Allies part");
	check("~8,000 refugees", "refugees 8000-8000 civilians");
	check("30 civilians killed", "killed 30-30 civilians");
	check("None", "casualties 0-0 Allies");
	check("Captain Ann Lee shot dead", "killed 1-1 Allies");
	check("14 (+2) killed", "killed 14-14 Allies; killed 2-2 attackers");
}

static void
no_people(void **state)
{
	(void)state;
	check("3 frigates sunk", "");
	check("12+ aircraft", "");
	check("2 guns captured", "");
	check("1 destroyed", "");
	check("Frigate Minerva captured", "");
	check("Unknown", "");
	check("Heavy", "");
	check("4,000 tons sunk", "");
	check("5 villages burned", "");
	check("", "");
}

static void
actors(void **state)
{
	(void)state;
	check("Peru 14 killed, 3 wounded", "killed 14-14 Peru; wounded 3-3 Peru");
	check("Peru: 200 soldiers dead", "killed 200-200 Peru");
}

static void
continuation(void **state)
{
	json_t *s = sentence("infobox", "115 killed"), *rows = tally_casualties(s), *next = sentence("infobox", "(fighting Rangers)"), *row;

	(void)state;
	json_object_set_new(next, "notes", json_pack("[[i,s],[i,s]]", 18, "7", 18, "citation needed"));
	assert_true(tally_continue(rows, next));
	row = json_array_get(rows, 0);
	assert_string_equal(get_str(row, "perpetrator"), "Rangers");
	assert_int_equal(json_array_size(json_object_get(row, "citations")), 1);
	json_decref(next);
	next = sentence("infobox", "(20 officers dead)");
	assert_false(tally_continue(rows, next));
	json_decref(next);
	json_decref(rows);
	json_decref(s);
}

static void
not_tables(void **state)
{
	json_t *s = sentence("para", "Twelve men died when the mill fell.");

	(void)state;
	assert_null(tally_casualties(s));
	json_decref(s);
}

static int
load(void **state)
{
	(void)state;
	tally_load();
	lex = numberer_load("default");
	return lex == NULL;
}

static int
unload(void **state)
{
	(void)state;
	numberer_free(lex);
	tally_unload();
	return 0;
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(outcomes),
		cmocka_unit_test(no_people),
		cmocka_unit_test(actors),
		cmocka_unit_test(continuation),
		cmocka_unit_test(not_tables),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
