#include "join_tables.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "text.h"

#define HEAD_TOKENS 4    /* a phrase for a sentence's beginning begins within these */
#define TEXT_MAX 2000    /* bytes of a text that are looked at: sentences */

static struct table *cue_table, *site_table;
static struct phrases *cues, *sites;

void
cues_load(void)
{
	cue_table = table_load("join-cues", 2, 2);
	cues = phrases_new();
	for (size_t i = 0; i < cue_table->n; i++) {
		char **c = cue_table->rows[i].cell;

		if (strcmp(c[1], "start") != 0 && strcmp(c[1], "any") != 0)
			table_bad(cue_table, i, "a phrase stands at the start or any place");
		phrases_add(cues, c[0], c[1]);
	}
	site_table = table_load("place-words", 2, 3);
	sites = phrases_new();
	for (size_t i = 0; i < site_table->n; i++)
		if (strcmp(site_table->rows[i].cell[1], "facility") == 0)
			phrases_add(sites, site_table->rows[i].cell[0], site_table);
}

void
cues_unload(void)
{
	phrases_free(cues);
	phrases_free(sites);
	table_free(cue_table);
	table_free(site_table);
}

unsigned
text_marks(const char *text, size_t len)
{
	struct tokens *t = tokenize(text, len < TEXT_MAX ? len : TEXT_MAX);
	unsigned marks = 0;

	for (size_t i = 0; i < t->n && marks == 0; i++) {
		const void *where;

		if (phrases_match(cues, t, i, &where) > 0 && (i < HEAD_TOKENS || strcmp(where, "any") == 0))
			marks = MARK_ANOTHER;
	}
	tokens_free(t);
	return marks;
}

unsigned
place_marks(const char *place)
{
	struct tokens *t = tokenize(place, strlen(place));
	unsigned marks = 0;

	for (size_t i = 0; i < t->n && marks == 0; i++) {
		const void *value;

		if (phrases_match(sites, t, i, &value) > 0)
			marks = MARK_SITE;
	}
	tokens_free(t);
	return marks;
}
