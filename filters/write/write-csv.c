/* Write records as the datasets, in CSV: one dataset on standard output, or all of them into a folder. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv_out.h"
#include "dataset.h"
#include "die.h"
#include "filter.h"
#include "lines.h"
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
	json_t *doc, *events;
	long long blocks, sentences, casualties, forces, citations;
} source;

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

static void
write_row(const struct file *f, const json_t *rec)
{
	for (size_t i = 0; i < f->n_columns; i++) {
		if (i > 0)
			putc(',', f->out);
		csv_cell(f->out, json_object_get(rec, f->columns[i].name), f->columns[i].type, &style);
	}
	csv_end(f->out, &style);
	if (ferror(f->out))
		die("cannot write %s:", f->path);
}

/* One row for each reference entry that backs the event. */
static void
write_cited(const struct file *f, const json_t *event)
{
	const json_t *cited = json_object_get(event, "cited");

	for (size_t i = 0; i < json_array_size(cited); i++) {
		const json_t *pair = json_array_get(cited, i);

		csv_cell(f->out, json_object_get(event, "event_id"), CELL_TEXT, &style);
		putc(',', f->out);
		csv_cell(f->out, json_array_get(pair, 0), CELL_TEXT, &style);
		putc(',', f->out);
		csv_cell(f->out, json_array_get(pair, 1), CELL_TEXT, &style);
		csv_end(f->out, &style);
	}
}

static void
write_record(const json_t *rec, const char *kind)
{
	for (size_t i = 0; i < n_files; i++) {
		if (strcmp(files[i].dataset->kind, kind) != 0)
			continue;
		if (files[i].dataset == &datasets[DATASET_EVENT_CITATIONS])
			write_cited(&files[i], rec);
		else
			write_row(&files[i], rec);
	}
}

/* The document is over: its counts are known. */
static void
end_source(void)
{
	if (source.doc != NULL) {
		set_int(source.doc, "blocks", source.blocks);
		set_int(source.doc, "sentences", source.sentences);
		set_int(source.doc, "events", (long long)json_object_size(source.events));
		set_int(source.doc, "casualties", source.casualties);
		set_int(source.doc, "forces", source.forces);
		set_int(source.doc, "citations", source.citations);
		write_record(source.doc, "doc");
		json_decref(source.doc);
	}
	json_object_clear(source.events);
	source.doc = NULL;
	source.blocks = source.sentences = source.casualties = source.forces = source.citations = 0;
}

static void
count_record(const char *kind)
{
	source.blocks += strcmp(kind, "block") == 0;
	source.sentences += strcmp(kind, "sentence") == 0;
	source.casualties += strcmp(kind, "casualty") == 0;
	source.forces += strcmp(kind, "force") == 0;
	source.citations += strcmp(kind, "citation") == 0;
}

static bool
is_wanted(const char *kind)
{
	bool counted = false;

	for (size_t i = 0; i < n_files; i++) {
		if (strcmp(files[i].dataset->kind, kind) == 0)
			return true;
		counted = counted || files[i].dataset == &datasets[DATASET_SOURCES];
	}
	return counted && strcmp(kind, "mention") == 0;
}

static void
line(char *text, size_t len)
{
	char kind[KIND_MAX];
	json_t *rec;

	if (!line_kind(text, len, kind)) {
		complain("the line is no record: it does not begin with {\"kind\":");
		return;
	}
	if (strcmp(kind, "doc") == 0 || strcmp(kind, "event") == 0)
		end_source();
	count_record(kind);
	if (!is_wanted(kind) || (rec = record_parse(text, len)) == NULL)
		return;
	if (strcmp(kind, "mention") == 0 && has(rec, "event_id"))
		json_object_set_new(source.events, get_str(rec, "event_id"), json_true());
	if (strcmp(kind, "doc") == 0) {
		source.doc = rec;
		return;
	}
	write_record(rec, kind);
	json_decref(rec);
}

static void
finish(void)
{
	end_source();
	json_decref(source.events);
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
		.finish = finish,
	};

	return lines_main(argc, argv, &f, line);
}
