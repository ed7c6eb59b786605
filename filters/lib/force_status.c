/* What the words around a count of forces say of them: there, sent, promised, withdrawn, lost. Part of force_prose. */
#include <string.h>

#include "force_band.h"
#include "lexicon.h"
#include "pattern.h"
#include "record.h"
#include "tally_lex.h"

#define SEVERAL 10 /* people; fewer are named for what befell them */
#define VERBS_NEAR 40 /* groups around a band where verbs are looked for */

enum { VERB, WHOSE, STATUS, WHAT, FLAG, COLUMNS };

static struct table *verbs;
static int harm[8];

void
force_status_load(void)
{
	static const char *const classes[] = { "kill", "execute", "die", "wound", "capture", "abduct", "desert", "surrender" };

	if (verbs == NULL)
		verbs = table_load("force-verbs", FLAG, COLUMNS);
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		harm[i] = class_find(classes[i]);
}

void
force_status_unload(void)
{
	if (verbs != NULL)
		table_free(verbs);
	verbs = NULL;
}

/* The line on what a verb or noun says of forces that are its subject, its object or behind it; NULL if none. */
static char **
line_of(const char *lemma, const char *whose, const struct band *b)
{
	bool people = force_people(b->unit), units = strcmp(b->unit, "units") == 0, noun = strcmp(whose, "noun") == 0;

	for (size_t i = 0; i < verbs->n; i++) {
		char **cell = verbs->rows[i].cell;

		if (strcmp(cell[VERB], lemma) != 0 || (strcmp(cell[WHOSE], whose) != 0 && (noun || strcmp(cell[WHOSE], "any") != 0)))
			continue;
		if ((strcmp(cell[WHAT], "people") == 0 && !people && !units) || (strcmp(cell[WHAT], "persons") == 0 && !people) || (strcmp(cell[WHAT], "things") == 0 && people) ||
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
	b->fact = b->foe || strstr(cell[FLAG], "fact") != NULL;
	return cell[STATUS];
}

/* Lemma of a verb group; "had" alone is a verb, too. */
const char *
force_lemma(const struct parse *p, size_t v)
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
	const char *lemma = force_lemma(p, v);

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

/* Is the clause of verb group v what somebody said ("announced that 900 men would be sent")? */
static bool
is_told(const struct parse *p, size_t v)
{
	size_t first = p->chunk[v].subject, last;

	if (first == NONE || first > v)
		return false;
	parse_list(p, first, &first, &last);
	if (first > 0 && p->chunk[first - 1].type == CHUNK_SUB)
		first--;
	return first > 0 && p->chunk[first - 1].type == CHUNK_VERB && p->chunk[first - 1].verb != NULL && !p->chunk[first - 1].negated &&
	    (p->chunk[first - 1].verb->classes & V_SAY) != 0;
}

/* The modal or auxiliary "will" of a verb group, "would" where it is told: what is promised, not merely possible. */
static bool
is_will(const struct parse *p, size_t v)
{
	for (size_t t = p->chunk[v].first; t <= p->chunk[v].last; t++)
		if (token_is(p, t, "will") || token_is(p, t, "shall") || token_is(p, t, "'ll") ||
		    (token_is(p, t, "would") && is_told(p, v)))
			return true;
	return false;
}

/* What a verb says of the band, its own mood taken into account; NULL if nothing. Enemies are there, whether or not
 * they are attacked. */
static const char *
mood(const struct band *b, size_t v, const char *status, bool doing)
{
	const struct parse *p = b->p;
	const struct chunk *c = &p->chunk[v];

	if (status == NULL || c->negated)
		return NULL;
	if (!c->unreal || b->fact)
		return status;
	if (strcmp(status, "deployed") != 0 && strcmp(status, "present") != 0 && strcmp(status, "pledged") != 0)
		return strcmp(status, "proposed") == 0 ? status : NULL;
	/* "were ordered to advance": their way began with the order. */
	if (doing && c->form == FORM_INFINITIVE && c->governor != NONE && !p->chunk[c->governor].unreal &&
	    *force_lemma(p, c->governor) != '\0')
		return status;
	return c->form == FORM_INFINITIVE || is_will(p, v) ? "pledged" : "proposed";
}

/* Is the token a word of the sense, in the singular or as it stands? */
static bool
is_word(const struct parse *p, size_t t, const char *sense)
{
	char one[64];
	const struct token *token = &p->tok->tok[t];

	return token->type == TOKEN_WORD && (band_word(sense, token->low) != NULL || band_word(sense, singular(token->low, one, sizeof one)) != NULL);
}

static bool
has_word(const struct parse *p, size_t i, const char *sense)
{
	for (size_t t = p->chunk[i].first; t <= p->chunk[i].last; t++)
		if (is_word(p, t, sense))
			return true;
	return false;
}

/* "eight soldiers deployed in X were killed": harm in the verb of a group that a participle follows. */
static bool
suffers_later(const struct parse *p, size_t i)
{
	size_t v = i + 1;

	if (v >= p->n || p->chunk[v].type != CHUNK_VERB || p->chunk[v].form != FORM_PP)
		return false;
	while (++v < p->n && p->chunk[v].type != CHUNK_COMMA && p->chunk[v].type != CHUNK_PUNCT)
		if (p->chunk[v].type == CHUNK_VERB)
			return p->chunk[v].passive && p->chunk[v].form == FORM_FINITE && is_harm(p, v);
	return false;
}

/* "became prisoners", "were lost": the verb and what they became. */
static bool
becomes_loss(const struct parse *p, size_t v)
{
	const struct chunk *c = &p->chunk[v];
	const char *lemma = force_lemma(p, v);

	if (c->passive)
		return strcmp(lemma, "lose") == 0;
	return c->object != NONE && strcmp(lemma, "become") == 0 && has_word(p, c->object, "dead");
}

/* Does some verb say that the people of group i were harmed? Then they are casualties. */
bool
force_suffers(const struct parse *p, size_t i)
{
	if (suffers_later(p, i))
		return true;
	for (size_t v = i > VERBS_NEAR ? i - VERBS_NEAR : 0; v < p->n && v < i + VERBS_NEAR; v++) {
		const struct chunk *c = &p->chunk[v];

		if (c->type == CHUNK_VERB && becomes_loss(p, v) && in_list(p, c->subject, i))
			return true;
		if (c->type == CHUNK_VERB && !c->passive && strcmp(force_lemma(p, v), "lose") == 0 && in_list(p, c->object, i))
			return true;
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

/* "had five galleons been lost": the subject stands inside the verb group. */
static bool
is_inverted(const struct parse *p, size_t v, size_t i)
{
	return v == i + 1 && i > 0 && p->chunk[v].subject == NONE && p->chunk[v].passive && p->chunk[i - 1].type == CHUNK_VERB &&
	    token_is(p, p->chunk[i - 1].last, "had") && token_is(p, p->chunk[v].first, "been");
}

/* "3,000 men were able to cross": what they could, they did. */
static bool
is_able(const struct parse *p, size_t v, size_t i)
{
	size_t be = p->chunk[v].governor, subject = be != NONE ? p->chunk[be].subject : NONE;

	if (p->chunk[v].form != FORM_INFINITIVE || be == NONE || p->chunk[be].negated || p->chunk[be].unreal || be + 2 != v ||
	    !chunk_is(p, be + 1, "able") || subject == NONE)
		return false;
	/* "3,000 men out of 9,000" */
	return in_list(p, subject, i) || (subject == i + 2 && p->chunk[i + 1].type == CHUNK_PREP && p->chunk[subject].bare);
}

/* "were seen attacking": the next verb says more of them. */
static bool
doing_behind(struct band *b, size_t v)
{
	const struct parse *p = b->p;

	return p->chunk[v].passive && v + 1 < p->n && p->chunk[v + 1].type == CHUNK_VERB && p->chunk[v + 1].form == FORM_ING &&
	    p->chunk[v + 1].subject == p->chunk[v].subject && line_of(force_lemma(p, v + 1), "subject", b) != NULL;
}

/* The status from the verb whose subject or object group i is. */
static bool
by_verb(struct band *b, size_t i)
{
	const struct parse *p = b->p;
	for (size_t v = i > VERBS_NEAR ? i - VERBS_NEAR : 0; v < p->n && v < i + VERBS_NEAR; v++) {
		const struct chunk *c = &p->chunk[v];
		const char *lemma = force_lemma(p, v), *status = NULL;

		if (*lemma == '\0')
			continue;
		if (in_list(p, parse_sufferer(p, v), i) || (!c->passive && in_list(p, c->object, i)) || is_inverted(p, v, i))
			status = doing_behind(b, v) ? NULL : mood(b, v, status_of(lemma, "object", b), false);
		else if ((!c->passive && (in_list(p, c->subject, i) || (c->form == FORM_ING && c->subject == NONE && v == i + 1))) ||
		    (c->agent != NONE && (c->agent == i || c->agent + 2 == i || !force_people(b->unit)) && in_list(p, c->agent, i))) {
			status = mood(b, v, status_of(lemma, "subject", b), true);
			/* Ships that sink others are afloat. */
			if (status != NULL && strcmp(status, "lost") == 0 && (c->object != NONE || c->passive))
				status = "present";
			b->doing = status != NULL;
		} else if (is_able(p, v, i)) {
			status = status_of(lemma, "subject", b);
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

/* "had nine of their ships taken", "at the cost of three cruisers sunk": a participle right behind the group. */
static bool
by_participle(struct band *b)
{
	const struct parse *p = b->p;
	size_t v = b->chunk + 1, t;
	const char *status;

	while (v < p->n && p->chunk[v].start < p->tok->tok[b->noun].end)
		v++;
	/* "ships of the line" */
	if (v + 2 < p->n && chunk_is(p, v, "of") && p->chunk[v + 1].type == CHUNK_NOUN)
		v += 2;
	if (v >= p->n || p->chunk[v].type != CHUNK_VERB || p->chunk[v].first != p->chunk[v].last || p->chunk[v].object != NONE || *force_lemma(p, v) == '\0')
		return false;
	t = p->chunk[v].first;
	if (p->word[t] == NULL || (p->word[t]->forms & F_PP) == 0 || (status = status_of(force_lemma(p, v), "object", b)) == NULL || strcmp(status, "lost") != 0)
		return false;
	b->status = status;
	b->verb = v;
	b->own = b->chunk > 0 && strcmp(force_lemma(p, b->chunk - 1), "have") == 0;
	for (t = p->chunk[b->chunk].first; t < b->noun; t++)
		b->own |= token_is(p, t, "their") || token_is(p, t, "its") || token_is(p, t, "his");
	return true;
}

/* "consist of 500 fighters", "drove off 500 men": the verb right before the preposition. */
static bool
by_preposition(struct band *b, size_t prep)
{
	const struct parse *p = b->p;
	const struct chunk *c = prep > 0 ? &p->chunk[prep - 1] : NULL;
	const char *status;

	if (c == NULL || *force_lemma(p, prep - 1) == '\0' || (!chunk_is(p, prep, "of") && !band_joint(p, prep, "particle")))
		return false;
	status = mood(b, prep - 1, status_of(force_lemma(p, prep - 1), "object", b), false);
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
	if (chunk_is(p, prep, "of") && force_people(b->unit) && force_suffers(p, n))
		return false;
	low = p->tok->tok[p->chunk[n].head].low;
	status = status_of(low, "noun", b);
	if (status == NULL)
		status = status_of(singular(low, lemma, sizeof lemma), "noun", b);
	if (status == NULL && !chunk_is(p, prep, "of"))
		return false;
	b->owner = n;
	/* "an agreement on the deployment of 600 policemen" */
	if (status != NULL && n > 1 && p->chunk[n - 1].type == CHUNK_PREP && band_head(p, n - 2, "scheme") != NULL) {
		b->status = band_head(p, n - 2, "scheme");
		b->verb = NONE;
		return true;
	}
	/* A verb says more of "the dispatch" than the noun does; of "a regiment of men", no verb says that it was lost. */
	if (by_verb(b, n) && (status == NULL || (strcmp(b->status, "lost") != 0 && strcmp(b->status, "present") != 0 &&
	    (strcmp(status, "deployed") != 0 || strcmp(b->status, "withdrawn") != 0))))
		return true; /* reinforcements that leave one place come to another */
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
		return size >= (strcmp(b->unit, "guns") == 0 ? 4 : strcmp(b->unit, "units") == 0 ? 1 : 2);
	for (i = b->noun + 1; i < b->p->tok->n && i < b->noun + 3; i++)
		if (tally_outcome(b->p->tok, i, &n) != NULL)
			return false;
	return size >= SEVERAL;
}

/* Does a word before group i say that those who follow cannot fight ("among the dead were 12 soldiers")? */
static bool
among_dead(const struct parse *p, size_t i)
{
	for (size_t t = p->chunk[i].first, n = 0; t-- > 0 && n < 12; n++)
		if (is_word(p, t, "dead"))
			return true;
	return false;
}

/* Is the count fit to be a strength, so that being named is being there? */
static bool
is_named(struct band *b)
{
	if (!is_strength(b))
		return false;
	b->status = "present";
	b->verb = NONE;
	return true;
}

/* What the verb before a preposition says of those who come with its subject, or with its object, whose they are then
 * ("sent Captain Lawrence with 300 men"); NULL if there is none. */
static const char *
told_before(struct band *b, size_t prep)
{
	const struct parse *p = b->p;
	size_t v = prep;

	while (v-- > 0 && p->chunk[v].type != CHUNK_VERB)
		if (v + 6 < prep || p->chunk[v].type == CHUNK_SUB || p->chunk[v].type == CHUNK_PUNCT)
			return NULL;
	if (v >= prep)
		return NULL;
	if (p->chunk[v].passive || p->chunk[v].object != NONE) {
		const char *status = mood(b, v, status_of(force_lemma(p, v), "object", b), true);

		if (status != NULL && !b->foe) {
			b->owner = p->chunk[v].passive ? NONE : p->chunk[v].object;
			return status;
		}
	}
	return p->chunk[v].passive ? NULL : mood(b, v, status_of(force_lemma(p, v), "subject", b), true);
}

/* "was captured with 300 men": what befell him befell them. */
static bool
shares_harm(const struct parse *p, size_t prep)
{
	if (prep > 0 && p->chunk[prep - 1].type == CHUNK_NOUN && has_word(p, prep - 1, "dead"))
		return true;
	for (size_t v = prep; v-- > 0 && v + 4 > prep && p->chunk[v].type != CHUNK_SUB && p->chunk[v].type != CHUNK_COMMA;)
		if (p->chunk[v].type == CHUNK_VERB)
			return is_harm(p, v) && (p->chunk[v].passive || class_has(harm[7], p->chunk[v].verb->lemma) || class_has(harm[2], p->chunk[v].verb->lemma));
	return false;
}

/* "attacked the fort with 300 men": so many took part, unless the words go on to say what befell them. */
static bool
by_company(struct band *b, size_t prep)
{
	const char *status;

	if (!is_strength(b) || (force_people(b->unit) && shares_harm(b->p, prep)))
		return false;
	status = told_before(b, prep);
	b->status = status != NULL && (strcmp(status, "deployed") == 0 || strcmp(status, "withdrawn") == 0) ? status : "present";
	b->own = b->foe = false;
	b->verb = NONE;
	return true;
}

/* "a rocket attack on two tanks", "fought against 6,000 Saxons". */
static bool
by_strike(struct band *b, size_t prep)
{
	const struct parse *p = b->p;
	bool noun = prep > 0 && band_head(p, prep - 1, "strike") != NULL;

	if (chunk_is(p, prep, "on") ? !noun : !noun && b->form == BAND_PEOPLE && prep > 0 && line_of(force_lemma(p, prep - 1), "subject", b) == NULL)
		return false;
	return is_named(b);
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
			status = mood(b, v, status_of(force_lemma(p, v), p->chunk[v].passive ? "object" : "subject", b), true);
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
	return is_named(b);
}

/* Is v a form of "be" on its own? */
static bool
is_copula(const struct parse *p, size_t v)
{
	return p->chunk[v].type == CHUNK_VERB && *force_lemma(p, v) == '\0' && !p->chunk[v].negated &&
	    (token_is(p, p->chunk[v].last, "were") || token_is(p, p->chunk[v].last, "was") || token_is(p, p->chunk[v].last, "are") ||
	    token_is(p, p->chunk[v].last, "is") || token_is(p, p->chunk[v].last, "be") || token_is(p, p->chunk[v].last, "been"));
}

/* "the eight cruisers were slow": things, of which something is told that is no loss. */
static bool
is_told_of(const struct band *b, size_t i)
{
	return !force_people(b->unit) && b->p->chunk[b->chunk].definite && b->p->chunk[i].type == CHUNK_NOUN && !has_word(b->p, i, "dead");
}

/* "there were 35,000 men", "3,000 men were in the fort", "of whom 900 were cavalry". */
static bool
by_copula(struct band *b)
{
	const struct parse *p = b->p;
	size_t i = b->chunk, v = NONE, behind = i + 1;

	/* "two battalions of the brigade were in reserve" */
	while (behind + 1 < p->n && chunk_is(p, behind, "of") && p->chunk[behind + 1].type == CHUNK_NOUN)
		behind += 2;
	if (i > 1 && p->chunk[i - 1].type == CHUNK_ADV && is_copula(p, i - 2))
		v = i - 2;
	else if (i > 0 && is_copula(p, i - 1))
		v = i - 1;
	else if (behind + 1 < p->n && is_copula(p, behind) && (p->chunk[behind + 1].type == CHUNK_PREP || b->form == BAND_PART || is_told_of(b, behind + 1)))
		v = behind;
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

/* What the verb behind an apposition says of it, where its subject is another by the reading of the sentence. */
static bool
by_verb_behind(struct band *b)
{
	const struct parse *p = b->p;
	size_t v = b->chunk + 1;
	const char *status;

	while (v + 1 < p->n && p->chunk[v].type == CHUNK_PREP && p->chunk[v + 1].type == CHUNK_NOUN)
		v += 2;
	if (v + 1 >= p->n || (p->chunk[v].type != CHUNK_COMMA && !chunk_is(p, v, ")")) || *force_lemma(p, v + 1) == '\0' ||
	    p->chunk[v + 1].form != FORM_FINITE)
		return false;
	v++;
	status = mood(b, v, status_of(force_lemma(p, v), p->chunk[v].passive ? "object" : "subject", b), !p->chunk[v].passive);
	if (status == NULL)
		return false;
	b->status = status;
	b->verb = v;
	b->doing = !p->chunk[v].passive;
	return true;
}

/* "reinforcements, about 600 men of the guard, were flown in", "with his whole fleet, ninety galleys": a force named
 * before a comma or bracket, and what is said of it. */
static bool
by_apposition(struct band *b)
{
	const struct parse *p = b->p;
	size_t i = b->chunk, prep;

	if (i < 2 || b->form != BAND_NOUN || !is_strength(b) || (p->chunk[i - 1].type != CHUNK_COMMA && !chunk_is(p, i - 1, "(")) ||
	    p->chunk[i - 2].type != CHUNK_NOUN || !band_host(p, i - 2))
		return false;
	if (force_people(b->unit) && force_suffers(p, i - 2))
		return false;
	b->owner = i - 2;
	if (by_verb(b, i - 2) || by_verb_behind(b))
		return strcmp(b->status, "lost") != 0 || !force_people(b->unit);
	prep = parse_preposition(p, i - 2);
	return prep != NONE && chunk_is(p, prep, "with") && by_company(b, prep);
}

/* "the fleet's strength: 16 dreadnoughts": what a force before a colon is made of. */
static bool
by_colon(struct band *b)
{
	const struct parse *p = b->p;
	size_t i = b->chunk;

	if (i < 2 || !chunk_is(p, i - 1, ":") || b->form != BAND_NOUN || among_dead(p, i))
		return false;
	for (size_t j = i - 1; j-- > 0 && j + 10 > i && p->chunk[j].type != CHUNK_PUNCT;)
		if (band_head(p, j, "host") != NULL)
			return is_named(b);
	return false;
}

/* "8,000 musketeers killed 900": those who do harm are no casualties. */
static bool
harms(const struct parse *p, size_t v)
{
	const struct chunk *c = &p->chunk[v];

	return c->form == FORM_FINITE && c->object != NONE && c->object == v + 1 && !class_has(harm[2], c->verb->lemma) &&
	    !class_has(harm[6], c->verb->lemma) && !class_has(harm[7], c->verb->lemma);
}

/* "two companies of rifles who arrived at noon": what is told of those whom the units are made of. */
static bool
by_members(struct band *b)
{
	const struct parse *p = b->p;
	size_t i = b->chunk;

	return i + 3 < p->n && chunk_is(p, i + 1, "of") && p->chunk[i + 2].type == CHUNK_NOUN && p->chunk[i + 2].count == NULL &&
	    p->chunk[i + 3].type == CHUNK_SUB && !force_suffers(p, i + 2) && by_verb(b, i + 2);
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
		const char *lemma = force_lemma(p, v);

		if (c->type != CHUNK_VERB || c->passive || c->negated || c->form == FORM_PP || *lemma == '\0' || !in_list(p, c->subject, b->chunk))
			continue;
		if (line_of(lemma, "subject", b) != NULL || (is_harm(p, v) && !harms(p, v)) || class_has(class_find("suffer"), lemma))
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
	for (size_t t = b->first; t < b->noun; t++) {
		const char *status = b->p->tok->tok[t].type == TOKEN_WORD ? band_word("coming", b->p->tok->tok[t].low) : NULL;

		if (status != NULL) {
			b->status = status;
			return true;
		}
	}
	return false;
}

/* "were supported by 30 tanks": those who do what a passive tells, unless it says otherwise of them. */
static bool
by_agency(struct band *b, size_t prep)
{
	const struct parse *p = b->p;
	size_t v = prep;
	const struct chunk *c;
	char **line;

	/* "was joined off the cape on 4 May by six frigates" */
	while (v-- > 0 && v + 6 > prep && p->chunk[v].type != CHUNK_VERB && p->chunk[v].type != CHUNK_COMMA && p->chunk[v].type != CHUNK_PUNCT)
		;
	if (v >= prep || (c = &p->chunk[v])->type != CHUNK_VERB || c->negated || *force_lemma(p, v) == '\0' || (v + 1 < prep && !c->passive) ||
	    !is_strength(b))
		return false;
	line = line_of(force_lemma(p, v), "subject", b);
	if (line != NULL ? v + 1 == prep || strcmp(line[STATUS], "none") == 0 || strcmp(line[STATUS], "lost") == 0 : b->form == BAND_PEOPLE)
		return false;
	b->status = c->unreal ? "proposed" : line != NULL ? line[STATUS] : "present";
	b->verb = v;
	b->doing = true;
	return true;
}

/* "support from two battalions", "the help of 300 archers" */
static bool
by_aid(struct band *b, size_t prep)
{
	return prep > 0 && (chunk_is(b->p, prep, "from") || chunk_is(b->p, prep, "of")) && band_head(b->p, prep - 1, "aid") != NULL && is_named(b);
}

/* What a preposition before the band says of it. */
static bool
by_phrase(struct band *b, size_t prep)
{
	const struct parse *p = b->p;

	if (by_preposition(b, prep))
		return true;
	if (chunk_is(p, prep, "of"))
		return by_noun(b, prep) || by_aid(b, prep) || is_whole(b, prep);
	if (chunk_is(p, prep, "with"))
		return by_noun(b, prep) || by_company(b, prep);
	if (chunk_is(p, prep, "on") && by_strike(b, prep))
		return true;
	if (chunk_is(p, prep, "against"))
		return by_strike(b, prep);
	return by_aid(b, prep) || (band_joint(p, prep, "aboard") && by_carriage(b, prep));
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
	return by_company(b, joint);
}

/* "the corps included the guard, including four grenadier battalions": a part of a force that is named. */
static bool
by_whole(struct band *b, size_t prep)
{
	const struct parse *p = b->p;
	size_t i = prep;

	while (i > 0 && p->chunk[i - 1].type == CHUNK_COMMA)
		i--;
	return i > 0 && p->chunk[i - 1].type == CHUNK_NOUN && p->chunk[i - 1].count == NULL && band_host(p, i - 1) && !among_dead(p, prep) &&
	    !force_suffers(p, i - 1) && is_named(b);
}

/* The same, whatever the preposition is. */
static bool
by_any_phrase(struct band *b, size_t prep)
{
	if (chunk_is(b->p, prep, "by"))
		return by_agency(b, prep);
	return band_joint(b->p, prep, "part") ? by_whole(b, prep) : by_phrase(b, prep);
}

/* Does the group name a force or a party that has one? */
static bool
is_party(const struct parse *p, size_t i)
{
	const char *kind = p->chunk[i].actor != NULL ? get_str(p->chunk[i].actor->json, "kind") : "";

	return band_host(p, i) || (*kind != '\0' && strcmp(kind, "civilians") != 0 && strcmp(kind, "protesters") != 0 && strcmp(kind, "other") != 0);
}

/* The group of a list that stands before group i, with what it is made of; NONE if i is its first. */
static size_t
list_before(const struct parse *p, size_t i)
{
	size_t j = i;

	while (j > 0 && (p->chunk[j - 1].type == CHUNK_COMMA || p->chunk[j - 1].type == CHUNK_CONJ))
		j--;
	if (j == i || j == 0)
		return NONE;
	j--;
	if (chunk_is(p, j, ")"))
		while (j > 0 && !chunk_is(p, j, "("))
			j--;
	if (chunk_is(p, j, "(") && j > 0)
		j--;
	while (p->chunk[j].type == CHUNK_NOUN && j > 1) {
		if (p->chunk[j - 1].type == CHUNK_NOUN)
			j--;
		else if (chunk_is(p, j - 1, "of") && p->chunk[j - 2].type == CHUNK_NOUN)
			j -= 2;
		else
			break;
	}
	return p->chunk[j].type == CHUNK_NOUN ? j : NONE;
}

/* "consisted of the 4th Division, a regiment of horse and two battalions": what is said of the first of a list of forces
 * is said of all. */
static bool
by_list(struct band *b)
{
	const struct parse *p = b->p;
	size_t i = b->chunk, head = i, prep;
	bool found;

	if (b->form != BAND_NOUN || !is_strength(b))
		return false;
	for (size_t j = list_before(p, head); j != NONE; j = list_before(p, head)) {
		if (!is_party(p, j) && p->chunk[j].count != NULL)
			return false;
		head = j;
	}
	if (head == i || !is_party(p, head) || (force_people(b->unit) && force_suffers(p, head)))
		return false;
	b->chunk = head;
	prep = parse_preposition(p, head);
	found = by_verb(b, head) || by_copula(b) || (prep != NONE && by_any_phrase(b, prep));
	b->chunk = i;
	return found && (!force_people(b->unit) || strcmp(b->status, "lost") != 0);
}

/* "five battalions of rifles and three batteries attacked": what is said of the last of a list is said of all. */
static bool
by_rest(struct band *b)
{
	const struct parse *p = b->p;
	size_t i = b->chunk, j = i + 1;
	bool found;

	if (b->form != BAND_NOUN || !is_strength(b))
		return false;
	while (j + 1 < p->n && p->chunk[j].type == CHUNK_PREP && p->chunk[j + 1].type == CHUNK_NOUN && p->chunk[j + 1].count == NULL)
		j += 2;
	if (j + 1 >= p->n || (p->chunk[j].type != CHUNK_COMMA && p->chunk[j].type != CHUNK_CONJ))
		return false;
	while (j + 1 < p->n && (p->chunk[j].type == CHUNK_COMMA || p->chunk[j].type == CHUNK_CONJ))
		j++;
	if (p->chunk[j].type != CHUNK_NOUN || p->chunk[j].count == NULL || !band_host(p, j) || (force_people(b->unit) && force_suffers(p, j)))
		return false;
	b->chunk = j;
	found = by_verb(b, j) && b->doing;
	b->chunk = i;
	return found;
}

/* What the sentence says of a number whose noun is elsewhere. */
static bool
size_status(struct band *b)
{
	const struct parse *p = b->p;

	if (force_suffers(p, b->owner) || among_dead(p, b->chunk))
		return false;
	if (b->form == BAND_GROWN) {
		/* What others bring it to is a sum. */
		b->status = p->chunk[b->chunk - (p->chunk[b->chunk - 1].type == CHUNK_PREP ? 2 : 1)].type == CHUNK_NOUN ? "total" : "present";
		return true;
	}
	if (!by_verb(b, b->owner) || strcmp(b->status, "lost") == 0) {
		b->status = "present";
		b->verb = NONE;
	}
	return true;
}

/* "the bodies of 30 soldiers", "the deaths of ten policemen" */
static bool
is_of_dead(const struct parse *p, size_t prep)
{
	return prep != NONE && prep > 0 && chunk_is(p, prep, "of") && p->chunk[prep - 1].type == CHUNK_NOUN && has_word(p, prep - 1, "dead");
}

/* What the sentence says of the band; false if nothing that makes it a row. */
bool
force_status(struct band *b)
{
	const struct parse *p = b->p;
	size_t prep = parse_preposition(p, b->chunk), i = b->chunk;

	b->status = NULL;
	if (b->form == BAND_SIZE || b->form == BAND_GROWN)
		return size_status(b);
	if (b->form == BAND_WHOLE)
		b->status = "present";
	if (b->status != NULL)
		return true;
	if (force_people(b->unit) && (force_suffers(p, i) || is_of_dead(p, prep)))
		return false;
	if (by_adjective(b) || by_participle(b) || by_verb(b, i) || by_fate(b) || by_copula(b) || by_apposition(b) || by_colon(b) || by_members(b))
		return true;
	if (i > 0 && band_joint(p, i - 1, "more"))
		return by_addition(b, i - 1);
	if (prep == NONE)
		return by_doing(b) || by_list(b) || by_rest(b);
	return by_any_phrase(b, prep);
}
