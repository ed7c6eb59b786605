/* Troops and arms in running text: a count with a noun of forces, and what a verb or noun says of them. */
#include <stdlib.h>
#include <string.h>

#include "context.h"
#include "force.h"
#include "force_band.h"
#include "lexicon.h"
#include "parse.h"
#include "pattern.h"
#include "record.h"
#include "tally_lex.h"

#define SEVERAL 10 /* people; fewer are named for what befell them */
#define BANDS_MAX 200 /* in one sentence */
#define GROUPS_MAX 2000 /* what has more is no sentence */
#define TEXT_MAX 30000 /* bytes: likewise */
#define VERBS_NEAR 40 /* groups around a band where verbs are looked for */

enum { VERB, WHOSE, STATUS, WHAT, FLAG, COLUMNS };

static struct table *verbs;
static int harm[8];

void
force_load(void)
{
	static const char *const classes[] = { "kill", "execute", "die", "wound", "capture", "abduct", "desert", "surrender" };

	tally_lex_load();
	classes_load();
	band_load();
	if (verbs == NULL)
		verbs = table_load("force-verbs", FLAG, COLUMNS);
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		harm[i] = class_find(classes[i]);
}

void
force_unload(void)
{
	tally_lex_unload();
	band_unload();
	if (verbs != NULL)
		table_free(verbs);
	verbs = NULL;
}

/* The line on what a verb or noun says of forces that are its subject, its object or behind it; NULL if none. */
static char **
line_of(const char *lemma, const char *whose, const struct band *b)
{
	bool people = force_people(b->unit), noun = strcmp(whose, "noun") == 0;

	for (size_t i = 0; i < verbs->n; i++) {
		char **cell = verbs->rows[i].cell;

		if (strcmp(cell[VERB], lemma) != 0 || (strcmp(cell[WHOSE], whose) != 0 && (noun || strcmp(cell[WHOSE], "any") != 0)))
			continue;
		if ((strcmp(cell[WHAT], "people") == 0 && !people) || (strcmp(cell[WHAT], "things") == 0 && people) ||
		    (strcmp(cell[WHAT], "fighters") == 0 && strcmp(b->unit, "fighters") != 0))
			continue;
		return b->form == BAND_PEOPLE && strstr(cell[FLAG], "war") == NULL ? NULL : cell;
	}
	return NULL;
}

/* The status it gives, NULL if none: "none" is a word by which nothing is said of their strength. */
static const char *
status_of(const char *lemma, const char *whose, struct band *b)
{
	char **cell = line_of(lemma, whose, b);

	if (cell == NULL || strcmp(cell[STATUS], "none") == 0)
		return NULL;
	b->own = strstr(cell[FLAG], "own") != NULL;
	b->foe = strstr(cell[FLAG], "foe") != NULL;
	return cell[STATUS];
}

/* Lemma of a verb group; "had" alone is a verb, too. */
static const char *
lemma_of(const struct parse *p, size_t v)
{
	const struct chunk *c = &p->chunk[v];

	if (c->type != CHUNK_VERB)
		return "";
	if (c->verb != NULL)
		return c->verb->lemma;
	return token_is(p, c->last, "has") || token_is(p, c->last, "have") || token_is(p, c->last, "had") || token_is(p, c->last, "having") ? "have" : "";
}

static bool
is_harm(const struct parse *p, size_t v)
{
	const char *lemma = lemma_of(p, v);

	for (size_t i = 0; i < sizeof harm / sizeof *harm; i++)
		if (class_has(harm[i], lemma))
			return true;
	return false;
}

/* Is group i in the list that the group head belongs to? */
static bool
in_list(const struct parse *p, size_t head, size_t i)
{
	size_t first, last;

	if (head == NONE || head >= p->n)
		return false;
	if (head == i)
		return true;
	parse_list(p, head, &first, &last);
	return first <= i && i <= last && parse_preposition(p, i) == NONE;
}

/* The modal or auxiliary "will" of a verb group: what is promised, not merely possible. */
static bool
is_will(const struct parse *p, size_t v)
{
	for (size_t t = p->chunk[v].first; t <= p->chunk[v].last; t++)
		if (token_is(p, t, "will") || token_is(p, t, "shall") || token_is(p, t, "'ll"))
			return true;
	return false;
}

/* What a verb says of the band, its own mood taken into account; NULL if nothing. */
static const char *
mood(const struct parse *p, size_t v, const char *status, bool doing)
{
	const struct chunk *c = &p->chunk[v];

	if (status == NULL || c->negated)
		return NULL;
	if (!c->unreal)
		return status;
	if (strcmp(status, "deployed") != 0 && strcmp(status, "present") != 0 && strcmp(status, "pledged") != 0)
		return strcmp(status, "proposed") == 0 ? status : NULL;
	/* "were ordered to advance": their way began with the order. */
	if (doing && c->form == FORM_INFINITIVE && c->governor != NONE && !p->chunk[c->governor].unreal &&
	    *lemma_of(p, c->governor) != '\0')
		return status;
	return c->form == FORM_INFINITIVE || is_will(p, v) ? "pledged" : "proposed";
}

/* Does some verb say that the people of group i were harmed? Then they are casualties. */
static bool
suffers(const struct parse *p, size_t i)
{
	for (size_t v = i > VERBS_NEAR ? i - VERBS_NEAR : 0; v < p->n && v < i + VERBS_NEAR; v++) {
		const struct chunk *c = &p->chunk[v];

		if (c->type != CHUNK_VERB || !is_harm(p, v))
			continue;
		if (in_list(p, parse_sufferer(p, v), i) || (c->object != NONE && in_list(p, c->object, i)))
			return true;
		if ((c->form == FORM_PP || c->passive) && v > i && v - i <= 2)
			return true;
		if (!c->passive && (class_has(harm[2], c->verb->lemma) || class_has(harm[6], c->verb->lemma) ||
		    class_has(harm[7], c->verb->lemma)) && in_list(p, c->subject, i))
			return true;
	}
	return false;
}

/* The status from the verb whose subject or object group i is. */
static bool
by_verb(struct band *b, size_t i)
{
	const struct parse *p = b->p;
	for (size_t v = i > VERBS_NEAR ? i - VERBS_NEAR : 0; v < p->n && v < i + VERBS_NEAR; v++) {
		const struct chunk *c = &p->chunk[v];
		const char *lemma = lemma_of(p, v), *status = NULL;

		if (*lemma == '\0')
			continue;
		if (in_list(p, parse_sufferer(p, v), i) || (!c->passive && in_list(p, c->object, i)))
			status = mood(p, v, status_of(lemma, "object", b), false);
		else if ((!c->passive && (in_list(p, c->subject, i) || (c->form == FORM_ING && c->subject == NONE && v == i + 1))) ||
		    (c->agent != NONE && (c->agent == i || c->agent + 2 == i) && in_list(p, c->agent, i))) {
			status = mood(p, v, status_of(lemma, "subject", b), true);
			b->doing = status != NULL;
		}
		if (status == NULL)
			continue;
		b->status = status;
		b->verb = v;
		return true;
	}
	return false;
}

/* "consist of 500 fighters", "attacked with 20 tanks": the verb right before the preposition. */
static bool
by_preposition(struct band *b, size_t prep)
{
	const struct parse *p = b->p;
	const struct chunk *c = prep > 0 ? &p->chunk[prep - 1] : NULL;
	const char *status;

	if (c == NULL || *lemma_of(p, prep - 1) == '\0' || !chunk_is(p, prep, "of"))
		return false;
	status = mood(p, prep - 1, status_of(lemma_of(p, prep - 1), "object", b), false);
	if (status == NULL)
		return false;
	b->status = status;
	b->verb = prep - 1;
	return true;
}

/* "a force of 200 men", "the loss of two ships", "the dispatch of one plane": the noun before "of". */
static bool
by_noun(struct band *b, size_t prep)
{
	const struct parse *p = b->p;
	char lemma[64];
	const char *status, *low;
	size_t n = prep > 0 ? prep - 1 : NONE;

	if (n == NONE || p->chunk[n].type != CHUNK_NOUN || p->chunk[n].none)
		return false;
	if (chunk_is(p, prep, "of") && force_people(b->unit) && suffers(p, n))
		return false;
	low = p->tok->tok[p->chunk[n].head].low;
	status = status_of(low, "noun", b);
	if (status == NULL)
		status = status_of(singular(low, lemma, sizeof lemma), "noun", b);
	if (status == NULL && !chunk_is(p, prep, "of"))
		return false;
	b->owner = n;
	/* A verb says more of "the dispatch" than the noun does; of "a regiment of men", no verb says that it was lost. */
	if (by_verb(b, n) && (status == NULL || strcmp(b->status, "lost") != 0))
		return true;
	b->status = status;
	b->verb = NONE;
	return status != NULL;
}

/* Is the count fit to be a strength where nothing but a preposition says so? */
static bool
is_strength(const struct band *b)
{
	size_t n, i;
	long long size = band_size(b);

	if (b->count == NULL || strcmp(get_str(b->count->json, "q"), "vague") == 0)
		return false;
	if (!force_people(b->unit))
		return size >= (strcmp(b->unit, "guns") == 0 ? 4 : 2);
	for (i = b->noun + 1; i < b->p->tok->n && i < b->noun + 3; i++)
		if (tally_outcome(b->p->tok, i, &n) != NULL)
			return false;
	return size >= SEVERAL;
}

/* "attacked the fort with 300 men": so many took part, unless the words go on to say what befell them. */
static bool
by_company(struct band *b)
{
	if (!is_strength(b))
		return false;
	b->status = "present";
	b->verb = NONE;
	return true;
}

/* "a rocket attack on two tanks", "fought against 6,000 Saxons". */
static bool
by_strike(struct band *b, size_t prep)
{
	const struct parse *p = b->p;
	bool noun = prep > 0 && band_head(p, prep - 1, "strike") != NULL;

	if (chunk_is(p, prep, "on") ? !noun : !noun && b->form == BAND_PEOPLE && prep > 0 && line_of(lemma_of(p, prep - 1), "subject", b) == NULL)
		return false;
	return by_company(b);
}

/* "entered the town in 20 trucks": what carries those who came. */
static bool
by_carriage(struct band *b, size_t prep)
{
	const struct parse *p = b->p;
	const char *status = NULL;

	if (force_people(b->unit) || strcmp(b->unit, "units") == 0 || strcmp(b->unit, "bases") == 0 || strcmp(b->unit, "guns") == 0 || !is_strength(b))
		return false;
	for (size_t v = prep; v-- > 0 && v + 6 > prep && p->chunk[v].type != CHUNK_SUB;)
		if (p->chunk[v].type == CHUNK_VERB) {
			status = mood(p, v, status_of(lemma_of(p, v), p->chunk[v].passive ? "object" : "subject", b), true);
			b->verb = v;
			break;
		}
	if (status == NULL || strcmp(status, "deployed") != 0) {
		b->verb = NONE;
		return false;
	}
	b->status = status;
	b->doing = true;
	return true;
}

/* "Of the 90 paratroopers who jumped, 41 ...": the whole, of which something is told. */
static bool
is_whole(struct band *b, size_t prep)
{
	const struct parse *p = b->p;

	if (!p->chunk[b->chunk].definite || (prep > 0 && p->chunk[prep - 1].type != CHUNK_COMMA && p->chunk[prep - 1].type != CHUNK_PUNCT &&
	    p->chunk[prep - 1].type != CHUNK_CONJ))
		return false;
	return by_company(b);
}

/* Does a word before group i say that those who follow cannot fight ("among the dead were 12 soldiers")? */
static bool
among_dead(const struct parse *p, size_t i)
{
	char one[64];

	for (size_t t = p->chunk[i].first, n = 0; t-- > 0 && n < 12; n++)
		if (p->tok->tok[t].type == TOKEN_WORD && (band_word("dead", p->tok->tok[t].low) != NULL ||
		    band_word("dead", singular(p->tok->tok[t].low, one, sizeof one)) != NULL))
			return true;
	return false;
}

/* Is v a form of "be" on its own? */
static bool
is_copula(const struct parse *p, size_t v)
{
	return p->chunk[v].type == CHUNK_VERB && *lemma_of(p, v) == '\0' && !p->chunk[v].negated &&
	    (token_is(p, p->chunk[v].last, "were") || token_is(p, p->chunk[v].last, "was") || token_is(p, p->chunk[v].last, "are") ||
	    token_is(p, p->chunk[v].last, "is") || token_is(p, p->chunk[v].last, "be") || token_is(p, p->chunk[v].last, "been"));
}

/* "there were 35,000 men", "3,000 men were in the fort", "of whom 900 were cavalry". */
static bool
by_copula(struct band *b)
{
	const struct parse *p = b->p;
	size_t i = b->chunk, v = NONE;

	if (i > 0 && is_copula(p, i - 1))
		v = i - 1;
	else if (i + 2 < p->n && is_copula(p, i + 1) && (p->chunk[i + 2].type == CHUNK_PREP || b->form == BAND_PART))
		v = i + 1;
	if (v == NONE || !is_strength(b) || b->form == BAND_PEOPLE || among_dead(p, i))
		return false;
	b->status = p->chunk[v].unreal ? "proposed" : "present";
	b->verb = NONE;
	return true;
}

/* "28 planes were either shot down or damaged": what befell them, where the parser lost the verb. */
static bool
by_fate(struct band *b)
{
	const struct tokens *tok = b->p->tok;
	size_t i = b->chunk, n;

	if (force_people(b->unit) || b->count == NULL || i + 1 >= b->p->n || !is_copula(b->p, i + 1) || b->p->chunk[i + 1].unreal)
		return false;
	for (size_t t = b->p->chunk[i + 1].last + 1; t < tok->n && t < b->p->chunk[i + 1].last + 5 && tok->tok[t].type == TOKEN_WORD; t++) {
		const char *outcome = tally_outcome(tok, t, &n);

		if (outcome == NULL || strcmp(outcome, "sunk") != 0)
			continue;
		b->status = "lost";
		b->verb = NONE;
		return true;
	}
	return false;
}

/* Many who do anything that is not told of the fallen are there. */
static bool
by_doing(struct band *b)
{
	const struct parse *p = b->p;

	if (b->form == BAND_PEOPLE || (force_people(b->unit) ? band_size(b) < SEVERAL : b->count == NULL || band_size(b) < 2))
		return false;
	for (size_t v = b->chunk + 1; v < p->n && v < b->chunk + VERBS_NEAR; v++) {
		const struct chunk *c = &p->chunk[v];
		const char *lemma = lemma_of(p, v);

		if (c->type != CHUNK_VERB || c->passive || c->negated || c->form == FORM_PP || *lemma == '\0' || !in_list(p, c->subject, b->chunk))
			continue;
		if (line_of(lemma, "subject", b) != NULL || is_harm(p, v) || class_has(class_find("suffer"), lemma))
			return false;
		b->status = c->unreal ? "proposed" : "present";
		b->verb = v;
		b->doing = true;
		return true;
	}
	return false;
}

/* "3,000 proposed troops": an adjective in the group. */
static bool
by_adjective(struct band *b)
{
	for (size_t t = b->first; t < b->noun; t++)
		if (token_is(b->p, t, "proposed") || token_is(b->p, t, "planned") || token_is(b->p, t, "promised")) {
			b->status = token_is(b->p, t, "promised") ? "pledged" : "proposed";
			return true;
		}
	return false;
}

/* "were supported by 30 tanks": those who do what a passive tells, unless it says otherwise of them. */
static bool
by_agency(struct band *b, size_t prep)
{
	const struct parse *p = b->p;
	const struct chunk *c = prep > 0 ? &p->chunk[prep - 1] : NULL;

	if (c == NULL || c->type != CHUNK_VERB || c->negated || *lemma_of(p, prep - 1) == '\0' || b->form == BAND_PEOPLE ||
	    line_of(lemma_of(p, prep - 1), "subject", b) != NULL || !is_strength(b))
		return false;
	b->status = c->unreal ? "proposed" : "present";
	b->verb = prep - 1;
	b->doing = true;
	return true;
}

/* "bringing the garrison to 900 men". */
static bool
grown_to(struct band *b, size_t prep)
{
	size_t owner = band_grown(b->p, prep);

	if (owner == NONE)
		return false;
	b->status = "total";
	b->owner = owner;
	b->verb = NONE;
	return true;
}

/* What a preposition before the band says of it. */
static bool
by_phrase(struct band *b, size_t prep)
{
	const struct parse *p = b->p;

	if (by_preposition(b, prep))
		return true;
	if (chunk_is(p, prep, "of"))
		return by_noun(b, prep) || is_whole(b, prep);
	if (chunk_is(p, prep, "with"))
		return by_noun(b, prep) || by_company(b);
	if (chunk_is(p, prep, "on") && by_strike(b, prep))
		return true;
	if (chunk_is(p, prep, "against"))
		return by_strike(b, prep);
	return band_joint(p, prep, "aboard") && by_carriage(b, prep);
}

/* "sent two planes along with 80 men", ", plus 200 guns": as what stands before. */
static bool
by_addition(struct band *b, size_t joint)
{
	const struct parse *p = b->p;
	size_t i = joint;

	for (size_t n = 0; i > 0 && n < 8; n++) {
		i--;
		if (p->chunk[i].type == CHUNK_NOUN && by_verb(b, i))
			return true;
	}
	return by_company(b);
}

/* What the sentence says of a number whose noun is elsewhere. */
static bool
size_status(struct band *b)
{
	const struct parse *p = b->p;

	if (suffers(p, b->owner) || among_dead(p, b->chunk))
		return false;
	if (b->form == BAND_GROWN) {
		b->status = "total";
		return true;
	}
	if (!by_verb(b, b->owner) || strcmp(b->status, "lost") == 0) {
		b->status = "present";
		b->verb = NONE;
	}
	return true;
}

/* What the sentence says of the band; false if nothing that makes it a row. */
static bool
find_status(struct band *b)
{
	const struct parse *p = b->p;
	size_t prep = parse_preposition(p, b->chunk), i = b->chunk;

	b->status = NULL;
	if (b->form == BAND_SIZE || b->form == BAND_GROWN)
		return size_status(b);
	if (force_people(b->unit) && suffers(p, i))
		return false;
	if (b->form == BAND_NOUN && prep != NONE && chunk_is(p, prep, "to") && grown_to(b, prep))
		return true;
	if (by_adjective(b) || by_verb(b, i) || by_fate(b) || by_copula(b))
		return true;
	if (i > 0 && band_joint(p, i - 1, "more"))
		return by_addition(b, i - 1);
	if (prep == NONE)
		return by_doing(b);
	return !band_joint(p, prep, "part") && !chunk_is(p, prep, "by") ? by_phrase(b, prep) : chunk_is(p, prep, "by") && by_agency(b, prep);
}

/* Party named by a span between two tokens; nouns count where nothing better stands there. */
static const char *
party_in(const struct parse *p, size_t first, size_t last, bool noun, const char **kind)
{
	for (size_t i = 0; i < p->spans.n; i++) {
		const struct span *s = &p->spans.span[i];
		const char *name;

		if (first >= p->tok->n || s->start < p->tok->tok[first].start || s->end > p->tok->tok[last].end)
			continue;
		if ((name = tally_party(s, kind)) != NULL)
			return name;
		if (noun && s->type == SPAN_ACTOR && *get_str(s->json, "name") != '\0') {
			*kind = get_str(s->json, "kind");
			return get_str(s->json, "name");
		}
	}
	return NULL;
}

/* Party of a group, or of the of-phrase behind it ("the government of Spain"). */
static const char *
party_of(const struct parse *p, size_t i, const char **kind)
{
	const char *name;

	if (i == NONE || i >= p->n || p->chunk[i].type != CHUNK_NOUN)
		return NULL;
	name = party_in(p, p->chunk[i].first, p->chunk[i].last, false, kind);
	if (name == NULL && i + 2 < p->n && p->chunk[i + 1].type == CHUNK_PREP && p->chunk[i + 2].type == CHUNK_NOUN &&
	    (chunk_is(p, i + 1, "of") || chunk_is(p, i + 1, "from")))
		name = party_in(p, p->chunk[i + 2].first, p->chunk[i + 2].last, false, kind);
	if (name == NULL && p->chunk[i].owner != NONE)
		name = party_in(p, p->chunk[p->chunk[i].owner].first, p->chunk[p->chunk[i].owner].last, false, kind);
	return name;
}

/* "mercenaries from the Wagner Group", "a helicopter operated by X": the named party behind the group. */
static const char *
party_behind(const struct band *b, const char **kind)
{
	const struct parse *p = b->p;
	size_t i = b->chunk + 1;

	while (i < p->n && p->chunk[i].start < p->tok->tok[b->noun].end)
		i++;
	if (i + 2 < p->n && p->chunk[i].type == CHUNK_VERB && strcmp(lemma_of(p, i), "operate") == 0 && chunk_is(p, i + 1, "by"))
		i++;
	else if (i + 1 >= p->n || !band_joint(p, i, "lead"))
		return NULL;
	if (p->chunk[i + 1].type != CHUNK_NOUN || (p->chunk[i + 1].actor == NULL && !chunk_is(p, i, "under")))
		return NULL;
	return party_in(p, p->chunk[i + 1].first, p->chunk[i + 1].last, false, kind);
}

/* Does a verb before the group have it as its object? */
static bool
is_object_of_any(const struct parse *p, size_t i)
{
	for (size_t v = i, n = 0; v-- > 0 && n < 8; n++)
		if (p->chunk[v].type == CHUNK_VERB && p->chunk[v].object == i)
			return true;
	return false;
}

/* Is it a name that tells no more than the noun counted ("two guns": artillery)? */
static bool
is_mere(const struct band *b, const struct span *s)
{
	return strcmp(get_str(s->json, "src"), "noun") == 0 && strcmp(b->unit, "fighters") != 0 && strcmp(b->unit, "police") != 0 &&
	    strcmp(get_str(s->json, "kind"), "state") == 0;
}

static bool
is_armed(const char *kind)
{
	return strcmp(kind, "rebel") == 0 || strcmp(kind, "jihadist") == 0 || strcmp(kind, "militia") == 0 || strcmp(kind, "mercenary") == 0;
}

/* The last party named before the band in the sentence, none that is struck or fought against. */
static const char *
party_before(const struct band *b, const char **kind)
{
	const struct parse *p = b->p;
	size_t n = 0;

	for (size_t i = b->chunk; i-- > 0 && n < VERBS_NEAR; n++) {
		const char *name;
		size_t prep;

		if (p->chunk[i].type != CHUNK_NOUN)
			continue;
		name = party_in(p, p->chunk[i].first, p->chunk[i].last, false, kind);
		if (name == NULL && p->chunk[i].actor != NULL && is_armed(get_str(p->chunk[i].actor->json, "kind")))
			name = party_in(p, p->chunk[i].first, p->chunk[i].last, true, kind);
		if (name == NULL)
			continue;
		/* In "on 4 June the fleet", "on" is the date's. */
		prep = i > 0 && p->chunk[i - 1].type == CHUNK_DATE ? NONE : parse_preposition(p, i);
		if (is_object_of_any(p, i) || (prep != NONE && !band_joint(p, prep, "lead") && !chunk_is(p, prep, "by")))
			continue;
		return name;
	}
	return NULL;
}

/* By grammar: named behind the group or in it; of those sent, whoever sends them. */
static const char *
actor_by_grammar(const struct band *b, const char **kind, bool from)
{
	const struct parse *p = b->p;
	size_t last = p->chunk[b->chunk].last > b->noun ? p->chunk[b->chunk].last : b->noun, claimant;
	const char *name = from ? NULL : party_behind(b, kind);

	if (name == NULL)
		name = party_in(p, p->chunk[b->chunk].first, from ? b->noun : last, false, kind);
	if (name == NULL && !from)
		name = party_of(p, b->chunk, kind);
	if (name == NULL && b->owner != NONE)
		name = party_of(p, b->owner, kind);
	if (name == NULL && !b->foe && (b->own || strcmp(b->status, "lost") != 0) && b->verb != NONE && !b->doing) {
		name = party_of(p, parse_doer(p, b->verb), kind);
		if (name == NULL && !b->own)
			name = context_claimant(p, b->verb, &claimant);
	}
	return name;
}

/* Whose they are: by grammar, else as those before in a list, else by a noun of the group, else the party told of. */
static const char *
find_actor(const struct band *b, const char **kind)
{
	const struct parse *p = b->p;
	size_t last = p->chunk[b->chunk].last > b->noun ? p->chunk[b->chunk].last : b->noun;
	bool from = strcmp(b->status, "withdrawn") == 0; /* "withdrew troops from X": not X's */
	const struct span *covers;
	const char *name = actor_by_grammar(b, kind, from), *mere, *told = "";

	if (name == NULL && b->actor != NULL) {
		*kind = b->kind;
		return b->actor;
	}
	if (name != NULL)
		return name;
	/* "two fighters" that fly are no party. */
	covers = b->noun < p->tok->n ? p->of[SPAN_ACTOR][b->noun] : NULL;
	mere = !force_people(b->unit) && covers != NULL && covers->start == p->tok->tok[b->noun].start ? NULL : party_in(p, p->chunk[b->chunk].first, from ? b->noun : last, true, kind);
	if (mere != NULL && p->chunk[b->chunk].actor != NULL && !is_mere(b, p->chunk[b->chunk].actor))
		return mere;
	if (b->foe || (strcmp(b->status, "lost") == 0 && !b->own))
		return mere;
	name = party_before(b, &told);
	if (name != NULL)
		*kind = told;
	return name != NULL ? name : mere;
}

static void
set_count(json_t *rec, const struct band *b)
{
	const struct chunk *c = &b->p->chunk[b->chunk];

	if (b->count != NULL) {
		tally_set_count(rec, b->count, b->p->text);
		return;
	}
	set_int(rec, "low", 1);
	set_int(rec, "best", 1);
	set_int(rec, "high", 1);
	set_str(rec, "qualifier", "exact");
	set_strn(rec, "count_as_written", b->p->text + c->start, b->p->tok->tok[b->noun].end - c->start);
}

static void
add_row(json_t *rows, struct band *b)
{
	const struct parse *p = b->p;
	json_t *rec = force_record(p->sentence, "prose", p->chunk[b->chunk].start), *notes;
	const char *kind = "", *actor = find_actor(b, &kind);
	struct when when = context_when(p, b->chunk);

	b->actor = actor;
	b->kind = kind;
	set_str(rec, "actor", actor);
	if (b->form == BAND_PEOPLE && strcmp(kind, "civilians") == 0)
		kind = "other"; /* a people in arms */
	set_str(rec, "actor_kind", actor != NULL ? kind : NULL);
	set_str(rec, "unit", b->unit);
	set_count(rec, b);
	set_str(rec, "status", b->status);
	force_date(rec, when.start, when.prec);
	notes = has(p->sentence, "notes") ? context_citations(p, b->chunk) : NULL;
	if (json_array_size(notes) > 0)
		json_object_set(rec, "citations", notes);
	json_decref(notes);
	set_str(rec, "rule", b->verb != NONE ? lemma_of(p, b->verb) : "noun");
	json_array_append_new(rows, rec);
}

/* "an army plane": one, where a verb says that it was sent or lost; only of what is counted one by one. */
static bool
is_single(const struct band *b)
{
	const struct chunk *c = &b->p->chunk[b->chunk];

	/* "took a ship to the mainland" is no loss. */
	if (b->verb != NONE && strcmp(lemma_of(b->p, b->verb), "take") == 0)
		return false;
	return b->count == NULL && c->indefinite && !is_plural(b->p->tok->tok[b->noun].low) && b->verb != NONE &&
	    (strcmp(b->unit, "aircraft") == 0 || strcmp(b->unit, "helicopters") == 0 || strcmp(b->unit, "ships") == 0) &&
	    (strcmp(b->status, "lost") == 0 || strcmp(b->status, "deployed") == 0 || strcmp(b->status, "pledged") == 0);
}

/* "300 men and six guns": does the band follow the one before in a list? */
static bool
follows(const struct band *b, const struct band *before)
{
	const struct parse *p = b->p;

	if (before->p == NULL || before->chunk + 2 > b->chunk || b->chunk - before->chunk > 3)
		return false;
	for (size_t i = before->chunk + 1; i < b->chunk; i++)
		if (p->chunk[i].type != CHUNK_CONJ && p->chunk[i].type != CHUNK_COMMA && !band_joint(p, i, "part") && !band_joint(p, i, "more") &&
		    p->chunk[i].type != CHUNK_ADV)
			return false;
	return true;
}

/* Then it is where the one before is. */
static bool
like_before(struct band *b, const struct band *before)
{
	if (!follows(b, before))
		return false;
	if (force_people(b->unit) && (suffers(b->p, b->chunk) || strcmp(before->status, "lost") == 0))
		return false;
	b->status = before->status;
	b->verb = before->verb;
	b->owner = before->owner;
	b->doing = before->doing;
	b->own = before->own;
	b->foe = before->foe;
	return true;
}

/* "many fighters", "several planes": too vague to be a strength, but a loss of several is one. */
static bool
too_vague(const struct band *b)
{
	const struct span *count = b->count;

	return count != NULL && strcmp(get_str(count->json, "q"), "vague") == 0 && get_int(count->json, "best", 0) <= 3 &&
	    strcmp(b->status, "lost") != 0;
}

json_t *
force_prose(const json_t *sentence)
{
	struct band before = { .p = NULL };
	json_t *rows = json_array();
	struct parse *p;
	size_t seen = 0;

	if (strlen(get_str(sentence, "text")) > TEXT_MAX)
		return rows;
	p = parse_sentence(sentence);
	for (size_t i = 0; i < p->n && p->n <= GROUPS_MAX && seen < BANDS_MAX; i++) {
		struct band b = { .p = p, .chunk = i };

		if (!band_find(&b, &before))
			continue;
		seen++;
		if (!find_status(&b) && !like_before(&b, &before))
			continue;
		if (b.count != NULL ? too_vague(&b) : !is_single(&b))
			continue;
		if (b.form == BAND_PART || follows(&b, &before)) {
			b.actor = before.actor;
			b.kind = before.kind;
		}
		add_row(rows, &b);
		before = b;
	}
	parse_free(p);
	return rows;
}

json_t *
force_extract(const json_t *sentence)
{
	const char *type = get_str(sentence, "type");

	if (strcmp(type, "infobox") == 0)
		return force_line(sentence);
	if (strcmp(type, "row") == 0 || strcmp(type, "ref") == 0 || strcmp(type, "link") == 0)
		return json_array();
	return force_prose(sentence);
}
