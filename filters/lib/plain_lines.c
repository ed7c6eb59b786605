#include <string.h>

#include "die.h"
#include "marker.h"
#include "phrase_lines.h"
#include "plain_parts.h"
#include "text.h"

#define SHORT 120      /* bytes of a line that may be a heading or the like */
#define LONG 220       /* bytes of a line that must be prose */
#define WRAP_MIN 40    /* widths between which lines were broken by a machine or a typist */
#define WRAP_MAX 100

const char *
unit_text(const struct plain *p, const struct unit *u)
{
	return p->src->text + u->start;
}

size_t
unit_len(const struct unit *u)
{
	return u->end - u->start;
}

/* Add a line, in pieces if it is too long for one block. */
static void
add_line(struct plain *p, size_t start, size_t end, uint32_t blanks, size_t indent)
{
	struct unit *u;
	size_t cut;

	for (; start < end; start = cut) {
		cut = block_cut(p->src->text, start, end);
		p->unit = grow(p->unit, &p->cap, p->n + 1, sizeof *p->unit);
		u = &p->unit[p->n++];
		memset(u, 0, sizeof *u);
		u->start = u->body = (uint32_t)start;
		u->end = (uint32_t)cut;
		u->blanks = blanks;
		u->indent = (uint16_t)(indent < 200 ? indent : 200);
		blanks = 0;
	}
}

/* The white space before a line's text, in columns; *from is moved behind it. */
static size_t
skip_indent(const char *t, size_t *from, size_t to)
{
	size_t columns = 0, len;

	while (*from < to && is_space(utf8_next(t + *from, to - *from, &len))) {
		columns += t[*from] == '\t' ? 8 : 1;
		*from += len;
	}
	return columns;
}

static size_t
trim_end(const char *t, size_t from, size_t to)
{
	size_t len;

	while (to > from) {
		size_t i = to - 1;

		while (i > from && ((unsigned char)t[i] & 0xC0) == 0x80)
			i--;
		if (!is_space(utf8_next(t + i, to - i, &len)))
			break;
		to = i;
	}
	return to;
}

/* Lines end with LF, CR LF, a lone CR or a form feed. */
static void
split_lines(struct plain *p)
{
	const char *t = p->src->text;
	size_t n = p->src->len, from = 0, indent;
	uint32_t blanks = 0;

	while (from < n) {
		size_t end = from + strcspn(t + from, "\n\r\f"), next = end + 1;

		if (end < n && t[end] == '\r' && t[next] == '\n')
			next++;
		indent = skip_indent(t, &from, end);
		if (from == end) {
			blanks += blanks < 1000;
		} else {
			add_line(p, from, trim_end(t, from, end), blanks, indent);
			blanks = 0;
		}
		from = next;
	}
}

/* Whether a line ends as a sentence does, markers and closing quotes aside. */
static bool
ends_sentence(const char *s, size_t n)
{
	n = markers_trim(s, n);
	while (n > 0 && strchr("\"')]", s[n - 1]) != NULL)
		n--;
	if (n > 3 && (unsigned char)s[n - 3] == 0xE2 && (unsigned char)s[n - 2] == 0x80 &&
	    ((unsigned char)s[n - 1] == 0x9D || (unsigned char)s[n - 1] == 0x99))
		n = markers_trim(s, n - 3);
	if (n > 3 && memcmp(s + n - 3, "\xE2\x80\xA6", 3) == 0)
		return true;
	return n > 0 && strchr(".!?", s[n - 1]) != NULL;
}

/* Is line i filled up, and broken in mid-sentence? */
static bool
broken(const struct plain *p, size_t i, size_t width)
{
	const struct unit *u = &p->unit[i];

	return i + 1 < p->n && p->unit[i + 1].blanks == 0 && unit_len(u) * 10 >= width * 6 &&
	    !ends_sentence(unit_text(p, u), unit_len(u));
}

/* The width that the text was wrapped at, 0 if it was not: nearly no line is longer, and many full lines end
 * in mid-sentence. */
static size_t
wrap_width(const struct plain *p)
{
	size_t count[WRAP_MAX + 2] = { 0 }, sum = 0, width = WRAP_MAX + 1, full = 0, cut = 0;

	for (size_t i = 0; i < p->n; i++)
		count[unit_len(&p->unit[i]) <= WRAP_MAX ? unit_len(&p->unit[i]) : WRAP_MAX + 1]++;
	/* One line in fifty may be longer: bytes are counted, not columns. */
	while (width > 0 && (sum + count[width]) * 50 <= p->n)
		sum += count[width--];
	if (width < WRAP_MIN || width > WRAP_MAX)
		return 0;
	for (size_t i = 0; i + 1 < p->n; i++) {
		if (p->unit[i + 1].blanks > 0 || unit_len(&p->unit[i]) * 10 < width * 6)
			continue;
		full++;
		cut += broken(p, i, width);
	}
	return full > 0 && cut * 2 >= full && cut * 4 >= p->n / 2 ? width : 0;
}

/* Does a line begin with a bullet, a number or a caret, so that it can't go on another? */
static bool
begins_item(const struct plain *p, const struct unit *u)
{
	const char *s = unit_text(p, u);
	size_t i = strspn(s, "0123456789"), len;
	uint32_t c = utf8_next(s, unit_len(u), &len);

	if (i > 0 && i < 4 && (s[i] == '.' || s[i] == ')') && s[i + 1] == ' ')
		return true;
	return c == 0x2022 || c == '^' || ((c == '*' || c == '-' || c == 0x2013) && s[len] == ' ');
}

/* Put lines together that a break parts. */
static void
join_lines(struct plain *p, size_t width)
{
	size_t o = 0;

	for (size_t i = 0; i < p->n; i++) {
		struct unit *u = &p->unit[i], *last = o > 0 ? &p->unit[o - 1] : NULL;
		bool full = i > 0 && u->blanks == 0 && last != NULL &&
		    (unit_len(&p->unit[i - 1]) * 10 >= width * 6 || (*unit_text(p, u) >= 'a' && *unit_text(p, u) <= 'z')) &&
		    u->end - last->start <= BLOCK_LIMIT;

		if (full && !begins_item(p, u))
			last->end = u->end;
		else
			p->unit[o++] = *u;
	}
	p->n = o;
}

static size_t
count_words(const char *s, size_t n)
{
	size_t words = 0;

	for (size_t i = 0; i < n; i++)
		words += s[i] != ' ' && (i == 0 || s[i - 1] == ' ');
	return words;
}

/* Is it all in capitals, like the heads of chapters? */
static bool
is_capitals(const char *s, size_t n)
{
	size_t upper = 0, len;

	for (size_t i = 0; i < n; i += len) {
		uint32_t c = utf8_next(s + i, n - i, &len);

		if (is_letter(c) && !is_upper(c))
			return false;
		upper += is_upper(c);
	}
	return upper >= 4 && upper * 2 >= n / 2;
}

/* What a line looks like by itself. */
static void
look(struct plain *p, struct unit *u)
{
	const char *s = unit_text(p, u);
	size_t n = unit_len(u), bare = n > LONG ? n : markers_trim(s, n), len, words;
	bool stop = n <= LONG && ends_sentence(s, n);
	uint32_t c;

	if (n > LONG) {
		u->prose = true;
		return;
	}
	words = count_words(s, bare);
	u->prose = stop && words >= 5;
	c = utf8_next(s, n, &len);
	while (len < n && (c == '"' || c == '\'' || c == '(' || (c >= 0x2018 && c <= 0x201E))) {
		s += len;
		n -= len;
		c = utf8_next(s, n, &len);
	}
	bare -= bare < unit_len(u) - n ? bare : unit_len(u) - n;
	if (n <= SHORT && is_capitals(s, bare)) {
		u->prose = false;
		u->candidate = true;
		return;
	}
	if (!stop && line_is(LINE_CAPTION, s, n, NULL)) {
		u->candidate = true;
		return;
	}
	if (bare == 0 || unit_len(u) > SHORT || words > 16 || (stop && s[bare - 1] != '?'))
		return;
	/* Where a script has no capitals, any letter will do. */
	u->candidate = (is_upper(c) || (c >= '0' && c <= '9') || (is_letter(c) && c >= 0x590 && c < 0x1E00)) &&
	    strchr(",;:.", s[bare - 1]) == NULL;
}

void
plain_lines(struct plain *p)
{
	size_t width;

	split_lines(p);
	width = wrap_width(p);
	if (width > 0)
		join_lines(p, width);
	for (size_t i = 0; i < p->n; i++)
		look(p, &p->unit[i]);
}
