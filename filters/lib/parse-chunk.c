/* Tokens to groups. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "parse.h"
#include "record.h"

static struct chunk *
push(struct parse *p, enum chunk_type type, size_t first, size_t last)
{
	struct chunk *c;

	p->chunk = grow(p->chunk, &p->cap, p->n + 1, sizeof *p->chunk);
	c = &p->chunk[p->n++];
	memset(c, 0, sizeof *c);
	c->type = type;
	c->first = first;
	c->last = last;
	c->start = p->tok->tok[first].start;
	c->end = p->tok->tok[last].end;
	c->head = last;
	c->governor = c->subject = c->object = c->agent = c->owner = NONE;
	return c;
}

static bool
word_class(const struct parse *p, size_t i, unsigned classes)
{
	return i < p->tok->n && p->word[i] != NULL && (p->word[i]->classes & classes) != 0;
}

bool
token_is(const struct parse *p, size_t token, const char *word)
{
	return token < p->tok->n && strcmp(p->tok->tok[token].low, word) == 0;
}

bool
chunk_is(const struct parse *p, size_t i, const char *word)
{
	if (i >= p->n)
		return false;
	for (size_t k = p->chunk[i].first; k <= p->chunk[i].last; k++) {
		size_t n = strlen(p->tok->tok[k].low);

		if (strncmp(word, p->tok->tok[k].low, n) != 0)
			return false;
		word += n;
		if (k < p->chunk[i].last && *word++ != ' ')
			return false;
	}
	return *word == '\0';
}

/* Does an adverb at i lead to an adjective inside the group ("the heavily armed men")? */
static bool
adverb_inside(const struct parse *p, size_t i)
{
	return i + 2 < p->tok->n && p->pos[i] == POS_ADV && p->tok->tok[i].type == TOKEN_WORD &&
	    (p->pos[i + 1] == POS_NOUN || p->pos[i + 1] == POS_VERB) && p->pos[i + 2] == POS_NOUN && !word_class(p, i, W_SUB);
}

/* "2 Syrian Democratic Forces (SDF) fighters": brackets around an acronym, or their end, inside a group. */
static bool
acronym_inside(const struct parse *p, size_t i)
{
	if (token_is(p, i, ")"))
		i -= i > 1 ? 2 : 0;
	return token_is(p, i, "(") && i + 3 < p->tok->n && p->tok->tok[i + 1].allcaps && token_is(p, i + 2, ")") &&
	    p->pos[i + 3] == POS_NOUN;
}

/* May token i go on with a group whose head may already stand? */
static bool
continues_noun(const struct parse *p, size_t i, bool has_head, bool has_count)
{
	switch (p->pos[i]) {
	case POS_NOUN:
		return true;
	case POS_DET:
		/* "two members of the Carlist Party": one name of them all */
		if (i > 0 && p->of[SPAN_ACTOR][i] != NULL && p->of[SPAN_ACTOR][i] == p->of[SPAN_ACTOR][i - 1])
			return true;
		return !has_head && (!has_count || (i > 0 && p->pos[i - 1] == POS_PREP));
	case POS_COUNT:
		/* A second count begins a group of its own. */
		return !has_head || (i > 0 && p->of[SPAN_COUNT][i] == p->of[SPAN_COUNT][i - 1]) ||
		    (i > 0 && !has_count && word_class(p, i - 1, W_NUMADJ)); /* "an additional 58" */
	case POS_DATE:
		/* "the 2012 coup", "the 5 May attack" */
		while (i < p->tok->n && p->pos[i] == POS_DATE)
			i++;
		return !has_head && i < p->tok->n && p->pos[i] == POS_NOUN;
	case POS_PREP:
		/* "dozens of soldiers", "two of the attackers": the number counts what follows. */
		return has_count && !has_head && token_is(p, i, "of") && i > 0 && p->pos[i - 1] == POS_COUNT &&
		    i + 1 < p->tok->n && (p->pos[i + 1] == POS_NOUN || p->pos[i + 1] == POS_DET);
	case POS_PUNCT:
		return has_head && acronym_inside(p, i);
	case POS_ADV:
		return !has_head && (adverb_inside(p, i) || p->tok->tok[i].type == TOKEN_PUNCT);
	default:
		return false;
	}
}

static void
note_spans(const struct parse *p, struct chunk *c)
{
	for (size_t i = c->first; i <= c->last; i++) {
		if (c->count == NULL)
			c->count = p->of[SPAN_COUNT][i];
		/* The last actor is the head's; a place before it modifies. */
		if (p->of[SPAN_ACTOR][i] != NULL)
			c->actor = p->of[SPAN_ACTOR][i];
		if (p->of[SPAN_PLACE][i] != NULL)
			c->place = p->of[SPAN_PLACE][i];
	}
}

/* "prisoners of war", "lawmakers from Peru" as one actor: does token i end what its head says? */
static bool
ends_head(const struct parse *p, size_t i)
{
	return i > 0 && i + 1 < p->tok->n && p->of[SPAN_ACTOR][i] != NULL && p->of[SPAN_ACTOR][i - 1] == p->of[SPAN_ACTOR][i] &&
	    p->of[SPAN_ACTOR][i + 1] == p->of[SPAN_ACTOR][i] && !p->tok->tok[i - 1].capital && (token_is(p, i, "of") || token_is(p, i, "from"));
}

/* A noun group from token i; returns the first token behind it. */
static size_t
noun_group(struct parse *p, size_t i)
{
	size_t first = i, last = i, head = NONE;
	bool has_head = false, has_count = false, over = false;
	struct chunk *c;

	while (i < p->tok->n && continues_noun(p, i, has_head, has_count)) {
		if (p->pos[i] == POS_COUNT)
			has_count = true;
		/* A name behind a lower-case head is another group only after a count's own noun; apposition stays in. */
		if (p->pos[i] == POS_NOUN) {
			has_head = true;
			over = over || ends_head(p, i);
			head = over ? head : i;
		}
		last = i++;
	}
	/* Trailing quotes and adverbs are no part of it. */
	while (last > first && p->pos[last] == POS_ADV)
		last--;
	c = push(p, CHUNK_NOUN, first, last);
	c->head = head != NONE ? head : last;
	c->bare = !has_head;
	note_spans(p, c);
	c->none = c->count != NULL && get_int(c->count->json, "best", -1) == 0;
	for (size_t k = first; k <= last && p->pos[k] != POS_NOUN; k++) {
		if (p->pos[k] != POS_DET)
			continue;
		if (token_is(p, k, "a") || token_is(p, k, "an") || token_is(p, k, "another"))
			c->indefinite = true;
		else if (token_is(p, k, "no"))
			c->none = true;
		else
			c->definite = true;
	}
	i = last + 1;
	if (i < p->tok->n && p->pos[i] == POS_POSS) {
		c->possessive = true;
		i++;
	}
	return i;
}

static bool
is_be(const char *s)
{
	static const char *const forms[] = { "be", "is", "are", "was", "were", "been", "being", "am", "get", "gets", "got", "getting" };

	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (strcmp(s, forms[i]) == 0)
			return true;
	return false;
}

static bool
is_past_participle(const struct parse *p, size_t i)
{
	const struct word *w = p->word[i];
	size_t n = strlen(p->tok->tok[i].low);

	if (w != NULL && w->verb != NULL)
		return (w->forms & F_PP) != 0;
	return n > 3 && strcmp(p->tok->tok[i].low + n - 2, "ed") == 0;
}

static bool
is_ing(const struct parse *p, size_t i)
{
	size_t n = strlen(p->tok->tok[i].low);

	return n > 4 && strcmp(p->tok->tok[i].low + n - 3, "ing") == 0;
}

/* What the words before the main verb said. */
struct group {
	size_t main;
	bool be, have, modal, to, negated, any;
};

/* The words of a verb group from token i, up to its main verb. Returns the first token behind it. */
static size_t
verb_words(const struct parse *p, size_t i, struct group *g)
{
	size_t at;

	for (at = i; at < p->tok->n; at++) {
		const char *low = p->tok->tok[at].low;

		if (p->pos[at] == POS_AUX) {
			if (g->main != NONE)
				break;
			if (is_be(low))
				g->be = true;
			else if (*low == 'h')
				g->have = true;
			g->any = true;
			/* The latest auxiliary stands for the verb until one comes. */
		} else if (p->pos[at] == POS_MODAL || p->pos[at] == POS_TO) {
			if (g->any || g->main != NONE)
				break;
			g->modal = g->modal || p->pos[at] == POS_MODAL;
			g->to = g->to || p->pos[at] == POS_TO;
		} else if (p->pos[at] == POS_NEG) {
			if (g->main != NONE)
				break;
			g->negated = true;
		} else if (p->pos[at] == POS_VERB && g->main == NONE) {
			g->main = at;
		} else if (p->pos[at] == POS_ADV && g->main == NONE && p->tok->tok[at].type == TOKEN_WORD) {
			continue;
		} else {
			break;
		}
	}
	/* Trailing adverbs without a verb stay outside. */
	while (at > i + 1 && g->main == NONE && p->pos[at - 1] == POS_ADV)
		at--;
	return at;
}

static void
set_form(const struct parse *p, struct chunk *c, const struct group *g)
{
	size_t m = g->main;
	const struct word *w = m != NONE ? p->word[m] : NULL;

	c->negated = g->negated;
	c->unreal = g->modal;
	c->form = g->to ? FORM_INFINITIVE : FORM_FINITE;
	if (m == NONE)
		return;
	c->verb = w != NULL ? w->verb : NULL;
	if (g->be && is_past_participle(p, m) && !is_ing(p, m))
		c->passive = true;
	else if (!g->any && !g->modal && !g->to && is_ing(p, m))
		c->form = FORM_ING;
	/* Present perfect needs no mark: "have killed" is active and finite. */
	if (g->have && g->be && is_past_participle(p, m))
		c->passive = true;
	if (g->any && !g->modal && !g->to && is_ing(p, c->first) && c->first != m)
		c->form = FORM_ING; /* "having been killed" */
}

static size_t
verb_group(struct parse *p, size_t i)
{
	struct group g = { .main = NONE };
	size_t end = verb_words(p, i, &g);
	struct chunk *c = push(p, CHUNK_VERB, i, end - 1);

	c->head = g.main != NONE ? g.main : c->last;
	set_form(p, c, &g);
	if (g.main == NONE && p->pos[c->last] == POS_AUX)
		c->verb = NULL;
	return end;
}

/* One chunk of tokens of one part of speech. */
static size_t
simple(struct parse *p, size_t i, enum chunk_type type)
{
	size_t end = i + 1;

	/* The words of a phrase ("because of", a date) stay together. */
	while (end < p->tok->n && p->pos[end] == p->pos[i] &&
	    ((type == CHUNK_DATE && p->of[SPAN_DATE][end] == p->of[SPAN_DATE][i]) ||
	    (type != CHUNK_DATE && p->word[i] != NULL && p->word[end] == p->word[i])))
		end++;
	push(p, type, i, end - 1);
	return end;
}

/* "both" and the like before a noun are determiners already; a date before "'s" owns what follows. */
void
parse_chunk(struct parse *p)
{
	size_t i = 0;

	while (i < p->tok->n) {
		switch (p->pos[i]) {
		case POS_NOUN: case POS_DET: case POS_COUNT:
			i = noun_group(p, i);
			break;
		case POS_PRON:
			i = simple(p, i, CHUNK_NOUN); /* "no one" */
			p->chunk[p->n - 1].pronoun = true;
			note_spans(p, &p->chunk[p->n - 1]);
			break;
		case POS_VERB: case POS_AUX: case POS_MODAL: case POS_TO: case POS_NEG:
			i = verb_group(p, i);
			break;
		case POS_PREP:
			i = simple(p, i, CHUNK_PREP);
			break;
		case POS_CONJ:
			i = simple(p, i, CHUNK_CONJ);
			break;
		case POS_COMMA:
			i = simple(p, i, CHUNK_COMMA);
			break;
		case POS_SUB:
			i = simple(p, i, CHUNK_SUB);
			break;
		case POS_DATE:
			i = simple(p, i, CHUNK_DATE);
			if (i < p->tok->n && p->pos[i] == POS_POSS)
				i++;
			break;
		case POS_ADV:
			i = simple(p, i, CHUNK_ADV);
			break;
		default:
			i = simple(p, i, CHUNK_PUNCT);
			break;
		}
	}
}
