#include "csv_out.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <csv.h>

#include "die.h"

/* Put text into a cell, in quotes where it could not be read back without them. */
static void
write_quoted(FILE *out, const char *s, size_t n)
{
	static char *buf;
	static size_t cap;
	bool plain = strcspn(s, ",\"\r\n") == n && (n == 0 || (s[0] != ' ' && s[0] != '\t' && s[n - 1] != ' ' && s[n - 1] != '\t'));
	size_t need;

	if (plain) {
		fwrite(s, 1, n, out);
		return;
	}
	need = csv_write(NULL, 0, s, n);
	buf = grow(buf, &cap, need, 1);
	csv_write(buf, cap, s, n);
	fwrite(buf, 1, need, out);
}

/* Would a spreadsheet run the text, or could it be taken for text that was defused? */
static bool
is_dangerous(const char *s)
{
	s += strspn(s, "'");
	return *s != '\0' && strchr("=+-@\t\r", *s) != NULL;
}

void
csv_text(FILE *out, const char *text, const struct csv_style *style)
{
	char *defused;

	if (style->raw || !is_dangerous(text)) {
		write_quoted(out, text, strlen(text));
		return;
	}
	defused = xasprintf("'%s", text);
	write_quoted(out, defused, strlen(defused));
	free(defused);
}

void
csv_integer(FILE *out, long long value)
{
	fprintf(out, "%lld", value);
}

/* Five decimals (a metre, in degrees) without the zeros at their end. */
static void
write_real(FILE *out, double d)
{
	char buf[400];
	size_t n = (size_t)snprintf(buf, sizeof buf, "%.5f", d);

	while (n > 0 && buf[n - 1] == '0')
		n--;
	if (n > 0 && buf[n - 1] == '.')
		n--;
	buf[n] = '\0';
	fputs(strcmp(buf, "-0") == 0 ? "0" : buf, out);
}

/* A string in a column of numbers: only what is one goes unguarded. */
static bool
is_number(const char *s)
{
	char *end;

	if (*s == '\0' || strspn(s, "+-.0123456789eE") != strlen(s))
		return false;
	strtod(s, &end);
	return *end == '\0';
}

static void
write_list(FILE *out, const json_t *list, const struct csv_style *style)
{
	char *all = xstrdup("");

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *v = json_array_get(list, i);
		char *next = json_is_string(v) ? xasprintf("%s%s%s", all, i > 0 ? "; " : "", json_string_value(v)) :
		    json_is_integer(v) ? xasprintf("%s%s%lld", all, i > 0 ? "; " : "", (long long)json_integer_value(v)) : NULL;

		if (next == NULL)
			continue;
		free(all);
		all = next;
	}
	csv_text(out, all, style);
	free(all);
}

void
csv_cell(FILE *out, const json_t *value, enum cell_type type, const struct csv_style *style)
{
	if (json_is_string(value)) {
		const char *s = json_string_value(value);

		if (type == CELL_NUMBER && is_number(s))
			fputs(s, out);
		else
			csv_text(out, s, style);
	} else if (json_is_integer(value)) {
		csv_integer(out, (long long)json_integer_value(value));
	} else if (json_is_real(value)) {
		write_real(out, json_real_value(value));
	} else if (json_is_boolean(value)) {
		fputs(json_is_true(value) ? "true" : "false", out);
	} else if (json_is_array(value)) {
		write_list(out, value, style);
	}
}

void
csv_end(FILE *out, const struct csv_style *style)
{
	fputs(style->spreadsheet ? "\r\n" : "\n", out);
}
