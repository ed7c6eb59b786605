#include "filter.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "die.h"
#include "record.h"

#define LINE_LIMIT ((size_t)64 << 20)
#define DOCUMENT_LIMIT ((size_t)1 << 30) /* bytes of lines that one document may hold */
#define LONG_HELP 1000
#define LONG_VERSION 1001
#define VERSION "0.1.0"

static const struct filter *filter;

static void
show_help(void)
{
	printf("usage: %s %s\n\n%s", filter->name, filter->synopsis, filter->help);
	printf("  --help                show this text\n");
	printf("  --version             show the version\n");
	printf("\nNo file, or -, is standard input. Exit status: 0 all understood, 1 some input\n"
	    "was bad and skipped, 2 usage, read or write error.\n");
}

static _Noreturn void
usage(void)
{
	fprintf(stderr, "usage: %s %s\n", filter->name, filter->synopsis);
	exit(STATUS_FATAL);
}

void
emit(json_t *rec)
{
	/* Coordinates are the only reals: nine digits show them as they were read. */
	char *s = json_dumps(rec, JSON_COMPACT | JSON_REAL_PRECISION(9));

	if (s == NULL) {
		complain("a record could not be written as JSON");
	} else {
		fputs(s, stdout);
		putchar('\n');
		free(s);
	}
	json_decref(rec);
}

/* Close standard output; a full disk shows here at the latest. */
static int
finish_output(void)
{
	bool bad = ferror(stdout) != 0;

	if (fflush(stdout) != 0)
		bad = true;
	if (fclose(stdout) != 0)
		bad = true;
	if (bad)
		die("cannot write standard output:");
	return worst_status();
}

bool
read_line(FILE *in, const char *name, char **buf, size_t *cap, size_t *len, size_t *lineno)
{
	ssize_t n;

	for (;;) {
		errno = 0;
		n = getline(buf, cap, in);
		if (n < 0) {
			if (ferror(in))
				die("cannot read %s:", name);
			if (!feof(in))
				die("cannot read a line of %s:", name);
			return false;
		}
		++*lineno;
		if (n > 0 && (*buf)[n - 1] == '\n')
			(*buf)[--n] = '\0';
		if (n > 0 && (*buf)[n - 1] == '\r')
			(*buf)[--n] = '\0';
		*len = (size_t)n;
		if (*len <= LINE_LIMIT)
			return true;
		at(name, *lineno);
		complain("line of %zu bytes is too long", *len);
	}
}

/* Is kind in the filter's list? */
static bool
handles(const char *kind)
{
	size_t n = strlen(kind);
	const char *p = filter->kinds;

	while (p != NULL && *p != '\0') {
		if (strncmp(p, kind, n) == 0 && (p[n] == ' ' || p[n] == '\0'))
			return true;
		p = strchr(p, ' ');
		p = p != NULL ? p + 1 : NULL;
	}
	return false;
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

static void
pass(const char *line, size_t len)
{
	fwrite(line, 1, len, stdout);
	putchar('\n');
}

/* The kind of a line; false after a complaint. Blank lines are no records and go silently. */
static bool
look(const char *line, size_t len, char kind[KIND_MAX])
{
	if (len == 0)
		return false;
	if (memchr(line, '\0', len) != NULL)
		complain("NUL byte in a line");
	else if (!line_kind(line, len, kind))
		complain("the line is no record: it does not begin with {\"kind\":");
	else
		return true;
	return false;
}

static void
run_records(FILE *in, const char *name)
{
	char *buf = NULL, kind[KIND_MAX];
	size_t cap = 0, len, lineno = 0;
	json_t *rec;

	while (!ferror(stdout) && read_line(in, name, &buf, &cap, &len, &lineno)) {
		at(name, lineno);
		if (!look(buf, len, kind))
			continue;
		if (!handles(kind)) {
			pass(buf, len);
		} else if ((rec = record_parse(buf, len)) != NULL) {
			filter->record(rec);
			json_decref(rec);
		}
	}
	free(buf);
}

static void
clear_document(struct document *doc)
{
	for (size_t i = 0; i < doc->n; i++) {
		free(doc->entries[i].line);
		json_decref(doc->entries[i].rec);
		json_decref(doc->entries[i].after);
	}
	doc->n = 0;
}

static void
write_entry(struct entry *e)
{
	size_t i;
	json_t *rec;

	if (!e->dropped && e->line != NULL && !e->changed)
		pass(e->line, e->len);
	else if (!e->dropped)
		emit(json_incref(e->rec));
	json_array_foreach(e->after, i, rec)
		emit(json_incref(rec));
}

static void
run_document(struct document *doc)
{
	if (doc->n == 0)
		return;
	filter->document(doc);
	for (size_t i = 0; i < doc->n; i++)
		write_entry(&doc->entries[i]);
	clear_document(doc);
}

/* Keep a line of the current document. */
static void
add_line(struct document *doc, const char *line, size_t len, size_t lineno, const char *kind)
{
	struct entry *e;
	json_t *rec = NULL;

	if (handles(kind) && (rec = record_parse(line, len)) == NULL)
		return;
	doc->entries = grow(doc->entries, &doc->cap, doc->n + 1, sizeof *doc->entries);
	e = &doc->entries[doc->n++];
	memset(e, 0, sizeof *e);
	e->line = xstrndup(line, len);
	e->len = len;
	e->lineno = lineno;
	e->rec = rec;
	snprintf(e->kind, sizeof e->kind, "%s", kind);
}

static void
run_documents(FILE *in, const char *name)
{
	struct document doc = { .file = name };
	char *buf = NULL, kind[KIND_MAX];
	size_t cap = 0, len, lineno = 0, bytes = 0;

	while (!ferror(stdout) && read_line(in, name, &buf, &cap, &len, &lineno)) {
		at(name, lineno);
		if (!look(buf, len, kind))
			continue;
		if (strcmp(kind, "doc") == 0) {
			run_document(&doc);
			bytes = 0;
			at(name, lineno);
		}
		bytes += len;
		if (bytes > DOCUMENT_LIMIT) {
			complain("document is too large: the rest of it is skipped");
			bytes = DOCUMENT_LIMIT;
			continue;
		}
		add_line(&doc, buf, len, lineno, kind);
	}
	run_document(&doc);
	free(doc.entries);
	free(buf);
}

void
document_after(struct document *doc, size_t i, json_t *rec)
{
	if (doc->entries[i].after == NULL)
		doc->entries[i].after = json_array();
	if (json_array_append_new(doc->entries[i].after, rec) != 0)
		die("out of memory");
}

/* Read an open stream to its end. NULL after a complaint. */
static char *
slurp(FILE *in, const char *path, size_t limit, size_t *len)
{
	char *data = NULL;
	size_t cap = 0, n = 0, got;

	do {
		data = grow(data, &cap, n + 65537, 1);
		got = fread(data + n, 1, cap - n - 1, in);
		n += got;
	} while (got > 0 && n <= limit);
	if (ferror(in) || n > limit) {
		at(path, 0);
		if (n > limit)
			complain("larger than %zu bytes: skipped", limit);
		else
			complain("cannot be read: %s", strerror(errno));
		free(data);
		return NULL;
	}
	data[n] = '\0';
	*len = n;
	return data;
}

char *
read_whole(const char *path, size_t limit, size_t *len)
{
	struct stat st;
	FILE *in = fopen(path, "rb");
	char *data;

	if (in == NULL || fstat(fileno(in), &st) != 0) {
		at(path, 0);
		complain("cannot be opened: %s", strerror(errno));
		if (in != NULL)
			fclose(in);
		return NULL;
	}
	if (S_ISDIR(st.st_mode)) {
		at(path, 0);
		complain("is a folder");
		fclose(in);
		return NULL;
	}
	data = slurp(in, path, limit, len);
	fclose(in);
	return data;
}

static void
run_bytes(FILE *in, const char *name)
{
	size_t len;
	char *data = slurp(in, name, INPUT_LIMIT, &len);

	if (data == NULL)
		return;
	at(name, 0);
	filter->bytes(name, data, len);
	free(data);
}

static void
run_lines(FILE *in, const char *name)
{
	char *buf = NULL;
	size_t cap = 0, len, lineno = 0;

	while (!ferror(stdout) && read_line(in, name, &buf, &cap, &len, &lineno)) {
		at(name, lineno);
		if (memchr(buf, '\0', len) != NULL)
			complain("NUL byte in a line");
		else if (len > 0)
			filter->line(buf, len);
	}
	free(buf);
}

static void
run_stream(FILE *in, const char *name)
{
	struct stat st;

	if (fstat(fileno(in), &st) == 0 && S_ISDIR(st.st_mode))
		die("%s is a folder", name);
	if (filter->stream != NULL)
		filter->stream(in, name);
	else if (filter->line != NULL)
		run_lines(in, name);
	else if (filter->bytes != NULL)
		run_bytes(in, name);
	else if (filter->document != NULL)
		run_documents(in, name);
	else
		run_records(in, name);
}

static void
run_file(const char *path)
{
	FILE *in;

	if (strcmp(path, "-") == 0) {
		run_stream(stdin, "<stdin>");
		return;
	}
	in = fopen(path, "rb");
	if (in == NULL)
		die("cannot open %s:", path);
	run_stream(in, path);
	fclose(in);
}

/* The filter's long options and the two that all have. The caller frees. */
static struct option *
all_options(void)
{
	size_t n = 0;
	struct option *o;

	while (filter->longopts != NULL && filter->longopts[n].name != NULL)
		n++;
	o = xcalloc(n + 3, sizeof *o);
	if (n > 0)
		memcpy(o, filter->longopts, n * sizeof *o);
	o[n] = (struct option){ "help", no_argument, NULL, LONG_HELP };
	o[n + 1] = (struct option){ "version", no_argument, NULL, LONG_VERSION };
	return o;
}

static void
parse_options(int argc, char **argv)
{
	struct option *options = all_options();
	const char *shortopts = filter->shortopts != NULL ? filter->shortopts : "";
	int c;

	while ((c = getopt_long(argc, argv, shortopts, options, NULL)) != -1) {
		if (c == LONG_HELP || c == LONG_VERSION) {
			if (c == LONG_HELP)
				show_help();
			else
				printf("%s (sitrep) %s\n", filter->name, VERSION);
			free(options);
			exit(finish_output());
		}
		if (c == '?' || filter->option == NULL || !filter->option(c, optarg))
			usage();
	}
	free(options);
}

int
filter_main(int argc, char **argv, const struct filter *f)
{
	filter = f;
	prog = f->name;
	parse_options(argc, argv);
	if (f->start != NULL)
		f->start();
	if (optind == argc)
		run_stream(stdin, "<stdin>");
	for (int i = optind; i < argc && !ferror(stdout); i++)
		run_file(argv[i]);
	if (f->finish != NULL)
		f->finish();
	return finish_output();
}
