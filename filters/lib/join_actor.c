#include "join_tables.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "text.h"

#define STEMS_MAX 8

static const struct table *words;
static const struct row **by_word; /* sorted by word */

static int
compare_rows(const void *a, const void *b)
{
	return strcmp((*(const struct row *const *)a)->cell[0], (*(const struct row *const *)b)->cell[0]);
}

void
actor_words_load(const struct table *t)
{
	words = t;
	by_word = xcalloc(t->n + 1, sizeof *by_word);
	for (size_t i = 0; i < t->n; i++)
		by_word[i] = &t->rows[i];
	qsort(by_word, t->n, sizeof *by_word, compare_rows);
}

void
actor_words_unload(void)
{
	free(by_word);
	by_word = NULL;
}

static const struct row *
find_word(const char *word)
{
	char *cell[1] = { (char *)(uintptr_t)word };
	struct row key = { .cell = cell };
	const struct row *k = &key, **r = bsearch(&k, by_word, words->n, sizeof *by_word, compare_rows);

	return r != NULL ? *r : NULL;
}

static int
compare_words(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static const char *
class_of_kind(const char *kind)
{
	static const char *const classes[][2] = {
		{ "state", "state" }, { "international", "state" }, { "mercenary", "anyone" }, { "rebel", "armed" },
		{ "jihadist", "armed" }, { "militia", "armed" }, { "civilians", "civilians" }, { "protesters", "protesters" }
	};

	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (strcmp(kind, classes[i][0]) == 0)
			return classes[i][1];
	return "";
}

/* Join sorted stems by blanks, each once. */
static char *
join_stems(char **stem, size_t n)
{
	size_t len = 1;
	char *out;

	qsort(stem, n, sizeof *stem, compare_words);
	for (size_t i = 0; i < n; i++)
		len += strlen(stem[i]) + 1;
	out = xcalloc(len, 1);
	for (size_t i = 0; i < n; i++) {
		if (i > 0 && strcmp(stem[i], stem[i - 1]) == 0)
			continue;
		if (*out != '\0')
			strcat(out, " ");
		strcat(out, stem[i]);
	}
	return out;
}

char *
actor_stems(const char *name, const char *kind, const char **class)
{
	char *key = name_key(name, strlen(name)), *stem[STEMS_MAX], *out, *save = NULL;
	size_t n = 0;

	*class = class_of_kind(kind);
	for (char *w = strtok_r(key, " ", &save); w != NULL && n < STEMS_MAX; w = strtok_r(NULL, " ", &save)) {
		const struct row *r = find_word(w);

		if (r == NULL)
			stem[n++] = w;
		else if (strcmp(r->cell[1], "-") != 0)
			stem[n++] = r->cell[1];
		else if (r->cell[2][0] != '\0' && **class == '\0')
			*class = r->cell[2];
	}
	out = join_stems(stem, n);
	free(key);
	return out;
}
