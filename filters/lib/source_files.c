#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "reader.h"
#include "text.h"

void
source_files_add(struct source_files *f, const char *path, const char *under, long long bytes)
{
	struct source_file *s;

	f->file = grow(f->file, &f->cap, f->n + 1, sizeof *f->file);
	s = &f->file[f->n++];
	s->path = xstrdup(path);
	s->under = xstrdup(under);
	s->bytes = bytes;
	s->id = NULL;
}

/* The last part of a path. */
static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

static int
by_id(const void *a, const void *b)
{
	return strcmp((*(struct source_file *const *)a)->id, (*(struct source_file *const *)b)->id);
}

/* Name those that share an id after something longer; returns how many share one. */
static size_t
rename_shared(struct source_file **file, size_t n, size_t step)
{
	size_t end, shared = 0;

	qsort(file, n, sizeof *file, by_id);
	for (size_t i = 0; i < n; i = end) {
		for (end = i + 1; end < n && strcmp(file[end]->id, file[i]->id) == 0; end++)
			;
		if (end - i == 1)
			continue;
		shared += end - i;
		for (size_t k = i; k < end; k++)
			file[k]->under = step == 2 ? (free(file[k]->under), xstrdup(file[k]->path)) : file[k]->under;
		/* The first keeps its id until all of the group are renamed: they are compared no more. */
		for (size_t k = i; k < end; k++) {
			free(file[k]->id);
			file[k]->id = xstrdup(step == 0 ? base_name(file[k]->under) : file[k]->under);
		}
	}
	return shared;
}

void
source_files_name(struct source_files *f)
{
	struct source_file **order = xcalloc(f->n + 1, sizeof *order);
	const char *base, *dot;

	for (size_t i = 0; i < f->n; i++) {
		order[i] = &f->file[i];
		base = base_name(f->file[i].under);
		dot = strrchr(base, '.');
		f->file[i].id = dot != NULL && dot != base ? xstrndup(base, (size_t)(dot - base)) : xstrdup(base);
	}
	for (size_t step = 0; step < 3 && rename_shared(order, f->n, step) > 0; step++)
		;
	free(order);
}

void
source_files_free(struct source_files *f)
{
	for (size_t i = 0; i < f->n; i++) {
		free(f->file[i].path);
		free(f->file[i].under);
		free(f->file[i].id);
	}
	free(f->file);
	memset(f, 0, sizeof *f);
}
