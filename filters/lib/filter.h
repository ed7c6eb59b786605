/* The loop of every filter: arguments, input, parsing, diagnostics, output and exit status. */
#ifndef SITREP_FILTER_H
#define SITREP_FILTER_H

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>

#include <jansson.h>

/* One record of a document. Exactly one of line and rec is the truth:
 * rec is NULL for kinds that the filter does not handle, and line is what
 * is written unless changed is set. The loop owns all of it. */
struct entry {
	char *line;   /* the input line without its newline; NULL for added records */
	size_t len;
	size_t lineno;
	char kind[16];
	json_t *rec;
	bool changed; /* rec was edited: write it instead of line */
	bool dropped; /* write nothing */
	json_t *after; /* records to write behind this one, NULL if none; see document_after */
};

/* A doc record and all that follows it up to the next. */
struct document {
	struct entry *entries;
	size_t n, cap;
	const char *file; /* input name, for at() */
};

struct filter {
	const char *name;
	const char *synopsis;        /* "[-x] [file ...]" */
	const char *help;            /* sentences and one line per option, for --help */
	const char *kinds;           /* kinds to parse, space separated, e.g. "sentence citation" */
	const char *shortopts;       /* getopt, may be NULL */
	const struct option *longopts; /* getopt_long, may be NULL; --help and --version are the loop's */
	/* One option: its character and argument. Return false to show usage and exit 2. */
	bool (*option)(int c, const char *arg);
	/* Once, after the options: load lexicons. May be NULL. */
	void (*start)(void);
	/* Exactly one of the next five is set. */
	/* A record of one of kinds, borrowed; it is written only if the filter calls emit(json_incref(rec)) or emit_line. */
	void (*record)(json_t *rec);
	/* A whole document; entries are written afterwards in order, see struct entry. */
	void (*document)(struct document *doc);
	/* The bytes of one whole input (readers). data is NUL-terminated at data[len]. */
	void (*bytes)(const char *path, const char *data, size_t len);
	/* Each non-empty line, whatever it holds; nothing is passed on (the join, the writers). The line is
	 * NUL-terminated, may be changed, and is good until the call returns. */
	void (*line)(char *line, size_t len);
	/* An open input, to be read to its end by the filter itself: some are larger than memory. */
	void (*stream)(FILE *in, const char *name);
	/* Once, after the last input. May be NULL. */
	void (*finish)(void);
};

/* Run a filter over its arguments; the value is main's. */
int filter_main(int argc, char **argv, const struct filter *f);

/* Write a record as one line; steals rec. NULL (bad UTF-8 in a string) is complained of. */
void emit(json_t *rec);

/* Parse a record line; NULL after a complaint. The caller owns it. */
json_t *record_parse(const char *line, size_t len);

/* Have a record written right behind entry i, after those given for it before. It is no entry itself, so that
 * indices stay as they are; cheap. Steals rec. */
void document_after(struct document *doc, size_t i, json_t *rec);

/* Read all of a stream or file into a new NUL-terminated buffer that the caller frees; returns NULL and
 * complains if it cannot be opened or read, is a folder, or is larger than limit bytes. */
char *read_whole(const char *path, size_t limit, size_t *len);

/* Read one line into *buf (as getline), without its newline, CR LF tolerated. Returns false at the end.
 * Dies on a read error. A line over 64 MiB is complained of and skipped. */
bool read_line(FILE *in, const char *name, char **buf, size_t *cap, size_t *len, size_t *lineno);

#define INPUT_LIMIT ((size_t)256 << 20)

#endif
