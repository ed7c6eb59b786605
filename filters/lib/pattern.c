#include "pattern.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"

#define STEP_LIMIT 4000 /* steps for one attempt; real patterns take under a hundred */
#define GAP_LIMIT 8

enum kind { ANY_GAP, LIST, CHUNK };

struct element {
	enum kind kind;
	enum chunk_type type;
	int class;          /* word class, -1 for any */
	char *words;        /* "by|from" for P, C, SUB, A; NULL for any */
	bool counted, actor, place, optional;
	bool act, pas, copula, mortal, form_set[4]; /* required voice; allowed forms, if any is set */
	bool any_form;
	int name;           /* 0..25, -1 for none */
};

struct pattern {
	struct element *element;
	size_t n, row;
};

static void
bad(const struct table *t, size_t row, const char *what)
{
	table_bad(t, row, what);
}

/* Parts of an element behind its kind: ".kill.pas". */
static void
read_part(const struct table *t, size_t row, struct element *e, const char *part)
{
	static const char *const forms[] = { "fin", "ing", "pp", "inf" };

	if (e->type == CHUNK_PREP || e->type == CHUNK_SUB || e->type == CHUNK_CONJ || e->type == CHUNK_ADV) {
		e->words = xstrdup(part);
		return;
	}
	for (size_t i = 0; e->type == CHUNK_VERB && i < 4; i++)
		if (strcmp(part, forms[i]) == 0) {
			e->form_set[i] = true;
			e->any_form = false;
			return;
		}
	if (e->type == CHUNK_VERB && strcmp(part, "act") == 0)
		e->act = true;
	else if (e->type == CHUNK_VERB && strcmp(part, "cop") == 0)
		e->copula = true;
	else if (e->type == CHUNK_VERB && strcmp(part, "pas") == 0)
		e->pas = true;
	else if (e->type == CHUNK_VERB && strcmp(part, "mortal") == 0)
		e->mortal = true;
	else if ((e->class = class_find(part)) < 0)
		bad(t, row, "unknown word class in a pattern");
}

static void
read_kind(const struct table *t, size_t row, struct element *e, const char *kind)
{
	static const struct { const char *name; enum chunk_type type; } kinds[] = {
		{ "N", CHUNK_NOUN }, { "L", CHUNK_NOUN }, { "V", CHUNK_VERB }, { "P", CHUNK_PREP }, { "C", CHUNK_CONJ },
		{ ",", CHUNK_COMMA }, { ";", CHUNK_PUNCT }, { "SUB", CHUNK_SUB }, { "DATE", CHUNK_DATE }, { "A", CHUNK_ADV },
	};

	e->kind = strcmp(kind, "L") == 0 ? LIST : CHUNK;
	if (strcmp(kind, "~") == 0) {
		e->kind = ANY_GAP;
		return;
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strcmp(kinds[i].name, kind) == 0) {
			e->type = kinds[i].type;
			return;
		}
	bad(t, row, "unknown element in a pattern");
}

static void
read_element(const struct table *t, size_t row, struct element *e, char *s)
{
	char *save = NULL, *part;
	size_t n;

	*e = (struct element){ .class = -1, .name = -1, .any_form = true };
	if (s[0] >= 'a' && s[0] <= 'z' && s[1] == '=') {
		e->name = s[0] - 'a';
		s += 2;
	}
	for (n = strlen(s); n > 1 && strchr("?#@%", s[n - 1]) != NULL; n--) {
		e->optional = e->optional || s[n - 1] == '?';
		e->counted = e->counted || s[n - 1] == '#';
		e->actor = e->actor || s[n - 1] == '@';
		e->place = e->place || s[n - 1] == '%';
		s[n - 1] = '\0';
	}
	part = strtok_r(s, ".", &save);
	if (part == NULL)
		bad(t, row, "empty element in a pattern");
	read_kind(t, row, e, part);
	while ((part = strtok_r(NULL, ".", &save)) != NULL)
		read_part(t, row, e, part);
}

struct patterns *
patterns_compile(const struct table *t, size_t column)
{
	struct patterns *ps = xcalloc(1, sizeof *ps);

	classes_load();
	ps->table = t;
	ps->n = t->n;
	ps->pattern = xcalloc(t->n, sizeof *ps->pattern);
	for (size_t row = 0; row < t->n; row++) {
		struct pattern *pt = &ps->pattern[row];
		char *copy = xstrdup(t->rows[row].cell[column]), *save = NULL;
		size_t cap = 0;

		pt->row = row;
		for (char *s = strtok_r(copy, " ", &save); s != NULL; s = strtok_r(NULL, " ", &save)) {
			pt->element = grow(pt->element, &cap, pt->n + 1, sizeof *pt->element);
			read_element(t, row, &pt->element[pt->n++], s);
		}
		if (pt->n == 0)
			bad(t, row, "empty pattern");
		free(copy);
	}
	return ps;
}

size_t
match_row(const struct match *m)
{
	return m->pattern->row;
}

static bool
word_in(const struct parse *p, size_t i, const char *words)
{
	while (*words != '\0') {
		size_t n = strcspn(words, "|");
		char word[64];

		if (n < sizeof word) {
			memcpy(word, words, n);
			word[n] = '\0';
			for (char *u = word; *u != '\0'; u++)
				if (*u == '_')
					*u = ' ';
			if (chunk_is(p, i, word) || (p->chunk[i].first == p->chunk[i].last && token_is(p, p->chunk[i].first, word)))
				return true;
		}
		words += n + (words[n] == '|');
	}
	return false;
}

/* Does the verb group, or an adverb beside it, say that it was deadly ("fatally wounded")? */
static bool
is_mortal(const struct parse *p, size_t i)
{
	size_t first = p->chunk[i].first, last = p->chunk[i].last;

	if (i > 0 && p->chunk[i - 1].type == CHUNK_ADV)
		first = p->chunk[i - 1].first;
	if (i + 1 < p->n && p->chunk[i + 1].type == CHUNK_ADV)
		last = p->chunk[i + 1].last;
	for (size_t k = first; k <= last; k++)
		if (class_has(class_find("deadly"), p->tok->tok[k].low))
			return true;
	return false;
}

static bool
fits(const struct element *e, const struct parse *p, size_t i)
{
	const struct chunk *c = &p->chunk[i];

	if (c->type != e->type || (e->counted && c->count == NULL) || (e->actor && c->actor == NULL) || (e->place && (c->place == NULL || c->possessive)))
		return false;
	if (e->words != NULL && !word_in(p, i, e->words))
		return false;
	if (c->type == CHUNK_VERB && ((e->copula && p->pos[c->head] != POS_AUX) || (e->act && c->passive) || (e->pas && !c->passive) || (!e->any_form && !e->form_set[c->form])))
		return false;
	if (e->class >= 0 && !chunk_has(p, i, e->class))
		return false;
	return !e->mortal || is_mortal(p, i);
}

struct state {
	const struct pattern *pt;
	const struct parse *p;
	struct match *m;
	int steps;
};

static size_t
step_over(const struct parse *p, size_t i)
{
	while (i < p->n && p->chunk[i].type == CHUNK_ADV)
		i++;
	return i;
}

static bool match_from(struct state *s, size_t e, size_t i);

static bool
match_gap(struct state *s, size_t e, size_t i)
{
	for (size_t k = 0; k <= GAP_LIMIT; k++) {
		if (match_from(s, e + 1, i))
			return true;
		if (i >= s->p->n || s->p->chunk[i].type == CHUNK_VERB || s->p->chunk[i].type == CHUNK_SUB)
			return false;
		i++;
	}
	return false;
}

static bool
match_chunk(struct state *s, size_t e, size_t i)
{
	const struct element *el = &s->pt->element[e];
	size_t first = i, last = i;

	if (el->kind == LIST)
		parse_list(s->p, i, &first, &last);
	if (el->kind == LIST && last < i)
		last = i;
	if (el->name >= 0) {
		s->m->at[el->name] = i;
		s->m->end[el->name] = last;
	}
	if (match_from(s, e + 1, last + 1))
		return true;
	if (last > i && match_from(s, e + 1, i + 1)) {
		if (el->name >= 0)
			s->m->end[el->name] = i;
		return true;
	}
	if (el->name >= 0)
		s->m->at[el->name] = s->m->end[el->name] = NONE;
	return false;
}

/* The recursion is as deep as the pattern is long, and the lexicon is not hostile; the sentence is bounded by steps. */
static bool
match_from(struct state *s, size_t e, size_t i)
{
	const struct element *el;

	if (e == s->pt->n) {
		s->m->last = i;
		return true;
	}
	if (s->steps++ > STEP_LIMIT)
		return false;
	el = &s->pt->element[e];
	if (el->kind == ANY_GAP)
		return match_gap(s, e, i);
	if (el->type != CHUNK_ADV)
		i = step_over(s->p, i);
	if (i < s->p->n && fits(el, s->p, i) && match_chunk(s, e, i))
		return true;
	return el->optional && match_from(s, e + 1, i);
}

bool
pattern_match(const struct patterns *ps, size_t k, const struct parse *p, size_t i, struct match *m)
{
	struct state s = { &ps->pattern[k], p, m, 0 };

	for (size_t n = 0; n < PATTERN_NAMES; n++)
		m->at[n] = m->end[n] = NONE;
	m->pattern = s.pt;
	m->first = i;
	/* The first element must stand at i itself, or every start would match twice. */
	if (s.pt->element[0].kind != ANY_GAP && !fits(&s.pt->element[0], p, i))
		return false;
	return match_from(&s, 0, i);
}
