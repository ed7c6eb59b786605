/* WARC files, plain or compressed, a record at a time. */
#ifndef SITREP_WARC_H
#define SITREP_WARC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#define WARC_RECORD_LIMIT ((size_t)64 << 20)

struct warc;

/* A record's headers that matter, "" where they are missing, and its block. */
struct warc_record {
	char *type, *uri, *date, *content_type;
	char *block;   /* NUL-terminated; NULL if it is over the limit */
	size_t len;    /* as the record says */
	size_t number; /* of the record in its file, from 1 */
};

/* Read from a stream, which must not be used otherwise and is not closed; name is borrowed, for complaints. */
struct warc *warc_open(FILE *in, const char *name);
/* The next record; its strings are good until the next call. False at the end. Records that are cut off or too large,
 * and what is no record, are complained of. */
bool warc_next(struct warc *w, struct warc_record *r);
void warc_close(struct warc *w);

/* An HTTP message as it was sent. */
struct http {
	int status;
	char *content_type; /* "" if there is none; owned */
	char *body;         /* without its transfer and content encodings, NUL-terminated; owned; NULL if it has one
	                     * that is not known here */
	size_t len;
};

/* Take an HTTP response apart; false if it is none. http_clear frees what it holds. */
bool http_parse(struct http *h, const char *s, size_t n, size_t limit);
void http_clear(struct http *h);

#endif
