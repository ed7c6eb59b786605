/* Find the dates of every sentence: records come in, sentences leave with a span for each date, in
 * any form and order; years and words that lean on their context are left to resolve-dates. */
#include <stdlib.h>

#include "date_tag.h"
#include "filter.h"
#include "record.h"

static struct dater *dater;

static void
start(void)
{
	dater = dater_load();
}

static void
tag(json_t *rec)
{
	json_t *found = dater_tag(dater, get_str(rec, "text"));
	json_t *spans = json_object_get(rec, "spans");

	if (json_is_array(spans))
		json_array_extend(spans, found);
	else if (json_array_size(found) > 0)
		json_object_set(rec, "spans", found);
	json_decref(found);
	emit(json_incref(rec));
}

static void
finish(void)
{
	dater_free(dater);
}

int
main(int argc, char **argv)
{
	static const struct filter f = {
		.name = "tag-dates",
		.synopsis = "[file ...]",
		.help = "Add a span for every date to the sentences of a record stream.",
		.kinds = "sentence",
		.start = start,
		.record = tag,
		.finish = finish,
	};

	return filter_main(argc, argv, &f);
}
