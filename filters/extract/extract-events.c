/* extract-events: documents in, the same and a mention record for every happening that a sentence tells out. */
#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "context.h"
#include "die.h"
#include "eventtype.h"
#include "filter.h"
#include "group.h"
#include "happening.h"
#include "pattern.h"
#include "record.h"
#include "victim.h"

#define COUNT_MAX (1LL << 60) /* so that sums fit */
#define TITLE_MAX 1000        /* bytes */
#define PARTS_MAX 100         /* counts of one sentence among which a part's whole is looked for */

/* A group's actor, or the words of a group of unnamed people. */
static void
set_actor(json_t *rec, const struct parse *p, size_t i, const char *key)
{
	const char *kind = "", *name = chunk_actor(p, i, &kind);
	char kind_key[32], *words;
	size_t first;

	if (i == NONE)
		return;
	snprintf(kind_key, sizeof kind_key, "%s_kind", key);
	if (name != NULL) {
		set_str(rec, key, name);
		set_str(rec, kind_key, kind);
		if (p->chunk[i].actor != NULL) {
			snprintf(kind_key, sizeof kind_key, "%s_canon", key);
			set_str(rec, kind_key, get_str(p->chunk[i].actor->json, "canon"));
		}
		return;
	}
	if (p->chunk[i].pronoun || p->chunk[i].bare || !is_person_noun(p, i))
		return;
	first = p->chunk[i].first;
	while (first < p->chunk[i].head && (p->pos[first] == POS_DET || p->pos[first] == POS_COUNT || p->pos[first] == POS_PREP))
		first++;
	if (strcmp(p->chunk[i].lemma, "other") == 0)
		return;
	words = squeeze(p->text + p->tok->tok[first].start, p->chunk[i].end - p->tok->tok[first].start);
	set_str(rec, key, words);
	set_str(rec, kind_key, "other");
	free(words);
}

static void
copy_number(json_t *rec, const char *key, const json_t *place, const char *from)
{
	json_t *v = json_object_get(place, from);

	if (v != NULL)
		json_object_set(rec, key, v);
}

static void
set_place(json_t *rec, const struct parse *p, const json_t *place, const struct span *span)
{
	if (place == NULL)
		return;
	/* Nobody says that a government fell or decided in the town that was told of last. */
	if (span == NULL && strcmp(get_str(rec, "event_type"), "Politics") == 0 && has(place, "country") && get_int(place, "prec", 5) < 5) {
		set_str(rec, "place", get_str(place, "country"));
		set_str(rec, "country", get_str(place, "country"));
		set_str(rec, "iso3", get_str(place, "iso3"));
		set_int(rec, "geo_precision", 5);
		return;
	}
	set_str(rec, "place", get_str(place, "name"));
	if (span != NULL)
		set_strn(rec, "place_as_written", p->text + span->start, span->end - span->start);
	set_str(rec, "admin1", get_str(place, "admin1"));
	set_str(rec, "country", get_str(place, "country"));
	set_str(rec, "iso3", get_str(place, "iso3"));
	copy_number(rec, "latitude", place, "lat");
	copy_number(rec, "longitude", place, "lon");
	copy_number(rec, "geo_precision", place, "prec");
}

static void
set_when(json_t *rec, const struct when *when)
{
	set_str(rec, "date_start", when->start);
	set_str(rec, "date_end", when->end);
	set_str(rec, "date_precision", when->prec);
	set_str(rec, "date_basis", when->basis);
	if (when->span == NULL && strcmp(when->basis, "context") == 0)
		json_object_set_new(rec, "date_carried", json_true());
	if (when->span != NULL) {
		const json_t *flags = json_object_get(when->span->json, "flags"), *f;
		size_t i;

		json_array_foreach(flags, i, f)
			if (json_is_string(f))
				add_flag(rec, json_string_value(f));
	}
}

static void
set_claim(json_t *rec, const struct parse *p, const struct happening *c)
{
	const char *kind, *name = chunk_actor(p, c->claimant, &kind);

	if (name == NULL || c->claimant == c->t || !eventtype_takes_harm(c->type)) {
		set_str(rec, "status", "reported");
		return;
	}
	set_str(rec, "claimed_by", name);
	set_str(rec, "status", eventtype_is_force(kind) ? "claimed" : "reported");
}

/* A mention of a candidate at one place and time. */
static json_t *
mention(const struct telling *w, const struct happening *c, const json_t *place, const struct span *span, const struct when *when, size_t serial)
{
	const json_t *s = w->sentence;
	size_t from = (size_t)get_int(s, "byte_start", 0), to = (size_t)get_int(s, "byte_end", 0);
	json_t *rec = record_new("mention", get_str(s, "source_id"), from, to), *cites;
	char id[ID_LEN], *salt = xasprintf("mention/%s/%zu/%zu", c->type, w->p->chunk[c->t].start, serial);

	make_id(id, "m", get_str(s, "source_id"), from, to, salt);
	free(salt);
	set_str(rec, "mention_id", id);
	set_when(rec, when);
	set_str(rec, "event_type", eventtype_main(c->type));
	set_str(rec, "sub_event_type", c->type);
	set_str(rec, "plover", eventtype_plover(c->type));
	set_actor(rec, w->p, c->doer, "actor1");
	if (c->nation != NULL && !has(rec, "actor1")) {
		set_str(rec, "actor1", c->nation);
		set_str(rec, "actor1_kind", "state");
	}
	if (c->target != c->doer)
		set_actor(rec, w->p, c->target, "actor2");
	set_place(rec, w->p, place, span);
	set_claim(rec, w->p, c);
	if (strcmp(eventtype_main(c->type), "Protests") == 0 && !has(rec, "actor1")) {
		set_str(rec, "actor1", "protesters");
		set_str(rec, "actor1_kind", "protesters");
	}
	set_str(rec, "headline", w->title);
	set_str(rec, "text", get_str(s, "text"));
	cites = context_citations(w->p, c->t);
	if (json_array_size(cites) > 0)
		json_object_set_new(rec, "citations", cites);
	else
		json_decref(cites);
	set_str(rec, "confidence", c->rank >= 5 && *when->start != '\0' && place != NULL ? "0.9" : c->rank >= 3 ? "0.7" : "0.5");
	set_str(rec, "rule", c->rule);
	return rec;
}

/* Add a count of harm to a mention's total: sums of known numbers, unknown ends stay unknown. */
static void
add_count(json_t *rec, const char *what, const char *end, const json_t *cas, bool first)
{
	char key[32];
	long long n = get_int(cas, end, -1), old;

	n = n > COUNT_MAX ? COUNT_MAX : n;
	snprintf(key, sizeof key, "%s_%s", what, end);
	old = get_int(rec, key, -1);
	if (first && n >= 0)
		set_int(rec, key, n);
	else if (n < 0 || old < 0)
		json_object_del(rec, key);
	else
		set_int(rec, key, old > COUNT_MAX - n ? COUNT_MAX : old + n);
}

static void
add_harm(json_t *rec, const json_t *cas)
{
	static const struct { const char *outcome, *what; bool all; } kinds[] = {
		{ "killed", "killed", true }, { "executed", "killed", true }, { "wounded", "wounded", true },
		{ "captured", "captured", false }, { "abducted", "captured", false },
	};
	static const char *const zero[] = { "killed_low", "killed_best", "killed_high", "wounded_low", "wounded_best", "wounded_high" };

	/* "no casualties": neither dead nor wounded */
	if (strcmp(get_str(cas, "outcome"), "casualties") == 0 && get_int(cas, "best", -1) == 0) {
		for (size_t i = 0; i < 3; i++) {
			set_int(rec, zero[i], 0);
			set_int(rec, zero[i + 3], 0);
		}
		return;
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		char key[32];
		bool first;

		if (strcmp(get_str(cas, "outcome"), kinds[i].outcome) != 0)
			continue;
		snprintf(key, sizeof key, "%s_best", kinds[i].what);
		first = !has(rec, key);
		add_count(rec, kinds[i].what, "best", cas, first);
		if (kinds[i].all) {
			add_count(rec, kinds[i].what, "low", cas, first);
			add_count(rec, kinds[i].what, "high", cas, first);
		}
	}
}

/* Which candidate do the people counted at this group belong to: the nearest that takes harm. */
static size_t
owner_of(const struct telling *w, size_t chunk, const json_t *cas)
{
	const char *outcome = get_str(cas, "outcome"), *claimed = get_str(cas, "claimed_by"), *name, *kind;
	bool taken = strcmp(outcome, "captured") == 0 || strcmp(outcome, "abducted") == 0;
	size_t best = NONE, least = 0;

	for (size_t i = 0; i < w->n; i++) {
		const struct happening *c = &w->cand[i];
		size_t d = c->t > chunk ? c->t - chunk : chunk - c->t;

		if (c->gone || !eventtype_takes_harm(c->type) || (strcmp(c->type, "Arrests") == 0 && !taken))
			continue;
		if (happenings_apart(w->p, c->t, chunk))
			d += 100;
		/* The dead are no part of an arrest, the hostages none of a battle, if the sentence tells both. */
		if (eventtype_is_taking(c->type) != taken)
			d += 50;
		name = chunk_actor(w->p, c->claimant, &kind);
		if (name != NULL && *claimed != '\0' && strcmp(name, claimed) != 0)
			d += 200;
		if (best == NONE || d < least) {
			best = i;
			least = d;
		}
	}
	return best;
}

/* Does the candidate at index take the count? A part only where it tells of that part alone ("forty dead, including ten
 * shot by X"). */
static bool
counts_for(const struct telling *w, size_t index, const json_t *cas)
{
	size_t at = group_at_byte(w->p, get_int(cas, "at", 0));
	const json_t *whole;

	if (!has(cas, "at"))
		return false;
	if (!has(cas, "part_of"))
		return owner_of(w, at, cas) == index;
	for (size_t k = 0; w->cand[index].t == at && k < PARTS_MAX && (whole = telling_casualty(w, k)) != NULL; k++)
		if (strcmp(get_str(whole, "casualty_id"), get_str(cas, "part_of")) == 0)
			return !counts_for(w, index, whole);
	return false;
}

/* Next span of the same type that is coordinated with s ("Aguelhok and Tessalit"); NULL if there is none. */
static const struct span *
coordinated(const struct parse *p, const struct span *s)
{
	static const char *const gaps[] = { ", ", " and ", ", and ", " and nearby ", ", and nearby ", " as well as ", ", as well as " };

	for (size_t i = 0; i < p->spans.n; i++) {
		const struct span *o = &p->spans.span[i];
		const char *gap = p->text + s->end;

		if (o->type != s->type || o->start < s->end)
			continue;
		for (size_t k = 0; k < sizeof gaps / sizeof *gaps; k++)
			if (o->start - s->end == strlen(gaps[k]) && strncmp(gap, gaps[k], strlen(gaps[k])) == 0)
				return o;
		return NULL;
	}
	return NULL;
}

/* Does a list of places from s end in "and"? "Gao, Mali" is one place. */
static bool
is_list(const struct parse *p, const struct span *s)
{
	const struct span *next;

	for (; (next = coordinated(p, s)) != NULL; s = next)
		if (strncmp(p->text + s->end, ", ", 2) != 0 || next->start - s->end > 2)
			return true;
	return false;
}

/* The span of the same type that s is coordinated with, before it; NULL if there is none. */
static const struct span *
list_before(const struct parse *p, const struct span *s)
{
	for (size_t i = 0; i < p->spans.n; i++)
		if (p->spans.span[i].type == s->type && p->spans.span[i].end < s->start && coordinated(p, &p->spans.span[i]) == s &&
		    is_list(p, &p->spans.span[i]))
			return &p->spans.span[i];
	return NULL;
}

/* Do the places of a list belong to the trigger: no other clause and, for a noun, no comma between? */
static bool
near_list(const struct parse *p, size_t t, const struct span *s)
{
	size_t at = group_at_byte(p, (long long)s->start), lo = at < t ? at : t, hi = at < t ? t : at;

	if (context_parted(p, at, t))
		return false;
	for (size_t i = lo + 1; i < hi; i++)
		if ((p->chunk[i].type == CHUNK_VERB && p->chunk[i].form == FORM_FINITE) || p->chunk[i].type == CHUNK_SUB ||
		    (p->chunk[t].type == CHUNK_NOUN && at > t && p->chunk[i].type == CHUNK_COMMA))
			return false;
	return true;
}

/* "A and B condemned the coup" are two statements: the next actor of the list behind i, NONE if there is none. */
static size_t
next_speaker(const struct parse *p, const struct happening *c, size_t i)
{
	size_t first, last;

	if (i == NONE || (strcmp(c->type, "Statement") != 0 && strcmp(c->type, "Sanctions") != 0) || !group_is_actor(p, c->doer))
		return NONE;
	parse_list(p, c->doer, &first, &last);
	for (size_t k = i + 1; k <= last; k++)
		if (p->chunk[k].type == CHUNK_NOUN && group_is_actor(p, k) && p->chunk[k - 1].type != CHUNK_PREP)
			return k;
	return NONE;
}

/* All mentions of one candidate, one for each place or year of a list; the first takes the counts. */
static void
write_candidate(struct telling *w, size_t index, json_t *out)
{
	const struct happening *c = &w->cand[index];
	struct when when = context_when(w->p, c->t);
	const struct span *span = NULL, *s;
	const json_t *place = context_where(w->p, c->t, &span), *cas;
	json_t *rec;
	size_t serial = 0;

	if (c->place != NULL) {
		span = c->place;
		place = c->place->json;
	}
	/* "A, B and C were overrun": begin with A, whichever stands nearest. */
	for (s = span; s != NULL && near_list(w->p, c->t, s); s = list_before(w->p, s)) {
		span = s;
		place = s->json;
	}
	rec = mention(w, c, place, span, &when, serial++);
	for (size_t k = 0; (cas = telling_casualty(w, k)) != NULL; k++)
		if (counts_for(w, index, cas)) {
			add_harm(rec, cas);
			json_object_set(telling_casualty(w, k), "mention", json_object_get(rec, "mention_id"));
			telling_casualty_entry(w, k)->changed = true;
		}
	json_array_append_new(out, rec);
	for (size_t k = next_speaker(w->p, c, c->doer); k != NONE; k = next_speaker(w->p, c, k)) {
		struct happening other = *c;

		other.doer = k;
		json_array_append_new(out, mention(w, &other, place, span, &when, serial++));
	}
	for (s = !eventtype_is_act(c->type) ? span : NULL; s != NULL && is_list(w->p, span) && near_list(w->p, c->t, span) && (s = coordinated(w->p, s)) != NULL && serial < 16;)
		json_array_append_new(out, mention(w, c, s->json, s, &when, serial++));
	for (s = when.span; serial == 1 && s != NULL && (s = coordinated(w->p, s)) != NULL && serial < 8;) {
		struct when other = { get_str(s->json, "start"), get_str(s->json, "end"), get_str(s->json, "prec"), get_str(s->json, "basis"), s };

		json_array_append_new(out, mention(w, c, place, span, &other, serial++));
	}
}

/* Kinds of text that tell no events: tables and furniture. */
static bool
is_prose(const json_t *sentence)
{
	static const char *const not[] = { "infobox", "row", "caption", "byline", "note", "heading" };

	for (size_t i = 0; i < sizeof not / sizeof *not; i++)
		if (strcmp(get_str(sentence, "type"), not[i]) == 0)
			return false;
	return true;
}

/* Mentions of the sentence at entry i; returns the last of its entries. */
static size_t
sentence_events(struct document *doc, size_t i, const char *title)
{
	struct telling *w = xcalloc(1, sizeof *w);
	json_t *out = json_array(), *rec;
	size_t k, last = telling_end(doc, i) - 1;

	w->doc = doc;
	w->entry = i;
	w->sentence = doc->entries[i].rec;
	w->title = title;
	w->p = parse_sentence(w->sentence);
	happenings_find(w);
	happenings_merge(w);
	for (k = 0; k < w->n; k++)
		if (!w->cand[k].gone)
			write_candidate(w, k, out);
	json_array_foreach(out, k, rec)
		document_after(doc, last, json_incref(rec));
	json_decref(out);
	parse_free(w->p);
	free(w);
	return last;
}

/* A title stands in every mention, so it is one of reasonable length. */
static void
retitle(char **title, const char *text)
{
	free(*title);
	*title = clip(text, TITLE_MAX);
}

static void
document(struct document *doc)
{
	char *title = xstrdup("");

	for (size_t i = 0; i < doc->n; i++) {
		const struct entry *e = &doc->entries[i];

		if (strcmp(e->kind, "doc") == 0)
			retitle(&title, get_str(e->rec, "title"));
		else if (strcmp(e->kind, "sentence") == 0 && is_prose(e->rec))
			i = sentence_events(doc, i, title);
	}
	free(title);
}

int
main(int argc, char **argv)
{
	static const struct filter filter = {
		.name = "extract-events",
		.synopsis = "[file ...]",
		.help = "Finds what happened, when, where and to whom, and adds a mention record for\n"
		    "each happening that a sentence tells.\n\n",
		.kinds = "doc sentence casualty",
		.start = happening_load,
		.document = document,
	};

	return filter_main(argc, argv, &filter);
}
