#include "happening.h"

#include <stdlib.h>
#include <string.h>

#include "context.h"
#include "die.h"
#include "eventtype.h"
#include "group.h"
#include "pattern.h"
#include "record.h"
#include "victim.h"

enum { NAME, PATTERN, TYPE, DOER, TARGET, NEEDS, RANK, COLUMNS };

#define FIGURES_MAX 1000 /* records behind a sentence that are looked at */

static struct table *table;
static struct patterns *patterns;
static int not_yet, hypothetical, army, settlement, war, disease, tallying, capturing;

void
happening_load(void)
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
	disease = class_find("n-disease");
	tallying = class_find("tallying");
	capturing = class_find("capturing");
	for (size_t i = 0; i < table->n; i++)
		if (table->rows[i].cell[TYPE][0] != '@' && !eventtype_known(table->rows[i].cell[TYPE]))
			table_bad(table, i, "unknown event type");
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
	v = group_verb_left(p, t);
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
size_t
telling_end(const struct document *doc, size_t i)
{
	for (i++; i < doc->n && (strcmp(doc->entries[i].kind, "casualty") == 0 || strcmp(doc->entries[i].kind, "force") == 0); i++)
		;
	return i;
}

/* Entry of the k-th casualty record of the sentence; NULL if there are fewer. */
struct entry *
telling_casualty_entry(const struct telling *w, size_t k)
{
	for (size_t i = w->entry + 1; i < w->doc->n && i <= w->entry + FIGURES_MAX; i++) {
		struct entry *e = &w->doc->entries[i];
		bool casualty = strcmp(e->kind, "casualty") == 0;

		if (!casualty && strcmp(e->kind, "force") != 0)
			break;
		if (casualty && e->rec != NULL && k-- == 0)
			return e;
	}
	return NULL;
}

json_t *
telling_casualty(const struct telling *w, size_t k)
{
	const struct entry *e = telling_casualty_entry(w, k);

	return e != NULL ? e->rec : NULL;
}

/* Soldiers of nobody in particular. */
static bool
is_army(const struct parse *p, size_t i)
{
	return i != NONE && p->chunk[i].type == CHUNK_NOUN && chunk_has(p, i, army);
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
need_met(const struct telling *w, const struct happening *c, const char *need, size_t n)
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
		    is_town(w->p, c->target + 2) && !group_is_actor(w->p, c->target)); /* "most of the town" */
	if (strncmp(need, "dated", n) == 0)
		return *context_when(w->p, c->t).start != '\0';
	if (strncmp(need, "where", n) == 0)
		return has_span(w->p, SPAN_PLACE);
	if (strncmp(need, "any", n) == 0)
		return has_span(w->p, SPAN_DATE) || has_span(w->p, SPAN_PLACE) || telling_casualty(w, 0) != NULL || has(w->sentence, "role") ||
		    get_int(w->sentence, "index", 9) < 2 || known_day(w->sentence) ||
		    has(w->sentence, "place");
	if (strncmp(need, "actor", n) == 0)
		return chunk_actor(w->p, c->doer, &kind) != NULL;
	if (strncmp(need, "armed", n) == 0)
		return group_is_force(w->p, c->doer) || group_is_force(w->p, c->target) || is_army(w->p, c->doer) || is_army(w->p, c->target);
	return *need == '-';
}

static bool
needs_met(const struct telling *w, const struct happening *c, const char *needs)
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

/* "following the coup", "The attacks increased discontent": a bare definite noun speaks of what was told before, unless
 * the sentence counts harm or says when or where. */
static bool
refers_back(const struct telling *w, const struct happening *c)
{
	const struct chunk *t = &w->p->chunk[c->t];
	size_t prep;

	if (t->type != CHUNK_NOUN || !t->definite || t->last - t->first > 1 || c->rank > 4 || telling_casualty(w, 0) != NULL)
		return false;
	prep = parse_preposition(w->p, c->t);
	if (prep != NONE && context_parted(w->p, prep, c->t))
		return true;
	return !has_span(w->p, SPAN_DATE) && !has_span(w->p, SPAN_PLACE);
}

/* What a pattern's match makes of a trigger; false if something that it needs is missing. */
static bool
candidate_of(struct telling *w, const struct match *m, size_t t, struct happening *c)
{
	char **cell = table->rows[match_row(m)].cell;
	bool both = strcmp(cell[DOER], cell[TARGET]) == 0 && *cell[DOER] != '-';

	*c = (struct happening){ .rule = cell[NAME], .t = t, .rank = atoi(cell[RANK]) };
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
		happening_parties(w->p, c);
	return c->type != NULL;
}

static void
find_patterns(struct telling *w)
{
	char *done = xcalloc(w->p->n, 1);
	struct match m;

	for (size_t k = 0; k < patterns->n; k++)
		for (size_t i = 0; i < w->p->n && w->n < HAPPENINGS_MAX; i++) {
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

/* A happening for every count of harm; those that a pattern tells already are merged below. */
static void
find_harm(struct telling *w)
{
	json_t *cas;

	for (size_t k = 0; w->p->n > 0 && (cas = telling_casualty(w, k)) != NULL && w->n < HAPPENINGS_MAX; k++) {
		struct happening *c = &w->cand[w->n];
		const char *outcome = get_str(cas, "outcome");
		size_t t = group_at_byte(w->p, get_int(cas, "at", 0));

		if (!has(cas, "at") || has(cas, "part_of") || get_int(cas, "best", 1) == 0)
			continue;
		/* "since the capture of their leader": told before. */
		if (w->p->chunk[t].type == CHUNK_NOUN && chunk_has(w->p, t, capturing) && parse_preposition(w->p, t) != NONE)
			continue;
		/* "Losses came to 400 dead", of no day: a sum over happenings, none of them. */
		if (!has(cas, "date_start") && (w->p->chunk[t].type != CHUNK_VERB || chunk_has(w->p, t, tallying)))
			continue;
		*c = (struct happening){ .rule = get_str(cas, "rule"), .t = t, .rank = 1, .harm = true, .doer = NONE, .target = NONE };
		if (w->p->chunk[t].type == CHUNK_VERB) {
			c->doer = parse_doer(w->p, t);
			c->target = group_list_head(w->p, parse_sufferer(w->p, t));
			if (c->target == NONE)
				c->target = group_list_head(w->p, w->p->chunk[t].subject);
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
			happening_parties(w->p, c);
		w->n += c->type != NULL;
	}
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

void
happenings_find(struct telling *w)
{
	if (!is_label(w->p))
		find_patterns(w);
	find_harm(w);
}
