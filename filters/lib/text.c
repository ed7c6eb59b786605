#include "text.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "die.h"

uint32_t
utf8_next(const char *s, size_t n, size_t *len)
{
	utf8proc_int32_t c;
	utf8proc_ssize_t got;

	if ((unsigned char)*s < 0x80) {
		*len = 1;
		return (unsigned char)*s;
	}
	got = utf8proc_iterate((const utf8proc_uint8_t *)s, (utf8proc_ssize_t)(n > 4 ? 4 : n), &c);
	if (got <= 0) {
		*len = 1;
		return 0xFFFD;
	}
	*len = (size_t)got;
	return (uint32_t)c;
}

size_t
utf8_put(char *out, uint32_t c)
{
	utf8proc_ssize_t n = utf8proc_encode_char((utf8proc_int32_t)c, (utf8proc_uint8_t *)out);

	if (n <= 0)
		n = utf8proc_encode_char(0xFFFD, (utf8proc_uint8_t *)out);
	return (size_t)n;
}

/* Whether the character at s is properly encoded; *len gets its bytes. */
static bool
good_char(const char *s, size_t n, size_t *len)
{
	uint32_t c = utf8_next(s, n, len);

	return c != 0 && (c != 0xFFFD || *len == 3);
}

bool
utf8_valid(const char *s, size_t n)
{
	size_t len;

	for (size_t i = 0; i < n; i += len)
		if (!good_char(s + i, n - i, &len))
			return false;
	return true;
}

char *
utf8_clean(const char *s, size_t n, size_t *out_len, size_t *bad)
{
	char *out = xmalloc(3 * n + 1);
	size_t o = 0, len;

	*bad = 0;
	for (size_t i = 0; i < n; i += len) {
		if (good_char(s + i, n - i, &len)) {
			memcpy(out + o, s + i, len);
			o += len;
		} else {
			o += utf8_put(out + o, 0xFFFD);
			++*bad;
		}
	}
	out[o] = '\0';
	*out_len = o;
	return out;
}

uint32_t
fold_char(uint32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 32 : c;
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

bool
is_upper(uint32_t c)
{
	utf8proc_category_t cat;

	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	cat = utf8proc_category((utf8proc_int32_t)c);
	return cat == UTF8PROC_CATEGORY_LU || cat == UTF8PROC_CATEGORY_LT;
}

bool
is_letter(uint32_t c)
{
	utf8proc_category_t cat;

	if (c < 0x80)
		return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
	cat = utf8proc_category((utf8proc_int32_t)c);
	return (cat >= UTF8PROC_CATEGORY_LU && cat <= UTF8PROC_CATEGORY_LO) || cat == UTF8PROC_CATEGORY_MN ||
	    cat == UTF8PROC_CATEGORY_MC;
}

bool
is_space(uint32_t c)
{
	return c == ' ' || (c >= 9 && c <= 13) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) ||
	    c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

/* Letters with a stroke or ligature that do not decompose. */
static uint32_t
plain_letter(uint32_t c)
{
	static const struct { uint32_t from, to; } map[] = {
		{ 0xD8, 'O' }, { 0xF8, 'o' }, { 0x141, 'L' }, { 0x142, 'l' }, { 0x110, 'D' }, { 0x111, 'd' },
		{ 0xD0, 'D' }, { 0xF0, 'd' }, { 0x131, 'i' }, { 0x126, 'H' }, { 0x127, 'h' }, { 0x166, 'T' },
		{ 0x167, 't' }, { 0xDF, 's' }, { 0xC6, 'A' }, { 0xE6, 'a' }, { 0x152, 'O' }, { 0x153, 'o' },
	};

	for (size_t i = 0; i < sizeof map / sizeof *map; i++)
		if (map[i].from == c)
			return map[i].to;
	return c;
}

uint32_t
strip_accent(uint32_t c)
{
	utf8proc_int32_t out[18];
	int boundary = 0;

	if (c < 0x80)
		return c;
	if (utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_MN)
		return 0;
	if (utf8proc_decompose_char((utf8proc_int32_t)c, out, 18, UTF8PROC_DECOMPOSE, &boundary) > 0)
		c = (uint32_t)out[0];
	return plain_letter(c);
}

char *
fold(const char *s, size_t n)
{
	/* Folding can lengthen a character, by at most half as much again. */
	char *out = xmalloc(2 * n + 4);
	size_t o = 0, len;

	for (size_t i = 0; i < n; i += len)
		o += utf8_put(out + o, fold_char(utf8_next(s + i, n - i, &len)));
	out[o] = '\0';
	return out;
}

char *
name_key(const char *s, size_t n)
{
	char *out = xmalloc(2 * n + 4);
	size_t o = 0, len;

	for (size_t i = 0; i < n; i += len) {
		uint32_t c = utf8_next(s + i, n - i, &len);

		if (c == '\'' || c == '`' || c == 0xB4 || (c >= 0x2BB && c <= 0x2BF) || c == 0x2018 || c == 0x2019)
			continue;
		if (is_letter(c) || (c >= '0' && c <= '9')) {
			c = strip_accent(fold_char(c));
			if (c != 0)
				o += utf8_put(out + o, c);
		} else if (o > 0 && out[o - 1] != ' ') {
			out[o++] = ' ';
		}
	}
	while (o > 0 && out[o - 1] == ' ')
		o--;
	out[o] = '\0';
	return out;
}

char *
squeeze(const char *s, size_t n)
{
	char *out = xmalloc(n + 1);
	size_t o = 0, len;

	for (size_t i = 0; i < n; i += len) {
		if (is_space(utf8_next(s + i, n - i, &len))) {
			if (o > 0 && out[o - 1] != ' ')
				out[o++] = ' ';
		} else {
			memcpy(out + o, s + i, len);
			o += len;
		}
	}
	if (o > 0 && out[o - 1] == ' ')
		o--;
	out[o] = '\0';
	return out;
}

size_t
split_cells(char *line, char **cells, size_t max)
{
	size_t n = 0;

	for (;;) {
		if (n < max)
			cells[n] = line;
		n++;
		line = strchr(line, '\t');
		if (line == NULL)
			return n;
		if (n < max)
			*line = '\0';
		line++;
	}
}
