/* resolve-names: says which place a name means, and what acronyms, surnames and pronouns of a document stand for. */
#include "filter.h"
#include "names.h"
#include "resolve_names.h"

static const struct filter filter = {
	.name = "resolve-names",
	.synopsis = "[file ...]",
	.help = "Resolve the places and actors of each document: coordinates, countries, acronyms, pronouns, the place that holds\n"
	        "where a sentence names none.\n",
	.kinds = "doc sentence",
	.start = names_load,
	.document = resolve_names,
};

int
main(int argc, char **argv)
{
	return filter_main(argc, argv, &filter);
}
