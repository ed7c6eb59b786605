/* Compare the mentions under each key with their neighbours and print the pairs that tell of one happening. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "filter.h"
#include "join.h"
#include "text.h"

#define WINDOW 64 /* mentions of a key that are kept for comparison, of each sort */
#define FIRM 80   /* of a rule's strength: another pair within the two groups would add nothing */
#define CELLS (2 + NODE_CELLS)

/* A mention that later ones under the same key are compared with. */
struct held {
	char *line;
	size_t cap;
	struct node node;
	size_t group; /* mentions under this key that a firm pair joins share it */
};

/* The held mentions of one sort in the order in which they came; behind n, buffers for use again. */
struct window {
	struct held *item[WINDOW];
	size_t n;
};

static struct window brief, wide;
static struct held *current; /* the line that was read last */
static char *block;
static size_t block_cap, groups, crowded;
static bool overflow, verbose;

/* Take item i out; its buffer goes behind the others. */
static void
take_out(struct window *w, size_t i)
{
	struct held *h = w->item[i];

	w->n--;
	memmove(&w->item[i], &w->item[i + 1], (w->n - i) * sizeof *w->item);
	w->item[w->n] = h;
}

/* Begin another key. */
static void
begin_block(const char *key)
{
	size_t len = strlen(key);

	block = grow(block, &block_cap, len + 1, 1);
	memcpy(block, key, len + 1);
	brief.n = wide.n = 0;
	groups = 0;
	overflow = false;
}

/* Can no later mention under this key meet the held one? Lines come by their first day, or by their position. */
static bool
is_over(const struct node *held, const struct node *n)
{
	if (block[0] == 'S')
		return n->start - held->end > PAGE_BYTES;
	return n->first != NO_DAY && held->last < n->first - ((held->type->marks & (TYPE_MONTH | TYPE_TAKING)) != 0 ? MONTH_DAYS : 1);
}

static void
let_go(struct window *w, const struct node *n)
{
	while (w->n > 0 && is_over(&w->item[0]->node, n))
		take_out(w, 0);
}

/* Make room: the oldest goes whose event another one stands for, or the oldest. */
static void
make_room(struct window *w)
{
	for (size_t i = 0; i < w->n; i++)
		for (size_t j = i + 1; j < w->n; j++)
			if (w->item[i]->group == w->item[j]->group) {
				take_out(w, i);
				return;
			}
	if (!overflow)
		crowded++;
	overflow = true;
	take_out(w, 0);
}

/* Keep the mention that was read; a spare buffer takes its place. */
static void
hold(struct window *w, size_t group)
{
	struct held *h = current;

	if (w->n == WINDOW)
		make_room(w);
	current = w->item[w->n];
	w->item[w->n++] = h;
	h->group = group;
}

/* Copy a line to current and read its cells; false if it is none of join-keys. */
static bool
read_mention(const char *text, size_t len, char **key)
{
	char *cell[CELLS];

	if (current == NULL)
		current = xcalloc(1, sizeof *current);
	current->line = grow(current->line, &current->cap, len + 1, 1);
	memcpy(current->line, text, len);
	current->line[len] = '\0';
	if (split_cells(current->line, cell, CELLS) != CELLS || !node_parse(&current->node, cell + 2))
		return false;
	*key = cell[0];
	return true;
}

static void
print_pair(const struct node *a, const struct node *b, const struct join_rule *r)
{
	char fields[64];
	bool swap = strcmp(a->id, b->id) > 0;

	join_agreement(a, b, fields, sizeof fields);
	printf("~%02d %02d\t%s\t%s\t%s\t%s\n", 99 - r->strength, (int)join_gap(a, b), swap ? b->id : a->id, swap ? a->id : b->id, r->name, fields);
}

static void
regroup(struct window *w, size_t from, size_t to)
{
	for (size_t i = 0; i < w->n; i++)
		if (w->item[i]->group == from)
			w->item[i]->group = to;
}

/* Compare with the held ones, the latest first. What a sentence goes back to is told before it in its source, and
 * is the last that it fits, if nothing else says where it belongs. */
static void
compare_with(struct window *w, const struct node *n, size_t group)
{
	const struct join_rule *last_rule = NULL;
	const struct node *last = NULL;
	bool met = false;

	for (size_t i = w->n; i-- > 0;) {
		struct held *h = w->item[i];
		const struct join_rule *r;

		if (h->group == group || strcmp(h->node.id, n->id) == 0)
			continue;
		if (last_rule == NULL && block[0] == 'S') {
			last_rule = join_decide(&h->node, n, true);
			last = &h->node;
		}
		r = join_decide(&h->node, n, false);
		if (r == NULL)
			continue;
		met = met || (!r->only && !r->vote);
		print_pair(&h->node, n, r);
		if (r->strength >= FIRM) {
			size_t from = h->group;

			regroup(&brief, from, group);
			regroup(&wide, from, group);
		}
	}
	if (last_rule != NULL && !met)
		print_pair(last, n, last_rule);
}

/* Under a country only vague places need to be met: towns meet under their own keys. */
static bool
is_kept(const struct node *n)
{
	return block[0] != 'C' || !node_is_local(n) || (n->type->marks & TYPE_NATIONAL) != 0;
}

static void
line(char *text, size_t len)
{
	const struct node *n;
	char *key;
	size_t group;
	bool dated;

	if (text[0] == '#') {
		puts(text);
		return;
	}
	if (!read_mention(text, len, &key)) {
		complain("the line is none of join-keys");
		return;
	}
	if (block == NULL || strcmp(block, key) != 0)
		begin_block(key);
	n = &current->node;
	dated = block[0] != 'S';
	let_go(&brief, n);
	let_go(&wide, n);
	group = ++groups;
	compare_with(&brief, n, group);
	compare_with(&wide, n, group);
	if (is_kept(n))
		hold(dated && n->first != NO_DAY && !node_is_brief(n) ? &wide : &brief, group);
}

static void
free_window(struct window *w)
{
	for (size_t i = 0; i < WINDOW && w->item[i] != NULL; i++) {
		free(w->item[i]->line);
		free(w->item[i]);
	}
}

static void
finish(void)
{
	if (verbose && crowded > 0)
		fprintf(stderr, "join-pairs: %zu keys with more than %d happenings at a time were split: compared by neighbours only\n",
		    crowded, WINDOW);
	free_window(&brief);
	free_window(&wide);
	if (current != NULL)
		free(current->line);
	free(current);
	free(block);
	join_unload();
}

static bool
option(int c, const char *arg)
{
	(void)arg;
	return c == 'v' && (verbose = true);
}

int
main(int argc, char **argv)
{
	static const struct option longopts[] = { { "verbose", no_argument, NULL, 'v' }, { NULL, 0, NULL, 0 } };
	static const struct filter f = {
		.name = "join-pairs",
		.synopsis = "[-v] [file ...]",
		.help = "Read the sorted lines of join-keys(1) and print, for sort(1) and join-clusters(1), the mentions\n"
		    "as they are and the pairs of them that tell of one happening, with the rule that says so.\n\n"
		    "  -v, --verbose         say how many keys were too large to compare each with each\n",
		.shortopts = "v",
		.longopts = longopts,
		.option = option,
		.start = join_load,
		.line = line,
		.finish = finish,
	};

	return filter_main(argc, argv, &f);
}
