/* Lists the files of folders as source records, sorted by source_id. */
#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"
#include "filter.h"
#include "reader.h"
#include "record.h"
#include "text.h"

static struct source_files files;
static int args;
static char **arg;

/* A regular file that can be opened and named in a record, or a complaint. */
static void
add_file(const char *path, const char *under, const struct stat *st)
{
	at(path, 0);
	if (!S_ISREG(st->st_mode))
		complain("is no file");
	else if (!utf8_valid(path, strlen(path)))
		complain("the name is no UTF-8");
	else if (access(path, R_OK) != 0)
		complain("cannot be opened: %s", strerror(errno));
	else
		source_files_add(&files, path, under, (long long)st->st_size);
}

/* What stands below a folder; hidden files are left out. Links are followed, fts(3) sees those that lead in circles. */
static void
add_entry(FTS *tree, FTSENT *e, size_t folder_len)
{
	at(e->fts_path, 0);
	if (e->fts_level > 0 && e->fts_name[0] == '.') {
		fts_set(tree, e, FTS_SKIP);
		return;
	}
	switch (e->fts_info) {
	case FTS_D:
	case FTS_DP:
		break;
	case FTS_DC:
		complain("leads in a circle");
		break;
	case FTS_DNR:
	case FTS_ERR:
	case FTS_NS:
	case FTS_SLNONE:
		complain("cannot be opened: %s", strerror(e->fts_errno != 0 ? e->fts_errno : ENOENT));
		break;
	default:
		add_file(e->fts_path, e->fts_path + folder_len, e->fts_statp);
	}
}

static void
add_folder(char *path)
{
	char *roots[] = { path, NULL };
	size_t len = strlen(path);
	FTS *tree;
	FTSENT *e;

	while (len > 1 && path[len - 1] == '/')
		path[--len] = '\0';
	tree = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, NULL);
	if (tree == NULL)
		die("%s:", path);
	while ((errno = 0, e = fts_read(tree)) != NULL)
		add_entry(tree, e, path[len - 1] == '/' ? len : len + 1);
	if (errno != 0)
		die("%s:", path);
	fts_close(tree);
}

/* A path that was asked for. */
static void
add_path(char *path, size_t len)
{
	const char *slash = strrchr(path, '/');
	struct stat st;

	(void)len;
	at(path, 0);
	if (stat(path, &st) != 0)
		complain("cannot be opened: %s", strerror(errno));
	else if (S_ISDIR(st.st_mode))
		add_folder(path);
	else
		add_file(path, slash != NULL && slash[1] != '\0' ? slash + 1 : path, &st);
}

static int
by_path(const void *a, const void *b)
{
	return strcmp(((const struct source_file *)a)->path, ((const struct source_file *)b)->path);
}

static int
by_id(const void *a, const void *b)
{
	int c = strcmp(((const struct source_file *)a)->id, ((const struct source_file *)b)->id);

	return c != 0 ? c : by_path(a, b);
}

/* A file that was named twice is one source. */
static void
drop_doubles(void)
{
	size_t o = 0;

	if (files.n == 0)
		return;
	qsort(files.file, files.n, sizeof *files.file, by_path);
	for (size_t i = 0; i < files.n; i++) {
		if (o > 0 && strcmp(files.file[o - 1].path, files.file[i].path) == 0) {
			free(files.file[i].path);
			free(files.file[i].under);
		} else {
			files.file[o++] = files.file[i];
		}
	}
	files.n = o;
}

static void
write_all(void)
{
	drop_doubles();
	source_files_name(&files);
	if (files.n == 0)
		return;
	qsort(files.file, files.n, sizeof *files.file, by_id);
	for (size_t i = 0; i < files.n; i++) {
		json_t *rec = record_new("source", files.file[i].id, 0, 0);

		set_str(rec, "path", files.file[i].path);
		set_int(rec, "bytes", files.file[i].bytes);
		emit(rec);
	}
	source_files_free(&files);
}

/* Take the paths before the loop would open them as lists of paths; it is left with standard input or nothing. */
static void
start(void)
{
	bool input = optind == args;

	for (; optind < args; optind++) {
		if (strcmp(arg[optind], "-") == 0)
			input = true;
		else
			add_path(arg[optind], 0);
	}
	optind = input ? args : args + 1;
}

static const struct filter filter = {
	.name = "list-sources",
	.synopsis = "[path ...]",
	.help = "Write a source record for every file in folders, and for every file that is named. Without a path,\n"
	    "or at -, paths are read from standard input, one a line. Hidden files are left out.\n",
	.start = start,
	.line = add_path,
	.finish = write_all,
};

int
main(int argc, char **argv)
{
	args = argc;
	arg = argv;
	return filter_main(argc, argv, &filter);
}
