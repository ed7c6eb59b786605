/* Casualty figures of infobox lines: each count with its outcome, sufferer, notes in brackets and footnotes. */
#include "tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "record.h"
#include "tally_lex.h"
#include "tally_part.h"

#define UNION_MAX 96

/* A set of outcomes in order, "killed|wounded". */
struct outcomes {
	char text[UNION_MAX];
	bool thing; /* what befalls things */
	size_t first, last; /* tokens of the words */
};

/* One count of a line. */
struct toll {
	struct outcomes what;
	const char *unit;       /* of the noun that it counts, or NULL */
	const char *actor, *kind;
	size_t right;           /* first token that belongs to the next count */
	bool labelled;          /* the outcome stood before it */
	bool part;              /* of the count before its bracket */
};

void
tally_load(void)
{
	tally_lex_load();
}

void
tally_unload(void)
{
	tally_lex_unload();
}

static void
add_outcome(struct outcomes *o, const char *name, size_t first, size_t last)
{
	size_t n = strlen(o->text), len = strlen(name);
	const char *found = strstr(o->text, name);

	if (n == 0)
		o->first = first;
	o->last = last;
	if (strcmp(name, "sunk") == 0)
		o->thing = true;
	else if ((found == NULL || (found[len] != '\0' && found[len] != '|')) && n + len + 2 < sizeof o->text)
		snprintf(o->text + n, sizeof o->text - n, "%s%s", n > 0 ? "|" : "", name);
}

static bool
found_any(const struct outcomes *o)
{
	return o->text[0] != '\0' || o->thing;
}

/* Does the token only join outcomes ("killed, captured or deserted")? */
static bool
joins(const struct tally_line *l, size_t i)
{
	static const char *const words[] = { ",", "and", "or", "/", "&", "and/or", "+", "presumed", "also", "later" };

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (tally_is(l, i, words[k]))
			return true;
	return false;
}

/* The outcomes that stand together in tokens [first, last) at a depth in brackets: the first run of them. */
static struct outcomes
outcomes_in(const struct tally_line *l, size_t first, size_t last, int depth, bool all)
{
	struct outcomes o = { .text = "" };

	for (size_t i = first; i < last;) {
		size_t n;
		const char *name = l->depth[i] == depth ? tally_outcome(l->tok, i, &n) : NULL;

		if (name != NULL && i + n <= last) {
			add_outcome(&o, name, i, i + n);
			i += n;
		} else if (found_any(&o) && !all && !(joins(l, i) && (i + 1 >= last || joins(l, i + 1) || tally_outcome(l->tok, i + 1, &n) != NULL)))
			break;
		else if (!found_any(&o) && tally_is(l, i, ";"))
			break;
		else
			i++;
	}
	return o;
}

/* The label before count i: "Killed: 30", "total killed 3,540". Without a colon only the line's first count has one. */
static struct outcomes
label_of(const struct tally_line *l, size_t i)
{
	size_t first = i > 0 ? tally_behind(l, i - 1) : 0, last = tally_first(l, i), begin = first;
	bool colon = last > first && (tally_is(l, last - 1, ":") || tally_is(l, last - 1, "=") || tally_is(l, last - 1, "–") ||
	    tally_is(l, last - 1, "-") || tally_is(l, last - 1, "—"));
	struct outcomes none = { .text = "" };

	for (size_t k = first; k < last; k++)
		if (tally_is(l, k, ";") || (i > 0 && tally_is(l, k, ",")) || tally_is(l, k, "("))
			begin = k + 1;
	/* "900 casualties: 200 killed" has none; "Killed: 40 Wounded: 12" goes on as it began. */
	if (i > 0 && (!colon || (begin == first && !tally_is(l, tally_first(l, 0) - 1, ":"))))
		return none;
	return outcomes_in(l, begin, last, tally_depth(l, i), true);
}

/* The noun that a count counts: behind it, or as a label before it ("Ships: 3 sunk"). */
static const char *
unit_counted(const struct tally_line *l, size_t i, const struct toll *t)
{
	size_t behind = tally_behind(l, i), last = t->right, first;
	const char *unit;

	if (found_any(&t->what) && !t->labelled && t->what.first < last)
		last = t->what.first;
	if (tally_sense(l->tok, behind, SENSE_CIVIL) > 1) /* "camp followers" are no camps */
		return NULL;
	unit = force_unit(l->tok, behind, last, NULL);
	/* "Army: 300 killed": a label names things only where people cannot be meant. */
	if (unit != NULL || i > 0 || (found_any(&t->what) && !t->what.thing))
		return unit;
	first = tally_first(l, i);
	if (first > 1 && tally_is(l, first - 1, ":"))
		return force_unit(l->tok, 0, first - 1, NULL);
	return NULL;
}

/* "killed in action", "men", a name, or nothing: may what stands behind a count without outcome be people? */
static bool
people_follow(const struct tally_line *l, size_t i, const struct toll *t)
{
	size_t k = tally_behind(l, i);
	const char *kind;

	if (t->unit != NULL)
		return force_people(t->unit);
	while (k < t->right && (l->tok->tok[k].type == TOKEN_PUNCT || tally_sense(l->tok, k, SENSE_TOTAL) > 0 || l->depth[k] > tally_depth(l, i)))
		k++;
	if (k >= t->right || tally_sense(l->tok, k, SENSE_PERSONS) > 0 || tally_sense(l->tok, k, SENSE_CIVIL) > 0 || l->tok->tok[k].capital)
		return true;
	return !tally_is(l, k, "of") && tally_party_in(l, l->count[i]->end, l->tok->tok[t->right - 1].end, -1, &kind) != NULL;
}

/* First bytes of tokens, also for the one behind the last. */
static size_t
byte_at(const struct tally_line *l, size_t token)
{
	return token < l->tok->n ? l->tok->tok[token].start : strlen(l->text);
}

/* "Danish claim: 80 killed", "Per Denmark: 70 killed": the first token behind the colon of who says so, 0 if nobody is
 * said to. */
static size_t
claim_end(const struct tally_line *l)
{
	bool claim = false;

	for (size_t k = 0; l->n > 0 && k < tally_first(l, 0); k++) {
		claim = claim || (l->depth[k] == 0 && tally_sense(l->tok, k, SENSE_CLAIM) > 0);
		if (tally_is(l, k, ":"))
			return claim ? k + 1 : 0;
	}
	return 0;
}

/* Whose count i is: named before it in the line, or between it and its outcome; else as the count before it. */
static void
find_actor(const struct tally_line *l, size_t i, struct toll *tolls)
{
	struct toll *t = &tolls[i];
	size_t from = i > 0 ? byte_at(l, tolls[i - 1].labelled ? tally_behind(l, i - 1) : tolls[i - 1].what.last) : byte_at(l, claim_end(l));
	size_t end = byte_at(l, t->labelled || !found_any(&t->what) ? t->right : t->what.first);
	int depth = tally_depth(l, i);

	if (i > 0 && from < l->count[i - 1]->end)
		from = l->count[i - 1]->end;
	t->actor = tally_party_in(l, l->count[i]->end, end, depth, &t->kind);
	if (t->actor == NULL)
		t->actor = tally_party_in(l, from, l->count[i]->start, depth, &t->kind);
	for (size_t k = tally_behind(l, i); t->actor == NULL && k < l->tok->n && l->tok->tok[k].start < end; k++)
		if (l->depth[k] == depth && tally_sense(l->tok, k, SENSE_CIVIL) > 0)
			t->actor = t->kind = "civilians";
	if (t->actor == NULL && i > 0) {
		t->actor = tolls[i - 1].actor;
		t->kind = tolls[i - 1].kind;
	}
}

/* Does bracket or clause before count i say that it is included in what stands before? */
static bool
is_part(const struct tally_line *l, size_t i, const struct toll *tolls)
{
	size_t from, to = tally_first(l, i);

	if (i == 0 || get_int(l->count[i]->json, "plus", 0) != 0 || json_is_true(json_object_get(l->count[i]->json, "plus")))
		return false;
	for (from = tally_behind(l, i - 1); from < to; from++)
		if (tally_sense(l->tok, from, SENSE_INCLUDING) > 0)
			return true;
	return tally_depth(l, i) > 0 && (tolls[i - 1].part || tally_depth(l, i) > tally_depth(l, i - 1));
}

static void
read_toll(const struct tally_line *l, size_t i, struct toll *tolls)
{
	struct toll *t = &tolls[i];
	struct outcomes label = label_of(l, i);
	size_t right = tally_next(l, i);

	if (i + 1 < l->n) {
		struct outcomes next = label_of(l, i + 1);

		if (found_any(&next))
			right = next.first;
	}
	t->right = right;
	t->part = is_part(l, i, tolls);
	t->what = outcomes_in(l, tally_behind(l, i), right, tally_depth(l, i), false);
	/* "Killed: 30 (10 missing)": the label holds where there is a colon; else what follows goes first. */
	if (found_any(&label) && (!found_any(&t->what) || i > 0 || tally_is(l, tally_first(l, i) - 1, ":"))) {
		t->what = label;
		t->labelled = true;
	}
	t->unit = unit_counted(l, i, t);
}

/* "300 officers and 2,000 men killed": a count without an outcome takes that of the next, a part that of its whole. */
static void
share_outcomes(const struct tally_line *l, struct toll *tolls)
{
	for (size_t i = l->n; i-- > 0;) {
		size_t k = tally_behind(l, i);

		if (found_any(&tolls[i].what) || i + 1 >= l->n || tolls[i + 1].labelled || tolls[i + 1].what.thing ||
		    tally_depth(l, i) != tally_depth(l, i + 1) || (tolls[i].unit != NULL && !force_people(tolls[i].unit)))
			continue;
		while (k < tolls[i].right && !tally_is(l, k, ";") && !tally_is(l, k, ".") && !tally_is(l, k, ":"))
			k++;
		if (k >= tolls[i].right) {
			tolls[i].what = tolls[i + 1].what;
			tolls[i].labelled = true;
		}
	}
	for (size_t i = 1; i < l->n; i++)
		if (!found_any(&tolls[i].what) && (tolls[i].part || tally_depth(l, i) > tally_depth(l, i - 1))) {
			tolls[i].what = tolls[i - 1].what;
			tolls[i].labelled = true;
		}
}

/* Does the count count people harmed, and how? A bare figure or one of people is of casualties. */
static bool
harmed(const struct tally_line *l, size_t i, struct toll *t)
{
	bool no = json_is_true(json_object_get(l->count[i]->json, "no"));
	size_t behind = tally_behind(l, i), n;

	if (t->what.thing || (t->unit != NULL && !force_people(t->unit)))
		return false;
	if (t->what.text[0] != '\0')
		return true;
	if (no && (behind >= l->tok->n || tally_is(l, behind, ".") || l->depth[behind] > 0))
		n = 1;
	else
		n = !no && people_follow(l, i, t);
	if (n > 0)
		snprintf(t->what.text, sizeof t->what.text, "casualties");
	return n > 0;
}

/* Is the line, or the count, a total of others? */
static bool
is_total(const struct tally_line *l, size_t i)
{
	size_t from = i > 0 ? tally_behind(l, i - 1) : 0, first = tally_first(l, i);

	for (size_t k = from; k < first; k++)
		if (tally_sense(l->tok, k, SENSE_TOTAL) > 0)
			return true;
	for (size_t k = tally_behind(l, i); i + 1 == l->n && k < l->tok->n; k++)
		if (l->depth[k] == 0 && tally_sense(l->tok, k, SENSE_TOTAL) > 0)
			return true;
	return false;
}

void
tally_actor(json_t *rec, const json_t *sentence, const char *actor, const char *kind)
{
	if (actor == NULL || *actor == '\0') {
		actor = get_str(sentence, "actor");
		kind = get_str(sentence, "actor_kind");
	}
	if (*actor == '\0')
		actor = get_str(sentence, "side");
	set_str(rec, "side", get_str(sentence, "side"));
	set_str(rec, "actor", actor);
	set_str(rec, "actor_kind", kind);
}

json_t *
tally_record(const struct tally_line *l, size_t i, const char *outcome)
{
	const json_t *s = l->sentence;
	json_t *rec = record_new("casualty", get_str(s, "source_id"), (size_t)get_int(s, "byte_start", 0), (size_t)get_int(s, "byte_end", 0));
	char id[ID_LEN], *salt = xasprintf("casualty/table/%s/%zu", outcome, l->count[i]->start);

	make_id(id, "c", get_str(s, "source_id"), (size_t)get_int(s, "byte_start", 0), (size_t)get_int(s, "byte_end", 0), salt);
	free(salt);
	set_str(rec, "casualty_id", id);
	set_str(rec, "scope", "table");
	set_str(rec, "text", l->text);
	set_str(rec, "section", get_str(s, "section"));
	set_str(rec, "outcome", outcome);
	tally_set_count(rec, l->count[i], l->text);
	return rec;
}

void
tally_date(json_t *rec, const json_t *date)
{
	static const char *const from[] = { "start", "end", "prec", "basis" };
	static const char *const to[] = { "date_start", "date_end", "date_precision", "date_basis" };

	for (size_t i = 0; date != NULL && i < 4; i++)
		set_str(rec, to[i], get_str(date, from[i]));
}

/* The run of capitalised words that begins at token i (first == i) or ends before it, as it stands. */
static void
set_name(json_t *rec, const char *key, const struct tally_line *l, size_t first, size_t i, size_t last)
{
	size_t begin = i, end = i;

	if (first < i) {
		while (begin > first && l->tok->tok[begin - 1].type == TOKEN_WORD && l->tok->tok[begin - 1].capital)
			begin--;
	} else
		while (end < last && l->tok->tok[end].type == TOKEN_WORD && l->tok->tok[end].capital)
			end++;
	if (end > begin)
		set_strn(rec, key, l->text + l->tok->tok[begin].start, l->tok->tok[end - 1].end - l->tok->tok[begin].start);
}

/* "(X claim)", "(per X)": who says so. */
static void
note_claim(json_t *rec, const struct tally_line *l, size_t i, size_t n, size_t first, size_t last)
{
	const char *kind, *name = tally_party_in(l, byte_at(l, first), byte_at(l, last), l->depth[i], &kind);

	while (i > first && l->depth[first] < l->depth[i])
		first++;
	if (name != NULL)
		set_str(rec, "claimed_by", name);
	else if (i > first && l->tok->tok[i - 1].capital)
		set_name(rec, "claimed_by", l, first, i, i);
	else
		set_name(rec, "claimed_by", l, i + n, i + n, last);
}

/* Who says so, by the line's head: named before the word that says it, else behind ("per X"). */
static void
note_claimant(json_t *rec, const struct tally_line *l)
{
	size_t end = claim_end(l), i = 0, n = 0, from, to;
	const char *kind, *name;

	if (end == 0 || has(rec, "claimed_by"))
		return;
	while (i < end && (n = tally_sense(l->tok, i, SENSE_CLAIM)) == 0)
		i++;
	from = i > 0 ? 0 : n;
	to = i > 0 ? i : end - 1;
	name = tally_party_in(l, byte_at(l, from), byte_at(l, to), 0, &kind);
	if (name != NULL)
		set_str(rec, "claimed_by", name);
	else
		set_name(rec, "claimed_by", l, from, i > 0 ? i : from, to);
}

/* "(conflict with X)", "killed by X": who did it stands behind. */
static void
note_doer(json_t *rec, const struct tally_line *l, size_t i, size_t n, size_t last)
{
	size_t from = l->tok->tok[i].start, end = byte_at(l, last), name_at = i + n + (tally_is(l, i + n, "the") ? 1 : 0);
	const char *kind, *name = tally_party_in(l, from, end, l->depth[i], &kind);

	if (name != NULL)
		set_str(rec, "perpetrator", name);
	else if (tally_date_in(l, from, end) == NULL && tally_is(l, i, "by") == false)
		set_name(rec, "perpetrator", l, name_at, name_at, last);
}

/* Who did it and who says so, in tokens [first, last). */
static void
note_parties(json_t *rec, const struct tally_line *l, size_t first, size_t last)
{
	const char *kind;
	size_t n;

	for (size_t i = first; i < last; i++) {
		if ((n = tally_sense(l->tok, i, SENSE_CLAIM)) > 0 && l->depth[i] > 0) {
			if (!has(rec, "claimed_by"))
				note_claim(rec, l, i, n, first, last);
			return;
		}
		if (has(rec, "perpetrator"))
			continue;
		if ((n = tally_sense(l->tok, i, SENSE_BY)) > 0)
			note_doer(rec, l, i, n, last);
		else if (tally_sense(l->tok, i, SENSE_ACT) > 0)
			set_str(rec, "perpetrator", tally_party_in(l, byte_at(l, first), l->tok->tok[i].start, l->depth[i], &kind));
	}
}

/* The first place that is no country between two bytes. */
static const char *
place_in(const struct tally_line *l, size_t from, size_t to)
{
	for (size_t i = 0; i < l->spans.n; i++) {
		const struct span *s = &l->spans.span[i];

		if (s->type == SPAN_PLACE && s->start >= from && s->end <= to && strcmp(get_str(s->json, "feature"), "country") != 0)
			return get_str(s->json, "name");
	}
	return NULL;
}

/* What stands behind count i: brackets, dates, places, footnotes. */
static void
note_context(json_t *rec, const struct tally_line *l, size_t i, const struct toll *t)
{
	size_t end = byte_at(l, t->right);
	json_t *notes = tally_notes(l->sentence, l->count[i]->start, i + 1 < l->n ? l->count[i + 1]->start - 1 : end);

	tally_date(rec, tally_date_in(l, i > 0 ? l->count[i]->end : 0, end));
	set_str(rec, "place", place_in(l, l->count[i]->end, end));
	note_parties(rec, l, tally_behind(l, i), t->right);
	note_claimant(rec, l);
	if (json_array_size(notes) > 0)
		json_object_set(rec, "citations", notes);
	json_decref(notes);
}

static void
add_toll(json_t *rows, const struct tally_line *l, size_t i, struct toll *t, const json_t *whole)
{
	json_t *rec;
	bool uprooted = strcmp(t->what.text, "refugees") == 0 || strcmp(t->what.text, "displaced") == 0;

	rec = tally_record(l, i, t->what.text);
	if (json_is_true(json_object_get(l->count[i]->json, "plus")))
		tally_actor(rec, l->sentence, "attackers", "other");
	else if (uprooted && t->actor == NULL)
		tally_actor(rec, l->sentence, "civilians", "civilians");
	else
		tally_actor(rec, l->sentence, t->actor, t->kind);
	set_str(rec, "rule", is_total(l, i) ? "table-total" : "table-line");
	note_context(rec, l, i, t);
	if (t->part && whole != NULL)
		set_str(rec, "part_of", get_str(whole, "casualty_id"));
	json_array_append_new(rows, rec);
}

/* Outcomes that befall one named person; ships are captured and missing, too. */
static bool
single(const char *outcome)
{
	return strcmp(outcome, "killed") == 0 || strcmp(outcome, "wounded") == 0 || strcmp(outcome, "executed") == 0;
}

/* "Their leader Ann Lee shot dead": one, though no count stands there. */
static void
add_single(json_t *rows, const struct tally_line *l)
{
	struct outcomes o = { .text = "" };
	struct span one;
	const struct span *count = &one;
	struct tally_line copy = *l;
	size_t i, n;
	json_t *json;

	for (i = 1; i < l->tok->n && !found_any(&o); i++)
		if (tally_outcome(l->tok, i, &n) != NULL)
			o = outcomes_in(l, i, l->tok->n, 0, false);
	if (o.text[0] == '\0' || o.thing || o.first == 0 || !single(o.text) || !l->tok->tok[o.first - 1].capital ||
	    l->depth[o.first] > 0 || l->tok->tok[o.first].capital || tally_is(l, o.first - 1, "all"))
		return;
	for (i = 0; i < o.first; i++)
		if (force_unit(l->tok, i, i + 1, NULL) != NULL && l->tok->tok[i].low[strlen(l->tok->tok[i].low) - 1] == 's')
			return;
	json = json_pack("{s:i,s:i,s:i,s:s}", "low", 1, "best", 1, "high", 1, "q", "exact");
	one = (struct span){ SPAN_COUNT, 0, l->tok->tok[o.first - 1].end, json };
	copy.count = &count;
	copy.n = 1;
	add_toll(rows, &copy, 0, &(struct toll){ .what = o, .right = l->tok->n, .kind = "" }, NULL);
	json_decref(json);
}

/* "300 killed and 20 captured in clashes with X (May 1915)": what follows both goes for both. */
static void
share_context(json_t *rows)
{
	static const char *const keys[] = { "date_start", "date_end", "date_precision", "date_basis", "perpetrator",
		"claimed_by" };

	for (size_t i = json_array_size(rows); i-- > 1;) {
		json_t *row = json_array_get(rows, i - 1), *next = json_array_get(rows, i);

		if (has(row, "date_start") || has(row, "perpetrator") || has(row, "claimed_by") || has(next, "part_of"))
			continue;
		for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
			set_str(row, keys[k], get_str(next, keys[k]));
	}
}

static json_t *
infobox_line(const json_t *sentence)
{
	struct tally_line *l = tally_line_new(sentence);
	struct toll *tolls = xcalloc(l->n + 1, sizeof *tolls);
	json_t *rows = json_array(), *whole = NULL;

	for (size_t i = 0; i < l->n; i++)
		read_toll(l, i, tolls);
	share_outcomes(l, tolls);
	for (size_t i = 0; i < l->n; i++) {
		find_actor(l, i, tolls);
		if (!harmed(l, i, &tolls[i]))
			continue;
		add_toll(rows, l, i, &tolls[i], whole);
		if (!tolls[i].part)
			whole = json_array_get(rows, json_array_size(rows) - 1);
	}
	if (l->n == 0)
		add_single(rows, l);
	share_context(rows);
	free(tolls);
	tally_line_free(l);
	return rows;
}

json_t *
tally_casualties(const json_t *sentence)
{
	const char *type = get_str(sentence, "type");

	if (strcmp(type, "infobox") == 0)
		return strcmp(get_str(sentence, "group"), "casualties") == 0 ? infobox_line(sentence) : json_array();
	if (strcmp(type, "row") == 0)
		return tally_row(sentence);
	return tally_item(sentence);
}

bool
tally_continue(json_t *rows, const json_t *sentence)
{
	const char *text = get_str(sentence, "text");
	struct tally_line *l;
	json_t *row, *notes;
	size_t i, k;

	if (json_array_size(rows) == 0 || strcmp(get_str(sentence, "type"), "infobox") != 0 || *text != '(' ||
	    strcmp(get_str(sentence, "group"), "casualties") != 0)
		return false;
	l = tally_line_new(sentence);
	if (l->n == 0 && l->tok->n > 0) {
		notes = tally_notes(sentence, 0, strlen(text));
		json_array_foreach(rows, i, row) {
			json_t *cited = json_object_get(row, "citations");

			note_parties(row, l, 0, l->tok->n);
			if (!has(row, "date_start"))
				tally_date(row, tally_date_in(l, 0, strlen(text)));
			if (cited == NULL && json_array_size(notes) > 0)
				json_object_set_new(row, "citations", json_copy(notes));
			for (k = 0; cited != NULL && k < json_array_size(notes); k++)
				json_array_append(cited, json_array_get(notes, k));
		}
		json_decref(notes);
	}
	k = l->n;
	tally_line_free(l);
	return k == 0;
}
