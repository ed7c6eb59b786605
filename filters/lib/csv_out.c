#include "csv_out.h"

#include <stdlib.h>
#include <string.h>

#include <csv.h>

#include "die.h"

static char *buffer; /* grows to the longest cell that needs work */
static size_t buffer_cap;

/* Can the text stand without quotes and be read back? */
static bool
is_plain(const char *s, size_t n)
{
	if (n > 0 && (s[0] == ' ' || s[0] == '\t' || s[n - 1] == ' ' || s[n - 1] == '\t'))
		return false;
	for (size_t i = 0; i < n; i++)
		if (s[i] == ',' || s[i] == '"' || s[i] == '\r' || s[i] == '\n')
			return false;
	return true;
}

static void
write_quoted(FILE *out, const char *s, size_t n)
{
	size_t need;

	if (is_plain(s, n)) {
		fwrite(s, 1, n, out);
		return;
	}
	need = csv_write(NULL, 0, s, n);
	buffer = grow(buffer, &buffer_cap, need, 1);
	csv_write(buffer, buffer_cap, s, n);
	fwrite(buffer, 1, need, out);
}

/* Would a spreadsheet run the text, or could it be taken for text that was defused? */
static bool
is_dangerous(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && s[i] == '\'')
		i++;
	return i < n && memchr("=+-@\t\r", s[i], 6) != NULL;
}

void
csv_text(FILE *out, const char *text, size_t len, const struct csv_style *style)
{
	char *defused;

	if (style->raw || !is_dangerous(text, len)) {
		write_quoted(out, text, len);
		return;
	}
	defused = xasprintf("'%.*s", (int)len, text);
	write_quoted(out, defused, len + 1);
	free(defused);
}

void
csv_integer(FILE *out, long long value)
{
	fprintf(out, "%lld", value);
}

/* An integer as it is; others with five decimals (a metre, in degrees) without the zeros at their end. */
static void
write_number(FILE *out, const char *s, size_t len)
{
	char buf[400];
	size_t n;

	if (memchr(s, '.', len) == NULL && memchr(s, 'e', len) == NULL && memchr(s, 'E', len) == NULL) {
		fwrite(s, 1, len, out);
		return;
	}
	n = (size_t)snprintf(buf, sizeof buf, "%.5f", strtod(s, NULL));
	while (n > 0 && buf[n - 1] == '0')
		n--;
	if (n > 0 && buf[n - 1] == '.')
		n--;
	buf[n] = '\0';
	fputs(strcmp(buf, "-0") == 0 ? "0" : buf, out);
}

/* A string in a column of numbers: only what is one goes unguarded. */
static bool
is_number(const char *s, size_t len)
{
	size_t i = len > 0 && (s[0] == '-' || s[0] == '+'), digits = 0;

	for (; i < len && ((s[i] >= '0' && s[i] <= '9') || s[i] == '.'); i++)
		digits += s[i] != '.';
	return digits > 0 && i == len;
}

static void
write_string(FILE *out, const struct member *value, enum cell_type type, const struct csv_style *style)
{
	char *s;

	if (type == CELL_NUMBER && is_number(value->value, value->len)) {
		fwrite(value->value, 1, value->len, out);
	} else if (!value->escaped) {
		csv_text(out, value->value, value->len, style);
	} else if ((s = member_text(value)) != NULL) {
		csv_text(out, s, strlen(s), style);
		free(s);
	}
}

/* The strings of a list as one text. */
static void
write_list(FILE *out, const struct member *list, const struct csv_style *style)
{
	char *all = xstrdup("");
	const char *at = NULL;
	struct member element;

	while (member_next(list, &at, &element)) {
		char *s = member_text(&element), *longer;

		if (s == NULL)
			continue;
		longer = xasprintf("%s%s%s", all, *all != '\0' ? "; " : "", s);
		free(all);
		free(s);
		all = longer;
	}
	csv_text(out, all, strlen(all), style);
	free(all);
}

void
csv_cell(FILE *out, const struct member *value, enum cell_type type, const struct csv_style *style)
{
	if (value == NULL)
		return;
	switch (value->type) {
	case MEMBER_STRING:
		write_string(out, value, type, style);
		break;
	case MEMBER_NUMBER:
		write_number(out, value->value, value->len);
		break;
	case MEMBER_BOOLEAN:
		fwrite(value->value, 1, value->len, out);
		break;
	case MEMBER_ARRAY:
		write_list(out, value, style);
		break;
	default:
		break;
	}
}

void
csv_end(FILE *out, const struct csv_style *style)
{
	fputs(style->spreadsheet ? "\r\n" : "\n", out);
}
