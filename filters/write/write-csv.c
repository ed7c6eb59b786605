/* Write records as the datasets, in CSV: one dataset on standard output, or all of them into a folder. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv_out.h"
#include "dataset.h"
#include "die.h"
#include "filter.h"
#include "record.h"

struct file {
	const struct dataset *dataset;
	struct column *columns;
	size_t n_columns;
	char *path;
	FILE *out;
};

static struct file files[DATASET_COUNT];
static size_t n_files;
static const struct dataset *only;
static const char *folder;
static struct csv_style style;

/* The document being read, and what its records have been counted to. */
static struct {
	char *line;
	size_t cap;
	bool open;
	json_t *events;
	long long count[6];
} source;

/* The columns of sources that are counted, in the order of source.count, and the kinds that they count. */
static const char *const counted[][2] = {
	{ "blocks", "block" }, { "sentences", "sentence" }, { "casualties", "casualty" }, { "forces", "force" },
	{ "citations", "citation" }, { "events", "" }
};
#define COUNTED (sizeof counted / sizeof *counted)
#define COUNT_EVENTS 5

static struct members members;

static void
write_header(const struct file *f)
{
	if (style.spreadsheet)
		fputs("\xef\xbb\xbf", f->out);
	if (style.no_header)
		return;
	for (size_t i = 0; i < f->n_columns; i++)
		fprintf(f->out, "%s%s", i > 0 ? "," : "", f->columns[i].name);
	csv_end(f->out, &style);
}

static void
open_file(const struct dataset *d)
{
	struct file *f = &files[n_files++];

	f->dataset = d;
	f->columns = columns_new(d, &f->n_columns);
	f->path = folder != NULL ? xasprintf("%s/%s.csv", folder, d->name) : xstrdup("standard output");
	f->out = folder != NULL ? fopen(f->path, "wb") : stdout;
	if (f->out == NULL)
		die("cannot write %s:", f->path);
	write_header(f);
}

static void
start(void)
{
	if ((only == NULL) == (folder == NULL))
		die("one of -d and -o is needed");
	if (only != NULL)
		open_file(only);
	else
		for (size_t i = 0; i < DATASET_COUNT; i++)
			open_file(&datasets[i]);
	source.events = json_object();
}

/* A full disk shows at the latest when a file is closed; standard output is the loop's to close. */
static void
close_file(struct file *f)
{
	if (f->out != stdout) {
		bool bad = ferror(f->out) != 0;

		if (fclose(f->out) != 0 || bad)
			die("cannot write %s:", f->path);
	}
	columns_free(f->columns);
	free(f->path);
}

static long long
count_citations(void)
{
	const struct member *m = member_find(&members, "citations");
	const char *at = NULL;
	struct member element;
	long long n = 0;

	while (m != NULL && m->type == MEMBER_ARRAY && member_next(m, &at, &element))
		n++;
	return n;
}

/* The cell of a column that is counted here; false for the other columns. */
static bool
write_count(const struct file *f, const char *column)
{
	if (f->dataset == &datasets[DATASET_MENTIONS] && strcmp(column, "citation_count") == 0) {
		csv_integer(f->out, count_citations());
		return true;
	}
	for (size_t i = 0; i < COUNTED; i++)
		if (f->dataset == &datasets[DATASET_SOURCES] && strcmp(counted[i][0], column) == 0) {
			csv_integer(f->out, source.count[i]);
			return true;
		}
	return false;
}

static void
write_row(const struct file *f)
{
	for (size_t i = 0; i < f->n_columns; i++) {
		if (i > 0)
			putc(',', f->out);
		if (!write_count(f, f->columns[i].name))
			csv_cell(f->out, member_find(&members, f->columns[i].name), f->columns[i].type, &style);
	}
	csv_end(f->out, &style);
	if (ferror(f->out))
		die("cannot write %s:", f->path);
}

/* One row for each reference entry that backs the event. */
static void
write_cited(const struct file *f)
{
	const struct member *m = member_find(&members, "cited");
	json_t *cited = m != NULL && m->type == MEMBER_ARRAY ? json_loadb(m->value, m->len, 0, NULL) : NULL;

	for (size_t i = 0; i < json_array_size(cited); i++) {
		csv_cell(f->out, member_find(&members, "event_id"), CELL_TEXT, &style);
		for (size_t j = 0; j < 2; j++) {
			const json_t *part = json_array_get(json_array_get(cited, i), j);

			putc(',', f->out);
			csv_text(f->out, json_is_string(part) ? json_string_value(part) : "", json_string_length(part), &style);
		}
		csv_end(f->out, &style);
	}
	json_decref(cited);
}

/* Write the rows that the record in members gives. */
static void
write_record(const char *kind)
{
	for (size_t i = 0; i < n_files; i++) {
		if (strcmp(files[i].dataset->kind, kind) != 0)
			continue;
		if (files[i].dataset == &datasets[DATASET_EVENT_CITATIONS])
			write_cited(&files[i]);
		else
			write_row(&files[i]);
	}
}

/* The document is over: its counts are known. */
static void
end_source(void)
{
	if (source.open && members_scan(&members, source.line, strlen(source.line))) {
		source.count[COUNT_EVENTS] = (long long)json_object_size(source.events);
		write_record("doc");
	}
	json_object_clear(source.events);
	memset(source.count, 0, sizeof source.count);
	source.open = false;
}

static void
begin_source(const char *text, size_t len)
{
	source.line = grow(source.line, &source.cap, len + 1, 1);
	memcpy(source.line, text, len + 1);
	source.open = true;
}

static void
count_record(const char *kind)
{
	const struct member *event;

	for (size_t i = 0; i < COUNTED; i++)
		source.count[i] += strcmp(kind, counted[i][1]) == 0;
	if (strcmp(kind, "mention") == 0 && (event = member_find(&members, "event_id")) != NULL)
		json_object_setn_new(source.events, event->value, event->len, json_true());
}

static bool
is_wanted(const char *kind)
{
	for (size_t i = 0; i < n_files; i++)
		if (strcmp(files[i].dataset->kind, kind) == 0)
			return true;
	return false;
}

static void
line(char *text, size_t len)
{
	char kind[KIND_MAX];

	if (!line_kind(text, len, kind)) {
		complain("the line is no record: it does not begin with {\"kind\":");
		return;
	}
	members.n = 0;
	if (strcmp(kind, "doc") == 0 || strcmp(kind, "event") == 0)
		end_source();
	if ((is_wanted(kind) || strcmp(kind, "mention") == 0) && !members_scan(&members, text, len))
		return;
	count_record(kind);
	if (strcmp(kind, "doc") == 0)
		begin_source(text, len);
	else
		write_record(kind);
}

static void
finish(void)
{
	end_source();
	json_decref(source.events);
	free(source.line);
	free(members.item);
	for (size_t i = 0; i < n_files; i++)
		close_file(&files[i]);
}

static bool
option(int c, const char *arg)
{
	switch (c) {
	case 'd':
		only = dataset_find(arg);
		return only != NULL;
	case 'o':
		folder = arg;
		return true;
	case 'H':
		style.no_header = true;
		return true;
	case 's':
		style.spreadsheet = true;
		return true;
	case 'r':
		style.raw = true;
		return true;
	default:
		return false;
	}
}

int
main(int argc, char **argv)
{
	static const struct option longopts[] = {
		{ "dataset", required_argument, NULL, 'd' }, { "output", required_argument, NULL, 'o' },
		{ "no-header", no_argument, NULL, 'H' }, { "spreadsheet", no_argument, NULL, 's' },
		{ "raw", no_argument, NULL, 'r' }, { NULL, 0, NULL, 0 }
	};
	static const struct filter f = {
		.name = "write-csv",
		.synopsis = "[-Hrs] -d dataset | -o folder [file ...]",
		.help = "Write records as CSV. Datasets: citations, mentions, events, casualties, forces, sources,\n"
		    "event_citations.\n\n"
		    "  -d, --dataset=NAME    write this one on standard output\n"
		    "  -o, --output=FOLDER   write all of them into a folder that is there, FOLDER/NAME.csv\n"
		    "  -H, --no-header       leave the line of column names out\n"
		    "  -r, --raw             leave text that a spreadsheet would run as it is\n"
		    "  -s, --spreadsheet     begin with a byte order mark and end lines with CR LF\n",
		.shortopts = "d:o:Hrs",
		.longopts = longopts,
		.option = option,
		.start = start,
		.line = line,
		.finish = finish,
	};

	return filter_main(argc, argv, &f);
}
