/* Reads the web pages in WARC files, and writes a doc record and blocks for each. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "die.h"
#include "filter.h"
#include "html.h"
#include "warc.h"

/* The name of the file, without folders and the endings that WARC files have; the caller frees. */
static char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/'), *base = slash != NULL ? slash + 1 : path;
	size_t n = strlen(base);

	if (strcmp(path, "<stdin>") == 0)
		return xstrdup("stdin");
	if (n > 3 && strcasecmp(base + n - 3, ".gz") == 0)
		n -= 3;
	if (n > 5 && strncasecmp(base + n - 5, ".warc", 5) == 0)
		n -= 5;
	return xstrndup(base, n);
}

/* The charset that a content type names, NULL if none; the caller frees. */
static char *
charset_of(const char *type)
{
	const char *p = strstr(type, "charset=");

	if (p == NULL)
		return NULL;
	p += 8 + strspn(p + 8, "\"' ");
	return xstrndup(p, strcspn(p, "\"'; "));
}

static bool
is_page(const char *type)
{
	return strncasecmp(type, "text/html", 9) == 0 || strncasecmp(type, "application/xhtml", 17) == 0;
}

static void
read_page(const struct warc_record *r, const char *file, const char *base, const char *type, const char *data, size_t len)
{
	char *id = xasprintf("%s-%zu", base, r->number), *charset = charset_of(type);
	struct html_page page = {
		.source_id = id, .path = file, .data = data, .len = len,
		.url = *r->uri != '\0' ? r->uri : NULL, .date = *r->date != '\0' ? r->date : NULL, .charset = charset,
	};

	html_read_page(&page);
	free(charset);
	free(id);
}

/* Pages are answers of status 2xx, and resources; requests, redirections and pictures are passed over. */
static void
read_record(const struct warc_record *r, const char *file, const char *base)
{
	struct http h;

	if (r->block == NULL)
		return;
	if (strcasecmp(r->type, "resource") == 0 && is_page(r->content_type)) {
		read_page(r, file, base, r->content_type, r->block, r->len);
		return;
	}
	if (strcasecmp(r->type, "response") != 0)
		return;
	if (!http_parse(&h, r->block, r->len, WARC_RECORD_LIMIT)) {
		if (strncasecmp(r->content_type, "application/http", 16) == 0)
			complain("record %zu is no HTTP response", r->number);
	} else if (h.status / 100 == 2 && is_page(h.content_type)) {
		if (h.body == NULL)
			complain("record %zu has an encoding that is not read here, or is too large", r->number);
		else
			read_page(r, file, base, h.content_type, h.body, h.len);
	}
	http_clear(&h);
}

/* Read record by record: some files are larger than memory. */
static void
read_stream(FILE *in, const char *name)
{
	struct warc_record r;
	struct warc *w;
	char *base;

	base = base_name(name);
	w = warc_open(in, name);
	at(name, 0);
	while (!ferror(stdout) && warc_next(w, &r))
		read_record(&r, name, base);
	warc_close(w);
	free(base);
}

static const struct filter filter = {
	.name = "read-warc",
	.synopsis = "[file ...]",
	.help = "Write the doc records and the blocks of the web pages in WARC files (.warc or .warc.gz).\n\n",
	.stream = read_stream,
	.finish = html_unload,
};

int
main(int argc, char **argv)
{
	return filter_main(argc, argv, &filter);
}
