/* extract-casualties: sentences in, the same and a casualty record for every count of people harmed out. */
#include <stdlib.h>
#include <string.h>

#include "context.h"
#include "die.h"
#include "filter.h"
#include "harm.h"
#include "parse.h"
#include "pattern.h"
#include "reality.h"
#include "record.h"
#include "tally.h"
#include "told.h"
#include "victim.h"

enum { NAME, PATTERN, SUFFERER, OUTCOME, DOER, WHOSE, COLUMNS };

static struct table *table;
static struct patterns *patterns;
static int decease, death_event, mortal, lossnoun[3];
static bool dump;

/* One sentence's work: what was found so far. */
struct work {
	const struct parse *p;
	char **used;          /* by chunk: outcomes already counted there, "killed/wounded/", or NULL */
	const char *outcome;  /* of the latest row, "" before any */
	json_t *last;         /* latest whole row, borrowed from rows */
	json_t *rows;
	struct told *row; /* the same, with where they stand */
	size_t n, cap;
};

/* What a pattern said of a row. */
struct harm {
	const char *rule, *outcome;
	size_t trigger, doer, whose;
	json_t *whole; /* the row that this one is part of, or NULL */
	bool none;     /* "without losing a man" */
};

static void
start(void)
{
	words_load();
	victim_load();
	tally_load();
	table = table_load("casualty-patterns", COLUMNS, COLUMNS);
	patterns = patterns_compile(table, PATTERN);
	decease = class_find("decease");
	death_event = class_find("deathevent");
	mortal = class_find("mortal");
	reality_load();
	told_load();
	lossnoun[0] = class_find("deadnoun");
	lossnoun[1] = class_find("casualtynoun");
	lossnoun[2] = class_find("woundnoun");
}

/* Is this chunk counted already for one of the outcomes ("killed|wounded")? Notes them if not. */
static bool
used_before(struct work *w, size_t chunk, const char *outcome)
{
	char *old = w->used[chunk];
	const char *next;

	for (const char *o = outcome; old != NULL && o != NULL; o = next) {
		size_t n = strcspn(o, "|");
		char *key = xasprintf("/%.*s/", (int)n, o);
		bool found = strstr(old, key) != NULL;

		free(key);
		if (found)
			return true;
		next = o[n] == '|' ? o + n + 1 : NULL;
	}
	w->used[chunk] = xasprintf("%s/%s/", old != NULL ? old : "", outcome);
	free(old);
	for (char *c = w->used[chunk]; (c = strchr(c, '|')) != NULL; c++)
		*c = '/';
	return false;
}

/* "300 were killed, wounded or captured", "lost 300 men, killed and wounded": one count of several outcomes, not one
 * of each. Gives them with | between (the caller's), or NULL where outcome is the only one. */
static char *
wider_outcome(const struct work *w, size_t trigger, size_t chunk, const char *outcome)
{
	const struct parse *p = w->p;
	size_t at = harm_said(p, trigger) != NULL ? trigger : chunk;
	char *all = xstrdup(outcome), *old;
	bool either = false, both = false, linked = false;
	const char *said;

	for (size_t k = at + 1; k < p->n; k++) {
		bool conj = false, sep = false;

		for (; k < p->n && (p->chunk[k].type == CHUNK_COMMA || p->chunk[k].type == CHUNK_CONJ); k++) {
			sep = true;
			conj = conj || p->chunk[k].type == CHUNK_CONJ;
			either = either || chunk_is(p, k, "or");
		}
		if ((said = harm_said(p, k)) == NULL || !(sep || k == chunk + 1))
			break;
		both = both || strcmp(said, "captured") == 0;
		linked = linked || conj;
		if (strstr(all, said) == NULL) {
			all = xasprintf("%s|%s", old = all, said);
			free(old);
		}
	}
	/* "abducted and killed", "killed and captured" tell of two deeds. */
	if (linked && strcmp(all, outcome) != 0 && (either || (!both && strcmp(outcome, "killed") == 0)))
		return all;
	free(all);
	return NULL;
}

/* The days from one ISO date to another, roughly; 0 where one is missing. */
static long
rough_days(const char *a, const char *b)
{
	long y1, m1, d1, y2, m2, d2;

	if (sscanf(a, "%6ld-%2ld-%2ld", &y1, &m1, &d1) != 3 || sscanf(b, "%6ld-%2ld-%2ld", &y2, &m2, &d2) != 3)
		return 0;
	return (y2 - y1) * 365 + (m2 - m1) * 30 + d2 - d1;
}

/* Does the group name a party, and not only what they are ("fighters", "men")? */
static bool
is_party(const struct parse *p, size_t chunk)
{
	const struct span *actor = p->chunk[chunk].actor;

	return actor != NULL && strcmp(get_str(actor->json, "src"), "noun") != 0;
}

static void
set_context(json_t *rec, const struct parse *p, const struct harm *h, size_t chunk)
{
	struct when when = context_when(p, h->trigger);
	const struct span *span;
	const json_t *where = context_where(p, h->trigger, &span);
	size_t claimant;
	json_t *cites;

	set_str(rec, "date_start", when.start);
	set_str(rec, "date_end", when.end);
	set_str(rec, "date_precision", when.prec);
	set_str(rec, "date_basis", when.basis);
	set_str(rec, "place", get_str(where, "name"));
	set_str(rec, "claimed_by", context_claimant(p, h->trigger, &claimant));
	set_str(rec, "scope", rough_days(when.start, when.end) > 35 && strcmp(when.prec, "year") != 0 ? "period" : "event");
	cites = context_citations(p, chunk > h->trigger ? chunk : h->trigger);
	if (json_array_size(cites) > 0)
		json_object_set_new(rec, "citations", cites);
	else
		json_decref(cites);
}

/* Who suffered it, as the group itself or the pattern says. */
static void
set_actor(const struct work *w, json_t *rec, const struct harm *h, size_t chunk)
{
	const char *kind, *whose, *name = chunk_actor(w->p, chunk, &kind);

	/* "lost nine men": whose men they were says more than that they were men. */
	if (h->whose != NONE && (whose = chunk_actor(w->p, h->whose, &kind)) != NULL && (name == NULL || !is_party(w->p, chunk)))
		name = whose;
	else
		name = chunk_actor(w->p, chunk, &kind);
	set_str(rec, "actor", name);
	if (name != NULL)
		set_str(rec, "actor_kind", kind);
}

static void
set_doer(json_t *rec, const struct parse *p, const struct harm *h)
{
	const char *name = harm_doer(p, h->trigger, h->doer);

	if (name != NULL && strcmp(name, get_str(rec, "actor")) != 0)
		set_str(rec, "perpetrator", name);
}

static void
set_origin(json_t *rec, const struct parse *p, const struct harm *h, size_t chunk)
{
	const json_t *s = p->sentence;
	char id[ID_LEN], *salt = xasprintf("casualty/%s/%zu", h->outcome, p->chunk[chunk].start);

	make_id(id, "c", get_str(s, "source_id"), (size_t)get_int(s, "byte_start", 0), (size_t)get_int(s, "byte_end", 0), salt);
	free(salt);
	set_str(rec, "casualty_id", id);
	set_str(rec, "text", get_str(s, "text"));
	set_str(rec, "section", get_str(s, "section"));
	set_str(rec, "rule", h->rule);
	set_int(rec, "at", (long long)p->chunk[h->trigger].start);
}

/* Does only a person suffer it? Towns are captured, too, but not taken prisoner. */
static bool
befalls_persons(const struct parse *p, size_t trigger, const char *outcome)
{
	if (strcmp(outcome, "captured") == 0)
		return p->chunk[trigger].type == CHUNK_VERB && strcmp(p->chunk[trigger].lemma, "capture") != 0;
	return strstr(outcome, "killed") != NULL || strstr(outcome, "wounded") != NULL || strcmp(outcome, "executed") == 0;
}

/* One who flees is no count; a printed number of them is. */
static bool
needs_number(const char *outcome)
{
	return strcmp(outcome, "displaced") == 0 || strcmp(outcome, "refugees") == 0 || strcmp(outcome, "deserted") == 0;
}

/* Are those of the group in a row already: wounded who died, or one person named twice? */
static bool
told_already(const struct work *w, const struct harm *h, size_t chunk, const struct tally *t)
{
	const struct parse *p = w->p;
	const struct chunk *c = &p->chunk[chunk];

	if (strcmp(h->outcome, "wounded") == 0 && p->chunk[h->trigger].type == CHUNK_VERB && harm_died(p, h->trigger, chunk))
		return true;
	if (t->start < t->end || t->best != 1 || p->title_case || !p->tok->tok[c->head].capital)
		return false;
	for (size_t i = 0; i < w->n; i++)
		if (w->row[i].chunk != chunk && strcmp(get_str(w->row[i].rec, "outcome"), h->outcome) == 0 &&
		    !has(w->row[i].rec, "count_as_written") && token_is(p, p->chunk[w->row[i].chunk].head, p->tok->tok[c->head].low))
			return true;
	return false;
}

/* Towns are captured as people are: is nothing known of the name in the group? */
static bool
may_be_town(const struct parse *p, const struct harm *h, size_t chunk)
{
	const struct chunk *c = &p->chunk[chunk];

	return strcmp(h->outcome, "captured") == 0 && !befalls_persons(p, h->trigger, h->outcome) && c->actor == NULL && !c->pronoun &&
	    p->tok->tok[c->head].capital && !is_person_noun(p, chunk);
}

/* One row for the people of one noun group. */
static json_t *
add_row(struct work *w, const struct harm *h, size_t chunk)
{
	const json_t *s = w->p->sentence;
	struct tally t;
	json_t *rec;
	char *wider;

	if (h->none || (chunk > 0 && chunk_is(w->p, chunk - 1, "without")))
		t = (struct tally){ 0, 0, 0, "exact", 0, 0 };
	else if (!victim_count(w->p, chunk, befalls_persons(w->p, h->trigger, h->outcome), &t) || (needs_number(h->outcome) && t.start == t.end))
		return NULL;
	if (told_already(w, h, chunk, &t) || (t.start == t.end && t.best == 1 && may_be_town(w->p, h, chunk)))
		return NULL;
	wider = t.start < t.end || h->none ? wider_outcome(w, h->trigger, chunk, h->outcome) : NULL;
	if (used_before(w, chunk, wider != NULL ? wider : h->outcome)) {
		free(wider);
		return NULL;
	}
	rec = record_new("casualty", get_str(s, "source_id"), (size_t)get_int(s, "byte_start", 0), (size_t)get_int(s, "byte_end", 0));
	set_origin(rec, w->p, h, chunk);
	set_str(rec, "outcome", wider != NULL ? wider : h->outcome);
	free(wider);
	tally_set(rec, w->p, &t);
	set_actor(w, rec, h, chunk);
	set_doer(rec, w->p, h);
	set_context(rec, w->p, h, chunk);
	if (h->whole != NULL)
		set_str(rec, "part_of", get_str(h->whole, "casualty_id"));
	json_array_append_new(w->rows, rec);
	w->row = grow(w->row, &w->cap, w->n + 1, sizeof *w->row);
	w->row[w->n++] = (struct told){ rec, chunk, h->trigger };
	return rec;
}

/* A list behind a preposition, each member a row: parts of whole, or rows of their own where it is NULL. */
static void
add_behind(struct work *w, struct harm *h, size_t prep, json_t *whole)
{
	size_t first, end;

	if (w->p->chunk[prep + 1].type != CHUNK_NOUN)
		return;
	/* "including the mayor's son": the son. */
	while (prep + 2 < w->p->n && w->p->chunk[prep + 1].possessive && w->p->chunk[prep + 2].type == CHUNK_NOUN)
		prep++;
	h->whole = whole;
	parse_list(w->p, prep + 1, &first, &end);
	for (size_t i = prep + 1; i <= end; i++) {
		struct harm own = *h;

		if (w->p->chunk[i].type != CHUNK_NOUN || (i > prep + 1 && parse_preposition(w->p, i) != NONE && w->p->chunk[i - 1].type != CHUNK_CONJ))
			continue;
		/* "including five shot by X" */
		if (i + 1 < w->p->n && w->p->chunk[i + 1].type == CHUNK_VERB && harm_said(w->p, i + 1) != NULL) {
			own.trigger = i + 1;
			own.outcome = harm_said(w->p, i + 1);
			own.doer = w->p->chunk[i + 1].agent;
		}
		add_row(w, &own, i);
	}
	h->whole = NULL;
}

/* "..., including 5 civilians": parts of the row before. */
static void
add_parts(struct work *w, struct harm *h, size_t last)
{
	size_t limit = (last > h->trigger ? last : h->trigger) + 6;

	for (size_t k = last + 1; k + 1 < w->p->n && k < limit; k++) {
		if ((w->p->chunk[k].type == CHUNK_VERB && k != h->trigger) || w->p->chunk[k].type == CHUNK_SUB)
			return;
		if (chunk_is(w->p, k, "including")) {
			add_behind(w, h, k, w->last);
			return;
		}
		/* "among them two children" */
		if (chunk_is(w->p, k, "among") && w->p->chunk[k + 1].pronoun && k + 2 < w->p->n) {
			add_behind(w, h, k + 1, w->last);
			return;
		}
	}
}

/* "was killed along with his wife": more beside those counted. */
static void
add_company(struct work *w, struct harm *h, size_t last)
{
	size_t limit = (last > h->trigger ? last : h->trigger) + 12;

	for (size_t k = last + 1; k + 1 < w->p->n && k < limit && (w->p->chunk[k].type != CHUNK_VERB || k == h->trigger) &&
	    w->p->chunk[k].type != CHUNK_SUB; k++)
		if (chunk_is(w->p, k, "along with") || chunk_is(w->p, k, "together with") || chunk_is(w->p, k, "as well as")) {
			add_behind(w, h, k, NULL);
			return;
		}
}

/* "49 dead, two missing and nine wounded": each noun says what befell its own; what befell "three of the wounded"
 * the verb behind them says. */
static const char *
own_outcome(const struct parse *p, size_t i, size_t trigger, const char *outcome)
{
	static const struct { const char *class, *outcome; } own[] = {
		{ "missing", "missing" }, { "woundnoun", "wounded" }, { "deadnoun", "killed" }, { "prisoncount", "captured" },
	};

	if (p->chunk[trigger].type == CHUNK_VERB && p->chunk[trigger].subject == i)
		return outcome;
	/* "left one dead and two with injuries" */
	if (p->chunk[trigger].type == CHUNK_VERB && i + 2 < p->n && chunk_is(p, i + 1, "with") && p->chunk[i + 2].count == NULL && chunk_has(p, i + 2, class_find("woundnoun")))
		return "wounded";
	/* "executed 14 prisoners" */
	if (strcmp(outcome, "executed") == 0)
		return outcome;
	for (size_t k = 0; k < sizeof own / sizeof *own; k++)
		if (p->chunk[i].count != NULL && chunk_has(p, i, class_find(own[k].class)))
			return own[k].outcome;
	return outcome;
}

/* "three of them", "many of them": some of those counted before. */
static bool
is_share(const struct parse *p, size_t i)
{
	return i > 0 && i + 2 < p->n && chunk_is(p, i + 1, "of") && p->chunk[i + 2].pronoun;
}

static void
add_list(struct work *w, struct harm *h, size_t first, size_t last)
{
	const char *outcome = h->outcome;
	json_t *rec;

	for (size_t i = first; i <= (h->none ? first : last) && i < w->p->n; i++) {
		const struct chunk *c = &w->p->chunk[i];
		bool share = is_share(w->p, i) && w->last != NULL;

		if (c->type != CHUNK_NOUN || (i > first && w->p->chunk[i - 1].type == CHUNK_PREP))
			continue;
		/* "captured three of those": of ships as well as of men */
		if (!share && c->bare && is_share(w->p, i) && strcmp(h->outcome, "captured") == 0)
			continue;
		if (share && (c->count == NULL || strcmp(get_str(c->count->json, "q"), "vague") == 0))
			continue;
		h->outcome = own_outcome(w->p, i, h->trigger, outcome);
		h->whole = share ? w->last : NULL;
		rec = add_row(w, h, i);
		h->whole = NULL;
		h->outcome = outcome;
		if (share)
			continue;
		if (rec != NULL) {
			w->last = rec;
			w->outcome = h->outcome;
		}
	}
	if (w->last == NULL)
		return;
	add_parts(w, h, last);
	add_company(w, h, last);
}

/* A cell of the table that names groups: a letter of the pattern or a role of the trigger verb. */
static size_t
role(const struct match *m, const struct parse *p, const char *cell, size_t trigger, size_t *end)
{
	size_t i = NONE;

	if (cell[0] != '\0' && cell[1] == '\0' && cell[0] >= 'a' && cell[0] <= 'z') {
		*end = m->end[cell[0] - 'a'];
		return m->at[cell[0] - 'a'];
	}
	if (p->chunk[trigger].type == CHUNK_VERB) {
		if (strcmp(cell, "subject") == 0)
			i = p->chunk[trigger].subject;
		else if (strcmp(cell, "object") == 0)
			i = p->chunk[trigger].object;
		else if (strcmp(cell, "sufferer") == 0)
			i = parse_sufferer(p, trigger);
		else if (strcmp(cell, "doer") == 0)
			i = parse_doer(p, trigger);
	}
	*end = i;
	return i;
}

/* Does a negated verb say that nobody came to harm ("without losing a man", "suffered no losses", "caused no injuries")? */
static bool
denies(const struct parse *p, size_t trigger, size_t sufferer)
{
	if (p->chunk[trigger].unreal || p->chunk[trigger].attempt)
		return false;
	if (trigger > 0 && chunk_is(p, trigger - 1, "without"))
		return true;
	for (size_t i = 0; i < sizeof lossnoun / sizeof *lossnoun; i++)
		if (chunk_has(p, sufferer, lossnoun[i]))
			return true;
	return false;
}

/* "mortally wounded" */
static bool
is_mortal(const struct parse *p, size_t trigger)
{
	const struct chunk *c = &p->chunk[trigger];
	size_t from = trigger > 0 && p->chunk[trigger - 1].type == CHUNK_ADV ? p->chunk[trigger - 1].first : c->first;

	for (size_t i = from; i <= c->last; i++)
		if (class_has(mortal, p->tok->tok[i].low))
			return true;
	return false;
}

/* Make the rows that a match tells; false if there are none. */
static bool
apply(struct work *w, const struct match *m)
{
	char **cell = table->rows[match_row(m)].cell;
	const struct parse *p = w->p;
	size_t end, first, before, trigger = m->at['t' - 'a'] != NONE ? m->at['t' - 'a'] : m->first;
	struct harm h = { .rule = cell[NAME], .outcome = cell[OUTCOME], .trigger = trigger };

	if (strcmp(h.outcome, "-") == 0)
		return true;
	if (strcmp(h.outcome, "same") == 0)
		h.outcome = w->outcome;
	if (*h.outcome == '\0')
		return false;
	h.doer = role(m, p, cell[DOER], trigger, &end);
	h.whose = role(m, p, cell[WHOSE], trigger, &end);
	first = role(m, p, cell[SUFFERER], trigger, &end);
	if (first == NONE || (chunk_has(p, trigger, death_event) && reality_prospective(p, trigger)))
		return false;
	if (strcmp(h.outcome, "wounded") == 0 && is_mortal(p, trigger))
		h.outcome = "killed";
	if (chunk_has(p, trigger, decease) && died_in_bed(p, trigger, first))
		return true;
	h.none = p->chunk[trigger].type == CHUNK_VERB && p->chunk[trigger].negated && denies(p, trigger, first);
	if (p->chunk[trigger].type == CHUNK_VERB && !h.none && (p->chunk[trigger].unreal || p->chunk[trigger].negated || p->chunk[trigger].attempt))
		return true;
	/* "casualties numbered 500 killed" */
	if (strcmp(h.outcome, "casualties") == 0 && w->used[first] != NULL)
		return false;
	/* A noun alone ("three wounded") tells nothing new of people whose fate a verb has told. */
	if (p->chunk[trigger].type == CHUNK_NOUN && trigger == first && w->used[first] != NULL)
		return false;
	if (end == first)
		parse_list(p, first, &first, &end);
	before = json_array_size(w->rows);
	add_list(w, &h, first, end);
	return json_array_size(w->rows) > before;
}

/* Try the patterns in order; the first that matches a trigger is the one. */
static void
extract(struct work *w)
{
	struct match m;
	char *done = xcalloc(w->p->n, 1);

	for (size_t k = 0; k < patterns->n; k++)
		for (size_t i = 0; i < w->p->n; i++) {
			size_t t;

			if (!pattern_match(patterns, k, w->p, i, &m))
				continue;
			t = m.at['t' - 'a'] != NONE ? m.at['t' - 'a'] : i;
			if (!done[t] && apply(w, &m))
				done[t] = 1;
		}
	free(done);
}

/* The rows of a sentence of prose, in a new array. */
static json_t *
prose(const json_t *sentence)
{
	struct parse *p = parse_sentence(sentence);
	struct work w = { .p = p, .outcome = "", .rows = json_array() };

	w.used = xcalloc(p->n, sizeof *w.used);
	if (dump)
		parse_dump(p);
	extract(&w);
	told_relate(p, w.row, w.n);
	free(w.row);
	for (size_t i = 0; i < p->n; i++)
		free(w.used[i]);
	free(w.used);
	parse_free(p);
	return w.rows;
}

/* A bracket on a line of its own still says something of the table line before it, so a line's rows wait
 * for the next line. */
static void
document(struct document *doc)
{
	json_t *rows = NULL, *row;
	size_t owner = 0, i;

	for (size_t k = 0; k <= doc->n; k++) {
		if (k < doc->n && strcmp(doc->entries[k].kind, "sentence") != 0)
			continue;
		if (k < doc->n && rows != NULL && tally_continue(rows, doc->entries[k].rec))
			continue;
		json_array_foreach(rows, i, row)
			document_after(doc, owner, json_incref(row));
		json_decref(rows);
		rows = NULL;
		if (k == doc->n)
			break;
		owner = k;
		rows = tally_casualties(doc->entries[k].rec);
		if (rows == NULL)
			rows = prose(doc->entries[k].rec);
	}
}

static bool
option(int c, const char *arg)
{
	(void)arg;
	dump = c == 'd';
	return dump;
}

int
main(int argc, char **argv)
{
	static const struct option longopts[] = { { "dump", no_argument, NULL, 'd' }, { NULL, 0, NULL, 0 } };
	static const struct filter filter = {
		.name = "extract-casualties",
		.synopsis = "[-d] [file ...]",
		.help = "Finds how many people were killed, wounded, captured, abducted or displaced,\n"
		    "who they were and who did it, and adds a casualty record for each count.\n\n"
		    "  -d, --dump            show how each sentence is read, on standard error\n",
		.kinds = "sentence",
		.start = start,
		.document = document,
		.shortopts = "d",
		.longopts = longopts,
		.option = option,
	};

	return filter_main(argc, argv, &filter);
}
