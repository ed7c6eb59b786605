/* A source's bytes as UTF-8 text, with the way back from every place in the text to its byte in the file. */
#ifndef SITREP_SOURCE_H
#define SITREP_SOURCE_H

#include <stddef.h>
#include <stdint.h>

/* From this offset of the text on, text and file run in step. */
struct step {
	uint32_t text, file;
};

struct source {
	const char *id, *path; /* borrowed */
	const char *file;      /* the bytes as given, borrowed */
	size_t file_len;
	char *text;            /* valid UTF-8 without NUL or byte order mark, NUL-terminated */
	size_t len;
	struct step *step;
	size_t steps, cap;
};

/* Turn a file's bytes (at most INPUT_LIMIT) into text: UTF-8, UTF-16 by its mark or its NUL bytes, and Windows-1252
 * for what is no UTF-8 at all. Stray bad bytes become U+FFFD and NUL bytes blanks, with a complaint. The source
 * borrows id, path and data; source_free frees the rest. */
void source_decode(struct source *s, const char *id, const char *path, const char *data, size_t len);
void source_free(struct source *s);

/* The file offset of a text offset (at most s->len). */
size_t source_offset(const struct source *s, size_t at);
/* Index of the first step that begins after a text offset; s->steps if none does. */
size_t source_step_after(const struct source *s, size_t at);

#endif
