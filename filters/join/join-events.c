/* Merge the mentions of each event, which stand together, into one event record. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "filter.h"
#include "join_merge.h"
#include "record.h"

static json_t **group;
static size_t n_group, group_cap, strays;

static void
end_group(void)
{
	if (n_group > 0)
		emit(merge_mentions(group, n_group));
	while (n_group > 0)
		json_decref(group[--n_group]);
}

static void
line(char *text, size_t len)
{
	char kind[KIND_MAX];
	json_t *rec;

	if (!line_kind(text, len, kind)) {
		complain("the line is no record: it does not begin with {\"kind\":");
		return;
	}
	if (strcmp(kind, "mention") != 0)
		return;
	rec = record_parse(text, len);
	if (rec == NULL)
		return;
	if (!has(rec, "event_id")) {
		/* Where join-tag was left out there are as many as mentions. */
		if (strays++ == 0)
			complain("a mention without event_id: join-tag gives it");
		json_decref(rec);
		return;
	}
	if (n_group > 0 && strcmp(get_str(rec, "event_id"), get_str(group[0], "event_id")) != 0)
		end_group();
	group = grow(group, &group_cap, n_group + 1, sizeof *group);
	group[n_group++] = rec;
}

static void
finish(void)
{
	end_group();
	free(group);
	if (strays > 1)
		complain("%zu mentions without event_id in all", strays);
}

int
main(int argc, char **argv)
{
	static const struct filter f = {
		.name = "join-events",
		.synopsis = "[file ...]",
		.help = "Read the mention records of join-tag(1), sorted so that those of an event stand together, and\n"
		    "print one event record for each event. Other records are left out.\n\n",
		.line = line,
		.finish = finish,
	};

	return filter_main(argc, argv, &f);
}
