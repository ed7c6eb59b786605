#include "join_tables.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NEXT_BYTES 400  /* between neighbouring sentences */
#define KILLED_MIN 3     /* fewer dead are too common a number to tell two happenings apart */
#define SIMILAR_MIN 10
#define SAME_KM 5.0      /* two exact places */
#define NEAR_KM 20.0     /* one of them only near its place */
#define NAMESAKE_KM 60.0 /* farther apart, one name is two places */

int32_t
join_gap(const struct node *a, const struct node *b)
{
	if (a->first == NO_DAY || b->first == NO_DAY || (a->first <= b->last && b->first <= a->last))
		return 0;
	return a->first > b->last ? a->first - b->last : b->first - a->last;
}

enum date_relation
compare_dates(const struct node *a, const struct node *b)
{
	bool brief_a = node_is_brief(a), brief_b = node_is_brief(b);
	bool meet = a->first <= b->last && b->first <= a->last;
	int32_t gap;

	if (a->first == NO_DAY || b->first == NO_DAY)
		return a->first == b->first ? DATE_NONE : DATE_HALF;
	if (brief_a && brief_b) {
		if (meet)
			return abs(a->first - b->first) + abs(a->last - b->last) <= 1 ? DATE_SAME : DATE_SPAN;
		gap = join_gap(a, b);
		return gap == 1 ? DATE_NEAR : gap <= MONTH_DAYS ? DATE_MONTH : DATE_APART;
	}
	if (brief_a != brief_b)
		return meet ? DATE_INSIDE : DATE_APART;
	if (a->first == b->first && a->last == b->last)
		return DATE_EQUAL;
	if ((a->first <= b->first && b->last <= a->last) || (b->first <= a->first && a->last <= b->last))
		return DATE_WIDE;
	return DATE_APART;
}

/* Kilometres between two places, or -1 where a coordinate is missing. */
static double
distance(const struct node *a, const struct node *b)
{
	double dy, dx, mid;

	if (a->lat == NO_DEGREE || b->lat == NO_DEGREE)
		return -1;
	dy = (a->lat - b->lat) / 10000.0;
	dx = fabs((a->lon - b->lon) / 10000.0);
	if (dx > 180)
		dx = 360 - dx;
	mid = (a->lat + b->lat) / 20000.0 * 3.14159265358979 / 180;
	return 111.2 * sqrt(dy * dy + dx * dx * cos(mid) * cos(mid));
}

/* May a place without coordinates be part of a town that has some? */
static bool
is_site_in(const struct node *site, const struct node *town)
{
	return (site->marks & MARK_SITE) != 0 && town->lat != NO_DEGREE && town->precision <= 1;
}

static enum place_relation
compare_local(const struct node *a, const struct node *b)
{
	double km = distance(a, b), limit = a->precision <= 1 && b->precision <= 1 ? SAME_KM : NEAR_KM;

	if (strcmp(a->place, b->place) == 0)
		return km > NAMESAKE_KM ? PLACE_APART : PLACE_SAME;
	if (is_site_in(a, b) || is_site_in(b, a))
		return PLACE_SITE;
	return km >= 0 && km <= limit ? PLACE_SAME : PLACE_APART;
}

/* Neither place, or only one, is a town or district. */
static enum place_relation
compare_coarse(const struct node *a, const struct node *b)
{
	bool one_country = *a->iso3 != '\0' && strcmp(a->iso3, b->iso3) == 0;
	bool regions = a->precision < 5 && b->precision < 5 && *a->admin1 != '\0' && *b->admin1 != '\0';

	if (!node_is_local(a) && !node_is_local(b) && strcmp(a->place, b->place) == 0)
		return PLACE_COARSE;
	if (!one_country)
		return PLACE_APART;
	return regions && strcmp(a->admin1, b->admin1) != 0 ? PLACE_APART : PLACE_INSIDE;
}

enum place_relation
compare_places(const struct node *a, const struct node *b)
{
	if (*a->iso3 != '\0' && *b->iso3 != '\0' && strcmp(a->iso3, b->iso3) != 0)
		return PLACE_APART;
	if (*a->place == '\0' || *b->place == '\0')
		return *a->place == *b->place ? PLACE_NONE : PLACE_HALF;
	if (node_is_local(a) && node_is_local(b))
		return compare_local(a, b);
	return compare_coarse(a, b);
}

/* Do two words name one thing? Endings of a people or a plural are tolerated: mali, malian; houthi, houthis. */
static bool
same_stem(const char *a, size_t n, const char *b, size_t m)
{
	size_t common = 0, less = n < m ? n : m, more = n < m ? m : n;

	while (common < less && a[common] == b[common])
		common++;
	return common == less && (more == less || (less >= 4 && more - less <= 3));
}

static size_t
count_stems(const char *s)
{
	size_t n = *s != '\0';

	for (; *s != '\0'; s++)
		n += *s == ' ';
	return n;
}

/* Stems of a that b has too. */
static size_t
shared_stems(const char *a, const char *b)
{
	size_t shared = 0, n, m;

	for (; *a != '\0'; a += n + (a[n] == ' ')) {
		n = strcspn(a, " ");
		for (const char *p = b; *p != '\0'; p += m + (p[m] == ' ')) {
			m = strcspn(p, " ");
			if (same_stem(a, n, p, m)) {
				shared++;
				break;
			}
		}
	}
	return shared;
}

enum actor_relation
compare_stems(const char *a, const char *b)
{
	size_t n, m, shared;

	if (*a == '\0' || *b == '\0')
		return ACTOR_OPEN;
	if (strcmp(a, b) == 0)
		return ACTOR_AGREE;
	n = count_stems(a);
	m = count_stems(b);
	shared = shared_stems(a, b);
	n = n < m ? n : m;
	if (shared * 2 < n || (shared * 2 == n && n > 1) || shared == 0)
		return ACTOR_APART;
	return shared * 3 > n * 2 ? ACTOR_AGREE : ACTOR_OPEN;
}

/* Compare actor i of a with actor j of b, by name, else by class. */
static enum actor_relation
compare_actor(const struct node *a, int i, const struct node *b, int j)
{
	enum actor_relation r = compare_stems(a->actor[i], b->actor[j]);
	const char *x = a->class[i], *y = b->class[j];

	if (r != ACTOR_OPEN || *x == '\0' || *y == '\0' || strcmp(x, "anyone") == 0 || strcmp(y, "anyone") == 0)
		return r;
	return strcmp(x, y) == 0 ? ACTOR_OPEN : ACTOR_APART;
}

static bool
knows_actor(const struct node *n)
{
	return *n->actor[0] != '\0' || *n->actor[1] != '\0';
}

/* Two parties that may change places. */
static enum actor_relation
compare_parties(const struct node *a, const struct node *b)
{
	bool open = !knows_actor(a) || !knows_actor(b);

	for (int i = 0; i < 2; i++)
		for (int j = 0; j < 2; j++)
			switch (compare_actor(a, i, b, j)) {
			case ACTOR_AGREE:
				if (*a->actor[i] != '\0')
					return ACTOR_AGREE;
				break;
			case ACTOR_OPEN:
				open = open || *a->class[i] != '\0' || *b->class[j] != '\0';
				break;
			default:
				break;
			}
	return open ? ACTOR_OPEN : ACTOR_APART;
}

enum actor_relation
compare_actors(const struct node *a, const struct node *b)
{
	enum actor_relation doer, other;

	if ((a->type->marks & TYPE_MUTUAL) != 0 || (b->type->marks & TYPE_MUTUAL) != 0)
		return compare_parties(a, b);
	doer = compare_actor(a, 0, b, 0);
	other = compare_actor(a, 1, b, 1);
	if (doer == ACTOR_APART)
		return ACTOR_APART;
	return doer == ACTOR_AGREE || other == ACTOR_AGREE ? ACTOR_AGREE : other;
}

static enum kind_relation
compare_types(const struct join_type *a, const struct join_type *b)
{
	if (a == b)
		return KIND_SAME;
	if ((a->marks & b->marks & TYPE_TAKING) != 0)
		return KIND_TAKING;
	if (strcmp(a->family, b->family) == 0)
		return (a->marks & b->marks & TYPE_PLAIN) != 0 ? KIND_PLAIN : KIND_FAMILY;
	if (((a->marks | b->marks) & (TYPE_PLAIN | TYPE_ARMED)) == (TYPE_PLAIN | TYPE_ARMED))
		return KIND_VICTIMS;
	return ((a->marks | b->marks) & (TYPE_OPENING | TYPE_PLAIN)) == (TYPE_OPENING | TYPE_PLAIN) ? KIND_OPENING : KIND_APART;
}

static unsigned
compare_positions(const struct node *a, const struct node *b)
{
	int64_t gap;

	if (strcmp(a->source, b->source) != 0)
		return WHERE_TWO;
	gap = a->start < b->start ? b->start - a->end : a->start - b->end;
	if (a->start == b->start && a->end == b->end)
		return WHERE_SELF;
	return WHERE_ONE | (gap <= PAGE_BYTES ? WHERE_PAGE : 0) | (gap <= CLOSE_BYTES ? WHERE_CLOSE : 0) | (gap <= NEXT_BYTES ? WHERE_NEXT : 0);
}

/* A report of victims that says nothing of who harmed them. */
static bool
is_bare(const struct node *n)
{
	return *n->actor[0] == '\0' && *n->class[0] == '\0' && (n->type->marks & TYPE_PLAIN) != 0;
}

/* Two numbers of dead so large that few happenings have them, and of one size. */
static bool
are_similar(int64_t a, int64_t b)
{
	return a >= SIMILAR_MIN && b >= SIMILAR_MIN && a < 2 * b && b < 2 * a;
}

/* The one that stands later in their source. */
static const struct node *
later_of(const struct node *a, const struct node *b)
{
	return a->start < b->start ? b : a;
}

/* May the later of two go back to the earlier one? */
static bool
goes_back(const struct node *a, const struct node *b)
{
	unsigned marks = later_of(a, b)->marks;
	bool armed = ((a->type->marks | b->type->marks) & TYPE_ARMED) != 0;

	return (marks & MARK_BACK) != 0 && ((marks & MARK_GROUND) == 0 || !armed) && ((marks & MARK_ARMED) == 0 || armed);
}

/* The evidence beside date, place, type, actors and position. */
static unsigned
compare_rest(const struct node *a, const struct node *b)
{
	unsigned have = NEED_VOTE | NEED_ONLY | NEED_ALONE | NEED_LAST, marks = a->type->marks & b->type->marks;

	have |= (marks & TYPE_ONCE) != 0 ? NEED_ONCE : 0;
	have |= (marks & TYPE_NATIONAL) != 0 ? NEED_NATIONAL : 0;
	have |= (marks & TYPE_MONTH) != 0 ? NEED_MONTH : 0;
	have |= a->killed >= KILLED_MIN && a->killed == b->killed ? NEED_KILLED : 0;
	have |= (marks & TYPE_CROWD) != 0 ? NEED_CROWD : 0;
	have |= are_similar(a->killed, b->killed) ? NEED_SIMILAR : 0;
	have |= a->text != 0 && a->text == b->text ? NEED_TEXT : 0;
	have |= is_bare(a) || is_bare(b) ? NEED_BARE : 0;
	have |= goes_back(a, b) ? NEED_BACK : 0;
	have |= ((a->marks | b->marks) & MARK_LOOSE) != 0 ? NEED_LOOSE : 0;
	have |= (marks & TYPE_TAKING) != 0 && compare_stems(a->actor[0], b->actor[0]) != ACTOR_APART ? NEED_TAKING : 0;
	have |= (marks & TYPE_PLAIN) != 0 ? NEED_PLAIN : 0;
	return have;
}

/* Does the later of two sentences near each other say that it tells of something else? */
static bool
leaves(const struct node *a, const struct node *b)
{
	return (later_of(a, b)->marks & MARK_ANOTHER) != 0 && a->start != b->start && (a->text != b->text || a->text == 0) &&
	    (compare_positions(a, b) & WHERE_PAGE) != 0;
}

const struct join_rule *
join_decide(const struct node *a, const struct node *b, bool last)
{
	unsigned dates = 1u << compare_dates(a, b), places, types, actors, where, have;
	size_t n;
	const struct join_rule *r = join_rules(&n);

	if (dates == 1u << DATE_APART || ((a->marks & b->marks & MARK_EVENT) != 0) || leaves(a, b))
		return NULL;
	if (last && (later_of(a, b)->marks & MARK_BACK) != 0 && !goes_back(a, b))
		return NULL;
	types = 1u << compare_types(a->type, b->type);
	places = 1u << compare_places(a, b);
	if (types == 1u << KIND_APART || places == 1u << PLACE_APART)
		return NULL;
	if (types == 1u << KIND_SAME)
		types |= 1u << KIND_TAKING | 1u << KIND_FAMILY;
	else if (types == 1u << KIND_TAKING || types == 1u << KIND_PLAIN)
		types |= 1u << KIND_FAMILY;
	actors = 1u << compare_actors(a, b);
	where = compare_positions(a, b);
	have = compare_rest(a, b);
	for (; n-- > 0; r++)
		if (r->last == last && (r->dates & dates) != 0 && (r->places & places) != 0 && (r->types & types) != 0 &&
		    (r->actors & actors) != 0 && (r->where & where) != 0 && (r->needs & ~have) == 0)
			return r;
	return NULL;
}

void
join_agreement(const struct node *a, const struct node *b, char *buf, size_t size)
{
	enum place_relation p = compare_places(a, b);
	enum date_relation d = compare_dates(a, b);
	unsigned have = compare_rest(a, b);

	snprintf(buf, size, "%s%s%s%s%s%s", d == DATE_SAME ? "date," : "", p == PLACE_SAME || p == PLACE_COARSE ? "place," : "",
	    a->type == b->type ? "type," : "", compare_actors(a, b) == ACTOR_AGREE ? "actors," : "",
	    (have & NEED_KILLED) != 0 ? "killed," : "", (have & NEED_TEXT) != 0 ? "text," : "");
	if (*buf != '\0')
		buf[strlen(buf) - 1] = '\0';
}
