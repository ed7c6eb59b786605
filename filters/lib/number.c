/* Number phrases: figures with their qualifiers, ranges, and the spans made of them. */
#include "number.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "number_lex.h"
#include "record.h"
#include "words.h"

#define QUALIFIERS_MAX 5
#define EARLIER_MAX 40 /* spans to look back for the whole of "all but one" */

/* A figure or two with what qualifies them, tokens first .. last - 1. */
struct phrase {
	size_t first, last;
	size_t start, end;
	struct figure a, b;
	bool range, open; /* open: "10-12+" */
	bool plus;        /* "(+3)" */
	const char *q;
	const char *why;
};

static int
rank(const char *q)
{
	if (q == NULL || *q == '\0')
		return 0;
	if (strcmp(q, "exact") == 0)
		return 1;
	return strcmp(q, "approx") == 0 ? 2 : 3;
}

static const char *
stronger(const char *a, const char *b)
{
	return rank(b) > rank(a) ? b : a;
}

/* "No. 3", "No 10". */
static bool
is_label(const struct reading *r, size_t i)
{
	i += reading_is(r, i, ".");
	return i < r->tok->n && r->tok->tok[i].type == TOKEN_NUMBER;
}

/* A vague word or an exact figure at token i, whichever is longer. */
static bool
read_figure(const struct reading *r, size_t i, bool joined, struct figure *f)
{
	const void *value = NULL;
	bool found = figure_read(r, i, joined, f);
	size_t n = i < r->tok->n && !r->dated[i] ? phrases_match(r->lex->by_vague, r->tok, i, &value) : 0;
	const struct vague *v = value;

	while (n > 0 && r->dated[i + n - 1])
		n--;
	if (n == 0 || (found && f->last > i + n) || (v->plural && !reading_is(r, i + n - 1, "of") && !reading_plural(r, i + n)) ||
	    (n == 1 && reading_is(r, i, "no") && is_label(r, i + 1)))
		return found;
	*f = (struct figure){ .first = i, .last = i + n, .start = r->tok->tok[i].start, .end = r->tok->tok[i + n - 1].end,
		.scale = 1, .vague = v, .value = v->low, .word_no = reading_is(r, i, "no") && n == 1 };
	/* "several of", "hundreds of": the preposition is not part of the number. */
	if (n > 1 && reading_is(r, i + n - 1, "of")) {
		f->last--;
		f->end = r->tok->tok[i + n - 2].end;
	}
	return true;
}

/* The qualifiers at token i: returns the place behind them; *q gets the strongest, *place how a range is opened. */
static size_t
read_before(const struct reading *r, size_t i, const char **q, enum qualifier_place *place)
{
	static const enum qualifier_place places[] = { QUAL_BEFORE, QUAL_BETWEEN, QUAL_FROM, QUAL_SKIP };
	size_t first = i;

	*place = QUAL_BEFORE;
	for (int k = 0; k < QUALIFIERS_MAX && i < r->tok->n && !r->dated[i]; k++) {
		const struct qualifier *found = NULL;
		enum qualifier_place best = QUAL_BEFORE;
		size_t n = 0;

		for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
			const void *value;
			size_t len = phrases_match(r->lex->by_qual[places[p]], r->tok, i, &value);

			if (len > n) {
				n = len;
				found = value;
				best = places[p];
			}
		}
		if (n == 0 || (best == QUAL_SKIP && i == first))
			break;
		if (best == QUAL_BETWEEN || best == QUAL_FROM)
			*place = best;
		else
			*q = stronger(*q, found->q);
		i += n;
	}
	return i;
}

static bool
figure_at(const struct reading *r, size_t i)
{
	struct figure f;

	return figure_read(r, i, false, &f);
}

/* The qualifier behind the number: "+", "or more", "(est.)". Not where it belongs to a number that follows. */
static void
read_after(const struct reading *r, struct phrase *p)
{
	const void *value;
	size_t n;

	while (p->last < r->tok->n && !r->dated[p->last] &&
	    (n = phrases_match(r->lex->by_qual[QUAL_AFTER], r->tok, p->last, &value)) > 0) {
		const struct qualifier *after = value;

		if (figure_at(r, p->last + n) || (reading_is(r, p->last, "?") && !r->style.table))
			break;
		if (p->range)
			p->open |= rank(after->q) == 3;
		p->q = stronger(p->q, after->q);
		p->last += n;
		p->end = r->tok->tok[p->last - 1].end;
	}
}

/* Take over the scale of the second number: "two to three thousand", "2.5 to 3 million". */
static void
share_scale(struct figure *a, const struct figure *b)
{
	long long tenth = 1;

	for (int i = 0; i < a->places; i++)
		tenth *= 10;
	if (b->scale <= 1 || a->scale > 1 || a->grouped || a->value / tenth >= b->value / b->scale || a->value > 1000000)
		return;
	if (a->why != NULL && strcmp(a->why, "decimal") != 0)
		return;
	a->value = a->value * b->scale / tenth;
	a->places = 0;
	a->why = NULL;
}

static bool
yearlike(const struct figure *f)
{
	return f->digits && !f->grouped && f->scale == 1 && f->value >= 1000 && f->value <= 2100;
}

/* "250-60" is 250 to 260, "3-4,000" is 3,000 to 4,000. */
static void
complete(struct figure *a, struct figure *b)
{
	if (a->digits && b->digits && !a->grouped && a->scale == 1 && b->scale == 1 && b->end - b->start == 2 && a->value >= 100 &&
	    a->value % 100 < b->value && !yearlike(a))
		b->value += a->value / 100 * 100;
	if (a->digits && b->grouped && !a->grouped && a->scale == 1 && a->value < 100 && b->value % 1000 == 0 && a->value < b->value / 1000 &&
	    a->why == NULL)
		a->value *= 1000;
}

static void
make_range(struct phrase *p, const struct figure *b)
{
	p->b = *b;
	p->range = true;
	p->last = b->last;
	p->end = b->end;
}

/* Figures a and b, joined by the words at token at: is it one range? Says why where it is no count. */
static bool
is_range(const struct reading *r, struct phrase *p, struct figure *b, size_t at)
{
	struct figure *a = &p->a;
	bool tight = reading_touches(r, at) && reading_touches(r, b->first), stroke = reading_is(r, at, "/");

	share_scale(a, b);
	if (tight)
		complete(a, b);
	if (a->vague != NULL || (a->why != NULL) != (b->why != NULL && a->why != NULL))
		return false;
	if (a->why != NULL || b->why != NULL) {
		p->why = a->why != NULL ? a->why : b->why;
		return tight || (p->why[0] == 'd' && a->why != NULL);
	}
	if (stroke && (a->value < 100 || b->value < 100)) {
		p->why = "fraction";
		return tight;
	}
	if (tight && yearlike(a) && ((yearlike(b) && !reading_noun(r, b->last) && !r->style.table) || (b->digits && b->value < 100))) {
		p->why = "year";
		return true;
	}
	if (a->value >= b->value) {
		p->why = "score";
		return tight && a->value < 100;
	}
	return r->tok->tok[at].type != TOKEN_WORD || b->value <= 10 * a->value;
}

/* The second figure of a range that the word at token i opens; returns false if none stands there. */
static bool
read_second(const struct reading *r, size_t i, struct figure *b)
{
	enum qualifier_place place;
	const char *q = NULL;

	i = read_before(r, i, &q, &place);
	return figure_read(r, i, true, b) && b->why == NULL;
}

/* "between 5 and 6", "ranging from 5 to 6". */
static bool
read_opened(const struct reading *r, struct phrase *p, enum qualifier_place place)
{
	struct figure b;
	size_t i = p->a.last;

	if (!reading_is(r, i, "and") && !(place == QUAL_FROM && (reading_is(r, i, "to") || reading_is(r, i, "up"))))
		return false;
	i += reading_is(r, i, "up") && reading_is(r, i + 1, "to") ? 2 : 1;
	if (p->a.vague != NULL || !read_second(r, i, &b))
		return false;
	share_scale(&p->a, &b);
	if (p->a.value >= b.value)
		return false;
	make_range(p, &b);
	return true;
}

/* "at least 12 and up to 30": a range in two halves. */
static bool
read_halves(const struct reading *r, struct phrase *p)
{
	struct figure b;
	enum qualifier_place place;
	const char *q = NULL;
	size_t i = p->last, at;
	const void *value;

	if (p->q == NULL || (strcmp(p->q, "at_least") != 0 && strcmp(p->q, "over") != 0) || p->a.vague != NULL)
		return false;
	if (reading_is(r, i, ","))
		i++;
	if (reading_is(r, i, "and") || reading_is(r, i, "but") || reading_is(r, i, "or") || reading_is(r, i, "to"))
		i++;
	if (i < r->tok->n && phrases_match(r->lex->by_qual[QUAL_SKIP], r->tok, i, &value) == 1)
		i++;
	at = read_before(r, i, &q, &place);
	if (at == i || q == NULL || strcmp(q, "up_to") != 0 || !figure_read(r, at, true, &b) || b.why != NULL || b.value <= p->a.value)
		return false;
	make_range(p, &b);
	return true;
}

/* Does "from" before token i say that something changed to the second number? */
static bool
changes(const struct reading *r, size_t i)
{
	const void *value;

	return i > 0 && phrases_match(r->lex->by_qual[QUAL_CHANGE], r->tok, i - 1, &value) == 1;
}

/* "6,700 to 18,000-20,000": the ends of the widest range. */
static void
widen(const struct reading *r, struct phrase *p)
{
	struct figure b;
	const void *value;

	while (p->why == NULL && p->last < r->tok->n && !r->dated[p->last] &&
	    phrases_match(r->lex->by_qual[QUAL_TO], r->tok, p->last, &value) == 1 && !reading_is(r, p->last, "/") &&
	    figure_read(r, p->last + 1, true, &b) && b.why == NULL && b.value > p->b.value)
		make_range(p, &b);
}

static void
read_range(const struct reading *r, struct phrase *p, enum qualifier_place place)
{
	struct figure b;
	enum qualifier_place ignored;
	const void *value;
	const char *q = NULL;
	size_t at = p->last, n;

	if (place == QUAL_BETWEEN || place == QUAL_FROM) {
		if (read_opened(r, p, place))
			return;
		/* "between two armies": the word qualifies nothing. */
		p->first = p->a.first;
		p->start = p->a.start;
	}
	if (read_halves(r, p))
		return;
	n = at < r->tok->n && !r->dated[at] ? phrases_match(r->lex->by_qual[QUAL_TO], r->tok, at, &value) : 0;
	if (n == 0 || (reading_is(r, at, "to") && changes(r, p->first)))
		return;
	at = read_before(r, p->last + n, &q, &ignored);
	if (figure_read(r, at, true, &b) && is_range(r, p, &b, p->last)) {
		make_range(p, &b);
		widen(r, p);
	} else
		p->why = NULL;
}

/* The phrase at token i: qualifiers, figure, second figure, qualifiers. */
static bool
read_phrase(const struct reading *r, size_t i, struct phrase *p)
{
	enum qualifier_place place;
	size_t core;

	*p = (struct phrase){ .first = i };
	core = read_before(r, i, &p->q, &place);
	if (!read_figure(r, core, place != QUAL_BETWEEN, &p->a)) {
		p->q = NULL;
		place = QUAL_BEFORE;
		if (core == i || !read_figure(r, i, true, &p->a))
			return false;
	}
	p->last = p->a.last;
	p->start = r->tok->tok[i].start;
	p->end = p->a.end;
	read_range(r, p, place);
	if (p->why == NULL) {
		read_after(r, p);
		p->q = stronger(p->q, p->a.q);
		p->why = figure_why(r, &p->a, p->first, p->last, p->range);
	}
	return true;
}

static void
set_value(json_t *span, const char *key, long long value)
{
	if (value >= 0)
		set_int(span, key, value);
}

/* Low, best and high as the qualifier has them. */
static void
put_values(json_t *span, const struct phrase *p, const char *q)
{
	const struct vague *v = p->a.vague;
	long long low = v != NULL ? v->low : p->a.value, high = v != NULL ? v->high : p->a.value;

	if (p->range)
		high = p->open ? -1 : p->b.value;
	else if (strcmp(q, "under") == 0 || strcmp(q, "up_to") == 0) {
		set_value(span, "best", low);
		set_value(span, "high", v != NULL ? v->low : high);
		return;
	} else if (strcmp(q, "at_least") == 0 || strcmp(q, "over") == 0)
		high = -1;
	set_value(span, "low", low);
	set_value(span, "best", low);
	set_value(span, "high", high);
}

/* What qualifies the phrase, in the codebook's words. */
static const char *
qualifier_of(const struct phrase *p)
{
	if (p->range)
		return "range";
	if (p->a.vague != NULL && p->a.vague->low != 0 && (p->q == NULL || rank(p->q) < 3 || *p->q == 'o' || *p->q == 'a'))
		return "vague";
	return p->q != NULL && *p->q != '\0' ? p->q : "exact";
}

static void
put_span(json_t *list, const char *type, size_t start, size_t end, json_t **span)
{
	json_t *s = json_object();

	set_str(s, "t", type);
	set_int(s, "s", (long long)start);
	set_int(s, "e", (long long)end);
	json_array_append_new(list, s);
	*span = s;
}

static void
put_phrase(json_t *list, const struct phrase *p)
{
	json_t *span;
	const char *q = qualifier_of(p);

	if (p->why != NULL) {
		put_span(list, "number", p->start, p->end, &span);
		set_str(span, "why", p->why);
		return;
	}
	put_span(list, "count", p->start, p->end, &span);
	set_int(span, "ns", (long long)p->a.start);
	set_int(span, "ne", (long long)(p->range ? p->b.end : p->a.end));
	put_values(span, p, q);
	set_str(span, "q", q);
	if (p->plus)
		json_object_set_new(span, "plus", json_true());
	if (p->a.vague != NULL && p->a.vague->low == 0)
		json_object_set_new(span, "no", json_true());
}

/* The latest exact count in the list that is more than n; 0 if there is none. */
static long long
earlier_count(const json_t *list, long long n)
{
	size_t last = json_array_size(list);

	for (size_t i = last; i-- > 0 && last - i < EARLIER_MAX;) {
		const json_t *s = json_array_get(list, i);
		long long best = get_int(s, "best", 0);

		if (strcmp(get_str(s, "q"), "exact") == 0 && best > n)
			return best;
	}
	return 0;
}

/* "all but one of 17", "all but one of them": returns the place behind it, 0 if it is no such phrase. */
static size_t
read_except(const struct reading *r, size_t i, json_t *list)
{
	struct figure few, all;
	struct phrase p = { .first = i };
	const void *value;
	size_t n = phrases_match(r->lex->by_qual[QUAL_EXCEPT], r->tok, i, &value), at;
	long long total;

	if (n == 0 || !figure_read(r, i + n, true, &few) || few.why != NULL)
		return 0;
	at = few.last + (reading_is(r, few.last, "of") ? 1 : 0);
	at += reading_is(r, at, "the") || reading_is(r, at, "its") || reading_is(r, at, "his") || reading_is(r, at, "their") ? 1 : 0;
	p.a = few;
	if (at > few.last && figure_read(r, at, true, &all) && all.why == NULL && all.value > few.value) {
		total = all.value;
		p.a.last = all.last;
		p.a.end = all.end;
	} else
		total = earlier_count(list, few.value);
	if (total == 0)
		return few.last;
	p.a.value = total - few.value;
	p.start = r->tok->tok[i].start;
	p.end = p.a.end;
	put_phrase(list, &p);
	return p.a.last;
}

/* "(+3)": so many more, of the other kind. */
static size_t
read_plus(const struct reading *r, size_t i, json_t *list)
{
	struct phrase p = { .plus = true };

	if (!reading_is(r, i, "(") || !reading_is(r, i + 1, "+") || !figure_read(r, i + 2, true, &p.a) || p.a.why != NULL ||
	    !reading_is(r, p.a.last, ")"))
		return 0;
	p.start = r->tok->tok[i].start;
	p.end = r->tok->tok[p.a.last].end;
	put_phrase(list, &p);
	return p.a.last + 1;
}

/* Words that hold a number and count nothing ("France 24"), and words that keep "over" from qualifying one: returns
 * the place behind them, 0 if there are none. */
static size_t
read_fixed(const struct reading *r, size_t i, json_t *list)
{
	const void *value;
	const struct reason *reason;
	json_t *span;
	size_t n = phrases_match(r->lex->by_reason[REASON_WHOLE], r->tok, i, &value);

	if (n == 0) {
		n = phrases_match(r->lex->by_qual[QUAL_GUARD], r->tok, i, &value);
		return n > 0 ? i + n : 0;
	}
	reason = value;
	put_span(list, "number", r->tok->tok[i].start, r->tok->tok[i + n - 1].end, &span);
	set_str(span, "why", reason->why);
	return i + n;
}

/* "+223 20 22 51 43", "978-3-16-148410-0": groups of digits that are one label; returns the place behind it or 0. */
static size_t
read_label(const struct reading *r, size_t i, json_t *list)
{
	bool plus = reading_is(r, i, "+") && reading_touches(r, i + 1) && !(i > 0 && reading_is(r, i - 1, "("));
	size_t at = i + plus, groups = 0, digits = 0, start = r->tok->tok[i].start, end = start;
	json_t *span;

	while (at < r->tok->n && r->tok->tok[at].type == TOKEN_NUMBER && !r->dated[at]) {
		for (size_t k = r->tok->tok[at].start; k < r->tok->tok[at].end; k++)
			digits += r->text[k] >= '0' && r->text[k] <= '9';
		groups++;
		end = r->tok->tok[at++].end;
		if (at < r->tok->n && reading_is(r, at, "-") && reading_touches(r, at) && reading_touches(r, at + 1))
			at++;
		else if (!plus)
			break;
	}
	if (groups < (plus ? 2 : 3) || digits < 7)
		return 0;
	put_span(list, "number", start, end, &span);
	set_str(span, "why", plus ? "phone" : "id");
	return at;
}

static void
mark_dates(struct reading *r, const json_t *spans)
{
	const json_t *s;
	size_t k;

	json_array_foreach(spans, k, s) {
		long long start = get_int(s, "s", -1), end = get_int(s, "e", -1);

		if (strcmp(get_str(s, "t"), "date") != 0 || start < 0 || end <= start)
			continue;
		for (size_t i = token_at(r->tok, (size_t)start); i < r->tok->n && r->tok->tok[i].start < (size_t)end; i++)
			r->dated[i] = 1;
	}
}

/* Are nearly all longer words capitalised, as in a headline? */
static bool
is_title(const struct tokens *t)
{
	size_t words = 0, capitals = 0;

	for (size_t i = 0; i < t->n; i++)
		if (t->tok[i].type == TOKEN_WORD && t->tok[i].end - t->tok[i].start > 3) {
			words++;
			capitals += t->tok[i].capital;
		}
	return words > 1 && capitals * 10 >= words * 7;
}

json_t *
numberer_tag(const struct numberer *n, const char *text, const json_t *spans, struct number_style style)
{
	struct reading r = { .lex = n, .text = text, .style = style };
	json_t *list = json_array();
	struct phrase p;
	size_t next;

	words_load();
	r.tok = tokenize(text, strlen(text));
	r.dated = xcalloc(r.tok->n + 1, 1);
	r.ends = xcalloc(r.tok->n + 1, sizeof *r.ends);
	r.began = xcalloc(r.tok->n + 1, sizeof *r.began);
	r.title = is_title(r.tok);
	mark_dates(&r, spans);
	reading_contexts(&r);
	for (size_t i = 0; i < r.tok->n; i = next > i ? next : i + 1) {
		next = 0;
		if (r.dated[i])
			continue;
		if ((next = read_fixed(&r, i, list)) > 0 || (next = read_plus(&r, i, list)) > 0 || (next = read_except(&r, i, list)) > 0 ||
		    (next = read_label(&r, i, list)) > 0)
			continue;
		if (read_phrase(&r, i, &p)) {
			put_phrase(list, &p);
			next = p.last;
		}
	}
	tokens_free(r.tok);
	free(r.dated);
	free(r.ends);
	free(r.began);
	return list;
}

int
number_grouping(const char *text)
{
	struct tokens *t = tokenize(text, strlen(text));
	int balance = 0;

	for (size_t i = 0; i < t->n; i++) {
		const char *s = text + t->tok[i].start;
		size_t n = t->tok[i].end - t->tok[i].start;

		if (t->tok[i].type != TOKEN_NUMBER)
			continue;
		if (memchr(s, ',', n) != NULL)
			balance++;
		else if (n > 4 && n < 12 && s[n - 4] == '.' && *s != '0')
			balance--;
	}
	tokens_free(t);
	return balance;
}
