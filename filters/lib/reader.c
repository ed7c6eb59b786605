#include "reader.h"

#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "box.h"
#include "citelex.h"
#include "die.h"
#include "html.h"
#include "language.h"
#include "marker.h"
#include "markdown.h"
#include "md_inline.h"
#include "phrase_lines.h"
#include "plain.h"
#include "record.h"
#include "sniff.h"
#include "text.h"

static struct filter inner;
static reader *read_bytes;
static void (*inner_start)(void);
static struct source_files files;
static size_t next_file;
static int args;
static char **arg;

/* A file name in UTF-8; bytes that are none become U+FFFD. */
static char *
printable(const char *path)
{
	size_t len, bad;

	return utf8_clean(path, strlen(path), &len, &bad);
}

/* filter_main calls this once the options are read: name the files that it will open. */
static void
name_files(void)
{
	if (inner_start != NULL)
		inner_start();
	for (int i = optind; i < args; i++) {
		char *path = printable(arg[i]);
		const char *slash = strrchr(path, '/');

		source_files_add(&files, path, slash != NULL && slash[1] != '\0' ? slash + 1 : path, 0);
		free(path);
	}
	source_files_name(&files);
}

/* Files come in the order of the arguments; one that could not be read was complained of and left out. */
static void
read_file(const char *path, const char *data, size_t len)
{
	while (next_file < files.n && strcmp(arg[args - (int)(files.n - next_file)], path) != 0)
		next_file++;
	if (next_file < files.n) {
		read_bytes(files.file[next_file].id, files.file[next_file].path, data, len);
		next_file++;
	} else {
		read_bytes("stdin", "-", data, len);
	}
}

static void
finish(void)
{
	source_files_free(&files);
	readers_unload();
}

int
reader_main(int argc, char **argv, struct filter f, reader *read)
{
	inner_start = f.start;
	f.start = name_files;
	f.bytes = read_file;
	f.finish = finish;
	inner = f;
	read_bytes = read;
	args = argc;
	arg = argv;
	return filter_main(argc, argv, &inner);
}

void
reader_record(json_t *rec, reader *read)
{
	const char *id = get_str(rec, "source_id"), *path = get_str(rec, "path");
	char *data;
	size_t len;

	if (*id == '\0' || *path == '\0') {
		complain("the source record has no source_id or no path");
		return;
	}
	data = read_whole(path, INPUT_LIMIT, &len);
	if (data == NULL)
		return;
	at(path, 0);
	read(id, path, data, len);
	free(data);
}

static void
decoded(const char *source_id, const char *path, const char *data, size_t len, void (*read)(const struct source *))
{
	struct source s;

	if (is_binary(data, len)) {
		complain("is no text");
		return;
	}
	source_decode(&s, source_id, path, data, len);
	read(&s);
	source_free(&s);
}

void
read_text(const char *source_id, const char *path, const char *data, size_t len)
{
	decoded(source_id, path, data, len, plain_read);
}

void
read_markdown(const char *source_id, const char *path, const char *data, size_t len)
{
	decoded(source_id, path, data, len, markdown_read);
}

void
read_any(const char *source_id, const char *path, const char *data, size_t len)
{
	switch (sniff(data, len)) {
	case FORMAT_HTML:
		html_read(source_id, path, data, len);
		break;
	case FORMAT_MARKDOWN:
		read_markdown(source_id, path, data, len);
		break;
	case FORMAT_TEXT:
		read_text(source_id, path, data, len);
		break;
	default:
		complain("is neither text, markdown nor HTML");
	}
}

void
readers_unload(void)
{
	line_phrases_unload();
	markers_unload();
	box_unload();
	language_unload();
	html_unload();
	cite_unload();
	md_unload();
}
