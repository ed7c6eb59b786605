#include "parse.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "pattern.h"
#include "record.h"

/* Note for each token which span covers it; the longest wins. */
static void
cover(struct parse *p)
{
	for (size_t s = p->spans.n; s-- > 0;) {
		const struct span *sp = &p->spans.span[s];
		size_t i = token_at(p->tok, sp->start);

		for (; i < p->tok->n && p->tok->tok[i].start < sp->end; i++) {
			const struct span **at = &p->of[sp->type][i];

			if (*at == NULL || (*at)->end - (*at)->start <= sp->end - sp->start)
				*at = sp;
		}
	}
}

static bool
mostly_capital(const struct tokens *t)
{
	size_t words = 0, capitals = 0;

	for (size_t i = 0; i < t->n; i++) {
		words += t->tok[i].type == TOKEN_WORD;
		capitals += t->tok[i].type == TOKEN_WORD && t->tok[i].capital;
	}
	return words >= 5 && 3 * capitals > 2 * words;
}

/* The first token of a noun group that is no determiner or number. */
static size_t
first_word(const struct parse *p, const struct chunk *c)
{
	size_t i = c->first;

	while (i < c->head && p->pos[i] != POS_NOUN)
		i++;
	return i;
}

/* Lemmas and classes of the heads, which patterns ask for again and again. */
static void
note_lemmas(struct parse *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct chunk *c = &p->chunk[i];

		if (c->type == CHUNK_NOUN && !c->bare) {
			singular(p->tok->tok[c->head].low, c->lemma, sizeof c->lemma);
			c->classes[1] = classes_of(p->tok->tok[c->head].low);
			/* "Operation Desert Storm": a name says what it is by its first word. */
			if (c->classes[1] == NULL && p->tok->tok[c->head].capital)
				c->classes[1] = classes_of(p->tok->tok[first_word(p, c)].low);
		} else if (c->type == CHUNK_VERB && c->verb != NULL) {
			snprintf(c->lemma, sizeof c->lemma, "%s", c->verb->lemma);
		}
		c->classes[0] = classes_of(c->lemma);
		/* "a helicopter-crash" is a crash */
		if (c->classes[0] == NULL && strrchr(c->lemma, '-') != NULL)
			c->classes[0] = classes_of(strrchr(c->lemma, '-') + 1);
	}
}

struct parse *
parse_sentence(const json_t *sentence)
{
	struct parse *p = xcalloc(1, sizeof *p);

	p->sentence = sentence;
	p->text = get_str(sentence, "text");
	p->tok = tokenize(p->text, strlen(p->text));
	p->spans = spans_of(sentence);
	p->pos = xcalloc(p->tok->n, sizeof *p->pos);
	p->word = xcalloc(p->tok->n, sizeof *p->word);
	for (size_t t = 0; t < SPAN_TYPES; t++)
		p->of[t] = xcalloc(p->tok->n, sizeof **p->of);
	p->title_case = mostly_capital(p->tok);
	cover(p);
	parse_tag(p);
	parse_chunk(p);
	parse_link(p);
	note_lemmas(p);
	return p;
}

void
parse_free(struct parse *p)
{
	if (p == NULL)
		return;
	tokens_free(p->tok);
	spans_free(&p->spans);
	free(p->pos);
	free(p->word);
	for (size_t t = 0; t < SPAN_TYPES; t++)
		free(p->of[t]);
	free(p->chunk);
	free(p);
}

void
parse_dump(const struct parse *p)
{
	static const char *const names[] = { "N", "V", "P", "C", ",", "SUB", "DATE", "ADV", "PUNCT" };
	static const char *const form[] = { "fin", "ing", "pp", "inf" };

	for (size_t i = 0; i < p->n; i++) {
		const struct chunk *c = &p->chunk[i];

		fprintf(stderr, "%zu:%s[%.*s", i, names[c->type], (int)(c->end - c->start), p->text + c->start);
		if (c->type == CHUNK_VERB)
			fprintf(stderr, "|%s %s%s%s%s s%zd o%zd a%zd g%zd", c->verb ? c->verb->lemma : "-", form[c->form], c->passive ? " pas" : "",
			    c->negated ? " neg" : "", c->unreal ? " unreal" : "", (ssize_t)c->subject, (ssize_t)c->object,
			    (ssize_t)c->agent, (ssize_t)c->governor);
		if (c->type == CHUNK_NOUN)
			fprintf(stderr, "|%s%s%s%s", c->count ? "#" : "", c->actor ? "A" : "", c->place ? "L" : "", c->bare ? " bare" : "");
		fprintf(stderr, "] ");
	}
	fputc('\n', stderr);
}
