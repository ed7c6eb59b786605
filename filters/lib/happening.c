#include "happening.h"

#include <stdlib.h>
#include <string.h>

#include "context.h"
#include "die.h"
#include "eventtype.h"
#include "group.h"
#include "pattern.h"
#include "reality.h"
#include "record.h"
#include "victim.h"

enum { NAME, PATTERN, TYPE, DOER, TARGET, NEEDS, RANK, COLUMNS };

#define FIGURES_MAX 1000 /* records behind a sentence that are looked at */

static struct table *table;
static struct patterns *patterns;
static int army, settlement, war, disease, tallying, thing, naming, unbound, ship, agreement, capturing;

/* What must stand in the sentence for a pattern to tell an event: words of a cell, bits of needs. */
enum need { NEED_ACTOR, NEED_ANY, NEED_ARMED, NEED_CIVIL, NEED_DATED, NEED_DEAL, NEED_LEADER, NEED_PARTY, NEED_PEOPLE,
	NEED_PERSON, NEED_SHIP, NEED_STATE, NEED_TOWN, NEED_WHEN, NEED_WHERE, NEEDS_N };
static const char *const need_name[] = { "actor", "any", "armed", "civil", "dated", "deal", "leader", "party", "people", "person", "ship",
	"state", "town", "when", "where" };
static unsigned *needs; /* by row of the table */

/* The bits of a row's cell ("armed+where", "-" for none). */
static unsigned
read_needs(size_t row)
{
	const char *cell = table->rows[row].cell[NEEDS];
	unsigned bits = 0;

	for (size_t n; strcmp(cell, "-") != 0 && *cell != '\0'; cell += n + (cell[n] == '+')) {
		enum need k = 0;

		n = strcspn(cell, "+");
		while (k < NEEDS_N && (strlen(need_name[k]) != n || strncmp(need_name[k], cell, n) != 0))
			k++;
		if (k == NEEDS_N)
			table_bad(table, row, "unknown need");
		bits |= 1u << k;
	}
	return bits;
}

void
happening_load(void)
{
	words_load();
	victim_load();
	reality_load();
	eventtype_load();
	table = table_load("event-patterns", COLUMNS, COLUMNS);
	needs = xcalloc(table->n + 1, sizeof *needs);
	patterns = patterns_compile(table, PATTERN);
	army = class_find("n-army");
	settlement = class_find("n-settlement");
	war = class_find("n-war");
	disease = class_find("n-disease");
	thing = class_find("thing");
	tallying = class_find("tallying");
	capturing = class_find("capturing");
	naming = class_find("naming");
	ship = class_find("n-ship");
	agreement = class_find("n-agreement");
	unbound = class_find("n-unbound");
	for (size_t i = 0; i < table->n; i++) {
		if (table->rows[i].cell[TYPE][0] != '@' && !eventtype_known(table->rows[i].cell[TYPE]))
			table_bad(table, i, "unknown event type");
		needs[i] = read_needs(i);
	}
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
	if (i == NONE || p->chunk[i].type != CHUNK_NOUN)
		return false;
	/* "most of the troops" */
	if (i + 2 < p->n && chunk_is(p, i + 1, "of") && p->chunk[i + 2].type == CHUNK_NOUN && (p->chunk[i].pronoun || p->chunk[i].bare))
		i += 2;
	/* "the 9th Regiment Combat Team" */
	for (size_t k = p->chunk[i].first; k < p->chunk[i].head; k++)
		if (p->tok->tok[k].capital && p->tok->tok[p->chunk[i].head].capital && class_has(army, p->tok->tok[k].low))
			return true;
	return chunk_has(p, i, army);
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

/* "the frigate", "the frigate Arethusa" */
static bool
is_ship(const struct parse *p, size_t i)
{
	for (size_t k = i != NONE ? p->chunk[i].first : 1, end = i != NONE ? p->chunk[i].last : 0; k <= end; k++)
		if (class_has(ship, p->tok->tok[k].low))
			return true;
	return false;
}

static bool
need_met(const struct telling *w, const struct happening *c, enum need need)
{
	const char *kind = "";

	chunk_actor(w->p, c->doer, &kind);
	switch (need) {
	case NEED_PARTY:
		return eventtype_is_force(kind);
	case NEED_PEOPLE:
		return c->target == NONE || !chunk_has(w->p, c->target, thing);
	case NEED_STATE:
		return strcmp(kind, "state") == 0;
	case NEED_WHEN:
		return has_span(w->p, SPAN_DATE);
	case NEED_TOWN:
		return is_town(w->p, c->target) || (c->target != NONE && c->target + 2 < w->p->n && chunk_is(w->p, c->target + 1, "of") &&
		    is_town(w->p, c->target + 2) && !group_is_actor(w->p, c->target)); /* "most of the town" */
	case NEED_DATED:
		return *context_when(w->p, c->t).start != '\0';
	case NEED_WHERE:
		return has_span(w->p, SPAN_PLACE);
	case NEED_LEADER:
		return group_is_force(w->p, c->doer) || is_army(w->p, c->doer) || group_is_person(w->p, c->doer);
	case NEED_SHIP:
		return is_ship(w->p, c->target);
	case NEED_DEAL:
		return w->p->chunk[c->t].subject != NONE && chunk_has(w->p, w->p->chunk[c->t].subject, agreement);
	case NEED_CIVIL:
		return c->doer != NONE && !eventtype_is_force(kind) && !is_army(w->p, c->doer);
	case NEED_PERSON:
		return group_is_person(w->p, c->target);
	case NEED_ANY:
		return has_span(w->p, SPAN_DATE) || has_span(w->p, SPAN_PLACE) || telling_casualty(w, 0) != NULL || has(w->sentence, "role") ||
		    get_int(w->sentence, "index", 9) < 2 || known_day(w->sentence) ||
		    has(w->sentence, "place");
	case NEED_ACTOR:
		return chunk_actor(w->p, c->doer, &kind) != NULL;
	case NEED_ARMED:
		return group_is_force(w->p, c->doer) || group_is_force(w->p, c->target) || is_army(w->p, c->doer) || is_army(w->p, c->target);
	default:
		return false;
	}
}

static bool
needs_met(const struct telling *w, const struct happening *c, unsigned bits)
{
	for (enum need k = 0; k < NEEDS_N; k++)
		if ((bits & 1u << k) != 0 && !need_met(w, c, k))
			return false;
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

/* Does a date stand in the group: "the 2012 coup"? */
static bool
is_dated(const struct parse *p, const struct chunk *c)
{
	for (size_t k = c->first; k <= c->last; k++)
		if (p->of[SPAN_DATE][k] != NULL)
			return true;
	return false;
}

/* "the site of the battle", "prepared for the protests": what a bare noun behind it names was told before. */
static bool
is_bare_reference(const struct parse *p, size_t t, size_t prep)
{
	static const char *const words[] = { "of", "from", "for", "about", "to", "on", "over", "into" };

	if (prep == NONE || (t + 1 < p->n && (p->chunk[t + 1].type == CHUNK_PREP || p->chunk[t + 1].type == CHUNK_DATE)))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (chunk_is(p, prep, words[i]))
			return true;
	return false;
}

/* "The battle is unique in that ...": what is said of it to this day. */
static bool
is_discussed(const struct parse *p, size_t t)
{
	static const char *const words[] = { "is", "are", "remains", "remain" };

	for (size_t v = t + 1; v < p->n && p->chunk[v].type != CHUNK_SUB; v++)
		if (p->chunk[v].type == CHUNK_VERB && p->chunk[v].subject == t)
			for (size_t i = 0; i < sizeof words / sizeof *words; i++)
				if (token_is(p, p->chunk[v].first, words[i]))
					return !has(p->sentence, "date_path");
	return false;
}

/* "following the coup", "The attacks increased discontent": a bare definite noun speaks of what was told before, unless
 * the sentence counts harm or says when or where. */
static bool
refers_back(const struct telling *w, const struct happening *c)
{
	const struct chunk *t = &w->p->chunk[c->t];
	size_t prep;

	if (t->type != CHUNK_NOUN || c->rank > 4 || telling_casualty(w, 0) != NULL)
		return false;
	prep = parse_preposition(w->p, c->t);
	/* "exposed to attack", "died in battle" */
	if (prep != NONE && t->first == t->last && !is_plural(w->p->tok->tok[t->head].low) && !w->p->tok->tok[t->head].capital &&
	    chunk_has(w->p, c->t, unbound) && (c->t + 1 >= w->p->n || w->p->chunk[c->t + 1].type != CHUNK_PREP))
		return true;
	if (!t->definite)
		return false;
	if (prep != NONE && is_dated(w->p, t))
		return true;
	if (t->last - t->first > 1)
		return false;
	if (prep != NONE && (context_parted(w->p, prep, c->t) || is_bare_reference(w->p, c->t, prep)))
		return true;
	return is_discussed(w->p, c->t) || (!has_span(w->p, SPAN_DATE) && !has_span(w->p, SPAN_PLACE));
}

static bool
says_such(const struct parse *p, size_t t)
{
	for (size_t i = p->chunk[t].first; i < p->chunk[t].head; i++)
		if (token_is(p, i, "such"))
			return true;
	return false;
}

/* "It was the second such assault": what it was is told already. So is what "The Battle of X was the first of the war"
 * tells, if no day is given. */
static bool
is_predicate(const struct telling *w, size_t t)
{
	const struct parse *p = w->p;
	size_t v = t > 0 ? t - 1 : 0;

	if (p->chunk[t].type != CHUNK_NOUN || has_span(p, SPAN_DATE) || telling_casualty(w, 0) != NULL)
		return false;
	if (p->chunk[v].type == CHUNK_VERB && p->pos[p->chunk[v].head] == POS_AUX)
		return p->chunk[v].subject != NONE && (strcmp(p->chunk[p->chunk[v].subject].lemma, p->chunk[t].lemma) == 0 ||
		    (p->chunk[p->chunk[v].subject].pronoun && says_such(p, t)));
	for (v = t + 1; v + 1 < p->n && v < t + 5; v++)
		if (p->chunk[v].type == CHUNK_VERB && p->chunk[v].subject == t)
			return p->pos[p->chunk[v].head] == POS_AUX && p->chunk[v + 1].type == CHUNK_NOUN;
	return false;
}

/* "also called the Battle of Petersburg": another name of what is told. */
static bool
is_alias(const struct parse *p, size_t t)
{
	size_t v = t > 1 && chunk_is(p, t - 1, "as") ? t - 2 : t - 1;

	return t > 0 && p->chunk[t].type == CHUNK_NOUN && p->chunk[v].type == CHUNK_VERB && chunk_has(p, v, naming);
}

bool
happening_attributes(const struct parse *p, size_t t)
{
	for (size_t i = t + 1; i < p->n; i++)
		if (p->chunk[i].type == CHUNK_VERB || p->chunk[i].type == CHUNK_SUB)
			return false;
	return t > 0 && context_asserts(p, t);
}

/* ", police said", ", said a spokesman": behind what is said, with nothing of its own. */
static bool
is_appended(const struct parse *p, size_t t)
{
	size_t from = p->chunk[t].subject != NONE && p->chunk[t].subject < t ? p->chunk[t].subject : t;

	return from > 0 && p->chunk[from - 1].type == CHUNK_COMMA && (p->chunk[t].object == NONE || p->chunk[t].object < t || from == t);
}

static bool
is_quoting(const struct parse *p)
{
	return strchr(p->text, '"') != NULL || strstr(p->text, "\342\200\234") != NULL;
}

/* Does a verb of saying bring no statement of its own: "a politician who had called for ...", "abuses, which the junta
 * denies" (what is known of them), "the plan rejected by X" (which one), "saying that 40 rebels fell" (no word of theirs), "The road was mined, police said."
 * (whose word the sentence has)? */
static bool
is_aside(const struct parse *p, const struct happening *c)
{
	if (c->t > 0 && (chunk_is(p, c->t - 1, "who") || (c->doer != NONE && c->doer > 0 && chunk_is(p, c->doer - 1, "which"))))
		return true;
	if (p->chunk[c->t].form == FORM_PP || (p->chunk[c->t].form == FORM_ING && c->doer != NONE && c->doer > c->t))
		return true;
	return happening_attributes(p, c->t) && is_appended(p, c->t) && !is_quoting(p);
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
	if (!reality_happened(w->p, t) || !needs_met(w, c, needs[match_row(m)]))
		return false;
	if (refers_back(w, c) || is_alias(w->p, t) || is_predicate(w, t))
		return false;
	if (c->rank == 0 && is_aside(w->p, c))
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
		if (w->p->chunk[t].type == CHUNK_NOUN && (!reality_happened(w->p, t) || (chunk_has(w->p, t, capturing) && parse_preposition(w->p, t) != NONE)))
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
			/* Who dies does nothing. */
			if (c->target == c->doer)
				c->doer = NONE;
		}
		c->type = eventtype_of_harm(w->p, t, outcome, get_str(cas, "actor_kind"));
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

/* A few words without a verb ("2015 hotel attack.") name what another sentence tells; so do those before a list
 * ("Other strikes were:"). */
static bool
is_label(const struct parse *p)
{
	if (p->tok->n < 10 && p->tok->n > 0 && token_is(p, p->tok->n - 1, ":") && !has_span(p, SPAN_DATE) && !has_span(p, SPAN_PLACE))
		return true;
	for (size_t i = 0; i < p->n; i++)
		if (p->chunk[i].type == CHUNK_VERB)
			return false;
	return p->tok->n < 10;
}

void
happenings_find(struct telling *w)
{
	if (reality_fiction(w->p) || reality_asked(w->p))
		return;
	if (!is_label(w->p))
		find_patterns(w);
	find_harm(w);
}
