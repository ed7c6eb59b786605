#include "html_coins.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "die.h"
#include "lexicon.h"
#include "record.h"
#include "text.h"

#define FIELDS_MAX 200 /* of one citation; some have a hundred authors */

static struct table *hosts;

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c = (char)(c | 0x20);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Decode "+" and "%xx" in a new string of valid UTF-8 with folded white space. */
static char *
decode(const char *s, size_t n)
{
	char *raw = xmalloc(n + 1), *clean, *folded;
	size_t o = 0, len, bad;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '+') {
			raw[o++] = ' ';
		} else if (s[i] == '%' && i + 2 < n && hex_digit(s[i + 1]) >= 0 && hex_digit(s[i + 2]) >= 0) {
			raw[o++] = (char)(hex_digit(s[i + 1]) * 16 + hex_digit(s[i + 2]));
			i += 2;
		} else {
			raw[o++] = s[i];
		}
	}
	clean = utf8_clean(raw, o, &len, &bad);
	folded = squeeze(clean, len);
	free(raw);
	free(clean);
	return folded;
}

static void
set_field(json_t *coins, const char *key, size_t n, const char *value)
{
	static const char *const fields[] = {
		"atitle", "btitle", "title", "jtitle", "date", "aulast", "aufirst", "isbn", "issn", "pages", "volume",
		"issue", "pub", "place", "edition", "genre", NULL
	};

	if (*value == '\0')
		return;
	if (n == 2 && memcmp(key, "au", 2) == 0) {
		if (!has(coins, "au"))
			json_object_set_new(coins, "au", json_array());
		json_array_append_new(json_object_get(coins, "au"), json_string(value));
		return;
	}
	for (size_t i = 0; fields[i] != NULL; i++)
		if (strlen(fields[i]) == n && memcmp(fields[i], key, n) == 0 && !has(coins, fields[i]))
			set_str(coins, fields[i], value);
}

static void
set_id(json_t *coins, const char *value)
{
	if (strncasecmp(value, "http", 4) == 0 && !has(coins, "url"))
		set_str(coins, "url", value);
	if (strncmp(value, "info:doi/", 9) == 0 && !has(coins, "doi"))
		set_str(coins, "doi", value + 9);
}

json_t *
coins_decode(const char *kev)
{
	json_t *coins = json_object();
	size_t pair;

	for (int fields = 0; *kev != '\0' && fields < FIELDS_MAX; kev += pair, fields++) {
		size_t key;
		char *value;

		kev += strspn(kev, "&");
		pair = strcspn(kev, "&");
		key = strcspn(kev, "=&");
		if (key >= pair)
			continue;
		value = decode(kev + key + 1, pair - key - 1);
		if (key > 4 && memcmp(kev, "rft.", 4) == 0)
			set_field(coins, kev + 4, key - 4, value);
		else if (key == 6 && memcmp(kev, "rft_id", 6) == 0)
			set_id(coins, value);
		free(value);
	}
	if (json_object_size(coins) > 0)
		return coins;
	json_decref(coins);
	return NULL;
}

/* Is the host this one, or below it? */
static bool
host_is(const char *host, size_t n, const char *name)
{
	size_t len = strlen(name);

	return n >= len && strncasecmp(host + n - len, name, len) == 0 && (n == len || host[n - len - 1] == '.');
}

enum link_kind
link_kind(const char *href)
{
	const char *host = href;
	size_t n;

	if (strncasecmp(href, "http://", 7) == 0)
		host += 7;
	else if (strncasecmp(href, "https://", 8) == 0)
		host += 8;
	else if (strncmp(href, "//", 2) == 0)
		host += 2;
	else
		return LINK_NONE;
	n = strcspn(host, "/?#:");
	if (hosts == NULL)
		hosts = table_load("html-archives", 2, 2);
	for (size_t i = 0; i < hosts->n; i++)
		if (host_is(host, n, hosts->rows[i].cell[0]))
			return strcmp(hosts->rows[i].cell[1], "archive") == 0 ? LINK_ARCHIVE : LINK_OTHER;
	return LINK_SOURCE;
}

void
links_unload(void)
{
	if (hosts != NULL)
		table_free(hosts);
	hosts = NULL;
}
