#include "warc.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include <zlib.h>

#include "die.h"
#include "text.h"

#define LINE_BYTES 65536 /* of a header line that is looked at */
#define HEADERS_MAX 1000
#define CHUNK 65536
#define GZIP_OR_ZLIB (15 + 32)
#define RAW_DEFLATE -15

struct warc {
	gzFile in;
	const char *name;
	char *line;
	size_t number;
	struct warc_record r;
	bool lost; /* in what is no record */
};

struct warc *
warc_open(FILE *in, const char *name)
{
	struct warc *w = xcalloc(1, sizeof *w);
	int fd = dup(fileno(in));

	w->name = name;
	w->line = xmalloc(LINE_BYTES);
	w->in = fd >= 0 ? gzdopen(fd, "rb") : NULL;
	if (w->in == NULL)
		die("cannot read %s:", name);
	gzbuffer(w->in, 1 << 18);
	return w;
}

static void
clear_record(struct warc_record *r)
{
	free(r->type);
	free(r->uri);
	free(r->date);
	free(r->content_type);
	free(r->block);
	memset(r, 0, sizeof *r);
}

void
warc_close(struct warc *w)
{
	clear_record(&w->r);
	gzclose(w->in);
	free(w->line);
	free(w);
}

/* Complain if the stream ended because something is wrong with it. */
static void
check_end(struct warc *w)
{
	int code;
	const char *why = gzerror(w->in, &code);

	if (code == Z_ERRNO)
		die("cannot read %s:", w->name);
	if (code == Z_BUF_ERROR)
		complain("the file is cut off: what was read before is done");
	else if (code != Z_OK && code != Z_STREAM_END)
		complain("bad compressed data: %s", why);
}

/* Read a line without its end; false at the end of the file. */
static bool
next_line(struct warc *w)
{
	size_t n;

	if (gzgets(w->in, w->line, LINE_BYTES) == NULL)
		return false;
	n = strlen(w->line);
	while (n > 0 && (w->line[n - 1] == '\n' || w->line[n - 1] == '\r'))
		w->line[--n] = '\0';
	return true;
}

/* Value of a header line if it is this one; NULL if it is another. */
static const char *
header(const char *line, const char *name)
{
	size_t n = strlen(name);

	if (strncasecmp(line, name, n) != 0 || line[n] != ':')
		return NULL;
	return line + n + 1 + strspn(line + n + 1, " \t");
}

static void
take(char **field, const char *line, const char *name)
{
	const char *value = header(line, name);
	size_t n, len, bad;

	if (value == NULL)
		return;
	n = strlen(value);
	/* Some writers put addresses in angle brackets. */
	if (n > 1 && value[0] == '<' && value[n - 1] == '>') {
		value++;
		n -= 2;
	}
	free(*field);
	*field = utf8_clean(value, n, &len, &bad);
}

/* Read headers up to the empty line. False if the file ends in them. */
static bool
read_headers(struct warc *w)
{
	struct warc_record *r = &w->r;
	const char *length;

	for (int i = 0; i < HEADERS_MAX; i++) {
		if (!next_line(w)) {
			complain("record %zu is cut off", r->number);
			return false;
		}
		if (*w->line == '\0')
			return true;
		take(&r->type, w->line, "WARC-Type");
		take(&r->uri, w->line, "WARC-Target-URI");
		take(&r->date, w->line, "WARC-Date");
		take(&r->content_type, w->line, "Content-Type");
		length = header(w->line, "Content-Length");
		if (length != NULL)
			r->len = strtoull(length, NULL, 10);
	}
	return true;
}

/* Read past n bytes. */
static bool
skip(struct warc *w, size_t n)
{
	char buf[CHUNK];

	while (n > 0) {
		int got = gzread(w->in, buf, (unsigned)(n < sizeof buf ? n : sizeof buf));

		if (got <= 0)
			return false;
		n -= (size_t)got;
	}
	return true;
}

/* Read the record's block, as far as it is there. */
static bool
read_block(struct warc *w)
{
	struct warc_record *r = &w->r;
	size_t n = 0, cap = 0;

	if (r->len > WARC_RECORD_LIMIT) {
		complain("record %zu has %zu bytes: skipped", r->number, r->len);
		return skip(w, r->len);
	}
	r->block = grow(NULL, &cap, 1, 1);
	while (n < r->len) {
		size_t want = r->len - n < CHUNK ? r->len - n : CHUNK;
		int got;

		/* What a file says of its length is not believed beforehand. */
		r->block = grow(r->block, &cap, n + want + 1, 1);
		got = gzread(w->in, r->block + n, (unsigned)want);
		if (got <= 0)
			break;
		n += (size_t)got;
	}
	r->block[n] = '\0';
	if (n < r->len) {
		complain("record %zu is cut off", r->number);
		free(r->block);
		r->block = NULL;
		return false;
	}
	return true;
}

bool
warc_next(struct warc *w, struct warc_record *r)
{
	static char none[] = "";

	clear_record(&w->r);
	while (next_line(w)) {
		if (strncmp(w->line, "WARC/", 5) != 0) {
			/* Empty lines part records. */
			if (*w->line != '\0' && !w->lost) {
				complain("no record after record %zu", w->number);
				w->lost = true;
			}
			continue;
		}
		w->lost = false;
		w->r.number = ++w->number;
		if (!read_headers(w) || !read_block(w))
			break;
		*r = w->r;
		r->type = r->type != NULL ? r->type : none;
		r->uri = r->uri != NULL ? r->uri : none;
		r->date = r->date != NULL ? r->date : none;
		r->content_type = r->content_type != NULL ? r->content_type : none;
		return true;
	}
	check_end(w);
	return false;
}

/* Undo "Transfer-Encoding: chunked" in place; leaves a body alone that is not chunked after all. */
static void
unchunk(char *s, size_t *n)
{
	size_t from = 0, to = 0;
	char *out = xmalloc(*n + 1);

	while (from < *n) {
		char *end;
		unsigned long size = strtoul(s + from, &end, 16);
		size_t line = strcspn(s + from, "\n");

		if (end == s + from || from + line >= *n) {
			/* Stored as decoded, though the header was kept. */
			if (to == 0) {
				free(out);
				return;
			}
			break;
		}
		from += line + 1;
		if (size == 0)
			break;
		if (size > *n - from)
			size = *n - from;
		memcpy(out + to, s + from, size);
		to += size;
		from += size;
		from += from < *n && s[from] == '\r';
		from += from < *n && s[from] == '\n';
	}
	memcpy(s, out, to);
	s[to] = '\0';
	*n = to;
	free(out);
}

/* Unpack data of a format by zlib's number; NULL if it is not of that format or becomes too large. */
static char *
inflate_as(int format, const char *s, size_t *n, size_t limit)
{
	z_stream z = { .next_in = (Bytef *)(uintptr_t)s, .avail_in = (unsigned)*n };
	char *out = NULL;
	size_t cap = 0, got = 0;
	int code = inflateInit2(&z, format);

	while (code == Z_OK && got <= limit) {
		out = grow(out, &cap, got + CHUNK + 1, 1);
		z.next_out = (Bytef *)out + got;
		z.avail_out = CHUNK;
		code = inflate(&z, Z_NO_FLUSH);
		got += CHUNK - z.avail_out;
	}
	inflateEnd(&z);
	/* A body that was cut off is good as far as it goes. */
	if ((code != Z_STREAM_END && code != Z_BUF_ERROR) || got > limit || out == NULL) {
		free(out);
		return NULL;
	}
	out[got] = '\0';
	*n = got;
	return out;
}

/* Undo the content encoding of the body, or drop the body. */
static void
decode_body(struct http *h, const char *encoding, size_t limit)
{
	char *plain;

	if (*encoding == '\0' || strcasecmp(encoding, "identity") == 0)
		return;
	/* Many crawlers store what they decoded, and keep the header. */
	if (h->len > 0 && (h->body[0] == '<' || h->body[strspn(h->body, " \t\r\n")] == '<'))
		return;
	plain = inflate_as(GZIP_OR_ZLIB, h->body, &h->len, limit);
	if (plain == NULL)
		plain = inflate_as(RAW_DEFLATE, h->body, &h->len, limit);
	free(h->body);
	h->body = plain;
}

bool
http_parse(struct http *h, const char *s, size_t n, size_t limit)
{
	size_t at, line;
	bool chunked = false;
	char encoding[32] = "";

	memset(h, 0, sizeof *h);
	h->content_type = xstrdup("");
	if (n < 12 || strncmp(s, "HTTP/", 5) != 0)
		return false;
	h->status = atoi(s + strcspn(s, " \n"));
	for (at = strcspn(s, "\n") + 1; at < n; at += line + 1) {
		char *copy;
		const char *value;

		line = strcspn(s + at, "\n");
		if (line == 0 || (line == 1 && s[at] == '\r')) {
			at += line + 1;
			break;
		}
		copy = xstrndup(s + at, line > 0 && s[at + line - 1] == '\r' ? line - 1 : line);
		take(&h->content_type, copy, "Content-Type");
		value = header(copy, "Transfer-Encoding");
		chunked |= value != NULL && strcasecmp(value, "chunked") == 0;
		if ((value = header(copy, "Content-Encoding")) != NULL)
			snprintf(encoding, sizeof encoding, "%s", value);
		free(copy);
	}
	at = at < n ? at : n;
	h->len = n - at;
	h->body = xstrndup(s + at, h->len);
	if (chunked)
		unchunk(h->body, &h->len);
	decode_body(h, encoding, limit);
	return true;
}

void
http_clear(struct http *h)
{
	free(h->content_type);
	free(h->body);
	memset(h, 0, sizeof *h);
}
