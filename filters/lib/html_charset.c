#include "html_charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "die.h"
#include "lexicon.h"
#include "text.h"

#define DECLARED_WITHIN 4096 /* browsers look at the first 1024 bytes; saved pages have more in front */
#define LABEL_MAX 40
#define CHAR_MAX_BYTES 8     /* the longest character, with a shift sequence before it */

static struct table *charsets;

/* Length of what is valid UTF-8, without NUL, at the start of s. */
static size_t
valid_prefix(const char *s, size_t n)
{
	const uint64_t high = 0x8080808080808080u, one = 0x0101010101010101u;
	size_t i = 0, len;
	uint64_t w;

	while (i < n) {
		for (; i + 8 <= n; i += 8) {
			memcpy(&w, s + i, 8);
			/* No byte beyond ASCII, and none that is zero. */
			if (((w | (w - one)) & high) != 0)
				break;
		}
		while (i < n && (unsigned char)s[i] - 1u < 0x7F)
			i++;
		while (i < n && (unsigned char)s[i] >= 0x80) {
			if (utf8_next(s + i, n - i, &len) == 0xFFFD && len == 1)
				return i;
			i += len;
		}
		if (i < n && s[i] == '\0')
			return i;
	}
	return n;
}

/* Is [at, n) the start of a character that the end of the file cut off? */
static bool
cut_off(const char *s, size_t at, size_t n)
{
	unsigned char lead = (unsigned char)s[at];
	size_t want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;

	if (at == 0 || want <= n - at)
		return false;
	for (size_t i = at + 1; i < n; i++)
		if (((unsigned char)s[i] & 0xC0) != 0x80)
			return false;
	return true;
}

/* Find what in the first n bytes of s, letters in any case; NULL if it is not there. */
static const char *
find(const char *s, size_t n, const char *what)
{
	size_t w = strlen(what);

	for (size_t i = 0; i + w <= n; i++)
		if (strncasecmp(s + i, what, w) == 0)
			return s + i;
	return NULL;
}

/* Copy the charset that the page declares into label; false without any. */
static bool
declared(const char *s, size_t n, char label[LABEL_MAX])
{
	const char *p, *end = s + (n < DECLARED_WITHIN ? n : DECLARED_WITHIN);
	size_t k = 0;

	p = find(s, (size_t)(end - s), "charset");
	if (p == NULL && n > 5 && memcmp(s, "<?xml", 5) == 0)
		p = find(s, strcspn(s, ">"), "encoding");
	if (p == NULL)
		return false;
	for (p += 7; p < end && *p != '=' && *p != '>'; p++)
		;
	for (; p < end && strchr("= \t\r\n\"'", *p) != NULL; p++)
		;
	for (; p < end && k < LABEL_MAX - 1 && strchr(" \t\r\n\"';/>", *p) == NULL; p++)
		label[k++] = *p;
	label[k] = '\0';
	return k > 0;
}

/* What iconv calls a charset that pages call by this label; NULL for UTF-8, which these bytes are not, and for
 * what nobody knows. */
static const char *
iconv_name(const char *label)
{
	if (charsets == NULL)
		charsets = table_load("html-charsets", 2, 2);
	for (size_t i = 0; i < charsets->n; i++)
		if (strcasecmp(charsets->rows[i].cell[0], label) == 0)
			return *charsets->rows[i].cell[1] != '-' ? charsets->rows[i].cell[1] : NULL;
	return NULL;
}

static void
put(struct source *s, size_t *cap, size_t file, const char *bytes, size_t n)
{
	const struct step *last = s->steps > 0 ? &s->step[s->steps - 1] : NULL;

	if (last == NULL || last->file + (s->len - last->text) != file) {
		s->step = grow(s->step, &s->cap, s->steps + 1, sizeof *s->step);
		s->step[s->steps].text = (uint32_t)s->len;
		s->step[s->steps++].file = (uint32_t)file;
	}
	s->text = grow(s->text, cap, s->len + n + 1, 1);
	memcpy(s->text + s->len, bytes, n);
	s->len += n;
	s->text[s->len] = '\0';
}

/* Convert the character at file offset i into out; returns the bytes that it takes, 0 if it is none. */
static size_t
convert_one(iconv_t cd, const char *s, size_t left, char *out, size_t *got)
{
	for (size_t n = 1; n <= CHAR_MAX_BYTES && n <= left; n++) {
		char *in = (char *)(uintptr_t)s, *to = out;
		size_t in_left = n, out_left = 16;

		if (iconv(cd, &in, &in_left, &to, &out_left) == (size_t)-1 && errno != EINVAL)
			break;
		*got = 16 - out_left;
		if (in_left == 0 && *got > 0)
			return n;
		/* A shift sequence was taken: the character follows. */
		iconv(cd, NULL, NULL, NULL, NULL);
	}
	iconv(cd, NULL, NULL, NULL, NULL);
	*got = 0;
	return 0;
}

static bool
convert(struct source *s, const char *name)
{
	iconv_t cd = iconv_open("UTF-8", name);
	size_t cap = 0, n, got;
	char out[16];

	if (cd == (iconv_t)-1)
		return false;
	for (size_t i = 0; i < s->file_len; i += n) {
		unsigned char c = (unsigned char)s->file[i];

		n = 1;
		if (c < 0x80) {
			put(s, &cap, i, c == '\0' ? " " : s->file + i, 1);
			continue;
		}
		n = convert_one(cd, s->file + i, s->file_len - i, out, &got);
		if (n > 0 && utf8_valid(out, got)) {
			put(s, &cap, i, out, got);
		} else {
			n = n > 0 ? n : 1;
			put(s, &cap, i, "\xEF\xBF\xBD", 3);
		}
	}
	iconv_close(cd);
	return true;
}

/* Copy UTF-8 with its bad bytes replaced. */
static void
repair(struct source *s, size_t from)
{
	size_t cap = 0, n;

	for (size_t i = from; i < s->file_len; i += n) {
		size_t good = valid_prefix(s->file + i, s->file_len - i);

		n = good > 0 ? good : 1;
		if (good > 0)
			put(s, &cap, i, s->file + i, good);
		else if (s->file[i] == '\0')
			put(s, &cap, i, " ", 1);
		else
			put(s, &cap, i, "\xEF\xBF\xBD", 3);
	}
}

/* Are more bytes no UTF-8 than there are characters beyond ASCII that are? */
static bool
hardly_utf8(const char *s, size_t n)
{
	size_t good = 0, bad = 0, len;

	for (size_t i = 0; i < n; i += len) {
		bool broken = utf8_next(s + i, n - i, &len) == 0xFFFD && len == 1;

		bad += broken;
		good += !broken && len > 1;
	}
	return bad > good;
}

/* Do the bytes look like UTF-16? */
static bool
wide(const char *s, size_t n)
{
	size_t nuls = 0, look = n < DECLARED_WITHIN ? n : DECLARED_WITHIN;

	if (n >= 2 && (memcmp(s, "\xFF\xFE", 2) == 0 || memcmp(s, "\xFE\xFF", 2) == 0))
		return true;
	for (size_t i = 0; i < look; i++)
		nuls += s[i] == '\0';
	return nuls > look / 4;
}

void
html_decode(struct source *s, const struct html_page *page)
{
	const char *data = page->data;
	size_t len = page->len;
	size_t from = len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	size_t good = from + valid_prefix(data + from, len - from);
	char label[LABEL_MAX];
	const char *name;

	if (wide(data, len)) {
		source_decode(s, page->source_id, page->path, data, len);
		return;
	}
	memset(s, 0, sizeof *s);
	s->id = page->source_id;
	s->path = page->path;
	s->file = data;
	s->file_len = len;
	if (good == len || cut_off(data, good, len)) {
		/* Nothing is to convert: no copy is made. */
		s->text = good == len ? (char *)(uintptr_t)(data + from) : xstrndup(data + from, good - from);
		s->len = good - from;
		s->step = grow(NULL, &s->cap, 1, sizeof *s->step);
		s->step[s->steps++] = (struct step){ 0, (uint32_t)from };
		return;
	}
	if (memchr(data, '\0', len) != NULL)
		complain("NUL bytes in the page");
	name = from == 0 && page->charset != NULL ? iconv_name(page->charset) : NULL;
	if (name == NULL && from == 0 && declared(data, len, label))
		name = iconv_name(label);
	if (name == NULL && from == 0 && hardly_utf8(data, len))
		name = "WINDOWS-1252";
	if (name == NULL || !convert(s, name))
		repair(s, from);
}

void
html_decoded_free(struct source *s)
{
	if (s->text >= s->file && s->text <= s->file + s->file_len)
		s->text = NULL;
	source_free(s);
}

void
html_charset_unload(void)
{
	if (charsets != NULL)
		table_free(charsets);
	charsets = NULL;
}
