#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "filter.h"
#include "plain_parts.h"
#include "record.h"
#include "text.h"

/* How the body cites notes that a text copy numbers 1, 2, 3. */
enum style { NUMBERS, LETTERS, CAPITALS, ROMAN, NOTE, NB, N_, STYLES };

static void
write_marker(char *out, size_t size, enum style style, uint32_t n)
{
	static const char *const roman[] = { "", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x" };
	static const char *const word[STYLES] = { [NOTE] = "note", [NB] = "nb", [N_] = "n" };
	char a = style == CAPITALS ? 'A' : 'a';

	if (word[style] != NULL)
		snprintf(out, size, "%s %u", word[style], n);
	else if (style == ROMAN && n >= 1 && n <= 10)
		snprintf(out, size, "%s", roman[n]);
	else if ((style == LETTERS || style == CAPITALS) && n >= 1 && n <= 26)
		snprintf(out, size, "%c", (char)(a + (int)n - 1));
	else if ((style == LETTERS || style == CAPITALS) && n > 26 && n <= 26 * 27)
		snprintf(out, size, "%c%c", (char)(a + (int)(n - 27) / 26), (char)(a + (int)(n - 27) % 26));
	else
		snprintf(out, size, "%u", n);
}

/* Does the text before the lists cite note 1 in this style? */
static bool
cites(const struct plain *p, int style, size_t before)
{
	char one[24], bracket[32];
	const char *found;

	write_marker(one, sizeof one, (enum style)style, 1);
	snprintf(bracket, sizeof bracket, "[%s]", one);
	found = strstr(p->src->text, bracket);
	return found != NULL && (size_t)(found - p->src->text) < before;
}

/* A list ends where another unit stands, or where the numbers begin again. */
static size_t
list_end(const struct plain *p, size_t i)
{
	size_t k = i;
	uint32_t last = 0;

	for (; k < p->n; k++) {
		const struct unit *u = &p->unit[k];

		if (u->type == UNIT_NOISE)
			continue;
		if (u->type != UNIT_REF || (u->numbered && k > i && u->number <= last))
			break;
		last = u->numbered ? u->number : last + 1;
	}
	return k;
}

static size_t
first_ref(const struct plain *p, size_t i)
{
	while (i < p->n && p->unit[i].type != UNIT_REF)
		i++;
	return i;
}

/* Which list has the plain numbers: the longest, of equal ones the last. The others are notes. */
static size_t
longest_list(const struct plain *p)
{
	size_t best = p->n, best_len = 0;

	for (size_t i = first_ref(p, 0), end; i < p->n; i = first_ref(p, end)) {
		end = list_end(p, i);
		if (end - i >= best_len) {
			best = i;
			best_len = end - i;
		}
	}
	return best;
}

void
plain_refs(struct plain *p)
{
	size_t first = first_ref(p, 0), before = first < p->n ? p->unit[first].start : 0;
	bool only;

	if (first == p->n)
		return;
	p->numbered_list = longest_list(p);
	only = list_end(p, first) == p->n || first_ref(p, list_end(p, first)) == p->n;
	p->note_style = NUMBERS;
	for (int s = LETTERS; s < STYLES && p->note_style == NUMBERS; s++)
		if (cites(p, s, before))
			p->note_style = s;
	/* A list alone is one of notes only where the text cites notes and no numbers. */
	if (only && p->note_style != NUMBERS && !cites(p, NUMBERS, before))
		p->numbered_list = p->n;
}

/* Step over the caret and its letters "a b c"; *count gets how many lead back. Returns where the entry begins. */
static size_t
skip_backlinks(const struct plain *p, const struct unit *u, long long *count)
{
	const char *t = p->src->text;
	size_t i = u->body, k, letters = 0;

	*count = 1;
	if (i >= u->end || (t[i] != '^' && (unsigned char)t[i] != 0xE2))
		return i;
	i += t[i] == '^' ? 1 : 3;
	while (i < u->end && (t[i] == ' ' || t[i] == '\t'))
		i++;
	/* a, b, ... z, aa, ab, ... in order, each with a blank behind it */
	for (k = i; k < u->end; letters++) {
		char want[3] = { (char)('a' + letters % 26), '\0', '\0' };
		size_t n = 1;

		if (letters >= 26) {
			want[1] = want[0];
			want[0] = (char)('a' + (letters / 26 - 1) % 26);
			n = 2;
		}
		if (u->end - k < n || memcmp(t + k, want, n) != 0 || (k + n < u->end && t[k + n] != ' '))
			break;
		k += n;
		while (k < u->end && t[k] == ' ')
			k++;
	}
	if (letters < 2)
		return i;
	*count = (long long)letters;
	return k;
}

/* The text of an entry: each line folded, line ends kept, for they part the works of one note. */
static void
read_entry(struct plain *p, const struct unit *u, size_t from)
{
	const char *t = p->src->text;

	mapped_clear(&p->buf);
	while (from < u->end) {
		size_t end = from + strcspn(t + from, "\n\r");

		end = end < u->end ? end : u->end;
		if (p->buf.n > 0)
			mapped_put(&p->buf, p->src, from - 1, from, "\n", 1);
		mapped_squeeze(&p->buf, p->src, from, end);
		from = end + 1 + (end + 1 < u->end && t[end] == '\r' && t[end + 1] == '\n');
	}
}

static void
write_ref(struct plain *p, const struct unit *u, const char *marker)
{
	const char *section = sections_path(&p->sections);
	long long back;
	json_t *rec;
	size_t from = skip_backlinks(p, u, &back);

	read_entry(p, u, from);
	rec = p->buf.n > 0 ? block_new(p->src, "ref", section, &p->buf) :
	    block_empty(p->src, "ref", section, u->start, u->end);
	set_str(rec, "marker", marker);
	set_int(rec, "backlinks", back);
	emit(rec);
}

size_t
refs_write(struct plain *p, size_t i)
{
	size_t end = list_end(p, i);
	enum style style = i == p->numbered_list ? NUMBERS : (enum style)p->note_style;
	uint32_t last = 0;
	char marker[24];

	for (; i < end; i++) {
		const struct unit *u = &p->unit[i];

		if (u->type == UNIT_NOISE)
			continue;
		last = u->numbered ? u->number : last + 1;
		write_marker(marker, sizeof marker, style, last);
		write_ref(p, u, marker);
	}
	return end;
}
