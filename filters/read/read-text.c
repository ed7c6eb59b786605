/* Reads plain text and writes its doc record and its blocks. */
#include "reader.h"

static const struct filter filter = {
	.name = "read-text",
	.synopsis = "[file ...]",
	.help = "Write the doc record and the blocks of plain text: headings, paragraphs, lists, infoboxes that lost\n"
	    "their layout, captions, reference entries.\n",
};

int
main(int argc, char **argv)
{
	return reader_main(argc, argv, filter, read_text);
}
