/* Reads markdown, current-events pages and any other, and writes its doc record and its blocks. */
#include "reader.h"

static const struct filter filter = {
	.name = "read-markdown",
	.synopsis = "[file ...]",
	.help = "Write the doc record and the blocks of markdown: headings, paragraphs, lists, tables, footnotes, and on\n"
	    "pages of a current-events archive the headline, the summary, source links and related items.\n",
};

int
main(int argc, char **argv)
{
	return reader_main(argc, argv, filter, read_markdown);
}
