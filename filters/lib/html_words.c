#include "html_words.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "lexicon.h"
#include "text.h"

#define NAME_MAX_BYTES 200 /* of a class attribute's name that is looked at */
#define WORDS 24           /* of a name */
#define PHRASE_WORDS 3
#define MARK_MAX_BYTES 30
#define LINE_MAX_BYTES 160 /* a longer line is no boilerplate */

static const char *const meanings[] = { "body", "leave", "lead", "byline", "entry", "main" };

static struct table *names, *lines;
static uint32_t *name_role;
static char **line_key;

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct row *)a)->cell[0], ((const struct row *)b)->cell[0]);
}

static void
load(void)
{
	if (names != NULL)
		return;
	names = table_load("html-news", 2, 2);
	qsort(names->rows, names->n, sizeof *names->rows, by_name);
	name_role = xcalloc(names->n + 1, sizeof *name_role);
	for (size_t i = 0; i < names->n; i++) {
		for (size_t k = 0; k < sizeof meanings / sizeof *meanings; k++)
			if (strcmp(names->rows[i].cell[1], meanings[k]) == 0)
				name_role[i] = (uint32_t)NEWS_BODY << k;
		if (name_role[i] == 0)
			table_bad(names, i, "unknown meaning");
	}
	lines = table_load("html-boilerplate", 2, 2);
	line_key = xcalloc(lines->n + 1, sizeof *line_key);
	for (size_t i = 0; i < lines->n; i++) {
		const char *how = lines->rows[i].cell[1];

		if (strcmp(how, "all") != 0 && strcmp(how, "start") != 0 && strcmp(how, "mark") != 0)
			table_bad(lines, i, "neither start nor mark nor all");
		line_key[i] = name_key(lines->rows[i].cell[0], strlen(lines->rows[i].cell[0]));
	}
}

void
news_words_unload(void)
{
	if (names == NULL)
		return;
	for (size_t i = 0; i < lines->n; i++)
		free(line_key[i]);
	table_free(names);
	table_free(lines);
	free(name_role);
	free(line_key);
	names = lines = NULL;
	name_role = NULL;
	line_key = NULL;
}

static uint32_t
role_of(const char *name)
{
	struct row key, *found;
	char *cell = (char *)(uintptr_t)name;

	key.cell = &cell;
	found = bsearch(&key, names->rows, names->n, sizeof key, by_name);
	return found != NULL ? name_role[found - names->rows] : 0;
}

/* Split a name at capitals, hyphens and the like into words in low, parted by hyphens; start[] gets where each
 * begins. Returns how many there are. */
static size_t
split(const char *s, size_t n, char *low, size_t start[WORDS + 1])
{
	size_t words = 0, o = 0;
	char before = '-';

	for (size_t i = 0; i < n && words < WORDS; i++) {
		bool upper = s[i] >= 'A' && s[i] <= 'Z', lower = s[i] >= 'a' && s[i] <= 'z';
		bool digit = s[i] >= '0' && s[i] <= '9';
		char kind = upper ? 'A' : lower ? 'a' : digit ? '0' : '-';

		if (kind == '-' && before == '-')
			continue;
		if (kind != '-' && (before == '-' || (before == 'a' && upper))) {
			if (o > 0 && low[o - 1] != '-')
				low[o++] = '-';
			start[words++] = o;
		}
		if (kind != '-')
			low[o++] = upper ? (char)(s[i] | 0x20) : s[i];
		before = kind;
	}
	low[o] = '\0';
	start[words] = o > 0 && low[o - 1] == '-' ? o : o + 1;
	return words;
}

/* Roles of one name: of the phrases in it. */
static uint32_t
name_roles(const char *s, size_t n)
{
	char low[2 * NAME_MAX_BYTES + 2], keep;
	size_t start[WORDS + 2], words;
	uint32_t roles = 0;

	if (n == 0 || n > NAME_MAX_BYTES)
		return 0;
	words = split(s, n, low, start);
	for (size_t i = 0; i < words; i++)
		for (size_t k = 1; k <= PHRASE_WORDS && i + k <= words; k++) {
			char *end = low + start[i + k] - 1;

			keep = *end;
			*end = '\0';
			roles |= role_of(low + start[i]);
			*end = keep;
		}
	return roles;
}

/* Roles of a list of names. */
static uint32_t
list_roles(const char *s)
{
	uint32_t roles = 0;
	size_t n;

	for (; s != NULL && *s != '\0'; s += n) {
		s += strspn(s, " \t\r\n\f");
		n = strcspn(s, " \t\r\n\f");
		roles |= name_roles(s, n);
	}
	return roles;
}

void
news_roles(struct tree *t)
{
	static const char *const attributes[] = { "class", "id", "itemprop", "role", "name", "data-testid", "data-test-id",
		"data-component", "data-area", "data-gu-name", "data-module", "data-name", "data-qa", "data-type" };

	load();
	for (uint32_t i = 0; i < t->n; i++) {
		struct node *n = &t->node[i];

		if (n->tag == HTML_TEXT || n->tag == GUMBO_TAG_HTML || n->tag == GUMBO_TAG_BODY)
			continue;
		for (size_t k = 0; k < sizeof attributes / sizeof *attributes; k++)
			n->roles |= list_roles(node_attr(n, attributes[k]));
		/* A name that says both says what the article's part looks like. */
		if ((n->roles & (NEWS_BODY | NEWS_MAIN)) != 0)
			n->roles &= ~(uint32_t)NEWS_LEAVE;
	}
}

/* Key of what stands before the first bar or colon of a line, NULL if there is none. */
static char *
marked_word(const char *line, size_t n)
{
	for (size_t i = 1; i < n && i < MARK_MAX_BYTES; i++)
		if (line[i] == '|' || line[i] == ':')
			return name_key(line, i);
	return NULL;
}

bool
news_boilerplate(const char *line, size_t n)
{
	char *key, *mark;
	bool found = false;

	if (n == 0 || n > LINE_MAX_BYTES)
		return false;
	load();
	key = name_key(line, n);
	mark = marked_word(line, n);
	for (size_t i = 0; i < lines->n && !found; i++) {
		const char *how = lines->rows[i].cell[1];
		size_t len = strlen(line_key[i]);
		bool starts = len > 0 && strncmp(key, line_key[i], len) == 0;

		if (strcmp(how, "mark") == 0)
			found = mark != NULL && strcmp(mark, line_key[i]) == 0;
		else
			found = starts && (key[len] == '\0' || (key[len] == ' ' && strcmp(how, "start") == 0));
	}
	free(key);
	free(mark);
	return found;
}
