/* Compare stated totals with the rows that they sum, and an infobox with the text below it: casualty and force records of a
 * document come in and leave with flags where figures contradict each other, and with the total that they are part of. */
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "filter.h"
#include "record.h"
#include "text.h"

#define UNBOUNDED (1LL << 60)
#define RATING "guns" /* of a ship: never summed with what other lines count */

/* A casualty or force record. */
struct figure {
	struct entry *entry;
	json_t *rec;
	bool force, table, total, part;
	const char *what;      /* outcome or unit; people are one unit */
	const char *side;
	char *actor;           /* as a key: spelling does not matter */
	long long low, high;
};

struct figures {
	struct figure *f;
	size_t n, cap;
};

static const char *
unit_group(const char *unit)
{
	static const char *const people[] = { "troops", "fighters", "police", "advisers" };

	for (size_t i = 0; i < sizeof people / sizeof *people; i++)
		if (strcmp(unit, people[i]) == 0)
			return people[0];
	return unit;
}

static long long
clamp(long long v)
{
	return v < 0 ? 0 : v > UNBOUNDED ? UNBOUNDED : v;
}

static void
add_figure(struct figures *fs, struct entry *e)
{
	json_t *rec = e->rec;
	bool force = strcmp(e->kind, "force") == 0;
	const char *actor = get_str(rec, "actor");
	long long best = get_int(rec, "best", -1);

	if (best < 0)
		return;
	fs->f = grow(fs->f, &fs->cap, fs->n + 1, sizeof *fs->f);
	fs->f[fs->n++] = (struct figure){
		.entry = e, .rec = rec, .force = force,
		.table = strcmp(get_str(rec, "scope"), "table") == 0,
		.total = strcmp(get_str(rec, "rule"), "table-total") == 0,
		.part = *get_str(rec, "part_of") != '\0' || *get_str(rec, "context") != '\0' || strcmp(get_str(rec, "status"), "lost") == 0,
		.what = force ? unit_group(get_str(rec, "unit")) : get_str(rec, "outcome"),
		.side = get_str(rec, "side"), .actor = name_key(actor, strlen(actor)),
		.low = clamp(get_int(rec, "low", 0)), .high = clamp(get_int(rec, "high", UNBOUNDED)),
	};
}

static void
flag(struct figure *f, const char *name)
{
	add_flag(f->rec, name);
	f->entry->changed = true;
}

/* Is every alternative of outcome a ("killed|missing") among those of b? Casualties are of all kinds. */
static bool
within(const char *a, const char *b)
{
	if (strcmp(b, "casualties") == 0)
		return true;
	while (*a != '\0') {
		size_t n = strcspn(a, "|");
		const char *in = b;

		while (*in != '\0' && (strncmp(in, a, n) != 0 || (in[n] != '|' && in[n] != '\0')))
			in += strcspn(in, "|") + (in[strcspn(in, "|")] == '|');
		if (*in == '\0')
			return false;
		a += n + (a[n] == '|');
	}
	return true;
}

/* May row r be one that total t sums? */
static bool
sums(const struct figure *t, const struct figure *r)
{
	if (r == t || r->total || r->part || !r->table || r->force != t->force || strcmp(r->side, t->side) != 0)
		return false;
	if (*t->actor != '\0' && *t->side == '\0' && strcmp(t->actor, r->actor) != 0)
		return false;
	return t->force ? strcmp(r->what, t->what) == 0 && strcmp(t->what, RATING) != 0 : within(r->what, t->what);
}

/* The rows of a total: those before it back to the total before; or those behind it, if none stand there. */
static void
rows_of(const struct figures *fs, size_t t, size_t *first, size_t *last)
{
	size_t found = 0;

	for (*first = t; *first > 0 && !(fs->f[*first - 1].total && fs->f[*first - 1].force == fs->f[t].force); --*first)
		found += sums(&fs->f[t], &fs->f[*first - 1]);
	*last = t;
	if (found > 0)
		return;
	*first = t + 1;
	for (*last = t + 1; *last < fs->n && !(fs->f[*last].total && fs->f[*last].force == fs->f[t].force); ++*last)
		;
}

static long long
capped(long long a, long long b)
{
	return a >= UNBOUNDED || b >= UNBOUNDED ? UNBOUNDED : a + b;
}

static void
check_total(struct figures *fs, size_t t)
{
	struct figure *total = &fs->f[t];
	size_t first, last, n = 0;
	long long low = 0, high = 0;

	rows_of(fs, t, &first, &last);
	for (size_t i = first; i < last; i++)
		if (sums(total, &fs->f[i])) {
			low = capped(low, fs->f[i].low);
			high = capped(high, fs->f[i].high);
			n++;
			if (!total->force) {
				set_str(fs->f[i].rec, "part_of", get_str(total->rec, "casualty_id"));
				fs->f[i].entry->changed = true;
			}
		}
	if (n > 1 && (high < total->low || low > total->high))
		flag(total, "total-mismatch");
}

/* "2,172 casualties: 593 killed, ...": a row of several outcomes whose next rows sum to it exactly is their total. */
static void
check_head(struct figures *fs, size_t t)
{
	struct figure *head = &fs->f[t];
	long long sum = 0;
	size_t last = t + 1;

	if (head->force || !head->table || head->total || head->part || head->low != head->high ||
	    (strcmp(head->what, "casualties") != 0 && strchr(head->what, '|') == NULL))
		return;
	while (last < fs->n && last < t + 9 && sum < head->low && sums(head, &fs->f[last]) && strcmp(fs->f[last].actor, head->actor) == 0)
		sum += fs->f[last++].low;
	if (last < t + 3 || sum != head->low)
		return;
	for (size_t i = t + 1; i < last; i++) {
		set_str(fs->f[i].rec, "part_of", get_str(head->rec, "casualty_id"));
		fs->f[i].part = true;
		fs->f[i].entry->changed = true;
	}
}

static int
by_party(const void *x, const void *y)
{
	const struct figure *a = *(const struct figure *const *)x, *b = *(const struct figure *const *)y;
	int c = (int)a->force - (int)b->force;

	c = c != 0 ? c : strcmp(a->what, b->what);
	c = c != 0 ? c : strcmp(a->actor, b->actor);
	return c != 0 ? c : (a > b) - (a < b);
}

/* One party's figures of one kind: no figure of the text may be more than the infobox grants in all. */
static void
check_party(struct figure **f, size_t n)
{
	long long high = 0;
	size_t rows = 0;
	bool conflict = false;

	for (size_t i = 0; i < n; i++)
		if (f[i]->table && !f[i]->total && strcmp(get_str(f[i]->rec, "section"), "Infobox") == 0) {
			high = capped(high, f[i]->high);
			rows++;
		}
	if (rows == 0)
		return;
	for (size_t i = 0; i < n; i++)
		if (!f[i]->table && f[i]->low > high) {
			flag(f[i], "infobox-body-conflict");
			conflict = true;
		}
	for (size_t i = 0; conflict && i < n; i++)
		if (f[i]->table && !f[i]->total)
			flag(f[i], "infobox-body-conflict");
}

static void
check_parties(struct figures *fs)
{
	struct figure **order = xcalloc(fs->n + 1, sizeof *order);
	size_t n = 0;

	for (size_t i = 0; i < fs->n; i++)
		if (*fs->f[i].actor != '\0')
			order[n++] = &fs->f[i];
	qsort(order, n, sizeof *order, by_party);
	for (size_t i = 0, k; i < n; i = k) {
		for (k = i + 1; k < n && order[k]->force == order[i]->force && strcmp(order[k]->what, order[i]->what) == 0 &&
		    strcmp(order[k]->actor, order[i]->actor) == 0; k++)
			;
		check_party(order + i, k - i);
	}
	free(order);
}

static void
check(struct document *doc)
{
	struct figures fs = { NULL, 0, 0 };

	for (size_t i = 0; i < doc->n; i++)
		if (strcmp(doc->entries[i].kind, "casualty") == 0 || strcmp(doc->entries[i].kind, "force") == 0)
			add_figure(&fs, &doc->entries[i]);
	for (size_t i = 0; i < fs.n; i++)
		check_head(&fs, i);
	for (size_t i = 0; i < fs.n; i++)
		if (fs.f[i].total)
			check_total(&fs, i);
	check_parties(&fs);
	for (size_t i = 0; i < fs.n; i++)
		free(fs.f[i].actor);
	free(fs.f);
}

int
main(int argc, char **argv)
{
	static const struct filter f = {
		.name = "check-totals",
		.synopsis = "[file ...]",
		.help = "Flag totals that do not fit their rows, and infoboxes that contradict the text.\n\n",
		.kinds = "casualty force",
		.document = check,
	};

	return filter_main(argc, argv, &f);
}
