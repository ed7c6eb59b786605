/* tag-names: puts spans for actors, places and demonyms on sentences. */
#include <stdlib.h>

#include "die.h"
#include "filter.h"
#include "gazetteer.h"
#include "names.h"

static bool compile;

static bool
option(int c, const char *arg)
{
	(void)arg;
	compile = c == 'c';
	return compile;
}

static void
start(void)
{
	if (compile) {
		gazetteer_write(stdout);
		exit(STATUS_OK);
	}
	names_load();
}

static void
record(json_t *rec)
{
	names_tag(rec);
	emit(json_incref(rec));
}

static const struct option options[] = {
	{ "compile-gazetteer", no_argument, NULL, 'c' },
	{ NULL, 0, NULL, 0 },
};

static const struct filter filter = {
	.name = "tag-names",
	.synopsis = "[-c] [file ...]",
	.help = "Put spans for actors, places and demonyms on sentence records.\n"
	        "  -c, --compile-gazetteer  write the tables of places, compiled, to standard output and end\n",
	.kinds = "sentence",
	.shortopts = "c",
	.longopts = options,
	.option = option,
	.start = start,
	.record = record,
};

int
main(int argc, char **argv)
{
	return filter_main(argc, argv, &filter);
}
