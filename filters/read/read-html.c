/* Reads web pages, encyclopedia articles and news, and writes their doc records and blocks. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "die.h"
#include "html.h"
#include "reader.h"
#include "record.h"

static const char *field; /* of JSON lines that holds a page, NULL if the files are pages */
static int args;
static char **arg;

static bool
option(int c, const char *value)
{
	if (c == 'j')
		field = value;
	return c == 'j';
}

/* One line of a dump: its page, with the address and date that it gives. */
static void
read_record(const char *line, size_t len, const char *base, const char *name, size_t lineno)
{
	json_error_t err;
	json_t *rec = json_loadb(line, len, 0, &err), *html = json_object_get(rec, field);
	char *id = xasprintf("%s-%zu", base, lineno);
	const char *url = get_str(rec, "url"), *date = get_str(rec, "date");
	struct html_page page = { .source_id = id, .path = name, .url = *url != '\0' ? url : NULL,
		.date = *date != '\0' ? date : NULL };

	if (rec == NULL) {
		complain("bad JSON: %s", err.text);
	} else if (!json_is_string(html)) {
		complain("no text in the field %s", field);
	} else {
		page.data = json_string_value(html);
		page.len = json_string_length(html);
		html_read_page(&page);
	}
	free(id);
	json_decref(rec);
}

static void
read_lines(FILE *in, const char *name)
{
	const char *slash = strrchr(name, '/'), *file = slash != NULL ? slash + 1 : name, *dot = strrchr(file, '.');
	char *buf = NULL, *base;
	size_t cap = 0, len, lineno = 0;
	struct stat st;

	if (fstat(fileno(in), &st) == 0 && S_ISDIR(st.st_mode))
		die("%s is a folder", name);
	base = in == stdin ? xstrdup("stdin") :
	    dot != NULL && dot != file ? xstrndup(file, (size_t)(dot - file)) : xstrdup(file);
	while (!ferror(stdout) && read_line(in, name, &buf, &cap, &len, &lineno)) {
		at(name, lineno);
		if (len > 0)
			read_record(buf, len, base, name, lineno);
	}
	free(buf);
	free(base);
}

/* With --jsonl, all input is taken here, and none is left for the loop. */
static void
start(void)
{
	if (field == NULL)
		return;
	if (optind == args)
		read_lines(stdin, "<stdin>");
	for (; optind < args; optind++) {
		FILE *in = strcmp(arg[optind], "-") == 0 ? stdin : fopen(arg[optind], "rb");

		if (in == NULL)
			die("cannot open %s:", arg[optind]);
		read_lines(in, in == stdin ? "<stdin>" : arg[optind]);
		if (in != stdin)
			fclose(in);
	}
	optind = args + 1;
}

static const struct option longopts[] = {
	{ "jsonl", required_argument, NULL, 'j' },
	{ NULL, 0, NULL, 0 },
};

static const struct filter filter = {
	.name = "read-html",
	.synopsis = "[-j field] [file ...]",
	.help = "Write the doc record and the blocks of web pages.\n\n"
	    "  -j, --jsonl FIELD     the files are JSON lines; FIELD of each holds a page\n",
	.shortopts = "j:",
	.longopts = longopts,
	.option = option,
	.start = start,
};

int
main(int argc, char **argv)
{
	args = argc;
	arg = argv;
	return reader_main(argc, argv, filter, html_read);
}
