#include "md_lines.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "die.h"
#include "text.h"

#define FRONT_MAX 65536

struct md_line
md_first_line(const struct source *s, size_t at)
{
	struct md_line l = { .start = at, .end = at, .next = at, .number = -1 };

	(void)s;
	return l;
}

/* "1. text", "1) text", "- text" */
static void
read_item(const char *t, struct md_line *l)
{
	size_t i = l->start, d = strspn(t + i, "0123456789");

	if (d > 0 && d < 10 && (t[i + d] == '.' || t[i + d] == ')')) {
		l->number = strtol(t + i, NULL, 10);
		i += d + 1;
	} else if (strchr("-*+", t[i]) != NULL) {
		i++;
	} else if (l->end - i > 3 && memcmp(t + i, "\xE2\x80\xA2", 3) == 0) {
		i += 3;
	} else {
		return;
	}
	if (i >= l->end || (t[i] != ' ' && t[i] != '\t')) {
		l->number = -1;
		return;
	}
	while (i < l->end && (t[i] == ' ' || t[i] == '\t'))
		i++;
	l->body = i;
	l->type = MD_ITEM;
}

static void
read_heading(const char *t, struct md_line *l)
{
	size_t marks = strspn(t + l->start, "#");
	const char *link;

	if (marks == 0 || marks > 6 || (l->start + marks < l->end && t[l->start + marks] != ' '))
		return;
	l->type = MD_HEADING;
	l->level = (int)marks;
	for (l->body = l->start + marks; l->body < l->end && t[l->body] == ' '; l->body++)
		;
	/* "## Heading ##" */
	while (l->end > l->body && t[l->end - 1] == '#')
		l->end--;
	while (l->end > l->body && t[l->end - 1] == ' ')
		l->end--;
	link = t[l->body] == '[' ? memchr(t + l->body, ']', l->end - l->body) : NULL;
	l->dated = link != NULL && l->body + 1 < l->end && t[l->body + 1] >= '0' && t[l->body + 1] <= '9' &&
	    (size_t)(link - t) + 2 < l->end && link[1] == '(' && link[2] == '/';
}

/* Lines of dashes, bars and the like. */
static void
read_rule(const char *t, struct md_line *l)
{
	size_t n = l->end - l->start;
	const char *s = t + l->start;

	if (strspn(s, "|-: \t") >= n && memchr(s, '|', n) != NULL && memchr(s, '-', n) != NULL)
		l->type = MD_DASHES;
	else if (n >= 2 && (strspn(s, "=") >= n || strspn(s, "-") >= n || strspn(s, "*- _") >= n)) {
		l->type = MD_RULE;
		l->level = strspn(s, "=") >= n ? 1 : strspn(s, "-") >= n ? 2 : 0;
	}
}

static void
classify(const char *t, struct md_line *l)
{
	size_t n = l->end - l->start;
	const char *s = t + l->start, *close;

	l->type = MD_TEXT;
	l->body = l->start;
	l->number = -1;
	l->level = 0;
	l->dated = false;
	if (n >= 3 && (memcmp(s, "```", 3) == 0 || memcmp(s, "~~~", 3) == 0)) {
		l->fenced = !l->fenced;
		l->type = MD_CODE;
		return;
	}
	if (l->fenced) {
		l->type = MD_CODE;
		return;
	}
	read_rule(t, l);
	if (l->type == MD_TEXT)
		read_heading(t, l);
	if (l->type == MD_TEXT)
		read_item(t, l);
	if (l->type != MD_TEXT)
		return;
	if (*s == '|') {
		l->type = MD_ROW;
	} else if (n > 4 && s[0] == '[' && s[1] == '^' && (close = memchr(s, ']', n)) != NULL &&
	    close + 1 < s + n && close[1] == ':' && close > s + 2) {
		l->type = MD_FOOTNOTE;
		for (l->body = (size_t)(close - t) + 2; l->body < l->end && t[l->body] == ' '; l->body++)
			;
	}
}

bool
md_next_line(const struct source *s, struct md_line *l)
{
	const char *t = s->text;
	size_t end;

	for (l->blanks = 0; l->next < s->len; l->blanks++) {
		l->start = l->next;
		end = l->start + strcspn(t + l->start, "\n\r\f");
		end = block_cut(t, l->start, end);
		l->next = end + (end < s->len && strchr("\n\r\f", t[end]) != NULL);
		if (end < s->len && t[end] == '\r' && t[l->next] == '\n')
			l->next++;
		/* A quotation's signs are an indent like any other. */
		for (l->indent = 0; l->start < end && strchr(" \t>", t[l->start]) != NULL; l->start++)
			l->indent += t[l->start] == '\t' ? 4 : 1;
		while (end > l->start && strchr(" \t", t[end - 1]) != NULL)
			end--;
		l->end = end;
		if (end > l->start) {
			classify(t, l);
			return true;
		}
	}
	l->type = MD_END;
	return false;
}

/* Keep the value of a key of the front matter. */
static void
keep(struct doc_info *info, const char *key, size_t key_len, const char *value, size_t n)
{
	static const char *const names[] = { "title", "author", "date", "url", "link", "publisher", "source", "lang", "language" };
	char **field[] = { &info->title, &info->author, &info->date, &info->url, &info->url, &info->publisher,
		&info->publisher, &info->language, &info->language };

	while (n > 1 && (*value == '"' || *value == '\'') && value[n - 1] == *value) {
		value++;
		n -= 2;
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strlen(names[i]) == key_len && strncasecmp(names[i], key, key_len) == 0 && *field[i] == NULL && n > 0)
			*field[i] = squeeze(value, n);
	/* "2012-05-01 10:00" and the like keep their day; another language than a code is none. */
	if (info->date != NULL && (strlen(info->date) < 10 || info->date[4] != '-' || info->date[7] != '-')) {
		free(info->date);
		info->date = NULL;
	} else if (info->date != NULL && strlen(info->date) > 10 && info->date[10] == ' ') {
		info->date[10] = '\0';
	}
	if (info->language != NULL && (strlen(info->language) < 2 || (info->language[2] != '\0' && info->language[2] != '-'))) {
		free(info->language);
		info->language = NULL;
	} else if (info->language != NULL) {
		info->language[2] = '\0';
	}
}

size_t
md_front_matter(const struct source *s, struct doc_info *info)
{
	const char *t = s->text, *colon;
	size_t at = strspn(t, "\n\r"), n, keys = 0;

	if (strncmp(t + at, "---", 3) != 0 || strchr("\n\r", t[at + 3]) == NULL || t[at + 3] == '\0')
		return 0;
	for (at += 3; at < s->len && at < FRONT_MAX; at += n) {
		at += strspn(t + at, "\n\r");
		n = strcspn(t + at, "\n\r");
		if (n == 3 && (strncmp(t + at, "---", 3) == 0 || strncmp(t + at, "...", 3) == 0))
			return keys > 0 ? at + n : 0;
		colon = memchr(t + at, ':', n);
		if (colon == NULL || n > 2000)
			continue;
		keys++;
		if (info != NULL) {
			size_t value = (size_t)(colon - t) + 1;

			while (value < at + n && t[value] == ' ')
				value++;
			keep(info, t + at, (size_t)(colon - t) - at, t + value, at + n - value);
		}
	}
	return 0;
}
