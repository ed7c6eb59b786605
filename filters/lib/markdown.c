#include "markdown.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "citelex.h"
#include "date.h"
#include "die.h"
#include "filter.h"
#include "language.h"
#include "md_inline.h"
#include "md_lines.h"
#include "phrase_lines.h"
#include "record.h"
#include "text.h"

#define CELLS_MAX 64

/* What the part of the page is that a heading began. */
enum part { PART_TEXT, PART_LINKS, PART_RELATED, PART_IGNORE, PART_REFS };

struct md {
	const struct source *src;
	struct md_line line, next;
	struct sections sections;
	struct mapped buf;
	struct doc_info info;
	bool current;             /* a page of a current-events archive */
	char date[DATE_ISO_LEN];  /* of the page */
	bool titled;              /* the title was written */
	enum part part;
	bool repeats;             /* the list of links repeats a number */
	long long place;          /* of the last link or entry in its list */
	struct list list;
	char *column[CELLS_MAX];  /* headers of the table */
	size_t columns;
};

/* The date in "/news/2012/05/1/": the first year, month and day between slashes; false without one. */
static bool
path_date(const char *s, size_t n, char iso[DATE_ISO_LEN])
{
	struct date d;
	int len = 0;
	char part[24];

	for (size_t i = 0; i + 9 < n; i++) {
		if (s[i] != '/' || s[i + 1] < '0' || s[i + 1] > '9')
			continue;
		snprintf(part, sizeof part, "%.*s", (int)(n - i < 12 ? n - i : 12), s + i);
		if (sscanf(part, "/%4d/%2d/%2d%n", &d.y, &d.m, &d.d, &len) == 3 && part[5] == '/' && d.y > 0 && date_valid(d) &&
		    (part[len] == '/' || part[len] == '\0' || part[len] == '.')) {
			date_iso(iso, d);
			return true;
		}
	}
	return false;
}

/* The text of [from, to) without mark-up in md->buf; false if there is none. */
static bool
read_inline(struct md *md, size_t from, size_t to)
{
	mapped_clear(&md->buf);
	md_inline(&md->buf, md->src, from, to, md->part == PART_REFS);
	return md->buf.n > 0;
}

static void
end_table(struct md *md)
{
	while (md->columns > 0)
		free(md->column[--md->columns]);
}

/* A paragraph: text, or on a current-events page the summary. */
static void
write_para(struct md *md, size_t from, size_t to)
{
	struct md_link l;
	const char *type = "para";
	json_t *rec;

	list_close(&md->list);
	if (md->part == PART_IGNORE)
		return;
	if (!read_inline(md, from, to)) {
		/* A picture alone: its words are a caption. */
		if (to - from < 4 || md->src->text[from] != '!' || !md_first_link(md->src, from + 1, to, &l) ||
		    !read_inline(md, l.text, l.text_end))
			return;
		type = "caption";
	}
	rec = block_new(md->src, type, sections_path(&md->sections), &md->buf);
	if (md->current && md->part == PART_TEXT) {
		set_str(rec, "date_path", md->date);
		set_str(rec, "role", "summary");
	}
	emit(rec);
}

/* The part of the page that a heading begins. */
static enum part
find_part(const struct md *md, const char *text)
{
	size_t n = strlen(text);

	if (md->current && line_is(LINE_LINKS, text, n, NULL))
		return PART_LINKS;
	if (md->current && line_is(LINE_RELATED, text, n, NULL))
		return PART_RELATED;
	if (line_is(LINE_IGNORE, text, n, NULL) && md->current)
		return PART_IGNORE;
	return line_is(LINE_REFS, text, n, NULL) ? PART_REFS : PART_TEXT;
}

/* Does the list of links that follows repeat a number? */
static bool
list_repeats(const struct md *md)
{
	struct md_line l = md->line;
	long last = -1;

	while (md_next_line(md->src, &l) && l.type != MD_HEADING)
		if (l.type == MD_ITEM && l.number >= 0) {
			if (l.number <= last)
				return true;
			last = l.number;
		}
	return false;
}

/* What follows stands below the heading in md->buf, whose colon is no part of its name. */
static void
push_section(struct md *md)
{
	char *name = xstrndup(md->buf.s, md->buf.n - (md->buf.s[md->buf.n - 1] == ':'));

	sections_push(&md->sections, md->line.level, name);
	free(name);
}

static void
write_heading(struct md *md)
{
	const struct md_line *l = &md->line;
	bool headline = md->current && l->level == 1, title = !md->current && l->level == 1 && !md->titled;
	json_t *rec;

	list_close(&md->list);
	md->part = PART_TEXT;
	if (!read_inline(md, l->body, l->end))
		return;
	if (!headline && !title) {
		sections_push(&md->sections, l->level, NULL);
		md->part = find_part(md, md->buf.s);
	}
	md->place = 0;
	md->repeats = md->part == PART_LINKS && list_repeats(md);
	rec = block_new(md->src, headline ? "para" : title ? "title" : "heading",
	    headline || title ? "" : sections_path(&md->sections), &md->buf);
	if (headline || (md->current && l->dated))
		set_str(rec, "date_path", md->date);
	if (headline)
		set_str(rec, "role", "headline");
	else if (!title)
		set_int(rec, "level", l->level);
	emit(rec);
	md->titled |= title;
	/* The date over a current-events page is no section of it. */
	if (headline || title || (md->current && l->dated))
		sections_push(&md->sections, 1, NULL);
	else
		push_section(md);
}

/* An entry of the list of sources. */
static void
write_link(struct md *md, const struct md_line *l)
{
	struct md_link link;
	bool has_link = md_first_link(md->src, l->body, l->end, &link);
	char date[DATE_ISO_LEN], *title = NULL;
	json_t *rec;

	if (has_link && read_inline(md, link.text, link.text_end))
		title = xstrdup(md->buf.s);
	cite_load();
	if ((title != NULL && cite_is(CITE_NOCITATION, span_of(title))) || !read_inline(md, l->body, l->end)) {
		free(title);
		return;
	}
	rec = block_new(md->src, "link", sections_path(&md->sections), &md->buf);
	md->place++;
	json_object_set_new(rec, "marker", json_sprintf("%lld", md->repeats || l->number < 0 ? md->place : (long long)l->number));
	set_str(rec, "title", title != NULL ? title : md->buf.s);
	if (has_link) {
		set_strn(rec, "url", md->src->text + link.url, link.url_end - link.url);
		if (path_date(md->src->text + link.url, link.url_end - link.url, date))
			set_str(rec, "date_path", date);
	}
	emit(rec);
	free(title);
}

/* "_Context: Kidal, Mali_" behind a related item, as "Kidal; Mali"; NULL without it. The caller frees. */
static char *
read_context(const struct md *md, size_t from, size_t to)
{
	const char *t = md->src->text;
	char *out;
	size_t o = 0, colon;

	while (from < to && strchr(" _*", t[from]) != NULL)
		from++;
	while (to > from && strchr(" _*\t", t[to - 1]) != NULL)
		to--;
	for (colon = from; colon < to && t[colon] != ':'; colon++)
		;
	if (colon == to || colon - from > 20)
		return NULL;
	for (from = colon + 1; from < to && t[from] == ' '; from++)
		;
	out = xmalloc(2 * (to - from) + 1);
	for (; from < to; from++) {
		if (t[from] == ',' && from + 1 < to && t[from + 1] == ' ')
			out[o++] = ';';
		else if (t[from] != '\n')
			out[o++] = t[from];
	}
	out[o] = '\0';
	return out;
}

static void
write_related(struct md *md, const struct md_line *l)
{
	struct md_link link;
	char date[DATE_ISO_LEN], *context = NULL;
	bool has_link = md_first_link(md->src, l->body, l->end, &link);
	json_t *rec;

	if (has_link)
		context = read_context(md, link.end, l->end);
	if (has_link ? read_inline(md, link.text, link.text_end) : read_inline(md, l->body, l->end)) {
		rec = block_new(md->src, "item", sections_path(&md->sections), &md->buf);
		set_int(rec, "depth", 1);
		set_str(rec, "role", "related");
		if (has_link && path_date(md->src->text + link.url, link.url_end - link.url, date))
			set_str(rec, "date_path", date);
		set_str(rec, "context", context);
		emit(rec);
	}
	free(context);
}

static void
write_ref(struct md *md, const struct md_line *l, const char *marker)
{
	enum part part = md->part;
	json_t *rec;

	md->part = PART_REFS;
	if (read_inline(md, l->body, l->end)) {
		rec = block_new(md->src, "ref", sections_path(&md->sections), &md->buf);
		md->place++;
		if (marker != NULL)
			set_str(rec, "marker", marker);
		else
			json_object_set_new(rec, "marker", json_sprintf("%lld", l->number > 0 ? (long long)l->number : md->place));
		set_int(rec, "backlinks", 1);
		emit(rec);
	}
	md->part = part;
}

static void
write_item(struct md *md, const struct md_line *l)
{
	list_enter(&md->list, l->indent);
	if (read_inline(md, l->body, l->end))
		list_item(&md->list, md->src, sections_path(&md->sections), &md->buf, l->indent);
}

/* The item that begins at md->line and the lines that go on with it. */
static void
read_item(struct md *md)
{
	struct md_line item = md->line, l = md->line;

	while (md_next_line(md->src, &l) && l.type == MD_TEXT && l.blanks == 0 && l.end - item.start <= BLOCK_LIMIT) {
		item.end = l.end;
		md->line = l;
	}
	if (md->part == PART_IGNORE)
		return;
	if (md->part == PART_LINKS)
		write_link(md, &item);
	else if (md->part == PART_RELATED)
		write_related(md, &item);
	else if (md->part == PART_REFS && item.number > 0)
		write_ref(md, &item, NULL);
	else
		write_item(md, &item);
}

/* The next cell of a table row from *at on; false at its end. */
static bool
next_cell(const struct md *md, size_t *at, size_t end, size_t *from, size_t *to)
{
	const char *t = md->src->text;

	if (*at >= end)
		return false;
	for (*from = *at; *at < end && t[*at] != '|'; ++*at)
		if (t[*at] == '\\' && *at + 1 < end)
			++*at;
	*to = *at;
	++*at;
	while (*from < *to && t[*from] == ' ')
		++*from;
	while (*to > *from && t[*to - 1] == ' ')
		--*to;
	return true;
}

static size_t
row_start(const struct md *md, const struct md_line *l)
{
	return l->start + (md->src->text[l->start] == '|');
}

static size_t
row_end(const struct md *md, const struct md_line *l)
{
	return l->end > l->start + 1 && md->src->text[l->end - 1] == '|' ? l->end - 1 : l->end;
}

static void
read_table_head(struct md *md, const struct md_line *l)
{
	size_t at = row_start(md, l), end = row_end(md, l), from, to;

	end_table(md);
	while (md->columns < CELLS_MAX && next_cell(md, &at, end, &from, &to)) {
		read_inline(md, from, to);
		md->column[md->columns++] = xstrdup(md->buf.n > 0 ? md->buf.s : "");
	}
}

static void
write_row(struct md *md, const struct md_line *l)
{
	size_t at = row_start(md, l), end = row_end(md, l), from, to;
	json_t *rec, *cells = json_array(), *cell;
	struct mapped row = { 0 };

	for (size_t i = 0; next_cell(md, &at, end, &from, &to); i++) {
		if (row.n > 0 && to > from)
			mapped_put(&row, md->src, from > 0 ? from - 1 : 0, from, " | ", 3);
		md_inline(&row, md->src, from, to, false);
		read_inline(md, from, to);
		if (i < md->columns && md->buf.n > 0) {
			cell = json_object();
			set_str(cell, "name", md->column[i]);
			set_strn(cell, "text", md->buf.s, md->buf.n);
			json_array_append_new(cells, cell);
		}
	}
	if (row.n > 0 && json_array_size(cells) > 0) {
		rec = block_new(md->src, "row", sections_path(&md->sections), &row);
		json_object_set(rec, "cells", cells);
		emit(rec);
	}
	json_decref(cells);
	mapped_free(&row);
}

/* A row of a table; the first is its head if a line of dashes follows. */
static void
read_row(struct md *md)
{
	struct md_line l = md->line;

	list_close(&md->list);
	if (md_next_line(md->src, &l) && l.type == MD_DASHES && l.blanks == 0) {
		read_table_head(md, &md->line);
		md->line = l;
	} else if (md->columns > 0) {
		write_row(md, &md->line);
	} else {
		write_para(md, md->line.start, md->line.end);
	}
}

/* "[^note]: text" */
static void
read_footnote(struct md *md)
{
	const char *t = md->src->text + md->line.start;
	struct md_line item = md->line, l = md->line;
	char *marker = xstrndup(t + 2, strcspn(t + 2, "]"));

	list_close(&md->list);
	while (md_next_line(md->src, &l) && l.type == MD_TEXT && l.blanks == 0 && l.end - item.start <= BLOCK_LIMIT) {
		item.end = l.end;
		md->line = l;
	}
	write_ref(md, &item, marker);
	free(marker);
}

/* The paragraph that begins at md->line; a line of dashes right below it would have made it a heading. */
static void
read_para(struct md *md)
{
	struct md_line first = md->line, l = md->line;

	while (md_next_line(md->src, &l) && l.type == MD_TEXT && l.blanks == 0 && l.end - first.start <= BLOCK_LIMIT)
		md->line = l;
	if (l.type == MD_RULE && l.blanks == 0 && md->line.start == first.start && l.level > 0) {
		md->line.type = MD_HEADING;
		md->line.level = l.level;
		md->line.body = md->line.start;
		write_heading(md);
		md->line = l;
		return;
	}
	write_para(md, first.start, md->line.end);
}

static void
read_lines(struct md *md)
{
	md->line = md_first_line(md->src, md_front_matter(md->src, NULL));
	while (md_next_line(md->src, &md->line)) {
		if (md->line.type != MD_ROW || md->line.blanks > 0)
			end_table(md);
		switch (md->line.type) {
		case MD_HEADING:
			write_heading(md);
			break;
		case MD_ITEM:
			read_item(md);
			break;
		case MD_ROW:
			read_row(md);
			break;
		case MD_FOOTNOTE:
			read_footnote(md);
			break;
		case MD_TEXT:
			read_para(md);
			break;
		default:
			break;
		}
	}
}

/* What has to be known before the first record: is it a current-events page, of what day, under what headline? */
static void
look_ahead(struct md *md)
{
	struct md_line l = md_first_line(md->src, md_front_matter(md->src, &md->info));
	struct md_link link;

	while (md_next_line(md->src, &l)) {
		if (l.type != MD_HEADING)
			continue;
		if (!md->current && l.dated && md_first_link(md->src, l.body, l.end, &link) &&
		    path_date(md->src->text + link.url, link.url_end - link.url, md->date)) {
			md->current = true;
			free(md->info.date);
			md->info.date = xstrdup(md->date);
		}
		if (l.level == 1 && md->info.title == NULL && read_inline(md, l.body, l.end))
			md->info.title = xstrdup(md->buf.s);
	}
}

void
markdown_read(const struct source *s)
{
	struct md md = { .src = s, .info.format = "markdown" };

	line_phrases_load();
	look_ahead(&md);
	if (md.info.language == NULL)
		md.info.language = language_guess(s->text, s->len);
	doc_emit(s, &md.info);
	read_lines(&md);
	list_close(&md.list);
	end_table(&md);
	sections_free(&md.sections);
	mapped_free(&md.buf);
}
