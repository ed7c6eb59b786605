/* Print each mention under every key beside which a report of the same happening may stand, one line a key. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "filter.h"
#include "join.h"
#include "record.h"

/* Days are printed counted from a day before all history, so that they sort as text. */
#define DAY_SHIFT 2000000

/* In ten thousandths of a degree. */
#define DEGREES 1800000
#define CELL 2000
#define MARGIN 250 /* half of the kilometres that two exact places may lie apart */

static struct members members;

static void
key_line(const char *key, const char *order, const char *node)
{
	fputs(key, stdout);
	putchar('\t');
	fputs(order, stdout);
	putchar('\t');
	fputs(node, stdout);
	putchar('\n');
}

/* By day, the widest spans and places first, then by what tells neighbours apart in a crowd. */
static void
day_order(char *buf, size_t size, const struct node *n)
{
	snprintf(buf, size, "%07" PRId32 " %c %c %s %.40s", n->first == NO_DAY ? 0 : n->first + DAY_SHIFT,
	    node_is_brief(n) ? 'b' : 'a', node_is_local(n) ? 'b' : 'a', n->type->code, n->actor[0]);
}

/* The cells of the map that a place stands in, or so near to that a neighbour of it may stand there: two
 * places that are one for the join have at least one in common. */
static void
cell_keys(const struct node *n, const char *order, const char *node)
{
	char key[512];
	int lat = n->lat + DEGREES, lon = n->lon + DEGREES;

	for (int y = (lat - MARGIN) / CELL; y <= (lat + MARGIN) / CELL; y++)
		for (int x = (lon - MARGIN) / CELL; x <= (lon + MARGIN) / CELL; x++) {
			snprintf(key, sizeof key, "G %d %d %s", y, x, n->type->family);
			key_line(key, order, node);
		}
}

static void
place_keys(const struct node *n, const char *order, const char *node)
{
	char key[512];

	if (*n->place != '\0' && (node_is_local(n) || *n->iso3 == '\0')) {
		snprintf(key, sizeof key, "P %.400s %s", n->place, n->type->family);
		key_line(key, order, node);
	}
	if (node_is_local(n) && n->lat != NO_DEGREE)
		cell_keys(n, order, node);
	if (*n->iso3 != '\0') {
		snprintf(key, sizeof key, "C %.40s %s", n->iso3, n->type->family);
		key_line(key, order, node);
	}
}

/* A mention whose place is vague meets others by the names of its parties. */
static void
actor_keys(const struct node *n, const char *order, const char *node)
{
	char key[512];

	if (node_is_local(n))
		return;
	for (int i = 0; i < 2; i++) {
		if (*n->actor[i] == '\0' || (i == 1 && strcmp(n->actor[0], n->actor[1]) == 0))
			continue;
		snprintf(key, sizeof key, "A %.400s %s", n->actor[i], n->type->family);
		key_line(key, order, node);
	}
}

static void
print_keys(const struct node *n)
{
	char *node = node_format(n), order[128], key[512];

	key_line("#", "", node);
	day_order(order, sizeof order, n);
	place_keys(n, order, node);
	actor_keys(n, order, node);
	if (n->text != 0) {
		snprintf(key, sizeof key, "T %016" PRIx64, n->text);
		key_line(key, order, node);
	}
	if ((n->marks & MARK_EVENT) == 0) {
		snprintf(key, sizeof key, "S %.400s", n->source);
		snprintf(order, sizeof order, "%012" PRId64, n->start);
		key_line(key, order, node);
	}
	free(node);
}

static void
finish(void)
{
	free(members.item);
	join_unload();
}

static void
line(char *text, size_t len)
{
	char kind[KIND_MAX];
	struct node n;

	if (!line_kind(text, len, kind)) {
		complain("the line is no record: it does not begin with {\"kind\":");
		return;
	}
	if (strcmp(kind, "mention") != 0 && strcmp(kind, "event") != 0)
		return;
	if (members_scan(&members, text, len) && node_from_members(&n, &members)) {
		print_keys(&n);
		node_free(&n);
	}
}

int
main(int argc, char **argv)
{
	static const struct filter f = {
		.name = "join-keys",
		.synopsis = "[file ...]",
		.help = "Print every mention (and event) record as lines of a key, an order within it and what the\n"
		    "join needs of the mention, separated by tabs, for sort(1) and join-pairs(1).\n\n",
		.start = join_load,
		.line = line,
		.finish = finish,
	};

	return filter_main(argc, argv, &f);
}
