/* A sentence record of any shape: its names, its table figures, its groups, and every pattern at every group. */
#include "context.h"
#include "fuzz.h"
#include "lexicon.h"
#include "names.h"
#include "parse.h"
#include "pattern.h"
#include "tally.h"
#include "victim.h"

static struct patterns *patterns;

static void
load(void)
{
	if (patterns != NULL)
		return;
	names_load();
	words_load();
	victim_load();
	tally_load();
	patterns = patterns_compile(table_load("casualty-patterns", 1, 20), 1);
}

static void
read_groups(const json_t *rec)
{
	struct parse *p = parse_sentence(rec);
	const struct span *span;
	struct tally t;
	struct match m;

	for (size_t i = 0; i < p->n; i++) {
		size_t first, last, claimant;

		for (size_t k = 0; k < patterns->n; k++)
			pattern_match(patterns, k, p, i, &m);
		parse_list(p, i, &first, &last);
		if (first > last || last >= p->n)
			abort();
		victim_count(p, i, true, &t);
		context_when(p, i);
		context_where(p, i, &span);
		context_claimant(p, i, &claimant);
		json_decref(context_citations(p, i));
	}
	parse_free(p);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	json_t *rec = json_loadb((const char *)data, size, JSON_REJECT_DUPLICATES, NULL);

	load();
	if (json_is_object(rec)) {
		names_tag(rec);
		json_decref(tally_casualties(rec));
		read_groups(rec);
	}
	json_decref(rec);
	return 0;
}
