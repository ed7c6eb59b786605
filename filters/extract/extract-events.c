/* extract-events: documents in, the same and a mention record for every happening that a sentence tells out. */
#include <stdlib.h>
#include <string.h>

#include "context.h"
#include "die.h"
#include "eventtype.h"
#include "filter.h"
#include "parse.h"
#include "pattern.h"
#include "record.h"
#include "victim.h"

enum { NAME, PATTERN, TYPE, DOER, TARGET, NEEDS, RANK, COLUMNS };

#define MAX_CANDIDATES 64

/* A happening that a pattern or a count of harm found in a sentence. */
struct candidate {
	const char *rule, *type;   /* type: sub-type, never a rule of choice */
	size_t t;                  /* trigger */
	size_t doer, target;       /* noun groups or NONE */
	int rank;
	bool harm;                 /* made from casualty rows alone */
	bool gone;
	const struct span *place;  /* NULL: the sentence's own */
	size_t claimant;           /* noun group of the party that asserts it, or NONE */
	const char *nation;        /* whose deed an adjective says it is ("Turkish air strikes"); NULL if none does */
};

struct work {
	struct document *doc;
	size_t entry;              /* of the sentence */
	const json_t *sentence;
	struct parse *p;
	struct candidate cand[MAX_CANDIDATES];
	size_t n;
	const char *title;
};

static struct table *table;
static struct patterns *patterns;
static int not_yet, hypothetical, army, settlement, war, disease, deed, attack_noun;

static void
start(void)
{
	words_load();
	victim_load();
	eventtype_load();
	table = table_load("event-patterns", COLUMNS, COLUMNS);
	patterns = patterns_compile(table, PATTERN);
	hypothetical = class_find("n-hypo");
	army = class_find("n-army");
	not_yet = class_find("not-yet");
	settlement = class_find("n-settlement");
	war = class_find("n-war");
	deed = class_find("e-do");
	attack_noun = class_find("n-attack");
	disease = class_find("n-disease");
	for (size_t i = 0; i < table->n; i++)
		if (table->rows[i].cell[TYPE][0] != '@' && !eventtype_known(table->rows[i].cell[TYPE]))
			table_bad(table, i, "unknown event type");
}

/* The verb group that governs a group from its left, within the clause; NONE if none. */
static size_t
verb_left(const struct parse *p, size_t i)
{
	while (i-- > 0) {
		if (p->chunk[i].type == CHUNK_VERB)
			return i;
		if (p->chunk[i].type == CHUNK_SUB || p->chunk[i].type == CHUNK_PUNCT || p->chunk[i].type == CHUNK_COMMA)
			return NONE;
	}
	return NONE;
}

/* "accused of carrying out attacks": somebody's word for no one deed. */
static bool
accused(const struct parse *p, size_t v)
{
	size_t g = p->chunk[v].governor;

	return p->chunk[v].form == FORM_ING && g != NONE && strcmp(p->chunk[g].lemma, "accuse") == 0;
}

/* Has what the trigger tells really happened? Not if planned, denied, threatened or supposed. */
static bool
happened(const struct parse *p, size_t t)
{
	const struct chunk *c = &p->chunk[t];
	size_t prep, v;

	if (c->type == CHUNK_VERB)
		return !c->unreal && !c->negated && !accused(p, t);
	if (c->none)
		return false;
	prep = parse_preposition(p, t);
	if (prep != NONE && (chunk_is(p, prep, "without") || chunk_is(p, prep, "against") || chunk_is(p, prep, "despite")))
		return chunk_is(p, prep, "despite");
	if (prep != NONE && prep > 0 && chunk_has(p, prep - 1, hypothetical))
		return false;
	/* "a confrontation was feared", "the resolution does not authorize" */
	for (v = t + 1; v < p->n && v < t + 4; v++)
		if (p->chunk[v].type == CHUNK_VERB && p->chunk[v].subject == t && (p->chunk[v].negated || p->chunk[v].unreal ||
		    chunk_has(p, v, not_yet)))
			return false;
	v = verb_left(p, t);
	return v == NONE || (!p->chunk[v].unreal && !p->chunk[v].negated && !accused(p, v)) || p->chunk[v].subject == t;
}

static bool
has_span(const struct parse *p, enum span_type type)
{
	const struct span *s;

	if (type == SPAN_PLACE)
		return context_where(p, 0, &s) != NULL && s != NULL;
	for (size_t i = 0; i < p->spans.n; i++)
		if (p->spans.span[i].type == type && *get_str(p->spans.span[i].json, "start") != '\0')
			return true;
	return false;
}

/* The first entry behind those of the sentence at entry i. */
static size_t
behind(const struct document *doc, size_t i)
{
	for (i++; i < doc->n && (strcmp(doc->entries[i].kind, "casualty") == 0 || strcmp(doc->entries[i].kind, "force") == 0); i++)
		;
	return i;
}

/* Entry of the k-th casualty record of the sentence; NULL if there are fewer. */
static struct entry *
casualty_entry(const struct work *w, size_t k)
{
	size_t end = behind(w->doc, w->entry);

	for (size_t i = w->entry + 1; i < end; i++)
		if (strcmp(w->doc->entries[i].kind, "casualty") == 0 && w->doc->entries[i].rec != NULL && k-- == 0)
			return &w->doc->entries[i];
	return NULL;
}

static json_t *
casualty(const struct work *w, size_t k)
{
	const struct entry *e = casualty_entry(w, k);

	return e != NULL ? e->rec : NULL;
}

/* Soldiers of nobody in particular. */
static bool
is_army(const struct parse *p, size_t i)
{
	return i != NONE && p->chunk[i].type == CHUNK_NOUN && chunk_has(p, i, army);
}

static bool
is_force(const struct parse *p, size_t i)
{
	const char *kind;

	return i != NONE && chunk_actor(p, i, &kind) != NULL && eventtype_is_force(kind);
}

/* Does the text around say on which day or days it happened? */
static bool
known_day(const json_t *sentence)
{
	const char *prec = get_str(json_object_get(sentence, "date"), "prec");

	return strcmp(prec, "day") == 0 || strcmp(prec, "range") == 0;
}

static bool
is_town(const struct parse *p, size_t i)
{
	return i != NONE && p->chunk[i].type == CHUNK_NOUN && (chunk_has(p, i, settlement) || p->chunk[i].place != NULL);
}

static bool
is_actor(const struct parse *p, size_t i)
{
	const char *kind;

	return chunk_actor(p, i, &kind) != NULL;
}

static bool
need_met(const struct work *w, const struct candidate *c, const char *need, size_t n)
{
	const char *kind = "";

	chunk_actor(w->p, c->doer, &kind);
	if (strncmp(need, "party", n) == 0)
		return eventtype_is_force(kind);
	if (strncmp(need, "state", n) == 0)
		return strcmp(kind, "state") == 0;
	if (strncmp(need, "when", n) == 0)
		return has_span(w->p, SPAN_DATE);
	if (strncmp(need, "town", n) == 0)
		return is_town(w->p, c->target) || (c->target != NONE && c->target + 2 < w->p->n && chunk_is(w->p, c->target + 1, "of") &&
		    is_town(w->p, c->target + 2) && !is_actor(w->p, c->target)); /* "most of the town" */
	if (strncmp(need, "dated", n) == 0)
		return *context_when(w->p, c->t).start != '\0';
	if (strncmp(need, "where", n) == 0)
		return has_span(w->p, SPAN_PLACE);
	if (strncmp(need, "any", n) == 0)
		return has_span(w->p, SPAN_DATE) || has_span(w->p, SPAN_PLACE) || casualty(w, 0) != NULL || has(w->sentence, "role") ||
		    get_int(w->sentence, "index", 9) < 2 || known_day(w->sentence) ||
		    has(w->sentence, "place");
	if (strncmp(need, "actor", n) == 0)
		return chunk_actor(w->p, c->doer, &kind) != NULL;
	if (strncmp(need, "armed", n) == 0)
		return is_force(w->p, c->doer) || is_force(w->p, c->target) || is_army(w->p, c->doer) || is_army(w->p, c->target);
	return *need == '-';
}

static bool
needs_met(const struct work *w, const struct candidate *c, const char *needs)
{
	while (*needs != '\0') {
		size_t n = strcspn(needs, "+");

		if (!need_met(w, c, needs, n))
			return false;
		needs += n + (needs[n] == '+');
	}
	return true;
}

static size_t
role(const struct match *m, const struct parse *p, const char *cell, size_t t, bool last)
{
	if (cell[0] >= 'a' && cell[0] <= 'z' && cell[1] == '\0')
		return last ? m->end[cell[0] - 'a'] : m->at[cell[0] - 'a'];
	if (p->chunk[t].type != CHUNK_VERB)
		return NONE;
	if (strcmp(cell, "subject") == 0)
		return p->chunk[t].subject;
	if (strcmp(cell, "object") == 0)
		return p->chunk[t].object;
	if (strcmp(cell, "sufferer") == 0)
		return parse_sufferer(p, t);
	return strcmp(cell, "doer") == 0 ? parse_doer(p, t) : NONE;
}

/* "one pilot, Captain X": the group that says what he is. */
static size_t
first_of_list(const struct parse *p, size_t i)
{
	size_t first, last;

	if (i == NONE || p->chunk[i].type != CHUNK_NOUN)
		return i;
	parse_list(p, i, &first, &last);
	return first;
}

/* Parties that stand behind prepositions: "between A and B", "by A", "against B", "held by B". */
static void
find_parties(const struct parse *p, struct candidate *c)
{
	size_t first, last;

	for (size_t k = c->t + 1; k + 1 < p->n && k < c->t + 12 && !(p->chunk[k].type == CHUNK_SUB && !chunk_is(p, k, "which")); k++) {
		if (p->chunk[k].type != CHUNK_PREP || !is_actor(p, k + 1))
			continue;
		if (chunk_is(p, k, "between") && !is_actor(p, c->doer)) {
			parse_list(p, k + 1, &first, &last);
			c->doer = first;
			c->target = last != first ? last : c->target;
			return;
		}
		if (chunk_is(p, k, "by") && k > 0 && p->chunk[k - 1].type == CHUNK_VERB && strcmp(p->chunk[k - 1].lemma, "hold") == 0) {
			if (!is_actor(p, c->target) && k + 1 != c->doer)
				c->target = k + 1;
		} else if (chunk_is(p, k, "by")) {
			if (!is_actor(p, c->doer) && k + 1 != c->target &&
			    (p->chunk[c->t].type == CHUNK_NOUN || p->chunk[c->t].passive) &&
			    (c->doer == NONE || !is_person_noun(p, c->doer)))
				c->doer = k + 1;
		} else if (chunk_is(p, k, "against") || chunk_is(p, k, "with") || (chunk_is(p, k, "from") && is_force(p, k + 1))) {
			if (!is_actor(p, c->target) && k + 1 != c->doer)
				c->target = k + 1;
		}
	}
}

/* Whose deed a noun is: its owner's, the subject's of the verb that says it was done, or a nation's by adjective. */
static void
find_author(const struct parse *p, struct candidate *c)
{
	size_t v = verb_left(p, c->t), owner = p->chunk[c->t].owner;

	if (is_actor(p, c->doer) || p->chunk[c->t].type != CHUNK_NOUN)
		return;
	if (owner != NONE && is_actor(p, owner) && owner != c->target) {
		c->doer = owner;
		return;
	}
	if (v != NONE && c->t - v < 5 && !p->chunk[v].passive && chunk_has(p, v, deed) && is_actor(p, p->chunk[v].subject) &&
	    p->chunk[v].subject != c->target) {
		c->doer = p->chunk[v].subject;
		return;
	}
	for (size_t k = p->chunk[c->t].first; k <= p->chunk[c->t].last && eventtype_is_violent(c->type); k++)
		if (p->of[SPAN_DEMONYM][k] != NULL)
			c->nation = get_str(p->of[SPAN_DEMONYM][k]->json, "name");
}

/* "in an ambush laid by bandits, ten drivers were killed": the by-phrase of an attack told before. */
static void
find_attacker(const struct parse *p, struct candidate *c)
{
	for (size_t i = 0; !is_actor(p, c->doer) && eventtype_is_violent(c->type) && i < c->t; i++)
		for (size_t k = i + 1; p->chunk[i].type == CHUNK_NOUN && chunk_has(p, i, attack_noun) && k < c->t && k < i + 5; k++)
			if (chunk_is(p, k, "by") && is_actor(p, k + 1) && k + 1 != c->target)
				c->doer = k + 1;
}

/* Who did it and who is the other party, where the pattern's roles leave it open. */
static void
settle_parties(const struct parse *p, struct candidate *c)
{
	size_t first, last;

	c->doer = first_of_list(p, c->doer);
	find_author(p, c);
	find_parties(p, c);
	find_attacker(p, c);
	/* "the army and the rebels clashed" */
	if (c->doer != NONE && c->target == NONE && strcmp(c->type, "Armed clash") == 0 && p->chunk[c->t].type == CHUNK_VERB) {
		parse_list(p, c->doer, &first, &last);
		if (last != first && is_force(p, first) && is_force(p, last) && chunk_has(p, c->t, class_find("e-clash")))
			c->target = last;
	}
	/* Who is deployed is the one who moves. */
	if (strcmp(eventtype_main(c->type), "Force movements") == 0 && !is_actor(p, c->doer) && is_actor(p, c->target)) {
		c->doer = c->target;
		c->target = NONE;
	}
}

/* "following the coup", "The attacks increased discontent": a bare definite noun speaks of what was told before, unless
 * the sentence counts harm or says when or where. */
static bool
refers_back(const struct work *w, const struct candidate *c)
{
	const struct chunk *t = &w->p->chunk[c->t];
	size_t prep;

	if (t->type != CHUNK_NOUN || !t->definite || t->last - t->first > 1 || c->rank > 4 || casualty(w, 0) != NULL)
		return false;
	prep = parse_preposition(w->p, c->t);
	if (prep != NONE && context_parted(w->p, prep, c->t))
		return true;
	return !has_span(w->p, SPAN_DATE) && !has_span(w->p, SPAN_PLACE);
}

/* What a pattern's match makes of a trigger; false if something that it needs is missing. */
static bool
candidate_of(struct work *w, const struct match *m, size_t t, struct candidate *c)
{
	char **cell = table->rows[match_row(m)].cell;
	bool both = strcmp(cell[DOER], cell[TARGET]) == 0 && *cell[DOER] != '-';

	*c = (struct candidate){ .rule = cell[NAME], .t = t, .rank = atoi(cell[RANK]) };
	c->doer = role(m, w->p, cell[DOER], t, false);
	c->target = role(m, w->p, cell[TARGET], t, both);
	if (!happened(w->p, t) || !needs_met(w, c, cell[NEEDS]))
		return false;
	if (refers_back(w, c))
		return false;
	/* "a politician who had called for ...": what he is known for, no news */
	if (c->rank == 0 && t > 0 && chunk_is(w->p, t - 1, "who"))
		return false;
	context_where(w->p, t, &c->place);
	context_claimant(w->p, t, &c->claimant);
	c->type = cell[TYPE];
	if (*c->type == '@')
		c->type = eventtype_choose(w->p, c->type + 1, t, c->doer, c->target);
	if (c->type != NULL)
		settle_parties(w->p, c);
	return c->type != NULL;
}

static void
find_patterns(struct work *w)
{
	char *done = xcalloc(w->p->n, 1);
	struct match m;

	for (size_t k = 0; k < patterns->n; k++)
		for (size_t i = 0; i < w->p->n && w->n < MAX_CANDIDATES; i++) {
			size_t t;

			if (!pattern_match(patterns, k, w->p, i, &m))
				continue;
			t = m.at['t' - 'a'] != NONE ? m.at['t' - 'a'] : i;
			if (done[t] || !candidate_of(w, &m, t, &w->cand[w->n]))
				continue;
			/* All that the match covers tells this one happening. */
			for (size_t x = m.first; x < m.last && x < w->p->n; x++)
				if (w->p->chunk[x].type == CHUNK_VERB || x == t)
					done[x] = 1;
			done[t] = 1;
			w->n++;
		}
	free(done);
}

static size_t
chunk_at(const struct parse *p, long long byte)
{
	size_t i = 0;

	while (i + 1 < p->n && (long long)p->chunk[i].end <= byte)
		i++;
	return i;
}

/* A happening for every count of harm; those that a pattern tells already are merged below. */
static void
find_harm(struct work *w)
{
	json_t *cas;

	for (size_t k = 0; (cas = casualty(w, k)) != NULL && w->n < MAX_CANDIDATES; k++) {
		struct candidate *c = &w->cand[w->n];
		const char *outcome = get_str(cas, "outcome");
		size_t t = chunk_at(w->p, get_int(cas, "at", 0));

		if (!has(cas, "at") || has(cas, "part_of") || get_int(cas, "best", 1) == 0)
			continue;
		*c = (struct candidate){ .rule = get_str(cas, "rule"), .t = t, .rank = 1, .harm = true, .doer = NONE, .target = NONE };
		if (w->p->chunk[t].type == CHUNK_VERB) {
			c->doer = parse_doer(w->p, t);
			c->target = first_of_list(w->p, parse_sufferer(w->p, t));
			if (c->target == NONE)
				c->target = first_of_list(w->p, w->p->chunk[t].subject);
		}
		c->type = eventtype_of_harm(w->p, t, outcome, get_str(cas, "actor_kind"), get_str(cas, "perpetrator"));
		/* "The war left a million dead" is no one happening; "cholera killed 40" is no attack. */
		if (c->doer != NONE && w->p->chunk[c->doer].type == CHUNK_NOUN && chunk_has(w->p, c->doer, war))
			c->type = NULL;
		else if (c->doer != NONE && w->p->chunk[c->doer].type == CHUNK_NOUN && chunk_has(w->p, c->doer, disease))
			c->type = "Disease";
		context_where(w->p, t, &c->place);
		context_claimant(w->p, t, &c->claimant);
		if (c->type != NULL)
			settle_parties(w->p, c);
		w->n += c->type != NULL;
	}
}

/* Does a boundary lie between two triggers that makes them happenings of their own? */
static bool
apart(const struct parse *p, size_t a, size_t b)
{
	size_t lo = a < b ? a : b, hi = a < b ? b : a;

	for (size_t i = lo; i < hi; i++)
		if (chunk_is(p, i, ";") || chunk_is(p, i, "meanwhile") || chunk_is(p, i, "separately") ||
		    chunk_is(p, i, "whereas"))
			return true;
	return false;
}

static bool
same_place(const struct candidate *a, const struct candidate *b)
{
	const char *x, *y;

	if (a->place == b->place || a->place == NULL || b->place == NULL)
		return true;
	x = get_str(a->place->json, "name");
	y = get_str(b->place->json, "name");
	/* A town and its region are one place. */
	return strcmp(x, y) == 0 || strcmp(get_str(a->place->json, "admin1"), y) == 0 || strcmp(get_str(b->place->json, "admin1"), x) == 0;
}

/* Does a clause with a subject of its own begin between two triggers ("and in Basra, gunmen shot a judge")? One that
 * says how or when the harm came ("when a bomb went off") does not part them. */
static bool
new_clause(const struct parse *p, size_t a, size_t b)
{
	size_t lo = a < b ? a : b, hi = a < b ? b : a;
	bool conjunction = false;

	for (size_t i = lo + 1; i < hi; i++) {
		if (chunk_is(p, i, "while") || chunk_is(p, i, "whereas") || chunk_is(p, i, ";"))
			return true;
		conjunction = conjunction || p->chunk[i].type == CHUNK_CONJ;
		if (conjunction && p->chunk[i].type == CHUNK_VERB && p->chunk[i].form == FORM_FINITE && p->chunk[i].subject > lo &&
		    p->chunk[i].subject != NONE)
			return true;
	}
	return conjunction && p->chunk[hi].type == CHUNK_VERB && p->chunk[hi].subject != NONE && p->chunk[hi].subject > lo;
}

/* "storm the hotel, taking hostages": the participle b tells more of a. */
static bool
more_of(const struct parse *p, const struct candidate *a, const struct candidate *b)
{
	return p->chunk[b->t].type == CHUNK_VERB && p->chunk[b->t].form == FORM_ING && p->chunk[b->t].governor == a->t;
}

/* Do two triggers stand with different dates? */
static bool
other_days(const struct parse *p, size_t a, size_t b)
{
	struct when x = context_when(p, a), y = context_when(p, b);

	return x.span != NULL && y.span != NULL && strcmp(x.start, y.start) != 0;
}

static bool
same_claimant(const struct parse *p, const struct candidate *a, const struct candidate *b)
{
	const char *kind, *x = chunk_actor(p, a->claimant, &kind), *y = chunk_actor(p, b->claimant, &kind);

	return x == NULL || y == NULL || strcmp(x, y) == 0;
}

static bool
same_happening(const struct parse *p, const struct candidate *a, const struct candidate *b)
{
	bool violent = (eventtype_is_violent(a->type) && eventtype_is_violent(b->type)) ||
	    (strcmp(b->type, "Abduction/forced disappearance") == 0 && eventtype_is_violent(a->type)) ||
	    (strcmp(a->type, "Abduction/forced disappearance") == 0 && eventtype_is_violent(b->type));

	/* A drone strike and a car bomb are two. */
	if (strcmp(a->type, b->type) != 0 && strcmp(eventtype_main(a->type), eventtype_main(b->type)) == 0 &&
	    strcmp(eventtype_main(a->type), "Explosions/Remote violence") == 0 && a->t != b->t)
		return false;
	if (a->t == b->t)
		return true;
	if (violent && (more_of(p, a, b) || more_of(p, b, a)))
		return true;
	if ((strcmp(a->type, "Displacement") == 0) != (strcmp(b->type, "Displacement") == 0))
		return false;
	/* The dead are no part of the arrests, nor is one party's figure the other's. */
	if (eventtype_is_taking(a->type) != eventtype_is_taking(b->type) || !same_claimant(p, a, b))
		return false;
	/* Two resignations of two people are two. */
	if (strcmp(a->type, b->type) == 0 && !violent && is_actor(p, a->doer) && is_actor(p, b->doer) && a->doer != b->doer)
		return false;
	if (strcmp(a->type, b->type) == 0 && !violent && other_days(p, a->t, b->t))
		return false;
	if (strcmp(a->type, b->type) == 0 && !apart(p, a->t, b->t) && same_place(a, b))
		return true;
	if ((a->harm || b->harm) && !apart(p, a->t, b->t) && eventtype_takes_harm(a->type) && eventtype_takes_harm(b->type) &&
	    (same_place(a, b) || (a->harm && b->harm) || !new_clause(p, a->t, b->t)))
		return true;
	return violent && !apart(p, a->t, b->t) && same_place(a, b);
}

/* b is the same as a: a takes what it lacks. */
static void
absorb(const struct parse *p, struct candidate *a, struct candidate *b)
{
	if (!more_of(p, a, b) && (more_of(p, b, a) || b->rank > a->rank || (b->rank == a->rank && a->harm && !b->harm))) {
		struct candidate t = *a;

		*a = *b;
		*b = t;
	}
	/* Nobody is named as hit, but those hurt are civilians. */
	if (b->harm && a->target == NONE && strcmp(a->type, "Armed clash") == 0 && strcmp(b->type, "Attack") == 0)
		a->type = b->type;
	if (!is_actor(p, a->doer) && b->doer != a->target && (a->doer == NONE || is_actor(p, b->doer)))
		a->doer = b->doer;
	if (!is_actor(p, a->target) && b->target != a->doer && (a->target == NONE || is_actor(p, b->target)))
		a->target = b->target;
	if (a->claimant == NONE)
		a->claimant = b->claimant;
	if (a->nation == NULL)
		a->nation = b->nation;
	if (a->place == NULL)
		a->place = b->place;
	b->gone = true;
}

static void
merge(struct work *w)
{

	for (size_t i = 0; i < w->n; i++)
		for (size_t k = i + 1; !w->cand[i].gone && k < w->n; k++)
			if (!w->cand[k].gone && same_happening(w->p, &w->cand[i], &w->cand[k]))
				absorb(w->p, &w->cand[i], &w->cand[k]);
	/* What somebody says is told by the events that he tells of, if any. */
	for (size_t i = 0; i < w->n; i++)
		for (size_t k = 0; w->cand[i].rank == 0 && k < w->n; k++)
			if (!w->cand[k].gone && k != i && w->cand[k].rank > 0 && (w->cand[k].t > w->cand[i].t || w->cand[k].claimant == w->cand[i].doer))
				w->cand[i].gone = true;
}

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
	while (first < p->chunk[i].head && (p->pos[first] == POS_DET || p->pos[first] == POS_COUNT))
		first++;
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
	if (when->span != NULL) {
		const json_t *flags = json_object_get(when->span->json, "flags"), *f;
		size_t i;

		json_array_foreach(flags, i, f)
			if (json_is_string(f))
				add_flag(rec, json_string_value(f));
	}
}

static void
set_claim(json_t *rec, const struct parse *p, const struct candidate *c)
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
mention(const struct work *w, const struct candidate *c, const json_t *place, const struct span *span, const struct when *when, size_t serial)
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

	snprintf(key, sizeof key, "%s_%s", what, end);
	old = get_int(rec, key, -1);
	if (first && n >= 0)
		set_int(rec, key, n);
	else if (n < 0 || old < 0)
		json_object_del(rec, key);
	else
		set_int(rec, key, old + n);
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
owner_of(const struct work *w, size_t chunk, const json_t *cas)
{
	const char *outcome = get_str(cas, "outcome"), *claimed = get_str(cas, "claimed_by"), *name, *kind;
	size_t best = NONE, least = 0;

	for (size_t i = 0; i < w->n; i++) {
		const struct candidate *c = &w->cand[i];
		size_t d = c->t > chunk ? c->t - chunk : chunk - c->t;

		if (c->gone || !eventtype_takes_harm(c->type))
			continue;
		if (apart(w->p, c->t, chunk))
			d += 100;
		/* The dead are no part of an arrest, the hostages none of a battle, if the sentence tells both. */
		if (eventtype_is_taking(c->type) != (strcmp(outcome, "captured") == 0 || strcmp(outcome, "abducted") == 0))
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

/* Next span of the same type that is coordinated with s ("Aguelhok and Tessalit"); NULL if there is none. */
static const struct span *
coordinated(const struct parse *p, const struct span *s)
{
	for (size_t i = 0; i < p->spans.n; i++) {
		const struct span *o = &p->spans.span[i];
		const char *gap = p->text + s->end;
		size_t n;

		if (o->type != s->type || o->start < s->end)
			continue;
		n = o->start - s->end;
		if ((n == 5 && strncmp(gap, " and ", 5) == 0) || (n == 2 && strncmp(gap, ", ", 2) == 0) ||
		    (n == 6 && strncmp(gap, ", and ", 6) == 0))
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
		if (strncmp(p->text + s->end, " and ", 5) == 0 || strncmp(p->text + s->end, ", and ", 6) == 0)
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
	size_t at = chunk_at(p, (long long)s->start), lo = at < t ? at : t, hi = at < t ? t : at;

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
next_speaker(const struct parse *p, const struct candidate *c, size_t i)
{
	size_t first, last;

	if (i == NONE || (strcmp(c->type, "Statement") != 0 && strcmp(c->type, "Sanctions") != 0) || !is_actor(p, c->doer))
		return NONE;
	parse_list(p, c->doer, &first, &last);
	for (size_t k = i + 1; k <= last; k++)
		if (p->chunk[k].type == CHUNK_NOUN && is_actor(p, k) && p->chunk[k - 1].type != CHUNK_PREP)
			return k;
	return NONE;
}

/* All mentions of one candidate, one for each place or year of a list; the first takes the counts. */
static void
write_candidate(struct work *w, size_t index, json_t *out)
{
	const struct candidate *c = &w->cand[index];
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
	for (size_t k = 0; (cas = casualty(w, k)) != NULL; k++)
		if (has(cas, "at") && !has(cas, "part_of") && owner_of(w, chunk_at(w->p, get_int(cas, "at", 0)), cas) == index) {
			add_harm(rec, cas);
			json_object_set(casualty(w, k), "mention", json_object_get(rec, "mention_id"));
			casualty_entry(w, k)->changed = true;
		}
	json_array_append_new(out, rec);
	for (size_t k = next_speaker(w->p, c, c->doer); k != NONE; k = next_speaker(w->p, c, k)) {
		struct candidate other = *c;

		other.doer = k;
		json_array_append_new(out, mention(w, &other, place, span, &when, serial++));
	}
	for (s = span; s != NULL && is_list(w->p, span) && near_list(w->p, c->t, span) && (s = coordinated(w->p, s)) != NULL && serial < 16;)
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

/* A few words without a verb ("2015 hotel attack.") name what another sentence tells. */
static bool
is_label(const struct parse *p)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->chunk[i].type == CHUNK_VERB)
			return false;
	return p->tok->n < 10;
}

/* Mentions of the sentence at entry i; returns the last of its entries. */
static size_t
sentence_events(struct document *doc, size_t i, const char *title)
{
	struct work *w = xcalloc(1, sizeof *w);
	json_t *out = json_array(), *rec;
	size_t k, last = behind(doc, i) - 1;

	w->doc = doc;
	w->entry = i;
	w->sentence = doc->entries[i].rec;
	w->title = title;
	w->p = parse_sentence(w->sentence);
	if (!is_label(w->p))
		find_patterns(w);
	find_harm(w);
	merge(w);
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

static void
document(struct document *doc)
{
	const char *title = "";

	for (size_t i = 0; i < doc->n; i++) {
		const struct entry *e = &doc->entries[i];

		if (strcmp(e->kind, "doc") == 0)
			title = get_str(e->rec, "title");
		else if (strcmp(e->kind, "sentence") == 0 && is_prose(e->rec))
			i = sentence_events(doc, i, title);
	}
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
		.start = start,
		.document = document,
	};

	return filter_main(argc, argv, &filter);
}
