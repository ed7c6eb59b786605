/* Reads sources of any known format, told by their bytes, and writes their doc records and blocks. */
#include <string.h>

#include "reader.h"

static bool lists; /* the inputs are lists of source records */

static bool
option(int c, const char *value)
{
	(void)value;
	if (c != 'l')
		return false;
	lists = true;
	return true;
}

static void
read_record(json_t *rec)
{
	reader_record(rec, read_any);
}

static const struct option longopts[] = {
	{ "list", no_argument, NULL, 'l' },
	{ NULL, 0, NULL, 0 },
};

static const struct filter on_files = {
	.name = "read-source",
	.synopsis = "[-l] [file ...]",
	.help = "Write the doc record and the blocks of sources: HTML, markdown or plain text, as their bytes tell.\n\n"
	    "  -l, --list            the files are lists of source records, as list-sources writes them\n",
	.shortopts = "l",
	.longopts = longopts,
	.option = option,
};

/* Is there an option that makes the inputs lists? The loop must know before it reads the options. */
static bool
asks_for_lists(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "-l") == 0 || strcmp(argv[i], "--list") == 0)
			return true;
	return false;
}

int
main(int argc, char **argv)
{
	struct filter on_lists = on_files;

	if (!asks_for_lists(argc, argv))
		return reader_main(argc, argv, on_files, read_any);
	on_lists.kinds = "source";
	on_lists.record = read_record;
	on_lists.finish = readers_unload;
	return filter_main(argc, argv, &on_lists);
}
