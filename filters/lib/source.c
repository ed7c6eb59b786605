#include "source.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "text.h"

enum encoding { UTF_8, CP1252, UTF_16LE, UTF_16BE };

/* What Windows-1252 has at 0x80 .. 0x9F; 0 where it has nothing. */
static const uint16_t high[32] = {
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

/* A byte order mark's length, and what it tells. */
static size_t
byte_order_mark(const char *s, size_t n, enum encoding *e)
{
	if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) {
		*e = UTF_8;
		return 3;
	}
	if (n >= 2 && memcmp(s, "\xFF\xFE", 2) == 0) {
		*e = UTF_16LE;
		return 2;
	}
	if (n >= 2 && memcmp(s, "\xFE\xFF", 2) == 0) {
		*e = UTF_16BE;
		return 2;
	}
	return 0;
}

/* Characters that are well encoded beyond ASCII, and bytes that are not. */
static void
count_utf8(const char *s, size_t n, size_t *good, size_t *bad)
{
	size_t len;

	*good = *bad = 0;
	for (size_t i = 0; i < n; i += len) {
		bool broken = utf8_next(s + i, n - i, &len) == 0xFFFD && len == 1;

		*bad += broken;
		*good += !broken && len > 1;
	}
}

/* In UTF-16 of a Western text every other byte is NUL. */
static bool
looks_utf16(const char *s, size_t n, enum encoding *e)
{
	size_t nul[2] = { 0, 0 }, look = n < 4096 ? n : 4096;

	for (size_t i = 0; i < look; i++)
		nul[i % 2] += s[i] == '\0';
	*e = nul[1] > nul[0] ? UTF_16LE : UTF_16BE;
	return look >= 8 && (nul[0] > look / 3 || nul[1] > look / 3) && (nul[0] < look / 50 + 1 || nul[1] < look / 50 + 1);
}

static uint32_t
unit16(const char *s, enum encoding e)
{
	const unsigned char *u = (const unsigned char *)s;

	return e == UTF_16LE ? u[0] | (uint32_t)u[1] << 8 : u[1] | (uint32_t)u[0] << 8;
}

static uint32_t
next16(const char *s, size_t n, enum encoding e, size_t *len)
{
	uint32_t c, low;

	*len = n < 2 ? n : 2;
	if (n < 2)
		return 0xFFFD;
	c = unit16(s, e);
	if (c < 0xD800 || c > 0xDFFF)
		return c;
	low = n >= 4 ? unit16(s + 2, e) : 0;
	if (c > 0xDBFF || low < 0xDC00 || low > 0xDFFF)
		return 0xFFFD;
	*len = 4;
	return 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
}

static uint32_t
next_char(const char *s, size_t n, enum encoding e, size_t *len)
{
	unsigned char b = (unsigned char)*s;

	if (e == UTF_8)
		return utf8_next(s, n, len);
	if (e != CP1252)
		return next16(s, n, e, len);
	*len = 1;
	if (b < 0x80 || b > 0x9F)
		return b;
	return high[b - 0x80] != 0 ? high[b - 0x80] : 0xFFFD;
}

/* Note that text offset at stands for this file offset, if it does not follow from the step before. */
static void
add_step(struct source *s, size_t text, size_t file)
{
	const struct step *last = s->steps > 0 ? &s->step[s->steps - 1] : NULL;

	if (last != NULL && last->file + (text - last->text) == file)
		return;
	s->step = grow(s->step, &s->cap, s->steps + 1, sizeof *s->step);
	s->step[s->steps].text = (uint32_t)text;
	s->step[s->steps++].file = (uint32_t)file;
}

static void
convert(struct source *s, size_t from, enum encoding e)
{
	size_t cap = 0, len, bad = 0, nuls = 0;

	for (size_t i = from; i < s->file_len; i += len) {
		uint32_t c = next_char(s->file + i, s->file_len - i, e, &len);

		bad += c == 0xFFFD && (e != UTF_8 || len == 1);
		nuls += c == 0;
		s->text = grow(s->text, &cap, s->len + 5, 1);
		add_step(s, s->len, i);
		s->len += utf8_put(s->text + s->len, c == 0 ? ' ' : c);
	}
	if (bad > 0)
		complain("%zu bad characters", bad);
	if (nuls > 0)
		complain("%zu NUL bytes", nuls);
}

void
source_decode(struct source *s, const char *id, const char *path, const char *data, size_t len)
{
	enum encoding e = UTF_8;
	size_t from = byte_order_mark(data, len, &e), good = 0, bad = 0;

	memset(s, 0, sizeof *s);
	s->id = id;
	s->path = path;
	s->file = data;
	s->file_len = len;
	if (from == 0 && !looks_utf16(data, len, &e))
		e = UTF_8;
	if (e == UTF_8) {
		count_utf8(data + from, len - from, &good, &bad);
		if (from == 0 && bad > good)
			e = CP1252;
	}
	if (e == UTF_8 && bad == 0 && memchr(data, '\0', len) == NULL) {
		s->text = xstrndup(data + from, len - from);
		s->len = len - from;
		add_step(s, 0, from);
		return;
	}
	convert(s, from, e);
	add_step(s, s->len, len);
	s->text = s->text != NULL ? s->text : xstrdup("");
	s->text[s->len] = '\0';
}

void
source_free(struct source *s)
{
	free(s->text);
	free(s->step);
	memset(s, 0, sizeof *s);
}

size_t
source_step_after(const struct source *s, size_t at)
{
	size_t lo = 0, hi = s->steps;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (s->step[mid].text <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

size_t
source_offset(const struct source *s, size_t at)
{
	size_t i = source_step_after(s, at);

	return i == 0 ? at : s->step[i - 1].file + (at - s->step[i - 1].text);
}
