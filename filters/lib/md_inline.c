#include "md_inline.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "lexicon.h"
#include "text.h"

#define ENTITY_MAX 12   /* bytes of a character reference */
#define TAG_MAX 300     /* bytes of a tag */
#define PAREN_MAX 12    /* in an address: more are no address, and looking on would take forever */

static struct table *entities;

/* Where the reading of a block stands. */
struct inline_state {
	struct mapped *m;
	const struct source *s;
	size_t to;
	size_t space;      /* white space began here and waits for what follows */
	bool spaced, urls;
	uint32_t *match;   /* by offset from base: 1 + the offset of the bracket that closes this one, 0 if none */
	size_t base;
};

void
md_unload(void)
{
	if (entities != NULL)
		table_free(entities);
	entities = NULL;
}

/* Find the closing bracket of every opening one. */
static uint32_t *
match_brackets(const char *t, size_t from, size_t to)
{
	uint32_t *match, *stack;
	size_t depth = 0, cap = 0;

	if (from == to || memchr(t + from, '[', to - from) == NULL)
		return NULL;
	match = xcalloc(to - from, sizeof *match);
	stack = NULL;
	for (size_t i = from; i < to; i++) {
		if (t[i] == '\\') {
			i++;
		} else if (t[i] == '[') {
			stack = grow(stack, &cap, depth + 1, sizeof *stack);
			stack[depth++] = (uint32_t)(i - from);
		} else if (t[i] == ']' && depth > 0) {
			match[stack[--depth]] = (uint32_t)(i - from) + 1;
		}
	}
	free(stack);
	return match;
}

/* The address in brackets that begins at t[i] == '(': sets its bounds and returns the offset behind it, 0 if it
 * is none. */
static size_t
address(const char *t, size_t i, size_t to, struct md_link *l)
{
	int depth = 0, opened = 0;
	bool title = false;

	for (i++; i < to && (t[i] == ' ' || t[i] == '<'); i++)
		;
	l->url = i;
	l->url_end = 0;
	for (; i < to; i++) {
		if ((t[i] == ' ' || t[i] == '>' || t[i] == '\n') && l->url_end == 0)
			l->url_end = i;
		if (t[i] == '"')
			title = !title;
		else if (t[i] == '(' && ++opened > PAREN_MAX)
			return 0;
		else if (t[i] == '(' && !title)
			depth++;
		else if (t[i] == ')' && !title && depth-- == 0)
			break;
		else if (t[i] == '\n' && i + 1 < to && t[i + 1] == '\n')
			return 0;
		if (i - l->url > 4096)
			return 0;
	}
	if (i >= to)
		return 0;
	if (l->url_end == 0)
		l->url_end = i;
	return i + 1;
}

/* The link or image that begins at t[i]. */
static bool
link_at(const char *t, size_t i, size_t to, const uint32_t *match, size_t base, struct md_link *l)
{
	size_t close;

	l->image = t[i] == '!';
	i += l->image;
	if (i >= to || t[i] != '[' || match == NULL || match[i - base] == 0)
		return false;
	close = base + match[i - base] - 1;
	if (close + 1 >= to || t[close + 1] != '(')
		return false;
	l->text = i + 1;
	l->text_end = close;
	l->end = address(t, close + 1, to, l);
	return l->end != 0;
}

/* Append bytes that stand for source text [from, to), after the blank that waits before them. */
static void
put(struct inline_state *st, size_t from, size_t to, const char *bytes, size_t n)
{
	size_t len;

	if (n > 0 && is_space(utf8_next(bytes, n, &len)) && len == n) {
		if (!st->spaced)
			st->space = from;
		st->spaced = true;
		return;
	}
	if (st->spaced && st->m->n > 0)
		mapped_put(st->m, st->s, st->space, from, " ", 1);
	st->spaced = false;
	if (bytes == st->s->text + from && n == to - from)
		mapped_copy(st->m, st->s, from, to);
	else
		mapped_put(st->m, st->s, from, to, bytes, n);
}

/* "&amp;", "&#233;", "&#xE9;": the character in out, its bytes in *n; returns the bytes taken, 0 if it is none. */
static size_t
entity(const char *s, size_t left, char *out, size_t *n)
{
	const char *end = memchr(s, ';', left < ENTITY_MAX ? left : ENTITY_MAX);
	size_t len = end != NULL ? (size_t)(end - s) : 0;
	unsigned long c;
	char *stop;

	if (len < 2)
		return 0;
	if (s[1] == '#') {
		bool hex = s[2] == 'x' || s[2] == 'X';

		c = strtoul(s + 2 + hex, &stop, hex ? 16 : 10);
		if (stop != end || len < 3u + hex || c == 0 || c > 0x10FFFF)
			return 0;
		*n = utf8_put(out, c < 32 ? ' ' : (uint32_t)c);
		return len + 1;
	}
	if (entities == NULL)
		entities = table_load("entities", 2, 2);
	for (size_t i = 0; i < entities->n; i++) {
		const char *name = entities->rows[i].cell[0];

		if (strlen(name) == len - 1 && memcmp(name, s + 1, len - 1) == 0) {
			*n = strlen(entities->rows[i].cell[1]);
			*n = *n < 4 ? *n : 4;
			memcpy(out, entities->rows[i].cell[1], *n);
			return len + 1;
		}
	}
	return 0;
}

/* Bytes of an HTML tag or comment, 0 if it is none. */
static size_t
tag_length(const char *s, size_t left)
{
	const char *end;

	if (left < 3 || !((s[1] >= 'a' && s[1] <= 'z') || (s[1] >= 'A' && s[1] <= 'Z') || s[1] == '/' || s[1] == '!'))
		return 0;
	end = memchr(s, '>', left < TAG_MAX ? left : TAG_MAX);
	if (end == NULL || memchr(s, ':', (size_t)(end - s)) != NULL)
		return 0;
	return (size_t)(end - s) + 1;
}

static bool
word_byte(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Bytes of emphasis at t[i], 0 if the signs stand for themselves. */
static size_t
emphasis(const char *t, size_t from, size_t i, size_t to)
{
	size_t n = 0;
	char before = i > from ? t[i - 1] : ' ', after;

	while (i + n < to && t[i + n] == t[i])
		n++;
	after = i + n < to ? t[i + n] : ' ';
	if (t[i] == '`')
		return n;
	if (t[i] == '~')
		return n == 2 ? n : 0;
	if (n > 3 || ((before == ' ' || before == '\n') && (after == ' ' || after == '\n')))
		return 0;
	/* "snake_case" and "3*4" are no emphasis. */
	if (word_byte(before) && word_byte(after) && (t[i] == '_' || (before >= '0' && before <= '9')))
		return 0;
	return n;
}

static void walk(struct inline_state *st, size_t from, size_t to, int depth);

/* A link: its text, perhaps its address. */
static size_t
take_link(struct inline_state *st, const struct md_link *l, int depth)
{
	if (!l->image && depth < 4) {
		walk(st, l->text, l->text_end, depth + 1);
		if (st->urls && l->url_end > l->url) {
			put(st, l->text_end, l->url, " ", 1);
			put(st, l->url, l->url_end, st->s->text + l->url, l->url_end - l->url);
		}
	}
	return l->end;
}

/* Mark-up at i: returns the offset behind it after dealing with it, i if there is none. */
static size_t
markup(struct inline_state *st, size_t from, size_t i, size_t to, int depth)
{
	const char *t = st->s->text;
	struct md_link l;
	char out[4];
	size_t n = 0, len;

	switch (t[i]) {
	case '!':
	case '[':
		if (link_at(t, i, to, st->match, st->base, &l))
			return take_link(st, &l, depth);
		if (t[i] == '[' && i + 2 < to && t[i + 1] == '^') {
			put(st, i, i + 2, "[", 1);
			return i + 2;
		}
		return i;
	case '&':
		len = entity(t + i, to - i, out, &n);
		if (len > 0)
			put(st, i, i + len, out, n);
		return i + len;
	case '<':
		return i + tag_length(t + i, to - i);
	case '\\':
		return i + 1 < to && strchr("\\`*_{}[]()#+-.!|>~&<", t[i + 1]) != NULL ? (put(st, i, i + 2, t + i + 1, 1), i + 2) : i;
	case '\n':
		for (len = i + 1; len < to && (t[len] == ' ' || t[len] == '>'); len++)
			;
		put(st, i, len, " ", 1);
		return len;
	default:
		return i + emphasis(t, from, i, to);
	}
}

static void
walk(struct inline_state *st, size_t from, size_t to, int depth)
{
	const char *t = st->s->text;
	size_t len;

	for (size_t i = from; i < to;) {
		size_t next = i, run = i;

		if (strchr("![&<\\\n*_`~", t[i]) != NULL)
			next = markup(st, from, i, to, depth);
		if (next > i) {
			i = next;
			continue;
		}
		/* Plain letters are copied at one go. */
		while (run < to && word_byte(t[run]) && (unsigned char)t[run] < 0x80)
			run++;
		if (run == i) {
			utf8_next(t + i, to - i, &len);
			run = i + len;
		}
		put(st, i, run, t + i, run - i);
		i = run;
	}
}

void
md_inline(struct mapped *m, const struct source *s, size_t from, size_t to, bool urls)
{
	struct inline_state st = { .m = m, .s = s, .to = to, .urls = urls, .base = from };

	st.match = match_brackets(s->text, from, to);
	walk(&st, from, to, 0);
	free(st.match);
}

bool
md_first_link(const struct source *s, size_t from, size_t to, struct md_link *l)
{
	uint32_t *match = match_brackets(s->text, from, to);
	bool found = false;

	for (size_t i = from; i < to && !found; i++)
		if (s->text[i] == '[' && (i == from || s->text[i - 1] != '!'))
			found = link_at(s->text, i, to, match, from, l);
	free(match);
	return found;
}
