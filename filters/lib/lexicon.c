#include "lexicon.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "die.h"
#include "filter.h"
#include "text.h"

#ifndef LEXICON_DIR
#define LEXICON_DIR "filters/lexicon"
#endif
#ifndef SHARE_DIR
#define SHARE_DIR "/usr/local/share/sitrep"
#endif

/* Folder of the running executable in buf, or "" where the system does not tell. */
static void
exe_dir(char *buf, size_t size)
{
	ssize_t n = readlink("/proc/self/exe", buf, size - 1);
	char *slash;

	buf[n > 0 ? (size_t)n : 0] = '\0';
	slash = strrchr(buf, '/');
	if (slash != NULL)
		*slash = '\0';
	else
		buf[0] = '\0';
}

char *
lexicon_path(const char *file)
{
	static const char *const beside[] = { "../filters/lexicon", "../share/sitrep/lexicon" };
	const char *env = getenv("SITREP_LEXICON");
	char exe[4096];
	char *path;

	if (env != NULL && *env != '\0')
		return xasprintf("%s/%s", env, file);
	exe_dir(exe, sizeof exe);
	for (size_t i = 0; *exe != '\0' && i < sizeof beside / sizeof *beside; i++) {
		path = xasprintf("%s/%s/%s", exe, beside[i], file);
		if (access(path, R_OK) == 0)
			return path;
		free(path);
	}
	path = xasprintf("%s/lexicon/%s", SHARE_DIR, file);
	if (access(path, R_OK) == 0)
		return path;
	free(path);
	return xasprintf("%s/%s", LEXICON_DIR, file);
}

static void
add_row(struct table *t, size_t *cap, char *line, size_t lineno, size_t min, size_t max)
{
	char **cell = xcalloc(max, sizeof *cell);
	size_t n = split_cells(line, cell, max);

	if (n < min || n > max)
		die("%s:%zu: %zu cells where %zu to %zu belong", t->path, lineno, n, min, max);
	/* Missing cells point at some NUL in the data. */
	for (size_t i = n; i < max; i++)
		cell[i] = cell[n - 1] + strlen(cell[n - 1]);
	t->rows = grow(t->rows, cap, t->n + 1, sizeof *t->rows);
	t->rows[t->n].line = lineno;
	t->rows[t->n++].cell = cell;
}

struct table *
table_load(const char *name, size_t min, size_t max)
{
	struct table *t = xcalloc(1, sizeof *t);
	char *file = xasprintf("%s.tsv", name);
	size_t len, cap = 0, lineno = 0;
	char *line, *end;

	t->path = lexicon_path(file);
	free(file);
	t->data = read_whole(t->path, INPUT_LIMIT, &len);
	if (t->data == NULL)
		die("cannot read the lexicon %s", t->path);
	for (line = t->data; line < t->data + len; line = end + 1) {
		end = memchr(line, '\n', len - (size_t)(line - t->data));
		if (end == NULL)
			end = t->data + len;
		*end = '\0';
		lineno++;
		if (end > line && end[-1] == '\r')
			end[-1] = '\0';
		if (!utf8_valid(line, strlen(line)))
			die("%s:%zu: not valid UTF-8", t->path, lineno);
		if (*line != '\0' && *line != '#')
			add_row(t, &cap, line, lineno, min, max);
	}
	return t;
}

void
table_free(struct table *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < t->n; i++)
		free(t->rows[i].cell);
	free(t->rows);
	free(t->data);
	free(t->path);
	free(t);
}

void
table_bad(const struct table *t, size_t row, const char *what)
{
	die("%s:%zu: %s", t->path, t->rows[row].line, what);
}
