#include "box.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "lexicon.h"
#include "text.h"

#define WORD_MAX 24

static const char *const group_names[BOX_GROUPS] = {
	"date", "status", "belligerents", "commanders", "units", "strength", "casualties", "territory", "location", "other",
};
static const char *const form_names[] = { "header", "label", "sub" };
static const char *const word_names[BOX_WORDS] = { "harm", "civilian", "force", "total", "qualifier", "claim" };

struct label {
	const char *words;
	size_t n;
	struct box_label what;
};

static struct table *label_table, *word_table;
static struct label *labels;
static unsigned char *word_kind; /* by row of word_table */

static size_t
find(const struct table *t, size_t row, const char *cell, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(cell, names[i]) == 0)
			return i;
	table_bad(t, row, "unknown name");
}

static int
by_word(const void *a, const void *b)
{
	return strcmp(((const struct row *)a)->cell[0], ((const struct row *)b)->cell[0]);
}

void
box_load(void)
{
	if (label_table != NULL)
		return;
	label_table = table_load("infobox-labels", 4, 4);
	labels = xcalloc(label_table->n + 1, sizeof *labels);
	for (size_t i = 0; i < label_table->n; i++) {
		char **cell = label_table->rows[i].cell;

		labels[i].words = cell[0];
		labels[i].n = strlen(cell[0]);
		labels[i].what.group = (enum box_group)find(label_table, i, cell[1], group_names, BOX_GROUPS);
		labels[i].what.form = (enum box_form)find(label_table, i, cell[2], form_names, 3);
		labels[i].what.weight = atoi(cell[3]);
	}
	word_table = table_load("infobox-words", 2, 2);
	qsort(word_table->rows, word_table->n, sizeof *word_table->rows, by_word);
	word_kind = xcalloc(word_table->n + 1, 1);
	for (size_t i = 0; i < word_table->n; i++) {
		if (strlen(word_table->rows[i].cell[0]) >= WORD_MAX)
			table_bad(word_table, i, "the word is too long");
		word_kind[i] = (unsigned char)find(word_table, i, word_table->rows[i].cell[1], word_names, BOX_WORDS);
	}
}

void
box_unload(void)
{
	if (label_table != NULL)
		table_free(label_table);
	if (word_table != NULL)
		table_free(word_table);
	free(labels);
	free(word_kind);
	label_table = word_table = NULL;
	labels = NULL;
	word_kind = NULL;
}

const char *
box_group_name(enum box_group g)
{
	return group_names[g];
}

/* Is the line this label, or does it begin with it and go on with a value? */
static bool
fits(const struct label *l, const char *line, size_t n, struct box_label *out)
{
	size_t i = l->n, len;
	uint32_t c;

	if (n < l->n || memcmp(line, l->words, l->n) != 0)
		return false;
	*out = l->what;
	out->len = l->n;
	out->glued = false;
	if (i < n && line[i] == ':')
		i++;
	if (i == n)
		return l->what.form != BOX_LABEL || l->what.group == BOX_CASUALTIES;
	if (l->what.form != BOX_LABEL)
		return false;
	out->glued = i == l->n && line[i] != ' ' && line[i] != '\t';
	while (i < n && (line[i] == ' ' || line[i] == '\t'))
		i++;
	if (i == n)
		return false;
	c = utf8_next(line + i, n - i, &len);
	/* "Part of the" goes on in lower case, a value does not; "Dates" is not "Date" with a value. */
	return is_upper(c) || (c >= '0' && c <= '9') || c == '~' || c == 0x2248 || c == '(' || c == '"' || c > 0x2000 ||
	    (l->what.weight == 2 && l->what.group == BOX_OTHER && !out->glued);
}

bool
box_label(const char *line, size_t n, struct box_label *l)
{
	struct box_label one;
	bool found = false;

	while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '\t'))
		n--;
	for (size_t i = 0; i < label_table->n; i++)
		if (fits(&labels[i], line, n, &one) && (!found || one.len > l->len || one.form == BOX_HEADER)) {
			*l = one;
			found = true;
		}
	return found;
}

/* Kind of a word in lower case; BOX_WORDS if it is unknown. */
static enum box_word
kind_of(const char *low)
{
	struct row *found, key;
	char *cell = (char *)(uintptr_t)low;

	key.cell = &cell;
	found = bsearch(&key, word_table->rows, word_table->n, sizeof key, by_word);
	return found == NULL ? BOX_WORDS : (enum box_word)word_kind[found - word_table->rows];
}

/* The kind of the word at line[*i], which is moved behind it; its length is in *len, 0 at the end. */
static enum box_word
next_word(const char *line, size_t n, size_t *i, size_t *len)
{
	char low[WORD_MAX];
	size_t k, start;

	while (*i < n && strchr(" \t,;:()/+", line[*i]) != NULL)
		++*i;
	start = *i;
	while (*i < n && strchr(" \t,;:()/+", line[*i]) == NULL)
		++*i;
	*len = *i - start;
	if (*len == 0 || *len >= WORD_MAX)
		return BOX_WORDS;
	for (k = 0; k < *len; k++)
		low[k] = (char)fold_char((unsigned char)line[start + k] < 0x80 ? (uint32_t)line[start + k] : '?');
	low[k] = '\0';
	return kind_of(low);
}

bool
box_has(const char *line, size_t n, enum box_word kind)
{
	size_t i = 0, len;

	do {
		if (next_word(line, n, &i, &len) == kind && len > 0)
			return true;
	} while (len > 0);
	return false;
}

/* Bytes of a number that is a count (no ordinal, no part of a word), 0 if there is none; *value gets it. */
static size_t
number_at(const char *s, size_t n, unsigned long *value)
{
	size_t i = 0, len;

	*value = 0;
	while (i < n && ((s[i] >= '0' && s[i] <= '9') || (i > 0 && s[i] == ',' && i + 1 < n && s[i + 1] >= '0' && s[i + 1] <= '9'))) {
		if (s[i] != ',' && *value < 100000000)
			*value = *value * 10 + (unsigned long)(s[i] - '0');
		i++;
	}
	return i > 0 && i < n && is_letter(utf8_next(s + i, n - i, &len)) ? 0 : i;
}

/* The name before the count: bytes of line[0, n) without qualifiers at its end, 0 if the words are no name. */
static size_t
name_before(const char *line, size_t n)
{
	size_t i = 0, len, name = 0, c;
	enum box_word kind;
	bool qualified = false;

	if (n == 0 || (!is_upper(utf8_next(line, n, &c)) && (unsigned char)*line < 0x80))
		return 0;
	for (;;) {
		kind = next_word(line, n, &i, &len);
		if (len == 0)
			break;
		if (kind == WORD_QUALIFIER) {
			qualified = true;
			continue;
		}
		if (kind != BOX_WORDS || (qualified && name > 0))
			return 0;
		name = i;
		qualified = false;
	}
	while (name > 0 && strchr(" ~<>-:", line[name - 1]) != NULL)
		name--;
	return name;
}

/* n bytes without the last character and blanks before it, unless that is a letter. */
static size_t
name_end(const char *line, size_t n)
{
	size_t i = n - 1, len;

	while (i > 0 && ((unsigned char)line[i] & 0xC0) == 0x80)
		i--;
	if (is_letter(utf8_next(line + i, n - i, &len)))
		return n;
	while (i > 0 && line[i - 1] == ' ')
		i--;
	return i;
}

struct box_count
box_count(const char *line, size_t n)
{
	struct box_count c = { .bracket = n > 1 && line[0] == '(' && line[n - 1] == ')' };
	size_t depth = 0, i = 0, len, word = 0;

	c.total = next_word(line, n, &word, &len) == WORD_TOTAL;
	for (; i < n && !c.found; i++) {
		if (line[i] == '(' || line[i] == '[')
			depth++;
		else if ((line[i] == ')' || line[i] == ']') && depth > 0)
			depth--;
		if (line[i] < '0' || line[i] > '9' || (depth > 0 && !c.bracket))
			continue;
		len = number_at(line + i, n - i, &c.n);
		c.found = len > 0 && (i == 0 || strchr(" \t~<>(:+", line[i - 1]) != NULL || (unsigned char)line[i - 1] >= 0x80);
		if (c.found)
			break;
		while (i + 1 < n && strchr(" \t", line[i + 1]) == NULL)
			i++;
	}
	if (c.found && !c.bracket)
		c.name = name_before(line, i);
	/* A sign that stands right before the number is no part of the name. */
	if (c.name > 0 && c.name == i)
		c.name = name_end(line, c.name);
	return c;
}
