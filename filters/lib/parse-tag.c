/* Parts of speech, by lexicon and neighbours. What is unknown is taken for a noun. */
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "parse.h"
#include "pattern.h"
#include "record.h"

/* Token i's verb reading: its forms, 0 if it has none or stands inside a name or number. */
static unsigned
forms(const struct parse *p, size_t i)
{
	if (i >= p->tok->n || p->tok->tok[i].type != TOKEN_WORD || p->of[SPAN_COUNT][i] != NULL ||
	    p->of[SPAN_PLACE][i] != NULL || p->of[SPAN_DATE][i] != NULL || p->of[SPAN_DEMONYM][i] != NULL)
		return 0;
	/* A verb may end an actor's span ("gunmen attack") only by mistake; names hold none. */
	if (p->of[SPAN_ACTOR][i] != NULL)
		return 0;
	if (p->word[i] != NULL && p->word[i]->verb != NULL)
		return p->word[i]->forms;
	return 0;
}

static bool
suffix(const char *s, const char *tail)
{
	size_t n = strlen(s), k = strlen(tail);

	return n > k && strcmp(s + n - k, tail) == 0;
}

/* Forms that an unknown word's ending suggests. */
static unsigned
guess(const struct parse *p, size_t i)
{
	const char *s = p->tok->tok[i].low;

	if (p->word[i] != NULL || p->tok->tok[i].capital || p->of[SPAN_ACTOR][i] != NULL || p->of[SPAN_PLACE][i] != NULL ||
	    p->of[SPAN_COUNT][i] != NULL || strlen(s) < 6 || strchr(s, '-') != NULL)
		return 0;
	if (suffix(s, "ed"))
		return F_PAST | F_PP;
	if (suffix(s, "ing"))
		return F_ING;
	return 0;
}

static bool
class_at(const struct parse *p, size_t i, unsigned classes)
{
	return i < p->tok->n && p->word[i] != NULL && (p->word[i]->classes & classes) != 0 &&
	    p->of[SPAN_COUNT][i] == NULL && p->of[SPAN_DATE][i] == NULL;
}

/* Can a noun group begin at token i? (A bare noun too.) */
static bool
starts_noun(const struct parse *p, size_t i)
{
	if (i >= p->tok->n || p->tok->tok[i].type == TOKEN_PUNCT)
		return i < p->tok->n && (p->of[SPAN_COUNT][i] != NULL || strchr("\"$", p->tok->tok[i].low[0]) != NULL ||
		    strcmp(p->tok->tok[i].low, "\xe2\x80\x9c") == 0);
	if (p->of[SPAN_COUNT][i] != NULL || class_at(p, i, W_DET | W_PRON))
		return true;
	return !class_at(p, i, W_PREP | W_CONJ | W_SUB | W_AUX | W_MODAL | W_NEG | W_ADV) && p->of[SPAN_DATE][i] == NULL;
}

/* Is this an unmistakable finite verb: an auxiliary, a modal, or a past or -s form that is no noun? */
static bool
surely_finite(const struct parse *p, size_t i)
{
	unsigned f = i < p->tok->n ? forms(p, i) : 0;

	if (class_at(p, i, W_AUX | W_MODAL))
		return true;
	if (f == 0 || (p->word[i]->verb->classes & V_NOUNISH))
		return false;
	return (f & (F_PAST | F_S)) != 0;
}

static size_t
skip_adverbs(const struct parse *p, size_t i)
{
	while (i < p->tok->n && (class_at(p, i, W_ADV) || class_at(p, i, W_NEG)) && !class_at(p, i, W_PREP | W_DET))
		i++;
	return i;
}

/* The last token before i that is no adverb, and no date behind a determiner ("the 5 May attack"); NONE at the
 * beginning. */
static size_t
before(const struct parse *p, size_t i)
{
	while (i-- > 0) {
		size_t k = i;

		if (p->pos[i] == POS_ADV || p->pos[i] == POS_NEG)
			continue;
		while (k > 0 && p->pos[k] == POS_DATE)
			k--;
		return p->pos[i] == POS_DATE && p->pos[k] == POS_DET ? k : i;
	}
	return NONE;
}

/* -ing: a verb when an object follows or a form of be precedes; else a noun ("heavy fighting"). */
static enum pos
tag_ing(const struct parse *p, size_t i, size_t prev)
{
	size_t next = skip_adverbs(p, i + 1);
	enum pos was = prev == NONE ? POS_PUNCT : p->pos[prev];

	if (was == POS_AUX)
		return POS_VERB;
	/* "with two dying in the fire" */
	if (was == POS_COUNT && forms(p, i) != 0 && (p->word[i]->verb->classes & V_INTRANS) && class_at(p, next, W_PREP))
		return POS_VERB;
	if (was == POS_DET || was == POS_COUNT || was == POS_POSS)
		return POS_NOUN;
	if (next < p->tok->n && (class_at(p, next, W_DET | W_PRON) || p->of[SPAN_COUNT][next] != NULL))
		return POS_VERB;
	if (class_at(p, next, W_SUB) && strcmp(p->tok->tok[next].low, "that") == 0)
		return POS_VERB;
	/* "in neighbouring Chad" */
	if (was == POS_PREP && forms(p, i) == 0 && next < p->tok->n && p->of[SPAN_PLACE][next] != NULL)
		return POS_NOUN;
	if (class_at(p, i, W_GERUND) && !(prev != NONE && strcmp(p->tok->tok[prev].low, "by") == 0 && starts_noun(p, next)) &&
	    !(next < p->tok->n && p->tok->tok[next].capital))
		return POS_NOUN;
	if (surely_finite(p, next) || class_at(p, next, W_CONJ))
		return was == POS_COMMA ? POS_VERB : POS_NOUN;
	/* "of beating to death two boys" */
	if (token_is(p, next, "to") && token_is(p, next + 1, "death"))
		return POS_VERB;
	if (starts_noun(p, next) && p->tok->tok[next].type != TOKEN_PUNCT)
		return was == POS_NOUN && forms(p, i) == 0 ? POS_NOUN : POS_VERB;
	return was == POS_COMMA || (was == POS_NOUN && (class_at(p, next, W_PREP) || (forms(p, i) != 0 &&
	    (p->word[i]->verb->classes & V_INTRANS)))) ? POS_VERB : POS_NOUN;
}

/* -ed: an adjective between determiner and noun; else a verb. */
static enum pos
tag_past(const struct parse *p, size_t i, size_t prev)
{
	size_t next = i + 1;
	enum pos was = prev == NONE ? POS_PUNCT : p->pos[prev];
	bool noun_next = next < p->tok->n && starts_noun(p, next) && !class_at(p, next, W_DET | W_PRON) &&
	    p->of[SPAN_COUNT][next] == NULL && p->tok->tok[next].type == TOKEN_WORD;

	if (was == POS_DET)
		return POS_NOUN;
	/* "hundreds fled hunger", but "two wounded men" */
	if (was == POS_COUNT && forms(p, i) != 0 &&
	    (!suffix(p->tok->tok[i].low, "ed") || strlen(p->tok->tok[i].low) < 5))
		return POS_VERB;
	if (was == POS_COUNT || was == POS_PREP || was == POS_POSS)
		return noun_next ? POS_NOUN : POS_VERB;
	if ((prev == NONE || was == POS_CONJ || was == POS_COMMA) && noun_next && forms(p, next) == 0 &&
	    !(p->word[i] != NULL && p->word[i]->verb != NULL && (was == POS_CONJ || was == POS_COMMA)))
		return POS_NOUN;
	/* "unidentified gunmen": an unknown one before its noun is an adjective, unless a subject stands before it. */
	if (forms(p, i) == 0 && noun_next && was != POS_NOUN && was != POS_PRON && was != POS_AUX)
		return POS_NOUN;
	/* "Malian armed forces", "heavily armed men": an adjective before its noun inside a group. */
	if (was == POS_NOUN && noun_next && forms(p, i) == 0)
		return POS_NOUN;
	return POS_VERB;
}

/* Does the noun group that ends at token i count more than one ("100 polling"), so that no -s form is its verb? */
static bool
counts_many(const struct parse *p, size_t i)
{
	while (i > 0 && p->pos[i] == POS_NOUN && p->of[SPAN_COUNT][i] == NULL)
		i--;
	return p->of[SPAN_COUNT][i] != NULL && get_int(p->of[SPAN_COUNT][i]->json, "best", 1) != 1;
}

/* Does the noun group that ends at token i begin with "a", so that no base form is its verb? */
static bool
is_one(const struct parse *p, size_t i)
{
	while (i > 0 && p->pos[i] == POS_NOUN)
		i--;
	return token_is(p, i, "a") || token_is(p, i, "an");
}

/* Base and -s forms: verbs after a modal, "to" or a pronoun, and after a noun when an object follows. */
static enum pos
tag_present(const struct parse *p, size_t i, size_t prev, unsigned f)
{
	size_t next = skip_adverbs(p, i + 1);
	enum pos was = prev == NONE ? POS_PUNCT : p->pos[prev];
	bool nounish = (p->word[i]->verb->classes & V_NOUNISH) != 0;

	if (was == POS_MODAL || was == POS_TO || (was == POS_PRON && !class_at(p, prev, W_DET)))
		return POS_VERB;
	if (was == POS_AUX)
		return (f & F_BASE) && strncmp(p->tok->tok[prev].low, "d", 1) == 0 ? POS_VERB : POS_NOUN;
	if (was == POS_DET || was == POS_COUNT || was == POS_PREP || was == POS_POSS)
		return POS_NOUN;
	if (prev == NONE || was == POS_PUNCT || was == POS_COMMA)
		return nounish || (f & F_BASE) ? POS_NOUN : POS_VERB;
	if (was == POS_CONJ)
		return nounish && !class_at(p, next, W_DET) && !(next < p->tok->n && p->of[SPAN_COUNT][next]) ? POS_NOUN : POS_VERB;
	/* "198 pounds", "100 polling stations"; "a bandit camp" */
	if (((f & F_S) && (p->tok->tok[prev].type == TOKEN_NUMBER || counts_many(p, prev))) ||
	    (!(f & F_S) && nounish && is_one(p, prev)))
		return POS_NOUN;
	if (!nounish)
		return POS_VERB;
	if (surely_finite(p, next) || next >= p->tok->n || p->tok->tok[next].type == TOKEN_PUNCT)
		return POS_NOUN;
	if (class_at(p, next, W_DET | W_PRON) || p->of[SPAN_COUNT][next] != NULL || p->of[SPAN_PLACE][next] != NULL)
		return POS_VERB;
	/* "The army plans to attack" */
	if ((p->word[i]->verb->classes & (V_PLAN | V_ATTEMPT)) && strcmp(p->tok->tok[next].low, "to") == 0 && (forms(p, next + 1) & F_BASE))
		return POS_VERB;
	if (class_at(p, next, W_PREP | W_CONJ | W_SUB))
		return POS_NOUN;
	/* "Gunmen storm hotel": a plural before the base form. */
	return (f & F_BASE) && (suffix(p->tok->tok[prev].low, "s") || is_plural(p->tok->tok[prev].low)) && (prev == 0 || !p->tok->tok[prev].capital) ? POS_VERB : starts_noun(p, next) && (f & F_S) &&
	    p->tok->tok[next].type == TOKEN_WORD && p->tok->tok[next].capital ? POS_VERB : POS_NOUN;
}

static enum pos
tag_verb(const struct parse *p, size_t i, unsigned f)
{
	size_t prev = before(p, i);

	/* A capital inside a sentence makes a name, unless the whole text is capital. */
	if (p->tok->tok[i].capital && i > 0 && !p->title_case && !p->tok->tok[i].allcaps && p->tok->tok[i - 1].type == TOKEN_WORD &&
	    p->tok->tok[i - 1].capital)
		return POS_NOUN;
	if (f & F_ING)
		return tag_ing(p, i, prev);
	if ((f & (F_BASE | F_S)) && !(f & (F_PAST | F_PP)))
		return tag_present(p, i, prev, f);
	/* "hit", "cut", "found", "left": past or present alike */
	return tag_past(p, i, prev);
}

/* A preposition that is as often a subordinator ("after", "since"): the latter if a finite verb follows
 * its noun before the clause ends. */
static enum pos
tag_prep_or_sub(const struct parse *p, size_t i)
{
	size_t limit = i + 14 < p->tok->n ? i + 14 : p->tok->n;
	bool noun = false;

	if (class_at(p, i + 1, W_AUX)) /* "as were two guards" */
		return POS_SUB;
	/* "men deployed as guards were shot" */
	if (strcmp(p->tok->tok[i].low, "as") == 0 && i > 0 && forms(p, i - 1) != 0 && class_has(class_find("serving"), p->word[i - 1]->verb->lemma))
		return POS_PREP;

	for (size_t k = i + 1; k < limit; k++) {
		if (p->tok->tok[k].type == TOKEN_PUNCT && strchr(",;:.(", p->tok->tok[k].low[0]) != NULL && p->of[SPAN_COUNT][k] == NULL)
			break;
		if (noun && surely_finite(p, k) && !(k == i + 1))
			return POS_SUB;
		if (class_at(p, k, W_SUB) && !class_at(p, k, W_PREP | W_DET))
			break;
		/* "as gunmen raid villages" */
		if (noun && (forms(p, k) & F_BASE) && is_plural(p->tok->tok[k - 1].low) && starts_noun(p, k + 1))
			return POS_SUB;
		noun = noun || starts_noun(p, k);
		if (noun && (forms(p, k) & (F_BASE | F_S | F_PAST)) && k > i + 1 && k + 1 < p->tok->n && !class_at(p, k - 1, W_DET | W_PREP) &&
		    (class_at(p, k + 1, W_DET) || p->of[SPAN_COUNT][k + 1] != NULL || p->of[SPAN_PLACE][k + 1] != NULL))
			return POS_SUB;
	}
	return POS_PREP;
}

static enum pos
tag_closed(const struct parse *p, size_t i, unsigned c)
{
	const char *low = p->tok->tok[i].low;

	if (strcmp(low, "to") == 0) {
		size_t next = skip_adverbs(p, i + 1);

		return next < p->tok->n && ((forms(p, next) & F_BASE) || strcmp(p->tok->tok[next].low, "be") == 0 ||
		    strcmp(p->tok->tok[next].low, "have") == 0) && p->of[SPAN_ACTOR][next] == NULL &&
		    !p->tok->tok[next].capital ? POS_TO : POS_PREP;
	}
	if ((c & W_PREP) && (c & W_SUB))
		return tag_prep_or_sub(p, i);
	/* "were either killed or wounded" */
	if ((c & W_DET) && (strcmp(low, "either") == 0 || strcmp(low, "both") == 0) && (forms(p, i + 1) & F_PP))
		return POS_ADV;
	if (strcmp(low, "that") == 0) {
		size_t prev = before(p, i);

		/* "that attack" against "said that" and "a car that exploded" */
		return prev == NONE || p->pos[prev] == POS_PREP || p->pos[prev] == POS_CONJ ? POS_DET : POS_SUB;
	}
	if (c & W_MODAL)
		return POS_MODAL;
	if (c & W_AUX)
		return POS_AUX;
	if (c & W_NEG)
		return POS_NEG;
	if (c & W_PREP)
		return POS_PREP;
	if (c & W_SUB)
		return POS_SUB;
	if (c & W_CONJ)
		return POS_CONJ;
	if ((c & W_DET) && (!(c & W_PRON) || (starts_noun(p, i + 1) && !class_at(p, i + 1, W_DET | W_PRON) &&
	    (!surely_finite(p, i + 1) || (forms(p, i + 1) & F_S)))))
		return POS_DET;
	if (c & W_PRON)
		return POS_PRON;
	return c & W_NOUN ? POS_NOUN : POS_ADV;
}

/* Does an actor's name or noun go on behind token i? */
static bool
inside_actor(const struct parse *p, size_t i)
{
	return i > 0 && i + 1 < p->tok->n && p->of[SPAN_ACTOR][i] != NULL && p->of[SPAN_ACTOR][i - 1] == p->of[SPAN_ACTOR][i] &&
	    p->of[SPAN_ACTOR][i + 1] == p->of[SPAN_ACTOR][i];
}

/* "lawmakers from Peru's coast": what stands behind the preposition owns what follows, not the lawmakers. */
static bool
parts_owner(const struct parse *p, size_t i)
{
	size_t end = i;

	if (!inside_actor(p, i) || p->tok->tok[i].capital || !class_at(p, i, W_PREP))
		return false;
	while (end < p->tok->n && p->of[SPAN_ACTOR][end] == p->of[SPAN_ACTOR][i])
		end++;
	return end + 1 < p->tok->n && p->tok->tok[end].type == TOKEN_PUNCT && p->tok->tok[end].start == p->tok->tok[end - 1].end &&
	    (p->tok->tok[end].low[0] == '\'' || strncmp(p->tok->tok[end].low, "\xe2\x80\x99", 3) == 0);
}

static enum pos
tag_punct(const struct parse *p, size_t i)
{
	const char *s = p->tok->tok[i].low;

	/* O'Brien owns nothing, nor do the people of a People's Army. */
	if (inside_actor(p, i) && p->tok->tok[i - 1].end == p->tok->tok[i].start && p->tok->tok[i - 1].capital && p->tok->tok[i + 1].capital)
		return POS_NOUN;
	if (*s == ',')
		return POS_COMMA;
	if ((*s == '\'' || strncmp(s, "\xe2\x80\x99", 3) == 0) && i > 0 && p->tok->tok[i - 1].end == p->tok->tok[i].start)
		return POS_POSS;
	if (*s == '&')
		return POS_CONJ;
	/* Quotation marks do not part a group. */
	if (*s == '"' || *s == '\'' || strncmp(s, "\xe2\x80\x9c", 3) == 0 || strncmp(s, "\xe2\x80\x9d", 3) == 0 ||
	    strncmp(s, "\xe2\x80\x98", 3) == 0 || strncmp(s, "\xe2\x80\x99", 3) == 0)
		return POS_ADV;
	return POS_PUNCT;
}

static enum pos
tag_token(const struct parse *p, size_t i)
{
	const struct token *k = &p->tok->tok[i];
	unsigned f;

	if (p->of[SPAN_DATE][i] != NULL)
		return POS_DATE;
	/* "was first heard" */
	if (strcmp(k->low, "first") == 0 && i > 0 && p->pos[i - 1] == POS_AUX && (forms(p, i + 1) & F_PP))
		return POS_ADV;
	if (p->of[SPAN_COUNT][i] != NULL)
		return POS_COUNT;
	if (k->type == TOKEN_PUNCT)
		return tag_punct(p, i);
	if (p->of[SPAN_ACTOR][i] != NULL || p->of[SPAN_PLACE][i] != NULL) {
		if (parts_owner(p, i))
			return POS_PREP;
		/* "the army": the tagger may have taken the determiner in. */
		if (k->allcaps)
			return POS_NOUN; /* US is not us */
		return class_at(p, i, W_DET) ? POS_DET : class_at(p, i, W_PRON) ? POS_PRON : POS_NOUN;
	}
	if (p->word[i] != NULL && (p->word[i]->classes & ~(unsigned)(W_GERUND | W_NUMADJ)) != 0 && !(k->allcaps && !p->title_case))
		return tag_closed(p, i, p->word[i]->classes);
	f = forms(p, i);
	if (f == 0)
		f = guess(p, i);
	if (f != 0)
		return tag_verb(p, i, f);
	if (!k->capital && suffix(k->low, "ly") && strlen(k->low) > 4)
		return POS_ADV;
	return POS_NOUN;
}

void
parse_tag(struct parse *p)
{
	const struct word *w;

	for (size_t i = 0; i < p->tok->n; i++)
		words_match(p->tok, i, &p->word[i]);
	for (size_t i = 0; i < p->tok->n;) {
		size_t n = words_match(p->tok, i, &w);
		enum pos pos = tag_token(p, i);

		p->pos[i] = pos;
		/* A phrase ("because of") is one unit: its other words take its class. */
		for (size_t k = 1; k < n && w->classes != 0 && pos != POS_COUNT && pos != POS_DATE && pos != POS_NOUN; k++) {
			p->pos[i + k] = pos;
			p->word[i + k] = w;
		}
		i += n > 1 && w->classes != 0 && pos != POS_COUNT && pos != POS_DATE && pos != POS_NOUN ? n : 1;
	}
}
