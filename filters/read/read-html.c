/* Reads web pages, encyclopedia articles and news, and writes their doc records and blocks. */
#include "html.h"
#include "reader.h"

static const struct filter filter = {
	.name = "read-html",
	.synopsis = "[file ...]",
	.help = "Write the doc record and the blocks of web pages.\n\n",
};

int
main(int argc, char **argv)
{
	return reader_main(argc, argv, filter, html_read);
}
