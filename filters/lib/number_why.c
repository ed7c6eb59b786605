/* The numbers that count nothing: what stands before, behind and around them says so. */
#include <stdlib.h>
#include <string.h>

#include "number_lex.h"
#include "words.h"

bool
reading_is(const struct reading *r, size_t i, const char *word)
{
	return i < r->tok->n && strcmp(r->tok->tok[i].low, word) == 0;
}

bool
reading_plural(const struct reading *r, size_t i)
{
	const struct word *w;

	for (size_t k = i; k < i + 3 && reading_noun(r, k); k++) {
		const char *low = r->tok->tok[k].low;
		size_t n = strlen(low);

		if (n > 2 && low[n - 1] == 's' && strchr("sui", low[n - 2]) == NULL)
			return true;
		if (strcmp(low, "people") == 0 || strcmp(low, "police") == 0 || (n > 3 && strcmp(low + n - 3, "men") == 0))
			return true;
		if (words_match(r->tok, k, &w) > 0 && w->verb != NULL && w->forms != F_PP && (w->forms & F_PAST) == 0)
			return false;
	}
	return false;
}

bool
reading_touches(const struct reading *r, size_t i)
{
	return i > 0 && i < r->tok->n && r->tok->tok[i - 1].end == r->tok->tok[i].start;
}

bool
reading_noun(const struct reading *r, size_t i)
{
	const struct word *w;

	if (i >= r->tok->n || r->tok->tok[i].type != TOKEN_WORD)
		return false;
	return words_match(r->tok, i, &w) == 0 || w->classes == 0 || (w->classes & (W_NOUN | W_ADV)) != 0;
}

void
reading_contexts(struct reading *r)
{
	for (size_t i = 0; i < r->tok->n; i++) {
		const void *value;
		size_t n = phrases_match(r->lex->by_reason[REASON_BEFORE], r->tok, i, &value);

		/* Of phrases that end at one place the first is the longest. */
		if (n > 0 && i + n <= r->tok->n && r->ends[i + n] == NULL) {
			r->ends[i + n] = value;
			r->began[i + n] = i;
		}
	}
}

/* The conditions that hold for a number phrase with its figure, the words at tokens at .. being the reason. */
static unsigned
holding(const struct reading *r, const struct figure *f, size_t at, size_t last, bool range)
{
	unsigned c = 0;
	bool noun = reading_noun(r, last);

	c |= at < r->tok->n && r->tok->tok[at].capital ? COND_CAPITAL : 0;
	c |= f->digits && !f->grouped && f->scale == 1 ? COND_BARE : 0;
	c |= f->value < 130 ? COND_LOW : 0;
	c |= f->value < 4000 ? COND_SMALL : 0;
	c |= f->word_one ? COND_ONE : 0;
	c |= f->word_one && !noun ? COND_ONEBARE : 0;
	c |= f->word_no ? COND_NO : 0;
	c |= f->vague != NULL && !f->word_no ? COND_VAGUE : 0;
	c |= range ? COND_PAIR : 0;
	c |= f->digits && !f->grouped && f->scale == 1 && f->value >= 1000 && f->value <= 2100 ? COND_YEARLIKE : 0;
	c |= !noun ? COND_FOLLOWS : 0;
	return c;
}

static const char *
meets(const struct reason *reason, unsigned held)
{
	for (; reason != NULL; reason = reason->other)
		if ((reason->conditions & ~held) == 0)
			return reason->why;
	return NULL;
}

/* "[12]", "12:30", "(1976)". */
static const char *
punctuated(const struct reading *r, const struct figure *f)
{
	size_t i = f->first;

	if (!f->digits)
		return NULL;
	if (i > 0 && reading_is(r, i - 1, "[") && reading_is(r, f->last, "]"))
		return "note";
	if (reading_is(r, f->last, ":") && reading_touches(r, f->last) && reading_touches(r, f->last + 1) &&
	    r->tok->tok[f->last + 1].type == TOKEN_NUMBER)
		return "time";
	if (i > 1 && reading_is(r, i - 1, ":") && reading_touches(r, i) && r->tok->tok[i - 2].type == TOKEN_NUMBER)
		return "time";
	if (i > 0 && reading_is(r, i - 1, "(") && reading_is(r, f->last, ")") && !f->grouped && f->value >= 1400 && f->value <= 2100)
		return "year";
	return NULL;
}

/* "Ann Smith, 34, was", "the president, 68, said": between commas behind a word. */
static bool
is_age(const struct reading *r, const struct figure *f)
{
	size_t i = f->first;

	if (r->style.table || f->value < 1 || f->value > 110 || f->q != NULL || i < 2 || !f->digits)
		return false;
	return reading_is(r, i - 1, ",") && reading_is(r, f->last, ",") && r->tok->tok[i - 2].type == TOKEN_WORD;
}

/* "aged 15 and 17", "aged 4, 7 and 9": the further ones. */
static bool
is_further_age(const struct reading *r, const struct figure *f)
{
	size_t i = f->first;

	if (!f->digits || f->value > 110 || f->q != NULL || reading_noun(r, f->last))
		return false;
	while (i > 1 && (reading_is(r, i - 1, "and") || reading_is(r, i - 1, "or") || reading_is(r, i - 1, ",")) &&
	    (r->tok->tok[i - 2].type == TOKEN_NUMBER || reading_is(r, i - 2, ",")))
		i -= r->tok->tok[i - 2].type == TOKEN_NUMBER ? 2 : 1;
	return i < f->first && i > 0 && (reading_is(r, i - 1, "aged") || reading_is(r, i - 1, "ages"));
}

/* "1 Bv 202", "Ju 88": digits behind a letter or two that follow a number. */
static bool
is_type(const struct reading *r, const struct figure *f)
{
	size_t i = f->first;
	const struct token *t = i > 1 ? &r->tok->tok[i - 1] : NULL;

	return t != NULL && f->digits && !f->grouped && f->scale == 1 && t->type == TOKEN_WORD && t->capital && t->end - t->start <= 3 &&
	    r->tok->tok[i - 2].type == TOKEN_NUMBER && !reading_is(r, i - 1, "and");
}

/* A capitalised number word before a capitalised word, where other words have none: "the Five Power Treaty". */
static bool
is_name(const struct reading *r, const struct figure *f)
{
	size_t i = f->first;

	return !f->digits && !r->title && !r->style.table && i > 0 && r->tok->tok[i].capital && r->tok->tok[i - 1].type == TOKEN_WORD &&
	    f->last < r->tok->n && r->tok->tok[f->last].capital;
}

/* "one of the largest": one thing, not one of the people. */
static bool
is_one_of_kind(const struct reading *r, const struct figure *f)
{
	size_t i = f->last + 1, n;
	const char *w;

	if (!f->word_one || !reading_is(r, f->last, "of"))
		return false;
	if (reading_is(r, i, "the") || reading_is(r, i, "its") || reading_is(r, i, "his") || reading_is(r, i, "their"))
		i++;
	if (i >= r->tok->n || r->tok->tok[i].type != TOKEN_WORD)
		return false;
	w = r->tok->tok[i].low;
	n = strlen(w);
	if (n > 4 && strcmp(w + n - 3, "est") == 0)
		return true;
	return phrases_find(r->lex->by_reason[REASON_KIND], w) != NULL;
}

static const char *
beside(const struct reading *r, const struct figure *f, size_t first, size_t last, bool range)
{
	const void *value;
	const char *why = NULL;

	if (r->ends[f->first] != NULL)
		why = meets(r->ends[f->first], holding(r, f, r->began[f->first], last, range));
	if (why == NULL && first != f->first && r->ends[first] != NULL)
		why = meets(r->ends[first], holding(r, f, r->began[first], last, range));
	if (why == NULL && last < r->tok->n && phrases_match(r->lex->by_reason[REASON_AFTER], r->tok, last, &value) > 0 &&
	    !(r->style.table && f->value == 1))
		why = meets(value, holding(r, f, last, last, range));
	if (why == NULL && last < r->tok->n && phrases_match(r->lex->by_unit, r->tok, last, &value) > 0)
		why = meets(value, holding(r, f, last, last, range));
	return why;
}

const char *
figure_why(const struct reading *r, const struct figure *f, size_t first, size_t last, bool range)
{
	const char *why = punctuated(r, f);

	if (why == NULL)
		why = beside(r, f, first, last, range);
	if (why == NULL && f->why == NULL && (is_age(r, f) || is_further_age(r, f)))
		why = "age";
	if (why == NULL && f->why == NULL && is_type(r, f))
		why = "model";
	if (why == NULL && f->why == NULL && is_name(r, f))
		why = "name";
	if (why == NULL && is_one_of_kind(r, f))
		why = "pronoun";
	return why != NULL ? why : f->why;
}
