/* Invent a stream of mention records with known truth: mentions COUNT SEED TRUTH >RECORDS
 *
 * Happenings at places of many sizes (few have most of them), in order of time, each told once or, more and
 * more seldom, up to 366 times, by digests that mix several happenings. Reports err as real ones do: another
 * spelling of the place, its country alone, the day before or after, no date but the month, no or a vague actor,
 * another number of dead. TRUTH gets a line for each mention: its id, a tab, the happening. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PLACES 20000
#define COUNTRIES 40
#define GROUPS 8
#define POOL 20000
#define RECENT (1 << 16)
#define PER_DOCUMENT 12

static const char *const types[][3] = {
	{ "Battles", "Armed clash", "fought at" },
	{ "Battles", "Non-state actor overtakes territory", "took" },
	{ "Explosions/Remote violence", "Air/drone strike", "bombed" },
	{ "Explosions/Remote violence", "Shelling/artillery/missile attack", "shelled" },
	{ "Explosions/Remote violence", "Remote explosive/landmine/IED", "mined a road at" },
	{ "Violence against civilians", "Attack", "attacked villagers at" },
	{ "Violence against civilians", "Abduction/forced disappearance", "carried off people from" },
	{ "Protests", "Peaceful protest", "marched in" },
	{ "Strategic developments", "Looting/property destruction", "looted" },
};
#define TYPES (sizeof types / sizeof *types)

struct place {
	char name[24], spelling[24];
	int country;
	double lat, lon;
};

struct happening {
	uint32_t id, place;
	int day, type, actor, killed;
};

static struct place place[PLACES];
static struct happening pool[POOL];
static uint64_t recent[RECENT];
static size_t pooled;
static uint64_t state;
static uint32_t happenings;

/* splitmix64: the same stream on every machine. */
static uint64_t
next(void)
{
	uint64_t z = state += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return z ^ z >> 31;
}

static uint32_t
below(uint32_t n)
{
	return (uint32_t)((next() >> 32) * n >> 32);
}

static int
chance(uint32_t percent)
{
	return below(100) < percent;
}

static void
make_name(char *s, int syllables)
{
	static const char first[] = "bdfgklmnrstz", second[] = "aeiou";

	for (int i = 0; i < syllables; i++) {
		*s++ = first[below(12)];
		*s++ = second[below(5)];
	}
	*s = '\0';
}

static void
make_places(void)
{
	for (size_t i = 0; i < PLACES; i++) {
		struct place *p = &place[i];

		make_name(p->name, 4);
		p->name[0] -= 'a' - 'A';
		snprintf(p->spelling, sizeof p->spelling, "%.3s%s", p->name, p->name + 2); /* a letter doubled */
		p->country = (int)below(COUNTRIES);
		p->lat = (p->country % 8) * 10 - 40 + below(80000) / 10000.0;
		p->lon = (p->country / 8) * 20 - 60 + below(160000) / 10000.0;
	}
}

/* Few places have most of what happens. */
static uint32_t
pick_place(void)
{
	double u = (below(1000000) + 1) / 1000001.0;

	return (uint32_t)(PLACES * u * u * u);
}

static int
pick_killed(void)
{
	return chance(35) ? -1 : (int)(1.0 / ((below(100000) + 800) / 100000.0));
}

/* Has the same kind of thing happened there within a day? Then it would be one happening. */
static int
is_taken(const struct happening *h)
{
	int taken = 0;

	for (int d = -1; d <= 1; d++) {
		uint64_t key = ((uint64_t)h->place << 32 | (uint32_t)(h->day + d)) * 16 + (uint64_t)h->type + 1;
		uint64_t *slot = &recent[key * 0x9e3779b97f4a7c15u >> 48];

		taken |= *slot == key;
		if (d == 0 && !taken)
			*slot = key;
	}
	return taken;
}

static void
add_happening(int day)
{
	struct happening h;
	uint32_t reports = 1;

	do {
		h = (struct happening){ happenings, pick_place(), day + (int)below(3), (int)below(TYPES), (int)below(GROUPS),
			pick_killed() };
	} while (is_taken(&h));
	happenings++;
	while (chance(45) && reports < 12)
		reports++;
	if (below(5000) == 0)
		reports = 366;
	while (reports-- > 0 && pooled < POOL)
		pool[pooled++] = h;
}

static void
date(char *s, int day)
{
	/* Civil date of a day counted from 1970-01-01. */
	long z = day + 719468L, era = z / 146097, doe = z - era * 146097;
	long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365, doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	long mp = (5 * doy + 2) / 153, m = mp < 10 ? mp + 3 : mp - 9;

	snprintf(s, 32, "%04ld-%02ld-%02ld", (yoe + era * 400 + (m <= 2)) % 10000, m % 100, (doy - (153 * mp + 2) / 5 + 1) % 100);
}

static void
print_dates(const struct happening *h)
{
	char a[32];

	date(a, h->day + (chance(3) ? chance(50) ? 1 : -1 : 0));
	if (chance(2))
		printf(",\"date_start\":\"%.7s-01\",\"date_end\":\"%.7s-28\",\"date_precision\":\"month\"", a, a);
	else
		printf(",\"date_start\":\"%s\",\"date_end\":\"%s\",\"date_precision\":\"day\"", a, a);
}

static void
print_place(const struct place *p, const char *name)
{
	if (chance(2))
		printf(",\"place\":\"Country %d\",\"iso3\":\"C%02d\",\"geo_precision\":5", p->country, p->country);
	else
		printf(",\"place\":\"%s\",\"iso3\":\"C%02d\",\"latitude\":%.4f,\"longitude\":%.4f,\"geo_precision\":1", name,
		    p->country, p->lat, p->lon);
}

static void
print_actor(const struct happening *h, int country)
{
	if (chance(12))
		return;
	if (chance(15))
		printf(",\"actor1\":\"gunmen\",\"actor1_kind\":\"rebel\"");
	else
		printf(",\"actor1\":\"Front %c%c\",\"actor1_kind\":\"rebel\"", 'A' + country % 26, 'A' + (h->actor * 7 + country) % 26);
}

static void
print_mention(const struct happening *h, uint64_t n, uint64_t document, uint64_t offset, FILE *truth)
{
	const struct place *p = &place[h->place];
	const char *name = chance(5) ? p->spelling : p->name;
	int killed = h->killed > 2 && chance(20) ? h->killed + (int)below(3) - 1 : h->killed;

	printf("{\"kind\":\"mention\",\"source_id\":\"digest-%08llu\",\"byte_start\":%llu,\"byte_end\":%llu,"
	    "\"mention_id\":\"m%015llx\"", (unsigned long long)document, (unsigned long long)offset,
	    (unsigned long long)offset + 160, (unsigned long long)((n + 1) * 0x9e3779b97f4a7c15u >> 4));
	print_dates(h);
	printf(",\"date_basis\":\"explicit\",\"event_type\":\"%s\",\"sub_event_type\":\"%s\"", types[h->type][0], types[h->type][1]);
	print_actor(h, p->country);
	print_place(p, name);
	if (killed >= 0 && !chance(30))
		printf(",\"killed_low\":%d,\"killed_best\":%d,\"killed_high\":%d", killed, killed, killed);
	printf(",\"status\":\"reported\",\"citations\":[\"%u\"],\"text\":\"They %s %s, it was said on the %u. day by a correspondent "
	    "of the %u. paper, in a column on the war that ran to some %u lines.\",\"rule\":\"invented\"}\n", below(300) + 1,
	    types[h->type][2], name, below(28) + 1, below(500), below(90) + 20);
	fprintf(truth, "m%015llx\t%u\n", (unsigned long long)((n + 1) * 0x9e3779b97f4a7c15u >> 4), h->id);
}

int
main(int argc, char **argv)
{
	uint64_t count, document = 0, offset = 0;
	FILE *truth;

	if (argc != 4 || (truth = fopen(argv[3], "w")) == NULL) {
		fprintf(stderr, "usage: mentions COUNT SEED TRUTH\n");
		return 2;
	}
	count = strtoull(argv[1], NULL, 10);
	state = strtoull(argv[2], NULL, 10);
	make_places();
	for (uint64_t i = 0; i < count; i++) {
		uint32_t pick;

		/* Forty happenings a day, so that a million reports span thirty years. */
		while (pooled < POOL / 2)
			add_happening((int)(happenings / 40));
		if (i % PER_DOCUMENT == 0) {
			printf("{\"kind\":\"doc\",\"source_id\":\"digest-%08llu\",\"path\":\"digest-%08llu.txt\",\"format\":\"text\"}\n",
			    (unsigned long long)document + 1, (unsigned long long)document + 1);
			document++;
			offset = 0;
		}
		pick = below((uint32_t)pooled);
		print_mention(&pool[pick], i, document, offset, truth);
		pool[pick] = pool[--pooled];
		offset += 2000;
	}
	return fclose(truth) != 0 || ferror(stdout) || fclose(stdout) != 0 ? 2 : 0;
}
