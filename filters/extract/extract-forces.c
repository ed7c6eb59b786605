/* Find strengths: sentences and table lines come in and leave with a force record behind them for each count of
 * troops, aircraft, ships or other arms that they say were present, sent, promised, withdrawn or lost. */
#include <string.h>

#include "filter.h"
#include "force.h"
#include "record.h"
#include "tally_lex.h"

/* Is the row a count of people whom a casualty record of the same sentence (its entry, and the end of those behind it)
 * counts as harmed? Those are no strength. */
static bool
is_harm(const struct document *doc, size_t sentence, size_t end, const json_t *row)
{
	const char *words = get_str(row, "count_as_written");

	if (*words == '\0' || !force_people(get_str(row, "unit")))
		return false;
	for (size_t i = sentence + 1; i < end; i++) {
		const json_t *cas = doc->entries[i].rec;

		if (strcmp(get_str(cas, "count_as_written"), words) == 0 && get_int(cas, "best", -1) == get_int(row, "best", -1) &&
		    strcmp(get_str(cas, "scope"), "table") != 0)
			return true;
	}
	return false;
}

static void
document(struct document *doc)
{
	for (size_t i = 0, end; i < doc->n; i = end) {
		json_t *rows, *row;
		size_t k;

		for (end = i + 1; end < doc->n && strcmp(doc->entries[end].kind, "casualty") == 0; end++)
			;
		if (strcmp(doc->entries[i].kind, "sentence") != 0)
			continue;
		rows = force_extract(doc->entries[i].rec);
		json_array_foreach(rows, k, row)
			if (!is_harm(doc, i, end, row))
				document_after(doc, end - 1, json_incref(row));
		json_decref(rows);
	}
}

int
main(int argc, char **argv)
{
	static const struct filter f = {
		.name = "extract-forces",
		.synopsis = "[file ...]",
		.help = "Add a force record for every count of troops or arms to a record stream.\n\n",
		.kinds = "sentence casualty",
		.start = force_load,
		.document = document,
		.finish = force_unload,
	};

	return filter_main(argc, argv, &f);
}
