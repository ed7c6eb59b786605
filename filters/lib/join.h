/* What the join knows of a mention, and when two mentions tell of one happening. */
#ifndef SITREP_JOIN_H
#define SITREP_JOIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "members.h"

#define NO_DAY INT32_MIN
#define NO_DEGREE INT32_MIN
#define NO_COUNT (-1)
#define CLOSE_BYTES 1200 /* within a paragraph or so */
#define MONTH_DAYS 31
#define PAGE_BYTES 3000  /* about a page, or a newspaper article; rules look no farther in a source, but for whole places */

/* Marks of a type, see join-types.tsv. */
enum {
	TYPE_ONCE = 1,
	TYPE_NATIONAL = 2,
	TYPE_MUTUAL = 4,
	TYPE_TAKING = 8,
	TYPE_PLAIN = 16,
	TYPE_ARMED = 32,
	TYPE_CROWD = 64,
	TYPE_MONTH = 128,
	TYPE_OPENING = 256
};

/* Marks of a mention. */
enum {
	MARK_EVENT = 1,   /* it is an event of an earlier join */
	MARK_ANOTHER = 2, /* its sentence leaves what was told before it, see join-cues.tsv */
	MARK_SITE = 4,    /* its place is an airport, a school, an unknown district: somewhere in a town, nobody says where */
	MARK_BACK = 8,    /* its sentence goes back to what was told before it, see join-cues.tsv */
	MARK_GROUND = 16, /* and that came not from afar */
	MARK_ARMED = 32,  /* and that came from afar */
	MARK_LOOSE = 64   /* its day is not its sentence's own: the text before it left it there */
};

struct join_type {
	const char *code, *family;
	unsigned marks;
};

/* One mention, or one event of an earlier join. Strings are keys: folded, never NULL, "" where unknown. */
struct node {
	char *id, *source;
	int64_t start, end;         /* bytes in the source */
	int32_t first, last;        /* days since 1970-01-01, or NO_DAY */
	const struct join_type *type;
	char *place, *iso3, *admin1;
	int32_t lat, lon;           /* ten thousandths of a degree, or NO_DEGREE */
	int precision;              /* geo_precision, 0 where it is unknown */
	char *actor[2];             /* stems of names that tell somebody apart, sorted, blank between */
	char *class[2];             /* what else is known of them: state, armed, civilians, protesters, anyone */
	int64_t killed;             /* best, or NO_COUNT */
	uint64_t text;              /* hash of the whole text, 0: none */
	unsigned marks;
};

/* Load the tables join-types, join-names, join-rules, join-cues and place-words. Dies where one is bad. */
void join_load(void);
void join_unload(void);

/* Type of a record by its event_type and sub_event_type; NULL where the table does not have it. */
const struct join_type *join_type_find(const char *event_type, const char *sub_event_type);

/* What the join needs of a mention or event record, into *n; false after a complaint. The strings are new: node_free. */
bool node_from_members(struct node *n, const struct members *rec);
void node_free(struct node *n);

/* A node as tab-separated cells, without a newline, in a new string. */
char *node_format(const struct node *n);
#define NODE_CELLS 20 /* the last are the marks */
/* Read back the cells of such a line; the strings point into them. False if they make no sense. */
bool node_parse(struct node *n, char **cells);

/* Does the node know its place as a town or district, and its days to within a week? */
bool node_is_local(const struct node *n);
bool node_is_brief(const struct node *n);

/* How little the node says of its day and place: more is vaguer. */
int node_vagueness(const struct node *n);

/* How two nodes agree. */
enum date_relation { DATE_APART, DATE_SAME, DATE_NEAR, DATE_MONTH, DATE_SPAN, DATE_INSIDE, DATE_EQUAL, DATE_WIDE, DATE_HALF,
	DATE_NONE };
enum place_relation { PLACE_APART, PLACE_SAME, PLACE_SITE, PLACE_INSIDE, PLACE_COARSE, PLACE_HALF, PLACE_NONE };
enum actor_relation { ACTOR_APART, ACTOR_AGREE, ACTOR_OPEN };

enum date_relation compare_dates(const struct node *a, const struct node *b);
enum place_relation compare_places(const struct node *a, const struct node *b);
enum actor_relation compare_actors(const struct node *a, const struct node *b);
/* Do two actors' stems name one, share none, or is one of them empty? */
enum actor_relation compare_stems(const char *a, const char *b);

/* A line of join-rules.tsv. */
struct join_rule {
	const char *name;
	int strength;       /* 1 to 99; stronger joins are made first */
	unsigned dates, places, types, actors, where, needs; /* sets of bits */
	bool vote;          /* holds only where a second one between the same two sources does */
	bool alone;         /* holds only where one of the two stands alone so far */
	bool only;          /* holds only where the vaguer mention fits no other event */
	bool last;          /* holds only with the last mention before it in its source that it fits */
	bool loose;         /* the day that the text left there gives way to the other */
};

/* The first rule by which a and b tell of one happening, or NULL: of those for the last that a mention fits, or of the others. */
const struct join_rule *join_decide(const struct node *a, const struct node *b, bool last);
/* Days between what the two say, 0 where they meet or one does not say. */
int32_t join_gap(const struct node *a, const struct node *b);
/* Names of the fields in which they agree, joined by commas, into buf. */
void join_agreement(const struct node *a, const struct node *b, char *buf, size_t size);
const struct join_rule *join_rule_find(const char *name);

#endif
