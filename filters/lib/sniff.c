#include "sniff.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "die.h"

#define LOOK 65536
#define TAG_LOOK 4096 /* bytes in which a page without <html> shows its tags */

/* The beginning of a source as bytes of ASCII: marks and the NULs of UTF-16 left out. */
static char *
head(const char *data, size_t len, size_t *n)
{
	size_t look = len < LOOK ? len : LOOK, i = 0;
	char *out = xmalloc(look + 1);

	if (len >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0)
		i = 3;
	else if (len >= 2 && (memcmp(data, "\xFF\xFE", 2) == 0 || memcmp(data, "\xFE\xFF", 2) == 0))
		i = 2;
	for (*n = 0; i < look; i++)
		if (data[i] != '\0')
			out[(*n)++] = data[i];
	out[*n] = '\0';
	return out;
}

bool
is_binary(const char *data, size_t len)
{
	size_t n, controls = 0, nuls = 0, look = len < LOOK ? len : LOOK;
	char *s;

	if (len >= 4 && (memcmp(data, "%PDF", 4) == 0 || memcmp(data, "PK\003\004", 4) == 0))
		return true;
	if (len >= 2 && (memcmp(data, "\xFF\xFE", 2) == 0 || memcmp(data, "\xFE\xFF", 2) == 0))
		return false;
	s = head(data, len, &n);
	for (size_t i = 0; i < n; i++)
		controls += (unsigned char)s[i] < 32 && strchr("\t\n\r\f\v\b\033", s[i]) == NULL;
	for (size_t i = 0; i < look; i++)
		nuls += data[i] == '\0';
	free(s);
	if (controls * 20 > n)
		return true;
	/* UTF-16 of a Western text is half NULs; other text has next to none. */
	return nuls * 10 > look && (nuls * 5 < look * 2 || nuls > look / 2 + 1);
}

/* Does a tag of this name begin at s? */
static bool
tag(const char *s, const char *name)
{
	size_t n = strlen(name);

	return s[0] == '<' && strncasecmp(s + 1, name, n) == 0 && s[n + 1] != '\0' && strchr(" \t\r\n>/", s[n + 1]) != NULL;
}

/* Does a stretch of text hold a string? */
static bool
holds(const char *s, size_t n, const char *what)
{
	size_t w = strlen(what);

	for (const char *p = s; (size_t)(p - s) + w <= n; p++) {
		p = memchr(p, *what, n - (size_t)(p - s));
		if (p == NULL || (size_t)(p - s) + w > n)
			return false;
		if (memcmp(p, what, w) == 0)
			return true;
	}
	return false;
}

static bool
is_html(const char *s)
{
	static const char *const page[] = { "html", "head", "body", "!doctype", "article", "meta", "title", NULL };
	static const char *const part[] = { "p", "div", "table", "span", "h1", "h2", "ul", "script", "section", NULL };
	size_t parts = 0;
	const char *end = s + strnlen(s, TAG_LOOK), *p = s;

	for (; (p = strchr(p, '<')) != NULL && p < end; p++) {
		for (size_t i = 0; page[i] != NULL; i++)
			if (tag(p, page[i]))
				return true;
		for (size_t i = 0; part[i] != NULL; i++)
			parts += tag(p, part[i]);
	}
	return parts >= 3;
}

/* How much a line speaks for markdown. */
static int
line_weight(const char *s, size_t n)
{
	size_t marks = strspn(s, "#"), i;

	if (marks > 0 && marks <= 6 && marks < n && s[marks] == ' ')
		return holds(s, n, "](/") ? 3 : 1;
	if (n > 4 && s[0] == '[' && s[1] == '^' && holds(s, n, "]:"))
		return 2;
	i = strspn(s, "|-: \t");
	if (i >= n && n >= 5 && holds(s, n, "--") && memchr(s, '|', n) != NULL)
		return 2;
	if (holds(s, n, "](http") || holds(s, n, "](/"))
		return 2;
	return n > 6 && memcmp(s, "**", 2) == 0 && holds(s + 2, n - 2, "**");
}

static bool
is_markdown(const char *s, size_t n)
{
	int weight = 0;
	const char *p = s, *end = s + n;

	if (strncmp(s, "---\n", 4) == 0 || strncmp(s, "---\r\n", 5) == 0)
		weight += strstr(s, "\ntitle:") != NULL || strstr(s, "\ndate:") != NULL || strstr(s, "\nauthor:") != NULL ? 3 : 0;
	while (p < end && weight < 3) {
		size_t len = strcspn(p, "\n\r");

		weight += line_weight(p, len);
		p += len + 1;
	}
	return weight >= 3;
}

enum format
sniff(const char *data, size_t len)
{
	size_t n;
	char *s;
	enum format f;

	if (is_binary(data, len))
		return FORMAT_BINARY;
	s = head(data, len, &n);
	f = is_html(s) ? FORMAT_HTML : is_markdown(s, n) ? FORMAT_MARKDOWN : FORMAT_TEXT;
	free(s);
	return f;
}
