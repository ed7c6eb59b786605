#include "text.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"

/* Where a scan stands. */
struct scan {
	const char *s;
	size_t n, i;
};

static uint32_t
peek(const struct scan *sc, size_t at, size_t *len)
{
	if (at >= sc->n) {
		*len = 0;
		return 0;
	}
	return utf8_next(sc->s + at, sc->n - at, len);
}

static bool
is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == 0x2BC || c == 0x2018;
}

static bool
is_hyphen(uint32_t c)
{
	return c == '-' || c == 0x2010 || c == 0x2011;
}

/* Are exactly three digits, and no fourth, at this offset? */
static bool
three_digits(const struct scan *sc, size_t at)
{
	return at + 3 <= sc->n && is_digit((unsigned char)sc->s[at]) && is_digit((unsigned char)sc->s[at + 1]) &&
	    is_digit((unsigned char)sc->s[at + 2]) && !(at + 3 < sc->n && is_digit((unsigned char)sc->s[at + 3]));
}

/* A blank that groups digits: a plain one only in "1 200", where no digit stands before the one to three. */
static bool
grouping_blank(const struct scan *sc, size_t start, uint32_t c, size_t at, size_t len)
{
	if (!three_digits(sc, at + len))
		return false;
	if (c == 0xA0 || c == 0x202F || c == 0x2009)
		return true;
	return c == ' ' && at - start <= 3 && sc->s[start] != '0';
}

/* End of the number that starts at i: digits with separators inside. */
static size_t
number_end(const struct scan *sc, size_t i)
{
	size_t at = i, len;
	bool grouped = false;

	while (at < sc->n) {
		uint32_t c = peek(sc, at, &len);

		if (is_digit(c))
			at++;
		else if ((c == ',' || c == '.') && at + 1 < sc->n && is_digit((unsigned char)sc->s[at + 1]) &&
		    (c == '.' || three_digits(sc, at + 1)))
			at++;
		else if (!is_digit(c) && is_space(c) && (grouped || at - i <= 3) && grouping_blank(sc, grouped ? at - 3 : i, c, at, len)) {
			at += len;
			grouped = true;
		} else
			break;
	}
	return at;
}

/* Does the apostrophe at offset begin a possessive ("'s" before no letter, or "'" after s)? */
static bool
possessive(const struct scan *sc, size_t at, size_t len)
{
	size_t l1, l2;
	uint32_t c = peek(sc, at + len, &l1);

	if ((c == 's' || c == 'S') && l1 > 0) {
		c = peek(sc, at + len + l1, &l2);
		return l2 == 0 || (!is_letter(c) && !is_digit(c));
	}
	return false;
}

/* "U.S." and "a.m.": single letters each with a full stop. */
static size_t
initials_end(const struct scan *sc, size_t i)
{
	size_t at = i, len, next, count = 0;

	for (;;) {
		uint32_t c = peek(sc, at, &len);

		if (len == 0 || !is_letter(c) || peek(sc, at + len, &next) != '.')
			break;
		at += len + 1;
		count++;
	}
	/* A letter right behind the last stop means that it was no row of initials. */
	if (count < 2 || (peek(sc, at, &len) != 0 && is_letter(peek(sc, at, &len))))
		return i;
	return at;
}

/* End of the word that starts at i. */
static size_t
word_end(const struct scan *sc, size_t i)
{
	size_t at = initials_end(sc, i), len, next;

	if (at > i)
		return at;
	while (at < sc->n) {
		uint32_t c = peek(sc, at, &len), d = peek(sc, at + len, &next);

		if (is_letter(c) || is_digit(c))
			at += len;
		else if (at > i && is_apostrophe(c) && is_letter(d) && !possessive(sc, at, len))
			at += len;
		else if (at > i && is_hyphen(c) && (is_letter(d) || is_digit(d)))
			at += len;
		else if (at > i && c == '&' && is_upper(d) && at > 0 && is_upper((unsigned char)sc->s[at - 1]))
			at += len;
		else
			break;
	}
	return at;
}

/* The folded text goes to the arena; tokenize sets low at the end, for the arena may move. */
static void
push(struct tokens *t, const struct scan *sc, size_t end, enum token_type type, size_t *arena_n, size_t *arena_cap)
{
	struct token *k;
	size_t len = end - sc->i, first, uppers = 0, letters = 0, l;
	uint32_t c = peek(sc, sc->i, &first);

	t->tok = grow(t->tok, &t->cap, t->n + 1, sizeof *t->tok);
	k = &t->tok[t->n++];
	*k = (struct token){ .start = sc->i, .end = end, .type = type, .capital = is_upper(c) };
	t->arena = grow(t->arena, arena_cap, *arena_n + 2 * len + 8, 1);
	for (size_t i = sc->i; i < end; i += l) {
		c = utf8_next(sc->s + i, sc->n - i, &l);
		letters += is_letter(c);
		uppers += is_upper(c);
		if (c == 0x2019)
			c = '\'';
		else if (c == 0x2010 || c == 0x2011)
			c = '-';
		*arena_n += utf8_put(t->arena + *arena_n, fold_char(c));
	}
	t->arena[(*arena_n)++] = '\0';
	k->allcaps = letters >= 2 && uppers == letters;
}

/* End and type of the token at sc->i, which is no blank. */
static size_t
next_token(const struct scan *sc, enum token_type *type)
{
	size_t len, end;
	uint32_t c = peek(sc, sc->i, &len);

	if (is_digit(c)) {
		size_t l;
		uint32_t d;

		end = number_end(sc, sc->i);
		*type = TOKEN_NUMBER;
		d = peek(sc, end, &l);
		/* "4th", "1990s", "30mm" and "20-year-old" are words; "17-19" is number, hyphen, number. */
		if (l > 0 && (is_letter(d) || (is_hyphen(d) && is_letter(peek(sc, end + l, &l))))) {
			*type = TOKEN_WORD;
			end = word_end(sc, sc->i);
		}
		return end;
	}
	if (is_letter(c)) {
		*type = TOKEN_WORD;
		return word_end(sc, sc->i);
	}
	*type = TOKEN_PUNCT;
	if (is_apostrophe(c) && possessive(sc, sc->i, len))
		return sc->i + len + 1;
	return sc->i + len;
}

struct tokens *
tokenize(const char *text, size_t len)
{
	struct tokens *t = xcalloc(1, sizeof *t);
	struct scan sc = { text, len, 0 };
	size_t arena_n = 0, arena_cap = 0, l, end;
	enum token_type type;

	while (sc.i < len && t->n < TOKENS_MAX) {
		if (is_space(peek(&sc, sc.i, &l))) {
			sc.i += l;
			continue;
		}
		end = next_token(&sc, &type);
		push(t, &sc, end, type, &arena_n, &arena_cap);
		sc.i = end;
	}
	for (size_t i = 0, at = 0; i < t->n; i++) {
		t->tok[i].low = t->arena + at;
		at += strlen(t->tok[i].low) + 1;
	}
	return t;
}

void
tokens_free(struct tokens *t)
{
	if (t != NULL) {
		free(t->tok);
		free(t->arena);
		free(t);
	}
}

size_t
token_at(const struct tokens *t, size_t offset)
{
	size_t lo = 0, hi = t->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (t->tok[mid].end <= offset)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}
