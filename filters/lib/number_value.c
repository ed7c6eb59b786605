/* The value of one number: digits with separators, number words, and both together. */
#include <stdlib.h>
#include <string.h>

#include "number_lex.h"

#define VALUE_MAX 1000000000000000LL

/* A walk over the words of a text; hyphenated ones are taken apart. */
struct walk {
	size_t tok, off; /* off: bytes into the folded token */
};

/* The number words so far. */
struct sum {
	long long total, current, scale;
	enum number_class last;
	bool any, ended;
};

/* The number word at w, and the place behind it. Words of several tokens are found only unhyphenated. */
static const struct number_word *
word_at(const struct reading *r, struct walk w, struct walk *next)
{
	char part[24];
	const char *low;
	const void *value = NULL;
	size_t n;

	if (w.tok >= r->tok->n || r->dated[w.tok] || r->tok->tok[w.tok].type != TOKEN_WORD)
		return NULL;
	low = r->tok->tok[w.tok].low + w.off;
	n = strcspn(low, "-");
	if (w.off == 0 && low[n] == '\0') {
		*next = (struct walk){ w.tok + phrases_match(r->lex->by_word, r->tok, w.tok, &value), 0 };
		return value;
	}
	if (n == 0 || n >= sizeof part)
		return NULL;
	memcpy(part, low, n);
	part[n] = '\0';
	*next = low[n] == '\0' ? (struct walk){ w.tok + 1, 0 } : (struct walk){ w.tok, w.off + n + 1 };
	return phrases_find(r->lex->by_word, part);
}

static bool
multiply(struct sum *s, long long by)
{
	if (s->current == 0 && s->any && s->last != NUMBER_AND)
		return false;
	if (s->current == 0)
		s->current = 1;
	if (s->current > VALUE_MAX / by)
		return false;
	s->current *= by;
	s->scale = by;
	return true;
}

/* "thirty" after "two hundred", "five" after "thirty": what may follow what. */
static bool
add_small(struct sum *s, const struct number_word *w)
{
	bool after_big = !s->any || s->last == NUMBER_HUNDRED || s->last == NUMBER_SCALE || s->last == NUMBER_AND;

	if (!after_big && !(w->class == NUMBER_UNIT && s->last == NUMBER_TEN))
		return false;
	s->current += w->value;
	s->scale = 1;
	return true;
}

static bool
add_scale(struct sum *s, const struct number_word *w)
{
	if (s->last == NUMBER_SCALE || (s->total > 0 && w->value >= s->total) || !multiply(s, w->value))
		return false;
	s->total += s->current;
	s->current = 0;
	return s->total <= VALUE_MAX;
}

static bool
add(struct sum *s, const struct number_word *w)
{
	bool ok = false;

	if (s->ended)
		return false;
	switch (w->class) {
	case NUMBER_UNIT:
	case NUMBER_TEEN:
	case NUMBER_TEN:
		ok = add_small(s, w);
		break;
	case NUMBER_HUNDRED:
		ok = s->current < 100 && s->last != NUMBER_AND && multiply(s, w->value);
		break;
	case NUMBER_SCALE:
		ok = add_scale(s, w);
		break;
	case NUMBER_DOZEN:
		/* A score alone is one of a game. */
		ok = s->total == 0 && (s->any || w->value == 12) && multiply(s, w->value);
		s->ended = true;
		break;
	case NUMBER_ZERO:
	case NUMBER_WHOLE:
		ok = !s->any;
		s->current = w->value;
		s->ended = true;
		break;
	default:
		break;
	}
	if (ok) {
		s->last = w->class;
		s->any = true;
	}
	return ok;
}

/* Does the "and" before next join a hundred or thousand to a small number? Not where that one is multiplied in its turn. */
static bool
and_joins(const struct reading *r, const struct sum *s, struct walk next)
{
	const struct number_word *word, *after;
	struct walk behind;

	if (s->ended || (s->last != NUMBER_HUNDRED && s->last != NUMBER_SCALE) || s->current % 100 != 0)
		return false;
	word = word_at(r, next, &behind);
	if (word == NULL || word->class > NUMBER_TEN)
		return false;
	after = word_at(r, behind, &behind);
	return after == NULL || after->class > NUMBER_DOZEN || (after->class == NUMBER_HUNDRED && s->last == NUMBER_SCALE) ||
	    after->class == NUMBER_UNIT;
}

/* "two and a half million". */
static bool
add_half(const struct reading *r, struct sum *s, struct walk *next)
{
	struct walk behind;
	const struct number_word *scale = word_at(r, *next, &behind);

	if (scale == NULL || scale->class != NUMBER_SCALE || s->total > 0 || s->current > 1000)
		return false;
	s->total = s->current * scale->value + scale->value / 2;
	s->current = 0;
	s->ended = true;
	*next = behind;
	return true;
}

/* "nineteen eighty-four": two numbers side by side that make no other number. */
static bool
is_year(const struct sum *s, const struct number_word *word)
{
	return s->total == 0 && s->current >= 11 && s->current <= 20 && (word->class == NUMBER_TEEN || word->class == NUMBER_TEN);
}

/* An ordinal or fraction word that ends a number: "twenty-first", "three-fifths". */
static const char *
last_word(const struct sum *s, const struct number_word *word)
{
	if (word->class == NUMBER_FRACTION && s->any)
		return "fraction";
	if (word->class != NUMBER_ORDINAL)
		return NULL;
	return !s->any || s->last == NUMBER_TEN || s->last == NUMBER_AND || s->last == NUMBER_SCALE || s->last == NUMBER_HUNDRED ?
	    "ordinal" : "fraction";
}

/* Read number words from w on into s; returns the place behind the last one. */
static struct walk
read_words(const struct reading *r, struct walk w, bool joined, struct sum *s, const char **why)
{
	struct walk next;
	const struct number_word *word;

	while ((word = word_at(r, w, &next)) != NULL) {
		if (word->class == NUMBER_AND) {
			if (!joined || !and_joins(r, s, next))
				break;
			s->last = NUMBER_AND;
		} else if (word->class == NUMBER_MORE) {
			if (!s->any || !add_half(r, s, &next))
				break;
		} else if (!add(s, word)) {
			*why = s->any && is_year(s, word) ? "year" : last_word(s, word);
			if (*why == NULL)
				break;
			w = next;
			if (**why == 'y' && (word = word_at(r, w, &next)) != NULL && word->class == NUMBER_UNIT)
				w = next;
			s->any = true;
			break;
		}
		w = next;
	}
	return w;
}

/* Byte of the text where the first off bytes of a token's folded text end. */
static size_t
byte_of(const struct reading *r, size_t tok, size_t off)
{
	const char *low = r->tok->tok[tok].low;
	size_t at = r->tok->tok[tok].start, n;

	for (size_t i = 0; i < off; i++)
		if (((unsigned char)low[i] & 0xC0) != 0x80) {
			utf8_next(r->text + at, r->tok->tok[tok].end - at, &n);
			at += n;
		}
	return at;
}

/* What is hyphenated to the number: "five-day", "35-year-old", "600-man", "20-odd". */
static void
glue(const struct reading *r, const char *rest, struct figure *f)
{
	const struct reason *reason;

	if (*rest == '-')
		rest++;
	reason = phrases_find(r->lex->by_reason[REASON_GLUED], rest);
	if (reason == NULL)
		reason = phrases_find(r->lex->by_unit, rest);
	if (reason == NULL)
		f->why = "compound";
	else if (strcmp(reason->why, "plus") == 0)
		f->q = "at_least";
	else if (strcmp(reason->why, "odd") == 0)
		f->q = "approx";
	else if (strcmp(reason->why, "count") != 0)
		f->why = reason->why;
}

/* "a hundred", "half a dozen", "a half-million": w stands behind the article or "half". */
static bool
read_article(const struct reading *r, struct walk *w, struct sum *s, struct figure *f)
{
	struct walk next;
	const struct number_word *word = word_at(r, *w, &next);
	bool half = false;

	if (word != NULL && word->class == NUMBER_ARTICLE)
		word = word_at(r, *w = next, &next);
	if (word != NULL && word->class == NUMBER_HALF) {
		half = true;
		word = word_at(r, *w = next, &next);
		if (word != NULL && word->class == NUMBER_ARTICLE)
			word = word_at(r, *w = next, &next);
	}
	if (word == NULL || word->class < NUMBER_HUNDRED || word->class > NUMBER_DOZEN || (half && word->class == NUMBER_HUNDRED))
		return false;
	if (word->value == 20 && !reading_is(r, next.tok, "of"))
		return false;
	*s = (struct sum){ .current = half ? word->value / 2 : word->value, .scale = 1, .last = word->class, .any = true,
		.ended = half || word->class == NUMBER_DOZEN };
	if (!half && word->class == NUMBER_SCALE) {
		s->total = s->current;
		s->current = 0;
	}
	if (!half && word->class != NUMBER_DOZEN)
		f->q = "approx";
	*w = next;
	return true;
}

static bool
read_number_words(const struct reading *r, size_t i, bool joined, struct figure *f)
{
	struct walk w = { i, 0 }, next, began;
	struct sum s = { .scale = 1 };
	const struct number_word *word = word_at(r, w, &next);

	if (word == NULL)
		return false;
	if (word->class == NUMBER_ARTICLE || word->class == NUMBER_HALF) {
		if (!read_article(r, &w, &s, f))
			return false;
	} else if (word->class == NUMBER_AND || word->class == NUMBER_SUFFIX || word->class == NUMBER_MORE)
		return false;
	began = w;
	w = read_words(r, w, joined, &s, &f->why);
	if (!s.any)
		return false;
	if (w.tok != began.tok || w.off != began.off)
		f->q = f->q != NULL && s.total + s.current != 0 && s.last <= NUMBER_TEN ? NULL : f->q;
	f->value = s.total + s.current;
	f->scale = s.scale;
	f->word_one = word->class == NUMBER_UNIT && f->value == 1;
	f->last = w.off > 0 ? w.tok + 1 : w.tok;
	f->end = w.off > 0 ? byte_of(r, w.tok, w.off - 1) : r->tok->tok[w.tok - 1].end;
	if (w.off > 0)
		glue(r, r->tok->tok[w.tok].low + w.off - 1, f);
	return true;
}

/* Digits of a token with their separators: mantissa and decimal places. Gives why it is no count, or NULL. */
static const char *
read_digits(const char *s, size_t n, bool dots, long long *mantissa, int *places, bool *grouped)
{
	size_t stops = 0, digits = 0, last = 0, first = n;
	bool comma = memchr(s, ',', n) != NULL, blank = false;

	*mantissa = 0;
	*places = 0;
	*grouped = false;
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '.') {
			stops++;
			last = i;
			first = first == n ? i : first;
		} else if (s[i] < '0' || s[i] > '9') {
			*grouped = true;
			blank |= s[i] != ',';
		} else if (++digits > 15)
			return "id";
		else
			*mantissa = *mantissa * 10 + (s[i] - '0');
	}
	if (comma && blank)
		return "id";
	if (stops == 0)
		return digits > 1 && s[0] == '0' ? (digits == 4 ? "time" : "id") : NULL;
	if (!*grouped && s[0] != '0' && first <= 3 && n - last == 4 && (stops > 1 || dots)) {
		for (size_t i = first; i < n; i += 4)
			if (s[i] != '.')
				return "id";
		*grouped = true;
		return NULL;
	}
	*places = (int)(n - last - 1);
	return stops > 1 ? "id" : NULL;
}

/* Multiply a number in digits by the words behind it: "2.5 million", "3 thousand", "12 hundred". */
static size_t
scale_digits(const struct reading *r, size_t i, long long *mantissa, int *places, long long *scale)
{
	struct walk w = { i, 0 }, next;
	const struct number_word *word;

	while ((word = word_at(r, w, &next)) != NULL && word->class >= NUMBER_HUNDRED && word->class <= NUMBER_DOZEN &&
	    word->value != 20 && *mantissa <= VALUE_MAX / word->value && next.off == 0) {
		*mantissa *= word->value;
		*scale *= word->value;
		w = next;
	}
	for (; *places > 0 && *mantissa % 10 == 0; (*places)--)
		*mantissa /= 10;
	return w.tok;
}

/* Letters glued to digits: "4th", "1.2m", "1990s", "30mm", "12-strong", "2S1". */
static void
read_suffix(const struct reading *r, const char *rest, struct figure *f, long long *mantissa, int places)
{
	const struct number_word *word;
	long long tenth = 1;

	if (strcmp(rest, "st") == 0 || strcmp(rest, "nd") == 0 || strcmp(rest, "rd") == 0 || strcmp(rest, "th") == 0)
		f->why = "ordinal";
	else if (strcmp(rest, "s") == 0)
		f->why = "year";
	else if (*rest == '-')
		glue(r, rest, f);
	else if ((word = phrases_find(r->lex->by_word, rest)) != NULL && word->class == NUMBER_SUFFIX &&
	    (rest[1] != '\0' || *rest != 'm' || places > 0 || (!f->grouped && reading_plural(r, f->last)))) {
		for (int i = 0; i < places; i++)
			tenth *= 10;
		*mantissa = *mantissa <= VALUE_MAX / word->value ? *mantissa * (word->value / tenth) : VALUE_MAX;
		f->scale = word->value;
	} else if (phrases_find(r->lex->by_unit, rest) != NULL || phrases_find(r->lex->by_reason[REASON_GLUED], rest) != NULL)
		glue(r, rest, f);
	else
		f->why = "model";
}

/* The last token of a number that begins at token i; "1.2m" and "1,500m" are three. */
static size_t
last_token(const struct reading *r, size_t i)
{
	while (i + 2 < r->tok->n && r->tok->tok[i].type == TOKEN_WORD &&
	    r->tok->tok[i].low[strspn(r->tok->tok[i].low, "0123456789")] == '\0' && reading_touches(r, i + 1) &&
	    reading_touches(r, i + 2) && (reading_is(r, i + 1, ".") || reading_is(r, i + 1, ",")) &&
	    r->tok->tok[i + 2].low[0] >= '0' && r->tok->tok[i + 2].low[0] <= '9')
		i += 2;
	return i;
}

static bool
read_number_digits(const struct reading *r, size_t i, struct figure *f)
{
	size_t start = r->tok->tok[i].start, n;
	const struct token *t;
	long long mantissa;
	int places;

	if (r->tok->tok[i].low[0] < '0' || r->tok->tok[i].low[0] > '9')
		return false;
	i = last_token(r, i);
	t = &r->tok->tok[i];
	n = t->type == TOKEN_NUMBER ? t->end - start : t->start - start + strspn(t->low, "0123456789");
	f->digits = true;
	f->last = i + 1;
	f->end = start + n;
	f->why = read_digits(r->text + start, n, r->style.dots, &mantissa, &places, &f->grouped);
	if (t->type == TOKEN_WORD && f->why == NULL) {
		read_suffix(r, t->low + strspn(t->low, "0123456789"), f, &mantissa, places);
		if (f->scale > 1) {
			f->end = t->end;
			places = 0;
		}
	} else if (f->why == NULL) {
		f->last = scale_digits(r, i + 1, &mantissa, &places, &f->scale);
		f->end = f->last > i + 1 ? r->tok->tok[f->last - 1].end : f->end;
	}
	if (f->why == NULL && places > 0)
		f->why = "decimal";
	f->places = places;
	f->value = mantissa;
	return true;
}

/* A word that holds digits behind letters names a thing: "C-130", "T-72". */
static bool
read_model(const struct reading *r, size_t i, struct figure *f)
{
	const struct token *t = &r->tok->tok[i];

	if (!t->capital || t->low[strcspn(t->low, "0123456789")] == '\0')
		return false;
	f->why = "model";
	f->last = i + 1;
	f->end = t->end;
	return true;
}

bool
figure_read(const struct reading *r, size_t i, bool joined, struct figure *f)
{
	if (i >= r->tok->n || r->dated[i] || r->tok->tok[i].type == TOKEN_PUNCT)
		return false;
	*f = (struct figure){ .first = i, .start = r->tok->tok[i].start, .scale = 1 };
	if (read_number_digits(r, i, f))
		return true;
	*f = (struct figure){ .first = i, .start = r->tok->tok[i].start, .scale = 1 };
	return read_number_words(r, i, joined, f) || read_model(r, i, f);
}
