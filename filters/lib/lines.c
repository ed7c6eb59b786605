#include "lines.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "die.h"

static struct filter inner;
static void (*inner_start)(void);
static void (*on_line)(char *line, size_t len);
static int args;
static char **arg;

static void
read_stream(FILE *in, const char *name)
{
	struct stat st;
	char *buf = NULL;
	size_t cap = 0, len, lineno = 0;

	if (fstat(fileno(in), &st) == 0 && S_ISDIR(st.st_mode))
		die("%s is a folder", name);
	while (!ferror(stdout) && read_line(in, name, &buf, &cap, &len, &lineno)) {
		at(name, lineno);
		if (memchr(buf, '\0', len) != NULL)
			complain("NUL byte in a line");
		else if (len > 0)
			on_line(buf, len);
	}
	free(buf);
}

static void
read_file(const char *path)
{
	FILE *in;

	if (strcmp(path, "-") == 0) {
		read_stream(stdin, "<stdin>");
		return;
	}
	in = fopen(path, "rb");
	if (in == NULL)
		die("cannot open %s:", path);
	read_stream(in, path);
	fclose(in);
}

/* filter_main calls this once the options are read: all input is taken here, and
 * optind is left behind the last argument so that filter_main finds none. */
static void
read_all(void)
{
	if (inner_start != NULL)
		inner_start();
	if (optind == args)
		read_stream(stdin, "<stdin>");
	for (int i = optind; i < args && !ferror(stdout); i++)
		read_file(arg[i]);
	optind = args + 1;
}

int
lines_main(int argc, char **argv, const struct filter *f, void (*line)(char *line, size_t len))
{
	inner = *f;
	inner_start = f->start;
	inner.start = read_all;
	on_line = line;
	args = argc;
	arg = argv;
	return filter_main(argc, argv, &inner);
}

size_t
split_cells(char *line, char **cells, size_t max)
{
	size_t n = 0;

	for (;;) {
		if (n < max)
			cells[n] = line;
		n++;
		line = strchr(line, '\t');
		if (line == NULL)
			return n;
		if (n < max)
			*line = '\0';
		line++;
	}
}

json_t *
record_parse(const char *line, size_t len)
{
	json_error_t err;
	json_t *rec = json_loadb(line, len, JSON_REJECT_DUPLICATES, &err);

	if (rec == NULL) {
		complain("bad JSON: %s", err.text);
		return NULL;
	}
	if (!json_is_object(rec)) {
		complain("the line is no record");
		json_decref(rec);
		return NULL;
	}
	return rec;
}
