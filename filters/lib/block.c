#include "block.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "filter.h"
#include "record.h"
#include "text.h"

#define PARENT_MAX 400  /* bytes of the item above that stand in those below */
#define HEADING_MAX 200 /* bytes of a heading in a section path: a path stands in every record */

void
mapped_clear(struct mapped *m)
{
	m->n = m->pairs = 0;
	m->end = 0;
}

void
mapped_free(struct mapped *m)
{
	free(m->s);
	free(m->map);
	memset(m, 0, sizeof *m);
}

/* The text that comes next stands at this file offset. */
static void
add_pair(struct mapped *m, size_t file)
{
	const struct step *last = m->pairs > 0 ? &m->map[m->pairs - 1] : NULL;

	if (last != NULL && last->file + (m->n - last->text) == file)
		return;
	m->map = grow(m->map, &m->map_cap, m->pairs + 1, sizeof *m->map);
	m->map[m->pairs].text = (uint32_t)m->n;
	m->map[m->pairs++].file = (uint32_t)file;
}

static void
add_bytes(struct mapped *m, const char *s, size_t n)
{
	m->s = grow(m->s, &m->cap, m->n + n + 1, 1);
	memcpy(m->s + m->n, s, n);
	m->n += n;
	m->s[m->n] = '\0';
}

void
mapped_copy(struct mapped *m, const struct source *s, size_t from, size_t to)
{
	size_t next = source_step_after(s, from), stop;

	while (from < to) {
		stop = next < s->steps && s->step[next].text < to ? s->step[next].text : to;
		add_pair(m, source_offset(s, from));
		add_bytes(m, s->text + from, stop - from);
		from = stop;
		next++;
	}
	m->end = source_offset(s, to);
}

void
mapped_put(struct mapped *m, const struct source *s, size_t from, size_t to, const char *text, size_t n)
{
	if (n == 0)
		return;
	add_pair(m, source_offset(s, from));
	add_bytes(m, text, n);
	m->end = source_offset(s, to);
}

/* Is the white space [from, to) a line end inside a word that a hyphen parts? */
static bool
inside_word(const char *t, size_t start, size_t from, size_t to, size_t end)
{
	size_t len;
	uint32_t c;

	if (from < start + 2 || to >= end || t[from - 1] != '-' || t[from - 2] == ' ' || t[from - 2] == '-')
		return false;
	if (memchr(t + from, '\n', to - from) == NULL)
		return false;
	c = utf8_next(t + to, end - to, &len);
	return is_letter(c) && !is_upper(c);
}

void
mapped_squeeze(struct mapped *m, const struct source *s, size_t from, size_t to)
{
	const char *t = s->text;
	size_t start = from, word = from, i = from, len;

	while (i < to) {
		size_t space = i;

		while (i < to && is_space(utf8_next(t + i, to - i, &len)))
			i += len;
		if (i == space) {
			utf8_next(t + i, to - i, &len);
			i += len;
			continue;
		}
		if (i - space == 1 && t[space] == ' ' && space > start && i < to)
			continue;
		mapped_copy(m, s, word, space);
		if (space > start && i < to && !inside_word(t, start, space, i, to))
			mapped_put(m, s, space, i, " ", 1);
		word = i;
	}
	mapped_copy(m, s, word, to);
}

static void
set_map(json_t *rec, const struct mapped *m)
{
	json_t *map;

	if (m->pairs < 2)
		return;
	map = json_array();
	for (size_t i = 0; i < m->pairs; i++)
		json_array_append_new(map, json_pack("[I,I]", (json_int_t)m->map[i].text, (json_int_t)m->map[i].file));
	json_object_set_new(rec, "map", map);
}

json_t *
block_new(const struct source *s, const char *type, const char *section, const struct mapped *m)
{
	json_t *rec = record_new("block", s->id, m->pairs > 0 ? m->map[0].file : 0, m->end);

	set_str(rec, "type", type);
	set_str(rec, "section", section);
	set_strn(rec, "text", m->s, m->n);
	set_map(rec, m);
	return rec;
}

json_t *
block_empty(const struct source *s, const char *type, const char *section, size_t from, size_t to)
{
	json_t *rec = record_new("block", s->id, source_offset(s, from), source_offset(s, to));

	set_str(rec, "type", type);
	set_str(rec, "section", section);
	return rec;
}

size_t
block_cut(const char *text, size_t from, size_t to)
{
	size_t cut = from + BLOCK_LIMIT;

	if (to - from <= BLOCK_LIMIT)
		return to;
	while (cut > from + BLOCK_LIMIT / 2 && text[cut] != ' ' && text[cut] != '\n' && text[cut] != '\t')
		cut--;
	if (cut > from + BLOCK_LIMIT / 2)
		return cut;
	/* No blank in reach: between two characters, at least. */
	for (cut = from + BLOCK_LIMIT; ((unsigned char)text[cut] & 0xC0) == 0x80; cut--)
		;
	return cut;
}

char *
clip(const char *text, size_t max)
{
	size_t n = strlen(text);

	if (n > max)
		for (n = max; n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80; n--)
			;
	return xstrndup(text, n);
}

void
sections_push(struct sections *s, int level, const char *text)
{
	if (level < 1)
		level = 1;
	if (level > HEADING_LEVELS)
		level = HEADING_LEVELS;
	for (int i = level - 1; i < HEADING_LEVELS; i++) {
		free(s->head[i]);
		s->head[i] = NULL;
	}
	if (text != NULL)
		s->head[level - 1] = clip(text, HEADING_MAX);
	free(s->path);
	s->path = NULL;
}

const char *
sections_path(struct sections *s)
{
	struct mapped m = { 0 };

	if (s->path != NULL)
		return s->path;
	for (int i = 0; i < HEADING_LEVELS; i++) {
		if (s->head[i] == NULL)
			continue;
		if (m.n > 0)
			add_bytes(&m, " > ", 3);
		add_bytes(&m, s->head[i], strlen(s->head[i]));
	}
	return s->path = m.s != NULL ? m.s : xstrdup("");
}

void
sections_free(struct sections *s)
{
	sections_push(s, 1, NULL);
	free(s->path);
	s->path = NULL;
}

static void
list_cut(struct list *l, size_t depth)
{
	while (l->depth > depth)
		free(l->level[--l->depth].text);
}

void
list_enter(struct list *l, size_t indent)
{
	size_t depth = l->depth;

	while (depth > 0 && l->level[depth - 1].indent >= indent)
		depth--;
	list_cut(l, depth);
}

void
list_item(struct list *l, const struct source *s, const char *section, const struct mapped *m, size_t indent)
{
	json_t *rec = block_new(s, "item", section, m);

	set_int(rec, "depth", (long long)l->depth + 1);
	if (l->depth > 0)
		set_str(rec, "parent", l->level[l->depth - 1].text);
	emit(rec);
	if (l->depth < LIST_DEPTH) {
		l->level[l->depth].indent = indent;
		l->level[l->depth++].text = clip(m->s, PARENT_MAX);
	}
}

void
list_close(struct list *l)
{
	list_cut(l, 0);
}

/* Set a field of the doc record and free its value. */
static void
take(json_t *rec, const char *key, char **value)
{
	set_str(rec, key, *value);
	free(*value);
	*value = NULL;
}

void
doc_emit(const struct source *s, struct doc_info *d)
{
	json_t *rec = record_new("doc", s->id, 0, 0);
	char hex[65];

	set_str(rec, "path", s->path);
	set_str(rec, "format", d->format);
	take(rec, "title", &d->title);
	take(rec, "url", &d->url);
	take(rec, "publisher", &d->publisher);
	take(rec, "author", &d->author);
	take(rec, "date_published", &d->date);
	take(rec, "language", &d->language);
	set_int(rec, "bytes", (long long)s->file_len);
	sha256_hex(hex, s->file, s->file_len);
	set_str(rec, "sha256", hex);
	emit(rec);
}
