/* Gather the pairs of join-pairs into events, within the limits of one happening, and print each mention's event. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "filter.h"
#include "join.h"
#include "join_strings.h"
#include "text.h"
#include "unionfind.h"

#define HANDS 3
#define ROUNDS 4
#define NODE_LINE (2 + NODE_CELLS)
#define PAIR_LINE 5

/* What all mentions of an event together say; the one of the root of a set counts. */
struct cluster {
	int32_t first, last;           /* days of the mentions that know them to within a week */
	int32_t wide_first, wide_last; /* what the spans of the others have in common */
	uint32_t place, iso3;          /* of a town or district; of any */
	int32_t lat, lon;
	int precision;
	unsigned marks;                /* of the place */
	long days;                     /* that it may last, with the tellers' errors */
	uint32_t hand[HANDS];          /* who did it, where roles do not change */
	uint32_t smallest;             /* mention with the smallest id */
	bool loose;                    /* its days are none of its sentences' own */
	bool ground, afar;             /* two parties fought over it; it came from afar */
	bool event;
};

/* Why a mention is where it is. */
struct reason {
	uint32_t other, fields;
	const struct join_rule *rule;
};

/* A pair that counts only together with others. */
struct hint {
	uint32_t a, b, fields;
	const struct join_rule *rule;
};

struct hints {
	struct hint *item;
	size_t n, cap;
};

/* A mention that a hint touches, and the event at the other end. */
struct end {
	uint32_t node, event;
};

static struct unionfind sets;
static struct strings ids, words;
static struct cluster *clusters;
static struct reason *reasons;
static uint32_t *sources;
static const struct join_type **node_types;
static size_t clusters_cap, reasons_cap, sources_cap, types_cap;
static unsigned char *vagueness;
static size_t vagueness_cap, kept_apart, sets_joined;
static struct hints votes, onlys;
static long max_days = 6;
static bool verbose;

/* Two parties are known, and may change places. */
static bool
is_fight(const struct node *n)
{
	return (n->type->marks & TYPE_MUTUAL) != 0 && (*n->actor[0] != '\0' || *n->class[0] != '\0') &&
	    (*n->actor[1] != '\0' || *n->class[1] != '\0');
}

static void
begin_cluster(struct cluster *c, const struct node *n, uint32_t number)
{
	bool brief = node_is_brief(n), local = node_is_local(n) && (n->type->marks & TYPE_NATIONAL) == 0;

	c->first = brief ? n->first : NO_DAY;
	c->last = brief ? n->last : NO_DAY;
	c->wide_first = brief ? NO_DAY : n->first;
	c->wide_last = brief ? NO_DAY : n->last;
	c->place = local ? strings_put(&words, n->place) : NO_STRING;
	c->iso3 = *n->iso3 != '\0' ? strings_put(&words, n->iso3) : NO_STRING;
	c->lat = local ? n->lat : NO_DEGREE;
	c->lon = local ? n->lon : NO_DEGREE;
	c->precision = n->precision;
	c->marks = n->marks & MARK_SITE;
	c->days = (n->type->marks & TYPE_MONTH) != 0 && max_days < MONTH_DAYS ? MONTH_DAYS : max_days;
	for (int i = 0; i < HANDS; i++)
		c->hand[i] = NO_STRING;
	if ((n->type->marks & TYPE_MUTUAL) == 0 && *n->actor[0] != '\0')
		c->hand[0] = strings_put(&words, n->actor[0]);
	c->smallest = number;
	c->loose = (n->marks & MARK_LOOSE) != 0;
	c->ground = (n->type->marks & TYPE_TAKING) != 0 || ((n->type->marks & TYPE_PLAIN) != 0 && is_fight(n));
	c->afar = (n->type->marks & TYPE_ARMED) != 0;
	c->event = (n->marks & MARK_EVENT) != 0;
}

static void
add_node(char *text)
{
	char *cell[NODE_LINE];
	struct node n;
	uint32_t number;
	size_t known = ids.n;

	if (split_cells(text, cell, NODE_LINE) != NODE_LINE || !node_parse(&n, cell + 2)) {
		complain("the line is no mention of join-keys");
		return;
	}
	number = strings_put(&ids, n.id);
	if (number < known)
		return;
	unionfind_add(&sets);
	clusters = grow(clusters, &clusters_cap, ids.n, sizeof *clusters);
	reasons = grow(reasons, &reasons_cap, ids.n, sizeof *reasons);
	sources = grow(sources, &sources_cap, ids.n, sizeof *sources);
	node_types = grow(node_types, &types_cap, ids.n, sizeof *node_types);
	vagueness = grow(vagueness, &vagueness_cap, ids.n, sizeof *vagueness);
	begin_cluster(&clusters[number], &n, number);
	reasons[number] = (struct reason){ .other = NO_STRING };
	sources[number] = strings_put(&words, n.source);
	node_types[number] = n.type;
	vagueness[number] = (unsigned char)node_vagueness(&n);
}

static int32_t
lesser(int32_t a, int32_t b)
{
	return a == NO_DAY || (b != NO_DAY && b < a) ? b : a;
}

static int32_t
greater(int32_t a, int32_t b)
{
	return a == NO_DAY || (b != NO_DAY && b > a) ? b : a;
}

static void
copy_days(struct cluster *a, const struct cluster *b)
{
	a->first = b->first;
	a->last = b->last;
	a->wide_first = b->wide_first;
	a->wide_last = b->wide_last;
	a->loose = b->loose;
}

/* Put the days of b into a; by a rule for days that the text left there, those give way. False if they are no longer
 * one happening's. */
static bool
merge_days(struct cluster *a, const struct cluster *b, bool loose)
{
	if (loose && a->loose != b->loose) {
		if (a->loose)
			copy_days(a, b);
		return true;
	}
	a->loose = a->loose && b->loose;
	a->first = lesser(a->first, b->first);
	a->last = greater(a->last, b->last);
	a->wide_first = greater(a->wide_first, b->wide_first);
	a->wide_last = lesser(a->wide_last, b->wide_last);
	a->days = a->days < b->days ? a->days : b->days;
	if (a->first != NO_DAY && a->last - a->first > a->days)
		return false;
	if (a->wide_first != NO_DAY && a->wide_last < a->wide_first)
		return false;
	return a->first == NO_DAY || a->wide_first == NO_DAY || (a->first <= a->wide_last && a->wide_first <= a->last);
}

/* A node that stands for a cluster's place. */
static struct node
place_of(const struct cluster *c)
{
	static char nothing[] = "";
	struct node n = { .iso3 = nothing, .admin1 = nothing, .lat = c->lat, .lon = c->lon, .precision = c->precision,
		.marks = c->marks };

	n.place = (char *)(uintptr_t)strings_get(&words, c->place);
	return n;
}

/* Does a stand on the map with a place finer than b's? */
static bool
is_finer(const struct cluster *a, const struct cluster *b)
{
	return a->place != NO_STRING && a->lat != NO_DEGREE && a->precision < b->precision;
}

static bool
merge_places(struct cluster *a, const struct cluster *b)
{
	if (a->iso3 != NO_STRING && b->iso3 != NO_STRING && a->iso3 != b->iso3)
		return false;
	if (a->iso3 == NO_STRING)
		a->iso3 = b->iso3;
	if (a->place != NO_STRING && b->place != NO_STRING) {
		struct node x = place_of(a), y = place_of(b);
		enum place_relation r = compare_places(&x, &y);

		if (r != PLACE_SAME && r != PLACE_SITE)
			return false;
	}
	if (a->place == NO_STRING || (a->lat == NO_DEGREE && b->lat != NO_DEGREE) || is_finer(b, a)) {
		a->place = b->place;
		a->lat = b->lat;
		a->lon = b->lon;
		a->precision = b->precision;
		a->marks = b->marks;
	}
	return true;
}

static bool
merge_hands(struct cluster *a, const struct cluster *b)
{
	for (int i = 0; i < HANDS && b->hand[i] != NO_STRING; i++) {
		int j = 0;

		if (a->hand[0] != NO_STRING &&
		    compare_stems(strings_get(&words, a->hand[0]), strings_get(&words, b->hand[i])) == ACTOR_APART)
			return false;
		while (j < HANDS && a->hand[j] != NO_STRING && a->hand[j] != b->hand[i])
			j++;
		if (j < HANDS)
			a->hand[j] = b->hand[i];
	}
	return true;
}

/* Air strikes on the day of a battle are not the battle, though their victims may be told like its victims. */
static bool
merge_means(struct cluster *a, const struct cluster *b)
{
	a->ground = a->ground || b->ground;
	a->afar = a->afar || b->afar;
	return !a->ground || !a->afar;
}

static void
give_reason(uint32_t a, uint32_t b, const struct join_rule *rule, uint32_t fields)
{
	if (reasons[a].other == NO_STRING)
		reasons[a] = (struct reason){ b, fields, rule };
	if (reasons[b].other == NO_STRING)
		reasons[b] = (struct reason){ a, fields, rule };
}

/* Make one event of the events of two mentions, if one happening can be all that they say. */
static void
join(uint32_t a, uint32_t b, const struct join_rule *rule, uint32_t fields)
{
	uint32_t x = unionfind_root(&sets, a), y = unionfind_root(&sets, b);
	struct cluster c;

	if (x == y) {
		give_reason(a, b, rule, fields);
		return;
	}
	if (strcmp(strings_get(&ids, clusters[x].smallest), strings_get(&ids, clusters[y].smallest)) > 0) {
		uint32_t swap = x;

		x = y;
		y = swap;
	}
	c = clusters[x];
	if ((c.event && clusters[y].event) || !merge_days(&c, &clusters[y], rule->loose) || !merge_places(&c, &clusters[y]) ||
	    !merge_hands(&c, &clusters[y]) || !merge_means(&c, &clusters[y])) {
		kept_apart++;
		return;
	}
	if (clusters[y].event)
		c.smallest = clusters[y].smallest;
	c.event = c.event || clusters[y].event;
	clusters[x] = c;
	unionfind_put(&sets, x, y);
	sets_joined++;
	give_reason(a, b, rule, fields);
}

static void
add_hint(struct hints *h, uint32_t a, uint32_t b, const struct join_rule *rule, uint32_t fields)
{
	bool swap = sources[a] > sources[b];

	h->item = grow(h->item, &h->cap, h->n + 1, sizeof *h->item);
	h->item[h->n++] = (struct hint){ swap ? b : a, swap ? a : b, fields, rule };
}

static bool
stands_alone(uint32_t node)
{
	return reasons[node].other == NO_STRING;
}

static void
add_pair(char *text)
{
	char *cell[PAIR_LINE];
	const struct join_rule *rule;
	uint32_t a, b, fields;

	if (split_cells(text, cell, PAIR_LINE) != PAIR_LINE || (rule = join_rule_find(cell[3])) == NULL) {
		complain("the line is no pair of join-pairs");
		return;
	}
	a = strings_find(&ids, cell[1]);
	b = strings_find(&ids, cell[2]);
	if (a == NO_STRING || b == NO_STRING) {
		complain("a pair of mentions that did not come before it");
		return;
	}
	fields = strings_put(&words, cell[4]);
	if (rule->vote)
		add_hint(&votes, a, b, rule, fields);
	else if (rule->only)
		add_hint(&onlys, a, b, rule, fields);
	else if (!rule->alone || stands_alone(a) || stands_alone(b))
		join(a, b, rule, fields);
}

static void
line(char *text, size_t len)
{
	(void)len;
	if (text[0] == '#')
		add_node(text);
	else
		add_pair(text);
}

static int
compare_ends(const void *p, const void *q)
{
	const struct end *a = p, *b = q;

	if (a->node != b->node)
		return a->node < b->node ? -1 : 1;
	return a->event < b->event ? -1 : a->event > b->event;
}

/* Both ends of all hints, sorted, each once. The caller frees. */
static struct end *
list_ends(const struct hints *h, size_t *n)
{
	struct end *ends = xcalloc(2 * h->n + 1, sizeof *ends);
	size_t kept = 0;

	for (size_t i = 0; i < h->n; i++) {
		uint32_t a = h->item[i].a, b = h->item[i].b;

		ends[2 * i] = (struct end){ a, unionfind_root(&sets, b) };
		ends[2 * i + 1] = (struct end){ b, unionfind_root(&sets, a) };
	}
	qsort(ends, 2 * h->n, sizeof *ends, compare_ends);
	for (size_t i = 0; i < 2 * h->n; i++)
		if (kept == 0 || compare_ends(&ends[kept - 1], &ends[i]) != 0)
			ends[kept++] = ends[i];
	*n = kept;
	return ends;
}

/* Does the mention fit one event alone? */
static bool
fits_one(const struct end *ends, size_t n, uint32_t node)
{
	size_t lo = 0, hi = n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (ends[mid].node < node)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo + 1 >= n || ends[lo + 1].node != node;
}

/* Join the hints whose mentions fit one event alone, as the events stand; true if one was joined. */
static bool
join_fitting(void)
{
	size_t n, before = sets_joined;
	struct end *ends = list_ends(&onlys, &n);

	for (size_t i = 0; i < onlys.n; i++) {
		const struct hint *h = &onlys.item[i];

		if (h->rule->alone && !stands_alone(h->a) && !stands_alone(h->b))
			continue;
		if ((vagueness[h->a] < vagueness[h->b] || fits_one(ends, n, h->a)) &&
		    (vagueness[h->b] < vagueness[h->a] || fits_one(ends, n, h->b)))
			join(h->a, h->b, h->rule, h->fields);
	}
	free(ends);
	return sets_joined > before;
}

/* A vague mention joins the event that it fits if it fits no other: a roundup of a day's raids is none of them. Events
 * that grow together may leave it only one. */
static void
join_onlys(void)
{
	for (int i = 0; i < ROUNDS && join_fitting(); i++)
		;
}

static int
compare_votes(const void *p, const void *q)
{
	const struct hint *a = p, *b = q;

	if (sources[a->a] != sources[b->a])
		return sources[a->a] < sources[b->a] ? -1 : 1;
	if (sources[a->b] != sources[b->b])
		return sources[a->b] < sources[b->b] ? -1 : 1;
	if (a->a != b->a)
		return a->a < b->a ? -1 : 1;
	return a->b < b->b ? -1 : a->b > b->b;
}

/* Two sources that agree on happenings of two types tell one story; on one alone it may be chance. */
static void
join_votes(void)
{
	const struct hint *v = votes.item;
	size_t i, j;

	if (votes.n > 0)
		qsort(votes.item, votes.n, sizeof *votes.item, compare_votes);
	for (i = 0; i < votes.n; i = j) {
		bool types = false;

		for (j = i; j < votes.n && sources[v[j].a] == sources[v[i].a] && sources[v[j].b] == sources[v[i].b]; j++)
			types = types || node_types[v[j].a] != node_types[v[i].a];
		for (size_t k = i; types && k < j; k++)
			join(v[k].a, v[k].b, v[k].rule, v[k].fields);
	}
}

static void
print_mention(uint32_t i)
{
	const struct cluster *c = &clusters[unionfind_root(&sets, i)];
	const struct reason *r = &reasons[i];
	const char *smallest = strings_get(&ids, c->smallest);

	printf("%s\te%s\t", strings_get(&ids, i), *smallest == 'm' || c->event ? smallest + 1 : smallest);
	if (r->other == NO_STRING)
		printf("\t\t\n");
	else
		printf("%s\t%s\t%s\n", r->rule->name, strings_get(&ids, r->other), strings_get(&words, r->fields));
}

static void
finish(void)
{
	join_onlys();
	join_votes();
	join_onlys(); /* a story that two sources tell may now be one event */
	for (size_t i = 0; i < ids.n; i++)
		print_mention((uint32_t)i);
	if (verbose && kept_apart > 0)
		fprintf(stderr, "join-clusters: %zu pairs were kept apart by what the rest of their events says\n", kept_apart);
	free(onlys.item);
	free(votes.item);
	unionfind_free(&sets);
	strings_free(&ids);
	strings_free(&words);
	free(clusters);
	free(reasons);
	free(sources);
	free(node_types);
	free(vagueness);
	join_unload();
}

static bool
option(int c, const char *arg)
{
	char *end;

	if (c == 'v')
		return verbose = true;
	if (c != 'd')
		return false;
	errno = 0;
	max_days = strtol(arg, &end, 10);
	return errno == 0 && end != arg && *end == '\0' && max_days >= 0 && max_days <= 366;
}

int
main(int argc, char **argv)
{
	static const struct option longopts[] = { { "days", required_argument, NULL, 'd' },
		{ "verbose", no_argument, NULL, 'v' }, { NULL, 0, NULL, 0 } };
	static const struct filter f = {
		.name = "join-clusters",
		.synopsis = "[-v] [-d days] [file ...]",
		.help = "Read the sorted lines of join-pairs(1) and print for each mention its event, and the rule, the\n"
		    "other mention and the fields by which it came there, separated by tabs.\n\n"
		    "  -d, --days=DAYS       an event's days lie at most so many apart (6)\n"
		    "  -v, --verbose         say how many pairs the limits of an event kept apart\n",
		.shortopts = "d:v",
		.longopts = longopts,
		.option = option,
		.start = join_load,
		.line = line,
		.finish = finish,
	};

	return filter_main(argc, argv, &f);
}
