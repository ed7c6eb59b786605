/* Turns blocks into sentences: footnote markers leave the text and are kept as notes. */
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "filter.h"
#include "record.h"
#include "sentences.h"
#include "text.h"

#define BLOCK_TEXT_MAX ((size_t)64 << 20)

static long long para, sentence; /* running numbers in the document */

/* How a block's text leads back to the file. */
struct way_back {
	const json_t *map; /* pairs, or NULL */
	size_t pairs, start, end;
};

static size_t
as_size(const json_t *v)
{
	return json_is_integer(v) && json_integer_value(v) > 0 ? (size_t)json_integer_value(v) : 0;
}

/* The file offset of an offset in the text. */
static size_t
file_offset(const struct way_back *w, size_t at)
{
	size_t lo = 0, hi = w->pairs, file;
	const json_t *pair;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;

		if (as_size(json_array_get(json_array_get(w->map, mid), 0)) <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (lo == 0) {
		file = w->start + at;
	} else {
		pair = json_array_get(w->map, lo - 1);
		file = as_size(json_array_get(pair, 1)) + (at - as_size(json_array_get(pair, 0)));
	}
	return file > w->end ? w->end : file < w->start ? w->start : file;
}

/* The markers that the reader took out, in order; those that make no sense are left out. */
static struct note *
taken_notes(const json_t *block, size_t len, size_t *n)
{
	json_t *list = json_object_get(block, "notes"), *one;
	struct note *notes = NULL;
	size_t cap = 0, i, last = 0;

	*n = 0;
	json_array_foreach(list, i, one) {
		const json_t *where = json_array_get(one, 0);
		const char *marker = json_string_value(json_array_get(one, 1));

		if (!json_is_integer(where) || json_integer_value(where) < (json_int_t)last || marker == NULL ||
		    json_integer_value(where) > (json_int_t)len)
			continue;
		notes = grow(notes, &cap, *n + 1, sizeof *notes);
		last = notes[*n].at = (size_t)json_integer_value(where);
		notes[(*n)++].marker = (char *)(uintptr_t)marker;
	}
	return notes;
}

/* Fields that a sentence does not have from its block. */
static bool
is_own(const char *key)
{
	static const char *const own[] = { "kind", "source_id", "byte_start", "byte_end", "type", "section", "text", "notes",
		"map", "para", "index" };

	for (size_t i = 0; i < sizeof own / sizeof *own; i++)
		if (strcmp(own[i], key) == 0)
			return true;
	return false;
}

/* A copy of a string without its footnote markers. */
static json_t *
without_markers(const json_t *value)
{
	struct clean c;
	json_t *out;

	clean_text(&c, json_string_value(value), json_string_length(value), NULL, 0);
	out = json_stringn(c.s, c.n);
	clean_free(&c);
	return out;
}

/* The block's other fields, footnote markers left out of them: the same for all its sentences. */
static json_t *
shared_fields(json_t *block)
{
	json_t *out = json_object(), *value, *cell;
	const char *key;
	size_t i;

	json_object_foreach(block, key, value) {
		if (is_own(key))
			continue;
		if (strcmp(key, "parent") == 0 && json_is_string(value)) {
			json_object_set_new(out, key, without_markers(value));
			continue;
		}
		if (strcmp(key, "cells") == 0)
			json_array_foreach(value, i, cell)
				if (json_is_string(json_object_get(cell, "text")))
					json_object_set_new(cell, "text", without_markers(json_object_get(cell, "text")));
		json_object_set(out, key, value);
	}
	return out;
}

/* The markers of a sentence: those inside it and right behind it, up to where the next one begins. */
static void
set_notes(json_t *rec, const struct clean *c, size_t from, size_t end, size_t *k)
{
	json_t *notes = json_array();
	bool last = end == c->n;

	for (; *k < c->notes && (c->note[*k].at <= end || last); ++*k) {
		size_t at = c->note[*k].at;

		at = at < from ? from : at > end ? end : at;
		json_array_append_new(notes, json_pack("[I,s]", (json_int_t)(at - from), c->note[*k].marker));
	}
	if (json_array_size(notes) > 0)
		json_object_set(rec, "notes", notes);
	json_decref(notes);
}

/* Where the sentence's text is not verbatim what stands in the file. */
static void
set_map(json_t *rec, const struct clean *c, const struct way_back *w, size_t from, size_t end)
{
	json_t *map = NULL;
	size_t expected = file_offset(w, c->from[from]), file;

	for (size_t i = from; i < end; i++, expected++) {
		file = file_offset(w, c->from[i]);
		if (file == expected)
			continue;
		if (map == NULL) {
			map = json_array();
			json_array_append_new(map, json_pack("[i,I]", 0, (json_int_t)file_offset(w, c->from[from])));
		}
		json_array_append_new(map, json_pack("[I,I]", (json_int_t)(i - from), (json_int_t)file));
		expected = file;
	}
	if (map != NULL)
		json_object_set_new(rec, "map", map);
}

static void
write_sentence(json_t *block, json_t *shared, const struct clean *c, const struct way_back *w, size_t from, size_t end,
    size_t *note)
{
	size_t last = end > from ? c->from[end - 1] + 1 : c->from[end];
	size_t stop = end == c->n ? w->end : file_offset(w, last), start = file_offset(w, c->from[from]);
	json_t *rec;

	if (end == c->n && c->from[c->n] != 0 && w->pairs == 0)
		stop = file_offset(w, last);
	rec = record_new("sentence", get_str(block, "source_id"), start, stop > start ? stop : start + (start == 0));
	set_str(rec, "type", get_str(block, "type"));
	set_str(rec, "section", get_str(block, "section"));
	set_strn(rec, "text", c->s + from, end - from);
	set_notes(rec, c, from, end, note);
	set_map(rec, c, w, from, end);
	set_int(rec, "para", para);
	set_int(rec, "index", ++sentence);
	json_object_update(rec, shared);
	emit(rec);
}

/* Is a block of this type one sentence, whatever stands in it? */
static bool
is_line(const char *type)
{
	return strcmp(type, "infobox") == 0 || strcmp(type, "row") == 0 || strcmp(type, "caption") == 0 ||
	    strcmp(type, "title") == 0;
}

/* Does a block of this type hold no sentences? */
static bool
stays(const char *type)
{
	static const char *const types[] = { "title", "heading", "ref", "link", "byline" };

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (strcmp(types[i], type) == 0)
			return true;
	return false;
}

/* Is there a letter or digit in it? Stray stops and dashes are no sentence. */
static bool
has_words(const struct clean *c, size_t from, size_t end)
{
	size_t len;

	for (size_t i = from; i < end; i += len) {
		uint32_t ch = utf8_next(c->s + i, end - i, &len);

		if (is_letter(ch) || (ch >= '0' && ch <= '9'))
			return true;
	}
	return false;
}

static void
split_block(json_t *block)
{
	json_t *text = json_object_get(block, "text"), *shared, *map = json_object_get(block, "map");
	struct way_back w = { NULL, 0, as_size(json_object_get(block, "byte_start")), as_size(json_object_get(block, "byte_end")) };
	size_t from = 0, end, note = 0, taken_n;
	struct note *taken;
	struct clean c;

	if (!json_is_string(text) || json_string_length(text) > BLOCK_TEXT_MAX)
		return;
	if (json_is_array(map)) {
		w.map = map;
		w.pairs = json_array_size(map);
	}
	taken = taken_notes(block, json_string_length(text), &taken_n);
	clean_text(&c, json_string_value(text), json_string_length(text), taken, taken_n);
	free(taken);
	shared = shared_fields(block);
	para += c.n > 0;
	for (; from < c.n; from = end) {
		end = is_line(get_str(block, "type")) ? c.n : sentence_end(&c, from);
		if (has_words(&c, from, end))
			write_sentence(block, shared, &c, &w, from, end, &note);
		while (end < c.n && c.s[end] == ' ')
			end++;
	}
	json_decref(shared);
	clean_free(&c);
}

static void
record(json_t *rec)
{
	if (strcmp(get_str(rec, "kind"), "doc") == 0) {
		para = sentence = 0;
		emit(json_incref(rec));
	} else if (stays(get_str(rec, "type"))) {
		emit(json_incref(rec));
		/* A headline tells, too. */
		if (strcmp(get_str(rec, "type"), "title") == 0)
			split_block(rec);
	} else {
		split_block(rec);
	}
}

static const struct filter filter = {
	.name = "split-sentences",
	.synopsis = "[file ...]",
	.help = "Replace blocks by their sentences. Headings, reference entries and source links stay, titles beside their sentence.\n",
	.kinds = "doc block",
	.start = sentences_load,
	.record = record,
	.finish = sentences_unload,
};

int
main(int argc, char **argv)
{
	return filter_main(argc, argv, &filter);
}
