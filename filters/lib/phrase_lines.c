#include "phrase_lines.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "lexicon.h"
#include "text.h"

#define PHRASE_MAX 100 /* bytes of the longest phrase: no more of a line is looked at */

static const char *const names[LINE_KINDS] = {
	"top", "refs", "list", "points", "links", "related", "ignore", "noise", "noise-all", "byline", "dated", "caption",
};

struct phrase {
	char *low; /* folded; a colon at its end stays only where the phrase begins a line: "More:" is not "More than" */
	size_t n;
};

static struct phrase *phrases[LINE_KINDS];
static size_t count[LINE_KINDS], cap[LINE_KINDS];
static bool loaded;

static bool
whole(enum line_kind kind)
{
	return kind <= LINE_IGNORE || kind == LINE_NOISE_ALL;
}

static void
add(const struct table *t, size_t row)
{
	char **cell = t->rows[row].cell;
	size_t k = 0, n = strlen(cell[0]);
	struct phrase *p;

	while (k < LINE_KINDS && strcmp(names[k], cell[1]) != 0)
		k++;
	if (k == LINE_KINDS)
		table_bad(t, row, "unknown kind of line");
	if (n == 0 || n > PHRASE_MAX)
		table_bad(t, row, "the phrase is empty or too long");
	phrases[k] = grow(phrases[k], &cap[k], count[k] + 1, sizeof **phrases);
	p = &phrases[k][count[k]++];
	p->low = fold(cell[0], n);
	p->n = strlen(p->low);
	if (whole((enum line_kind)k) && p->low[p->n - 1] == ':')
		p->low[--p->n] = '\0';
}

void
line_phrases_load(void)
{
	struct table *t;

	if (loaded)
		return;
	loaded = true;
	t = table_load("line-phrases", 2, 2);
	for (size_t i = 0; i < t->n; i++)
		add(t, i);
	table_free(t);
}

void
line_phrases_unload(void)
{
	for (size_t k = 0; k < LINE_KINDS; k++) {
		for (size_t i = 0; i < count[k]; i++)
			free(phrases[k][i].low);
		free(phrases[k]);
		phrases[k] = NULL;
		count[k] = cap[k] = 0;
	}
	loaded = false;
}

/* Folded letters have the length of the others in every script that the table uses. */
static bool
match(const struct phrase *p, enum line_kind kind, const char *low, size_t n)
{
	size_t len;

	if (p->n > n || memcmp(low, p->low, p->n) != 0)
		return false;
	if (whole(kind))
		return p->n == n || (p->n + 1 == n && low[p->n] == ':');
	return p->n == n || !is_letter((uint8_t)p->low[p->n - 1]) || !is_letter(utf8_next(low + p->n, n - p->n, &len));
}

bool
line_is(enum line_kind kind, const char *line, size_t n, size_t *end)
{
	char *low;
	bool found = false;

	if (whole(kind) && n > PHRASE_MAX + 1)
		return false;
	low = fold(line, n < PHRASE_MAX + 8 ? n : PHRASE_MAX);
	for (size_t i = 0; i < count[kind] && !found; i++) {
		found = match(&phrases[kind][i], kind, low, strlen(low));
		if (found && end != NULL)
			*end = phrases[kind][i].n;
	}
	free(low);
	return found;
}
