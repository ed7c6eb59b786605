/* Find what every sentence counts: records come in, sentences leave with a span for each number, words or digits,
 * that says how many and how sure it is, or why it counts nothing. */
#include <string.h>

#include "filter.h"
#include "number.h"
#include "record.h"

static const char *profile = "default";
static struct numberer *numberer;

static bool
option(int c, const char *arg)
{
	struct numberer *known;

	if (c != 'p')
		return false;
	known = numberer_load(arg);
	profile = arg;
	numberer_free(known);
	return known != NULL;
}

static void
start(void)
{
	numberer = numberer_load(profile);
}

/* Does the document write "1.200" for twelve hundred? Its other numbers tell; where they don't, its language. */
static bool
uses_dots(const struct document *doc)
{
	static const char *const comma[] = { "", "en", "zh", "ja", "he", "th" };
	const char *language = "";
	int balance = 0;

	for (size_t i = 0; i < doc->n; i++) {
		const struct entry *e = &doc->entries[i];

		if (strcmp(e->kind, "doc") == 0)
			language = get_str(e->rec, "language");
		else if (strcmp(e->kind, "sentence") == 0 && balance > -1000 && balance < 1000)
			balance += number_grouping(get_str(e->rec, "text"));
	}
	if (balance != 0)
		return balance < 0;
	for (size_t i = 0; i < sizeof comma / sizeof *comma; i++)
		if (strcmp(language, comma[i]) == 0)
			return false;
	return true;
}

static bool
is_table(const json_t *sentence)
{
	const char *type = get_str(sentence, "type");

	return strcmp(type, "infobox") == 0 || strcmp(type, "row") == 0;
}

static void
tag(json_t *rec, bool dots)
{
	json_t *spans = json_object_get(rec, "spans"), *found;

	found = numberer_tag(numberer, get_str(rec, "text"), spans, (struct number_style){ dots, is_table(rec) });
	if (json_is_array(spans))
		json_array_extend(spans, found);
	else if (json_array_size(found) > 0)
		json_object_set(rec, "spans", found);
	json_decref(found);
}

static void
document(struct document *doc)
{
	bool dots = uses_dots(doc);

	for (size_t i = 0; i < doc->n; i++)
		if (strcmp(doc->entries[i].kind, "sentence") == 0) {
			tag(doc->entries[i].rec, dots);
			doc->entries[i].changed = true;
		}
}

static void
finish(void)
{
	numberer_free(numberer);
}

int
main(int argc, char **argv)
{
	static const struct option options[] = {
		{ "profile", required_argument, NULL, 'p' },
		{ NULL, 0, NULL, 0 },
	};
	static const struct filter f = {
		.name = "tag-counts",
		.synopsis = "[-p profile] [file ...]",
		.help = "Add a span for every number to the sentences of a record stream.\n\n"
		    "  -p, --profile NAME   what vague words count as: default, acled or gtd\n",
		.kinds = "doc sentence",
		.shortopts = "p:",
		.longopts = options,
		.option = option,
		.start = start,
		.document = document,
		.finish = finish,
	};

	return filter_main(argc, argv, &f);
}
