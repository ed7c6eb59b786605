/* Find the dates of every sentence: records come in, sentences leave with a span for each date, in
 * any form and order; years and words that lean on their context are left to resolve-dates. */
#include <stdlib.h>
#include <string.h>

#include "date_tag.h"
#include "die.h"
#include "filter.h"
#include "record.h"

static struct dater *dater;

static void
start(void)
{
	dater = dater_load();
}

/* The date line of an infobox may be a bare year, even "191": read it as if "in" stood before it. */
static json_t *
tag_date_line(const char *text)
{
	char *read = xasprintf("in %s", text);
	json_t *found = dater_tag(dater, read), *span;
	size_t i;

	json_array_foreach(found, i, span) {
		set_int(span, "s", get_int(span, "s", 3) - 3);
		set_int(span, "e", get_int(span, "e", 3) - 3);
	}
	free(read);
	return found;
}

static void
tag(json_t *rec)
{
	bool date_line = strcmp(get_str(rec, "group"), "date") == 0;
	json_t *found = date_line ? tag_date_line(get_str(rec, "text")) : dater_tag(dater, get_str(rec, "text"));
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
