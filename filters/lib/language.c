#include "language.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "lexicon.h"
#include "text.h"

#define LOOK 65536     /* bytes that are looked at */
#define LANGUAGES 64
#define WORD_MAX 32

/* A word of the table, and one of the languages that it is common in. */
struct word {
	char text[WORD_MAX];
	size_t row;
};

static struct table *table;
static struct word *words;
static size_t nwords, cap;

static int
by_text(const void *a, const void *b)
{
	return strcmp(((const struct word *)a)->text, ((const struct word *)b)->text);
}

static void
load(void)
{
	char *save, *w;

	table = table_load("stop-words", 2, 2);
	for (size_t i = 0; i < table->n; i++) {
		if (i >= LANGUAGES)
			table_bad(table, i, "too many languages");
		for (w = strtok_r(table->rows[i].cell[1], " ", &save); w != NULL; w = strtok_r(NULL, " ", &save)) {
			if (strlen(w) >= WORD_MAX)
				table_bad(table, i, "a word is too long");
			words = grow(words, &cap, nwords + 1, sizeof *words);
			strcpy(words[nwords].text, w);
			words[nwords++].row = i;
		}
	}
	qsort(words, nwords, sizeof *words, by_text);
}

void
language_unload(void)
{
	if (table != NULL)
		table_free(table);
	free(words);
	table = NULL;
	words = NULL;
	nwords = cap = 0;
}

/* Count a word for each language that has it. */
static void
count(const char *w, size_t hits[LANGUAGES])
{
	size_t lo = 0, hi = nwords;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (strcmp(words[mid].text, w) < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < nwords && strcmp(words[lo].text, w) == 0; lo++)
		hits[words[lo].row]++;
}

/* Count the words of a text; returns how many there are. */
static size_t
count_words(const char *low, size_t hits[LANGUAGES])
{
	char w[WORD_MAX];
	size_t n = 0, used = 0, len, total = strlen(low);

	for (size_t i = 0; i <= total; i += len) {
		uint32_t c = i < total ? utf8_next(low + i, total - i, &len) : 0;

		if (c != 0 && is_letter(c)) {
			if (used + len < WORD_MAX)
				memcpy(w + used, low + i, len);
			used += len;
			continue;
		}
		if (used > 0) {
			n++;
			w[used < WORD_MAX ? used : 0] = '\0';
			count(w, hits);
		}
		used = 0;
		if (c == 0)
			break;
	}
	return n;
}

char *
language_guess(const char *text, size_t len)
{
	size_t hits[LANGUAGES] = { 0 }, best = 0, second = 0, n;
	char *low;

	if (table == NULL)
		load();
	if (len > LOOK)
		for (len = LOOK; len > 0 && ((unsigned char)text[len] & 0xC0) == 0x80; len--)
			;
	low = fold(text, len);
	n = count_words(low, hits);
	free(low);
	for (size_t i = 1; i < table->n; i++)
		if (hits[i] > hits[best])
			best = i;
	for (size_t i = 0; i < table->n; i++)
		if (i != best && hits[i] > second)
			second = hits[i];
	if (table->n == 0 || hits[best] < 3 || hits[best] * 8 < n || hits[best] * 2 < second * 3)
		return NULL;
	return xstrdup(table->rows[best].cell[0]);
}
