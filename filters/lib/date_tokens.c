#include "date_pattern.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Bytes of a hyphen at s, else 0. */
static size_t
hyphen_len(const char *s, size_t n)
{
	if (n > 0 && *s == '-')
		return 1;
	return n >= 3 && (memcmp(s, "\xE2\x80\x90", 3) == 0 || memcmp(s, "\xE2\x80\x91", 3) == 0) ? 3 : 0;
}

/* Length of the first piece of a token: a hyphen, a run of digits, or what stands before either. */
static size_t
piece_len(const char *s, size_t n)
{
	size_t i = hyphen_len(s, n);

	if (i > 0)
		return i;
	if (is_digit(*s)) {
		while (i < n && is_digit(s[i]))
			i++;
		return i;
	}
	if (*s == '.')
		return 1;
	while (i < n && !is_digit(s[i]) && hyphen_len(s + i, n - i) == 0)
		i++;
	return i;
}

/* Whether a token hides the parts of a date: "mid-2014", "14th", "August-September", "5.4.1917". */
static bool
composite(const char *s, const struct token *k)
{
	size_t n = k->end - k->start, dots = 0;
	bool digit = false;

	s += k->start;
	for (size_t i = 0; i < n; i++) {
		dots += s[i] == '.';
		digit |= is_digit(s[i]);
		if (k->type == TOKEN_WORD && hyphen_len(s + i, n - i) > 0)
			return true;
		if (k->type == TOKEN_NUMBER && !is_digit(s[i]) && s[i] != '.')
			return false;
	}
	return k->type == TOKEN_WORD ? digit : k->type == TOKEN_NUMBER && dots == 2;
}

static void
add_pieces(struct date_tokens *t, const char *text, const struct token *k)
{
	for (size_t at = k->start, n; at < k->end; at += n) {
		struct token piece = *k;

		n = piece_len(text + at, k->end - at);
		piece.start = at;
		piece.end = at + n;
		piece.capital = at == k->start ? k->capital : is_upper((unsigned char)text[at]);
		piece.type = is_digit(text[at]) ? TOKEN_NUMBER :
		    hyphen_len(text + at, n) > 0 || text[at] == '.' ? TOKEN_PUNCT : TOKEN_WORD;
		piece.low = piece.type == TOKEN_PUNCT ? xstrdup(text[at] == '.' ? "." : "-") : fold(text + at, n);
		t->owned = grow(t->owned, &t->cap_owned, t->n_owned + 1, sizeof *t->owned);
		t->owned[t->n_owned++] = piece.low;
		t->list.tok = grow(t->list.tok, &t->list.cap, t->list.n + 1, sizeof *t->list.tok);
		t->list.tok[t->list.n++] = piece;
	}
}

struct date_tokens *
date_tokens_new(const char *text)
{
	struct date_tokens *t = xcalloc(1, sizeof *t);

	t->base = tokenize(text, strnlen(text, TEXT_MAX));
	for (size_t i = 0; i < t->base->n; i++) {
		if (composite(text, &t->base->tok[i])) {
			add_pieces(t, text, &t->base->tok[i]);
			continue;
		}
		t->list.tok = grow(t->list.tok, &t->list.cap, t->list.n + 1, sizeof *t->list.tok);
		t->list.tok[t->list.n++] = t->base->tok[i];
	}
	return t;
}

void
date_tokens_free(struct date_tokens *t)
{
	for (size_t i = 0; i < t->n_owned; i++)
		free(t->owned[i]);
	free(t->owned);
	free(t->list.tok);
	tokens_free(t->base);
	free(t);
}
