#include "join.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "join_tables.h"
#include "lexicon.h"

static struct table *type_table, *name_table, *rule_table;
static struct join_type *types;
static struct join_rule *rules;

struct word {
	const char *name;
	unsigned bit;
};

static const struct word type_marks[] = {
	{ "once", TYPE_ONCE }, { "national", TYPE_NATIONAL }, { "mutual", TYPE_MUTUAL },
	{ "taking", TYPE_TAKING }, { "plain", TYPE_PLAIN }, { "armed", TYPE_ARMED },
	{ "crowd", TYPE_CROWD }, { "month", TYPE_MONTH },
	{ "opening", TYPE_OPENING }, { NULL, 0 }
};
static const struct word date_words[] = {
	{ "same", 1u << DATE_SAME }, { "near", 1u << DATE_NEAR }, { "month", 1u << DATE_MONTH }, { "inside", 1u << DATE_INSIDE },
	{ "span", 1u << DATE_SPAN }, { "equal", 1u << DATE_EQUAL }, { "wide", 1u << DATE_WIDE },
	{ "half", 1u << DATE_HALF }, { "none", 1u << DATE_NONE }, { NULL, 0 }
};
static const struct word place_words[] = {
	{ "same", 1u << PLACE_SAME }, { "site", 1u << PLACE_SITE }, { "inside", 1u << PLACE_INSIDE }, { "coarse", 1u << PLACE_COARSE },
	{ "half", 1u << PLACE_HALF }, { "none", 1u << PLACE_NONE }, { NULL, 0 }
};
static const struct word type_words[] = {
	{ "same", 1u << KIND_SAME }, { "taking", 1u << KIND_TAKING }, { "family", 1u << KIND_FAMILY },
	{ "plain", 1u << KIND_PLAIN }, { "victims", 1u << KIND_VICTIMS },
	{ "opening", 1u << KIND_OPENING }, { NULL, 0 }
};
static const struct word actor_words[] = {
	{ "agree", 1u << ACTOR_AGREE }, { "open", 1u << ACTOR_OPEN }, { "apart", 1u << ACTOR_APART }, { NULL, 0 }
};
static const struct word where_words[] = {
	{ "one", WHERE_ONE }, { "next", WHERE_NEXT }, { "close", WHERE_CLOSE }, { "two", WHERE_TWO }, { "self", WHERE_SELF },
	{ "page", WHERE_PAGE },
	{ "any", WHERE_ONE | WHERE_TWO }, { NULL, 0 }
};
static const struct word need_words[] = {
	{ "once", NEED_ONCE }, { "national", NEED_NATIONAL }, { "killed", NEED_KILLED }, { "text", NEED_TEXT },
	{ "vote", NEED_VOTE },
	{ "only", NEED_ONLY }, { "bare", NEED_BARE }, { "similar", NEED_SIMILAR },
	{ "crowd", NEED_CROWD }, { "alone", NEED_ALONE }, { "month", NEED_MONTH },
	{ "back", NEED_BACK }, { "last", NEED_LAST }, { "loose", NEED_LOOSE }, { "taking", NEED_TAKING },
	{ "plain", NEED_PLAIN }, { "-", 0 }, { NULL, 0 }
};

/* The set of the words of a cell, which stand apart by sep. */
static unsigned
read_set(const struct table *t, size_t row, const char *cell, char sep, const struct word *words)
{
	unsigned set = 0;
	const struct word *w;

	while (*cell != '\0') {
		size_t n = strcspn(cell, (char[]){ sep, '\0' });

		for (w = words; w->name != NULL; w++)
			if (strlen(w->name) == n && strncmp(w->name, cell, n) == 0)
				break;
		if (w->name == NULL)
			table_bad(t, row, "a word that the join does not know");
		set |= w->bit;
		cell += n + (cell[n] == sep);
	}
	return set;
}

static void
load_types(void)
{
	type_table = table_load("join-types", 4, 5);
	types = xcalloc(type_table->n + 1, sizeof *types);
	for (size_t i = 0; i < type_table->n; i++) {
		char **c = type_table->rows[i].cell;

		types[i].code = c[2];
		types[i].family = c[3];
		types[i].marks = read_set(type_table, i, c[4], ' ', type_marks);
	}
}

static void
load_rules(void)
{
	rule_table = table_load("join-rules", 8, 8);
	rules = xcalloc(rule_table->n + 1, sizeof *rules);
	for (size_t i = 0; i < rule_table->n; i++) {
		char **c = rule_table->rows[i].cell;
		struct join_rule *r = &rules[i];

		r->name = c[0];
		r->strength = atoi(c[1]);
		if (r->strength < 1 || r->strength > 99)
			table_bad(rule_table, i, "a strength is a number from 1 to 99");
		r->dates = read_set(rule_table, i, c[2], '|', date_words);
		r->places = read_set(rule_table, i, c[3], '|', place_words);
		r->types = read_set(rule_table, i, c[4], '|', type_words);
		r->actors = read_set(rule_table, i, c[5], '|', actor_words);
		r->where = read_set(rule_table, i, c[6], '|', where_words);
		r->needs = read_set(rule_table, i, c[7], ' ', need_words);
		r->vote = (r->needs & NEED_VOTE) != 0;
		r->alone = (r->needs & NEED_ALONE) != 0;
		r->only = (r->needs & NEED_ONLY) != 0;
		r->last = (r->needs & NEED_LAST) != 0;
		r->loose = (r->needs & NEED_LOOSE) != 0;
	}
}

void
join_load(void)
{
	load_types();
	load_rules();
	name_table = table_load("join-names", 2, 3);
	actor_words_load(name_table);
	cues_load();
}

void
join_unload(void)
{
	actor_words_unload();
	cues_unload();
	free(types);
	free(rules);
	table_free(type_table);
	table_free(rule_table);
	table_free(name_table);
}

const struct join_type *
join_type_find(const char *event_type, const char *sub_event_type)
{
	for (size_t i = 0; i < type_table->n; i++)
		if (strcmp(type_table->rows[i].cell[1], sub_event_type) == 0 &&
		    strcmp(type_table->rows[i].cell[0], event_type) == 0)
			return &types[i];
	return NULL;
}

const struct join_type *
join_type_by_code(const char *code)
{
	for (size_t i = 0; i < type_table->n; i++)
		if (strcmp(types[i].code, code) == 0)
			return &types[i];
	return NULL;
}

const struct join_rule *
join_rules(size_t *n)
{
	*n = rule_table->n;
	return rules;
}

const struct join_rule *
join_rule_find(const char *name)
{
	for (size_t i = 0; i < rule_table->n; i++)
		if (strcmp(rules[i].name, name) == 0)
			return &rules[i];
	return NULL;
}
