#include "members.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "die.h"
#include "text.h"

#define DEPTH_MAX 512

/* Past the white space at p. The line ends with a NUL, which stops every step here. */
static const char *
skip_space(const char *p)
{
	return p + strspn(p, " \t\r\n");
}

/* Past the string whose opening quote is at p, or NULL; *escaped is set if it has a backslash. */
static const char *
skip_string(const char *p, bool *escaped)
{
	for (p++; *p != '"'; p++) {
		if ((unsigned char)*p < ' ')
			return NULL;
		if (*p != '\\')
			continue;
		*escaped = true;
		if (*++p == '\0' || strchr("\"\\/bfnrtu", *p) == NULL)
			return NULL;
	}
	return p + 1;
}

/* Past the array or object at p, or NULL. Without recursion: open holds the closing brackets that are due. */
static const char *
skip_nested(const char *p)
{
	char open[DEPTH_MAX];
	size_t depth = 0;
	bool escaped;

	do {
		if (*p == '"') {
			p = skip_string(p, &escaped);
			if (p == NULL)
				return NULL;
			continue;
		}
		if (*p == '[' || *p == '{') {
			if (depth == DEPTH_MAX)
				return NULL;
			open[depth++] = *p == '[' ? ']' : '}';
		} else if (*p == ']' || *p == '}') {
			if (open[--depth] != *p)
				return NULL;
		} else if (*p == '\0') {
			return NULL;
		}
		p++;
	} while (depth > 0);
	return p;
}

/* Past a word of the given characters, or NULL if it is none of the literals and no number. */
static const char *
skip_plain(const char *p, enum member_type *type)
{
	size_t n = strspn(p, "+-.0123456789eE");

	if (n > 0) {
		*type = MEMBER_NUMBER;
		return *p == '-' || (*p >= '0' && *p <= '9') ? p + n : NULL;
	}
	*type = MEMBER_BOOLEAN;
	if (strncmp(p, "true", 4) == 0)
		return p + 4;
	if (strncmp(p, "false", 5) == 0)
		return p + 5;
	*type = MEMBER_NULL;
	return strncmp(p, "null", 4) == 0 ? p + 4 : NULL;
}

/* Past the value at p, which goes into *m; NULL where there is none. */
static const char *
read_value(const char *p, struct member *m)
{
	const char *end;

	m->escaped = false;
	m->value = p;
	if (*p == '"') {
		m->type = MEMBER_STRING;
		m->value++;
		end = skip_string(p, &m->escaped);
		m->len = end != NULL ? (size_t)(end - p) - 2 : 0;
		return end;
	}
	if (*p == '[' || *p == '{') {
		m->type = *p == '[' ? MEMBER_ARRAY : MEMBER_OBJECT;
		end = skip_nested(p);
	} else {
		end = skip_plain(p, &m->type);
	}
	m->len = end != NULL ? (size_t)(end - p) : 0;
	return end;
}

/* Past the member at p: "key": value. */
static const char *
read_member(const char *p, struct member *m)
{
	bool escaped;
	const char *end;

	if (*p != '"' || (end = skip_string(p, &escaped)) == NULL)
		return NULL;
	m->key = p + 1;
	m->key_len = (size_t)(end - p) - 2;
	p = skip_space(end);
	return *p == ':' ? read_value(skip_space(p + 1), m) : NULL;
}

bool
members_scan(struct members *m, const char *line, size_t len)
{
	const char *p = skip_space(line);

	m->n = 0;
	if (*p != '{' || !utf8_valid(line, len)) {
		complain(*p != '{' ? "the line is no record" : "bad UTF-8");
		return false;
	}
	p = skip_space(p + 1);
	while (p != NULL && *p == '"') {
		m->item = grow(m->item, &m->cap, m->n + 1, sizeof *m->item);
		p = read_member(p, &m->item[m->n]);
		if (p == NULL)
			break;
		m->n++;
		p = skip_space(p);
		if (*p == ',' && *skip_space(p + 1) == '"')
			p = skip_space(p + 1);
		else
			break;
	}
	if (p == NULL || *p != '}' || *skip_space(p + 1) != '\0') {
		complain("bad JSON after the member %zu", m->n);
		return false;
	}
	return true;
}

const struct member *
member_find(const struct members *m, const char *key)
{
	size_t len = strlen(key);

	for (size_t i = 0; i < m->n; i++)
		if (m->item[i].key_len == len && memcmp(m->item[i].key, key, len) == 0)
			return &m->item[i];
	return NULL;
}

char *
member_text(const struct member *m)
{
	json_t *v;
	char *s;

	if (!m->escaped)
		return xstrndup(m->value, m->len);
	/* Escapes are rare: jansson knows them all. */
	v = json_loadb(m->value - 1, m->len + 2, JSON_DECODE_ANY, NULL);
	if (v == NULL) {
		complain("a string with a bad escape");
		return NULL;
	}
	s = xstrdup(json_string_value(v));
	json_decref(v);
	return s;
}

bool
member_next(const struct member *array, const char **at, struct member *element)
{
	const char *p = skip_space(*at == NULL ? array->value + 1 : *at), *end = array->value + array->len - 1;

	while (p < end) {
		const char *next = *p == ',' ? p + 1 : read_value(p, element);

		if (next == NULL)
			return false;
		*at = skip_space(next);
		if (*p != ',' && element->type == MEMBER_STRING)
			return true;
		p = *at;
	}
	return false;
}
