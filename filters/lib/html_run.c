#include "html_run.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "record.h"
#include "text.h"

void
run_clear(struct run *r)
{
	mapped_clear(&r->text);
	json_decref(r->notes);
	r->notes = NULL;
	r->space = false;
}

void
run_free(struct run *r)
{
	run_clear(r);
	mapped_free(&r->text);
}

bool
run_empty(const struct run *r)
{
	return r->text.n == 0;
}

const char *
run_string(const struct run *r)
{
	return r->text.n > 0 ? r->text.s : "";
}

void
run_space(struct run *r)
{
	r->space = true;
}

/* The file offset behind the character that ends at page offset to. What follows in the page may stand further on in
 * the file, and a character may have fewer bytes in the file. */
static size_t
end_offset(const struct source *s, size_t to)
{
	size_t end = source_offset(s, to - 1) + 1, next = source_offset(s, to);

	if (next < end && next > 0)
		end = next;
	return end < s->file_len ? end : s->file_len;
}

/* Append what stands for [from, to) of the page: the same bytes, or n others. */
static void
append(struct run *r, const struct source *s, size_t from, size_t to, const char *words, size_t n)
{
	size_t before = r->text.end, end;

	if (r->space && r->text.n > 0)
		mapped_put(&r->text, s, from, from, " ", 1);
	r->space = false;
	if (words == NULL)
		mapped_copy(&r->text, s, from, to);
	else
		mapped_put(&r->text, s, from, to, words, n);
	/* The page may go on elsewhere in the file; and the parser moves what stands wrong in a table to before it. */
	end = to > from ? end_offset(s, to) : before;
	r->text.end = end > before ? end : before;
}

/* Is it no more than a hint to the layout: a soft hyphen, a mark of direction or of width zero? */
static bool
invisible(uint32_t c)
{
	return c == 0xAD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	    (c >= 0x2060 && c <= 0x2064);
}

/* Bytes of white space at s, 0 if none; *gone if it is invisible. */
static size_t
blank_at(const char *s, size_t n, bool *gone)
{
	unsigned char b = (unsigned char)*s;
	uint32_t c;
	size_t len;

	*gone = false;
	if (b < 0x80)
		return b <= ' ';
	if (b != 0xC2 && b != 0xE1 && b != 0xE2 && b != 0xE3 && b != 0xEF)
		return 0;
	c = utf8_next(s, n, &len);
	*gone = invisible(c);
	return *gone || is_space(c) ? len : 0;
}

/* Append page text [from, to) with white space folded. */
static void
append_verbatim(struct run *r, const struct source *s, size_t from, size_t to)
{
	const char *t = s->text;
	size_t word = from, i = from, n;
	bool gone;

	while (i < to) {
		n = blank_at(t + i, to - i, &gone);
		if (n == 0) {
			i++;
			continue;
		}
		/* A single blank between words goes with them. */
		if (t[i] == ' ' && i > word && i + 1 < to && blank_at(t + i + 1, to - i - 1, &gone) == 0) {
			i++;
			continue;
		}
		if (i > word)
			append(r, s, word, i, NULL, 0);
		if (!gone)
			r->space = true;
		word = i += n;
	}
	if (i > word)
		append(r, s, word, i, NULL, 0);
}

/* Bytes of the character reference at s: "&" up to ";", or as far as its name goes. */
static size_t
reference_length(const char *s, size_t n)
{
	size_t i = 1;

	while (i < n && i < 40 &&
	    (s[i] == '#' || ((s[i] | 0x20) >= 'a' && (s[i] | 0x20) <= 'z') || (s[i] >= '0' && s[i] <= '9')))
		i++;
	return i < n && s[i] == ';' ? i + 1 : i;
}

/* Append one decoded character that stands for page text [from, to). */
static void
append_decoded(struct run *r, const struct source *s, size_t from, size_t to, const char *c, size_t n)
{
	bool gone;

	if (blank_at(c, n, &gone) == 0)
		append(r, s, from, to, c, n);
	else if (!gone)
		r->space = true;
}

/* Append a text that holds character references: walk it beside what the parser made of it. */
static void
append_mixed(struct run *r, const struct source *s, size_t from, size_t to, const char *text)
{
	const char *raw = s->text;
	size_t n = strlen(text), i = 0, len;

	while (i < n) {
		size_t same = 0, ref;

		while (i + same < n && from + same < to && text[i + same] == raw[from + same] &&
		    text[i + same] != '&')
			same++;
		append_verbatim(r, s, from, from + same);
		i += same;
		from += same;
		if (i >= n)
			break;
		utf8_next(text + i, n - i, &len);
		ref = from < to && raw[from] == '&' ? reference_length(raw + from, to - from) : from < to ? 1 : 0;
		/* "&" that begins no reference stands for itself. */
		if (ref > 1 && text[i] == '&' && strncmp(text + i, raw + from, ref < n - i ? ref : n - i) == 0)
			ref = 1;
		append_decoded(r, s, from, from + ref, text + i, len);
		i += len;
		from += ref;
		/* A few references stand for two characters. */
		if (i < n && from < to && text[i] != raw[from] && raw[from] != '&' && ref > 1) {
			utf8_next(text + i, n - i, &len);
			append_decoded(r, s, from, from, text + i, len);
			i += len;
		}
	}
}

void
run_text(struct run *r, const struct tree *t, uint32_t i)
{
	const GumboText *text = &t->node[i].gumbo->v.text;
	const struct source *s = t->src;
	size_t from, to, n = strlen(text->text);
	size_t bad = 0;
	char *clean;

	if (text->original_text.data == NULL || text->original_text.data < s->text ||
	    text->original_text.data > s->text + s->len)
		return;
	from = (size_t)(text->original_text.data - s->text);
	if (n == text->original_text.length && from + n <= s->len && memcmp(s->text + from, text->text, n) == 0) {
		append_verbatim(r, s, from, from + n);
		return;
	}
	/* The parser makes bad characters of absurd references. */
	clean = utf8_clean(text->text, n, &n, &bad);
	to = from + text->original_text.length;
	append_mixed(r, s, from, to < s->len ? to : s->len, clean);
	free(clean);
}

void
run_words(struct run *r, const struct tree *t, uint32_t i, const char *words)
{
	const GumboStringPiece *tag = &t->node[i].gumbo->v.element.original_tag;
	size_t bad, n, from;
	char *clean;

	if (tag->data == NULL)
		return;
	from = (size_t)(tag->data - t->src->text);
	clean = utf8_clean(words, strlen(words), &n, &bad);
	append(r, t->src, from, from + tag->length, clean, n);
	free(clean);
}

void
run_note(struct run *r, const char *marker)
{
	json_t *m = json_string(marker);

	if (m == NULL)
		return;
	if (r->notes == NULL)
		r->notes = json_array();
	json_array_append_new(r->notes, json_pack("[I,o]", (json_int_t)r->text.n, m));
}

void
run_append(struct run *r, const struct run *other)
{
	struct mapped *m = &r->text;
	size_t blank = m->n > 0, base = m->n + blank, i;
	json_t *note;

	m->s = grow(m->s, &m->cap, base + other->text.n + 1, 1);
	if (blank)
		m->s[m->n] = ' ';
	memcpy(m->s + base, run_string(other), other->text.n + 1);
	m->n = base + other->text.n;
	m->end = other->text.end > m->end ? other->text.end : m->end;
	m->map = grow(m->map, &m->map_cap, m->pairs + other->text.pairs, sizeof *m->map);
	for (i = 0; i < other->text.pairs; i++) {
		m->map[m->pairs] = other->text.map[i];
		m->map[m->pairs++].text += (uint32_t)base;
	}
	json_array_foreach(other->notes, i, note) {
		json_int_t at = json_integer_value(json_array_get(note, 0)) + (json_int_t)base;

		if (r->notes == NULL)
			r->notes = json_array();
		json_array_append_new(r->notes, json_pack("[I,O]", at, json_array_get(note, 1)));
	}
}

json_t *
run_block(const struct run *r, const struct tree *t, const char *type, const char *section)
{
	json_t *rec = block_new(t->src, type, section, &r->text);
	size_t start = r->text.map[0].file;

	for (size_t i = 1; i < r->text.pairs; i++)
		if (r->text.map[i].file < start)
			set_int(rec, "byte_start", (long long)(start = r->text.map[i].file));
	if (r->notes != NULL)
		json_object_set(rec, "notes", r->notes);
	return rec;
}
