#include "html_emit.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "die.h"

#define DEPTH 4

static void
put_string(const char *s, size_t n)
{
	static const char *const named[' '] = {
		['\b'] = "\\b", ['\f'] = "\\f", ['\n'] = "\\n", ['\r'] = "\\r", ['\t'] = "\\t"
	};
	size_t from = 0;

	putchar_unlocked('"');
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];

		if (c >= ' ' && c != '"' && c != '\\')
			continue;
		fwrite_unlocked(s + from, 1, i - from, stdout);
		from = i + 1;
		if (c >= ' ')
			printf("\\%c", c);
		else if (named[c] != NULL)
			fputs(named[c], stdout);
		else
			printf("\\u%04X", c);
	}
	fwrite_unlocked(s + from, 1, n - from, stdout);
	putchar_unlocked('"');
}

static void
put_number(json_int_t v)
{
	char buf[24];
	size_t at = sizeof buf;
	bool minus = v < 0;
	unsigned long long u = minus ? 0 - (unsigned long long)v : (unsigned long long)v;

	do
		buf[--at] = (char)('0' + u % 10);
	while ((u /= 10) > 0);
	if (minus)
		buf[--at] = '-';
	fwrite_unlocked(buf + at, 1, sizeof buf - at, stdout);
}

static void
put_value(const json_t *v, int depth)
{
	const char *key;
	json_t *below;
	size_t i;
	bool first = true;

	if (depth > DEPTH)
		die("a record is nested too deep");
	if (json_is_string(v)) {
		put_string(json_string_value(v), json_string_length(v));
	} else if (json_is_integer(v)) {
		put_number(json_integer_value(v));
	} else if (json_is_array(v)) {
		putchar_unlocked('[');
		json_array_foreach(v, i, below) {
			if (i > 0)
				putchar_unlocked(',');
			put_value(below, depth + 1);
		}
		putchar_unlocked(']');
	} else if (json_is_object(v)) {
		putchar_unlocked('{');
		json_object_foreach((json_t *)(uintptr_t)v, key, below) {
			if (!first)
				putchar_unlocked(',');
			first = false;
			put_string(key, strlen(key));
			putchar_unlocked(':');
			put_value(below, depth + 1);
		}
		putchar_unlocked('}');
	} else {
		fputs(json_is_true(v) ? "true" : json_is_false(v) ? "false" : "null", stdout);
	}
}

void
html_emit(json_t *rec)
{
	put_value(rec, 0);
	putchar_unlocked('\n');
	json_decref(rec);
}
