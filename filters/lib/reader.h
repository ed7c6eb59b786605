/* What the readers share: the names of sources, and the loop over files or source records. */
#ifndef SITREP_READER_H
#define SITREP_READER_H

#include <stddef.h>

#include "filter.h"

/* A file to read. */
struct source_file {
	char *path;
	char *under;  /* the path below the folder that was given, or the file's name */
	char *id;
	long long bytes;
};

struct source_files {
	struct source_file *file;
	size_t n, cap;
};

/* Add a file; under is copied. */
void source_files_add(struct source_files *f, const char *path, const char *under, long long bytes);
/* Give all their ids: the name without its last extension; with it, where two would be the same; the path below
 * the folder where they still are, and then the path itself. */
void source_files_name(struct source_files *f);
void source_files_free(struct source_files *f);

/* Write the doc record and blocks of a source; data is NUL-terminated. */
typedef void reader(const char *source_id, const char *path, const char *data, size_t len);

/* Run a reader over files (standard input without any), as filter_main does. The value is main's. */
int reader_main(int argc, char **argv, struct filter f, reader *read);
/* Read the file of one source record; complaints leave it out. */
void reader_record(json_t *rec, reader *read);

/* The readers. */
void read_text(const char *source_id, const char *path, const char *data, size_t len);
void read_markdown(const char *source_id, const char *path, const char *data, size_t len);
/* Looks at the bytes and picks one. */
void read_any(const char *source_id, const char *path, const char *data, size_t len);
/* Free the tables that the readers loaded. */
void readers_unload(void);

#endif
