/* Find strengths: sentences and table lines come in and leave with a force record behind them for each count of
 * troops, aircraft, ships or other arms that they say were present, sent, promised, withdrawn or lost. */
#include "filter.h"
#include "force.h"

static void
extract(json_t *rec)
{
	json_t *rows = force_extract(rec), *row;
	size_t i;

	emit(json_incref(rec));
	json_array_foreach(rows, i, row)
		emit(json_incref(row));
	json_decref(rows);
}

int
main(int argc, char **argv)
{
	static const struct filter f = {
		.name = "extract-forces",
		.synopsis = "[file ...]",
		.help = "Add a force record for every count of troops or arms to a record stream.\n\n",
		.kinds = "sentence",
		.start = force_load,
		.record = extract,
		.finish = force_unload,
	};

	return filter_main(argc, argv, &f);
}
