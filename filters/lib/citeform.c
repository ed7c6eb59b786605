#include "citeform.h"

#include <string.h>

#include "citename.h"
#include "citepart.h"
#include "text.h"

#define ENDS ",;:.–—-|"

/* From the start of part a to the end of part b, with what stands between. */
static struct span
across(const struct scan *s, size_t a, size_t b)
{
	const char *end = s->part[b].text.s + s->part[b].text.n;

	return (struct span){ s->part[a].text.s, (size_t)(end - s->part[a].text.s) };
}

static size_t
find_part(const struct scan *s, enum part_type type)
{
	size_t i = 0;

	while (i < s->n && (s->part[i].type != type || s->part[i].tail))
		i++;
	return i;
}

/* Behind "In Lee, Sidney (ed.)" and its punctuation; the same span if it does not begin so. */
static struct span
skip_editors(struct span s)
{
	size_t n = cite_phrase(CITE_IN, s, NULL);
	struct span t = span_trim(span_from(s, n), ":");

	if (n == 0 || n >= s.n || (s.s[n] != ' ' && s.s[n - 1] != ':'))
		return s;
	for (size_t i = 0; i < t.n && i < 200; i++) {
		n = cite_phrase(CITE_EDITOR, span_from(t, i), NULL);
		if (n > 0 && (t.s[i] == '(' || t.s[i] == ','))
			return span_trim(span_from(t, i + n), ENDS);
	}
	return t;
}

/* Who wrote it, from the text before a quoted title. */
static void
read_before(struct cite *c, const struct scan *s, size_t q)
{
	size_t d = find_part(s, PART_DATE), last = q;
	struct span t;

	if (q == 0)
		return;
	if (d < q) {
		cite_set(c, CITE_DATE, span_of(s->part[d].date.iso));
		last = d;
	}
	if (last == 0 || s->part[0].type != PART_TEXT)
		return;
	t = across(s, 0, last - 1);
	if (d >= q)
		take_date_out(c, &t);
	if (cite_is(CITE_AGENCY, span_trim(t, ENDS)) && d >= q) {
		cite_add_author(c, span_trim(t, ENDS));
		cite_set(c, CITE_WIRE, span_trim(t, ENDS));
	} else if (d < q || names_like(t) || (s->part[q].sep == '.' && span_words(t) < 12 && !cite_has(CITE_VERB, t))) {
		names_add(c, t, false);
	}
}

/* The author behind a title: "by EDWIN RAMSEY and STEPHEN RIVELE". The rest stays in *t. */
static void
read_by(struct cite *c, struct span *t)
{
	size_t n = cite_phrase(CITE_BY, *t, NULL), end;

	if (n == 0 || n >= t->n || t->s[n] != ' ')
		return;
	for (end = n; end < t->n && strchr(",(.;", t->s[end]) == NULL; end++)
		;
	while (end < t->n && t->s[end] == '.' && end > 1 && (t->s[end - 2] == ' ' || t->s[end - 2] == '.'))
		for (end++; end < t->n && strchr(",(.;", t->s[end]) == NULL; end++)
			;
	names_add(c, span_from(span_to(*t, end), n), false);
	*t = span_trim(span_from(*t, end), ENDS);
}

/* The author behind a title and a comma: "Title", John Godden, p. 29. */
static void
read_person(struct cite *c, struct span *t)
{
	struct span left = *t, one = span_item(&left, ',');

	if (person_like(one) != PERSON_YES)
		return;
	names_add(c, one, false);
	*t = left;
}

/* Whether a part begins with the name of a newspaper or the like. */
static bool
names_work(const struct part *p)
{
	struct span t = p->text;

	return p->type == PART_TEXT && work_like(span_item(&t, ','));
}

/* Segments behind a quoted title that full stops part. */
static void
read_after(struct cite *c, const struct scan *s, size_t from)
{
	for (size_t i = from; i < s->n; i++) {
		const struct part *p = &s->part[i];
		struct span t = p->text;

		if (p->tail && p->type == PART_TEXT && page_phrase(t, &t) == 0)
			continue;
		t = p->text;
		if (p->type == PART_DATE) {
			cite_set(c, CITE_DATE, span_of(p->date.iso));
		} else if (p->type == PART_IMPRINT) {
			cite_set(c, CITE_DATE, span_of(p->date.iso));
			take_comma_run(c, t, true);
		} else if (p->type == PART_TEXT) {
			t = skip_editors(t);
			if (i == from)
				read_by(c, &t);
			if (i == from && c->nauthors == 0 && p->sep == ',')
				read_person(c, &t);
			if (i == from && headline_like(t) && i + 1 < s->n && names_work(&s->part[i + 1]))
				continue;
			if (p->sep == '.' || p->sep == '|')
				take_segment(c, t, false);
			else
				take_comma_run(c, t, false);
		}
	}
}

/* Index of the quotation that is the title; s->n if none is. A long one in front is the words of a source. */
static size_t
title_quote(const struct scan *s)
{
	size_t q = find_part(s, PART_QUOTED);

	if (q < s->n && q == 0 && s->n > 1 && s->part[1].type == PART_TEXT && !s->part[1].tail &&
	    scan_is_quotation(&s->part[0]) && span_words(s->part[1].text) > 2)
		return s->n;
	return q;
}

bool
form_quoted(struct cite *c, const struct scan *s)
{
	size_t q = title_quote(s);

	if (q == s->n)
		return false;
	/* "The "Phoney War" in Europe": words of a title. */
	if (q > 0 && s->part[q - 1].type == PART_TEXT && (s->part[q].sep == ' ' || s->part[q].sep == '-') &&
	    !names_like(s->part[q - 1].text) && find_part(s, PART_DATE) >= q)
		return false;
	cite_set(c, CITE_TITLE, s->part[q].text);
	read_before(c, s, q);
	read_after(c, s, q + 1);
	c->rule = "quoted";
	return true;
}

/* The first part from i on that is "Place: Publisher"; 0 if none is. */
static size_t
find_book_imprint(const struct scan *s, size_t i)
{
	struct span before, place, publisher;

	for (; i < s->n; i++)
		if (s->part[i].type == PART_TEXT && !s->part[i].tail &&
		    find_imprint(s->part[i].text, true, &before, &place, &publisher) && before.n == 0)
			return i;
	return 0;
}

/* "海戦の歴史 [History of Sea Battles]" without what it means */
static struct span
without_translation(struct span t)
{
	for (size_t i = t.n; i > 1; i--)
		if (t.s[i - 1] == '[')
			return t.s[t.n - 1] == ']' && t.n - i > 5 ? span_trim(span_to(t, i - 1), "") : t;
	return t;
}

/* "Wars of the Coast, 3 vols." without the number of volumes */
static struct span
without_count(struct span t)
{
	size_t n = cite_ending(CITE_VOLUME, t), i = t.n - n;

	if (n == 0)
		return t;
	while (i > 0 && (t.s[i - 1] == ' ' || (t.s[i - 1] >= '0' && t.s[i - 1] <= '9')))
		i--;
	return i > 0 && t.s[i - 1] == ',' ? span_trim(span_to(t, i), ENDS) : t;
}

/* A book's title and what follows it, parted by full stops, from part i on. */
static void
read_book(struct cite *c, const struct scan *s, size_t i)
{
	struct span t = s->part[i].text, before, place, publisher;
	size_t imprint;

	/* "Rehearsals. The German Army in Belgium": a subtitle behind a word or two. */
	if (span_words(t) <= 2 && find_book_imprint(s, i + 1) == i + 2 && s->part[i + 1].type == PART_TEXT &&
	    s->part[i + 1].sep == '.' && span_words(s->part[i + 1].text) > 2 &&
	    cite_phrase(CITE_CONTRIBUTOR, s->part[i + 1].text, NULL) == 0) {
		t = across(s, i, i + 1);
		i++;
	}
	if (find_imprint(t, false, &before, &place, &publisher) && before.n > 0) {
		take_pages(c, &publisher);
		cite_set(c, CITE_TOWN, place);
		cite_set(c, CITE_WORK, publisher);
		t = before;
	}
	take_pages(c, &t);
	cite_set(c, CITE_TITLE, without_count(without_translation(t)));
	imprint = find_book_imprint(s, i + 1);
	for (i++; i < s->n; i++) {
		const struct part *p = &s->part[i];
		struct span list;

		if (p->tail && page_phrase(p->text, &list) == 0)
			continue;
		if (i < imprint && p->type == PART_TEXT) {
			/* A series, with its number, or somebody who helped. */
			t = p->text;
			take_pages(c, &t);
			take_volume(c, &t);
			continue;
		}
		if (p->type == PART_DATE || p->type == PART_IMPRINT)
			cite_set(c, CITE_DATE, span_of(p->date.iso));
		if (p->type == PART_IMPRINT || (p->type == PART_TEXT && p->sep == ','))
			take_comma_run(c, p->text, true);
		else if (p->type == PART_TEXT)
			take_segment(c, skip_editors(p->text), true);
	}
}

/* The volume that stands bare behind the last comma: "Title, 3". */
static void
take_last_number(struct cite *c, struct span *s)
{
	size_t i = s->n;

	while (i > 0 && s->s[i - 1] >= '0' && s->s[i - 1] <= '9')
		i--;
	if (i > 2 && s->n - i > 0 && s->n - i < 4 && s->s[i - 1] == ' ' && s->s[i - 2] == ',') {
		cite_set(c, CITE_VOL, span_from(*s, i));
		*s = span_trim(span_to(*s, i), ENDS);
	}
}

/* Behind "O'Callaghan, John (ed.), " at the start of a run: the title. */
static struct span
skip_helper(struct span s)
{
	size_t n;

	for (size_t i = 1; i < s.n && i < 80; i++)
		if (s.s[i] == '(' && (n = cite_phrase(CITE_EDITOR, span_from(s, i), NULL)) > 0 && names_like(span_to(s, i)))
			return span_trim(span_from(s, i + n), ENDS);
	return s;
}

/* Title, volume, place and publisher that commas part. */
static void
read_comma_book(struct cite *c, const struct scan *s, size_t i)
{
	size_t last = i;
	struct span all, before, place, publisher, head, item;

	while (last + 1 < s->n && s->part[last + 1].type == PART_TEXT && !s->part[last + 1].tail)
		last++;
	all = skip_helper(across(s, i, last));
	if (last > i && all.s == s->part[i].text.s && s->part[i + 1].sep != '.') {
		/* A language or edition ended the title. */
		cite_set(c, CITE_TITLE, s->part[i].text);
		take_comma_run(c, across(s, i + 1, last), true);
	} else if (find_imprint(all, false, &before, &place, &publisher)) {
		take_last_number(c, &before);
		take_volume(c, &before);
		cite_set(c, CITE_TITLE, before);
		take_comma_run(c, span_from(all, (size_t)(place.s - all.s)), true);
	} else {
		take_pages(c, &all);
		head = span_item(&all, ',');
		while (all.n > 0) {
			item = span_item(&all, ',');
			if (all.n == 0 || work_like(item) || place_like(item) || cite_phrase(CITE_VOLUME, item, NULL) > 0) {
				if (all.n > 0)
					item.n = (size_t)(all.s - item.s) + all.n;
				take_comma_run(c, item, true);
				break;
			}
			head.n = (size_t)(item.s - head.s) + item.n;
		}
		cite_set(c, CITE_TITLE, head);
	}
	for (i = last + 1; i < s->n; i++)
		if (s->part[i].type == PART_TEXT && page_phrase(s->part[i].text, &item) > 0)
			cite_set(c, CITE_PP, item);
}

bool
form_dated(struct cite *c, const struct scan *s)
{
	size_t d = find_part(s, PART_DATE), i = d + 1;
	struct span who;

	if (d == 0 || d >= s->n || i >= s->n || s->part[i].type != PART_TEXT || s->part[i].tail)
		return false;
	who = across(s, 0, d - 1);
	if (who.n > 300 || s->part[0].type != PART_TEXT || cite_has(CITE_VERB, who))
		return false;
	/* "Martin Gilbert, The Second World War (1989) pg 282": the title stands before. */
	if (page_phrase(s->part[i].text, &(struct span){ NULL, 0 }) > 0 || (s->part[i].sep == ' ' && !names_like(who)))
		return false;
	names_add(c, who, false);
	cite_set(c, CITE_DATE, span_of(s->part[d].date.iso));
	while (i + 1 < s->n && !s->part[i + 1].tail &&
	    (cite_phrase(CITE_CONTRIBUTOR, s->part[i].text, NULL) > 0 || cite_ending(CITE_EDITOR, s->part[i].text) > 0))
		i++;
	if (s->part[i].sep == ',')
		read_comma_book(c, s, i);
	else
		read_book(c, s, i);
	c->book = true; /* titles of articles stand in quotation marks */
	c->rule = "dated";
	return true;
}

/* The end of an author's name with initials at the start of s: "Keene, H. G. The Fall" has it before The. */
static size_t
author_end(struct span s)
{
	size_t comma, i, n = 0, len;
	struct span w = span_word(s);
	uint32_t first = s.n > 0 ? utf8_next(s.s, s.n, &len) : 0;

	if (first >= 0x400 && first < 0x530 && memchr(s.s, ',', w.n) == NULL) {
		/* "Иванов И. И. История войны" */
		for (i = w.n;; n++) {
			w = span_word(span_from(s, i));
			if (w.n != 3 || w.s[2] != '.')
				break;
			i = (size_t)(w.s - s.s) + w.n;
		}
		return n > 0 && i < s.n ? i : 0;
	}
	for (comma = 0; comma < s.n && s.s[comma] != ','; comma++)
		;
	if (comma == s.n || comma > 40 || person_like(span_to(s, comma)) == PERSON_NO || span_words(span_to(s, comma)) > 3)
		return 0;
	for (i = comma + 1;; n++) {
		w = span_word(span_from(s, i));
		if (w.n == 0 || w.n > 5 || memchr(w.s, '.', w.n) == NULL)
			break;
		i = (size_t)(w.s - s.s) + w.n;
	}
	/* "Gérard Chaliand, A. R. Ghassemlou" are two. */
	if (span_words(span_to(s, comma)) > 1 && person_like(span_to(s, comma)) == PERSON_YES)
		return 0;
	return n > 0 && i < s.n && cite_phrase(CITE_AND, w, NULL) == 0 ? i : 0;
}

/* Whether "one, left" reads as "Last, First": "Sylla, Coumba", "Hunt, Ray C.; Norling, Bernard". */
static bool
last_first(struct span one, struct span left)
{
	struct span given = span_trim(span_item(&left, ';'), "");
	struct span w = span_word(given);
	bool known = w.n > 0 && (cite_is(CITE_GIVEN, w) || (w.n < 5 && memchr(w.s, '.', w.n) != NULL));

	if (span_words(one) > 1 && person_like(one) == PERSON_YES)
		return false;
	return span_words(one) <= 4 && span_words(given) <= 4 && (known || person_like(given) != PERSON_NO) && !work_like(given);
}

/* Whether the first segment is an author in front of a title. */
static bool
author_alone(const struct scan *s, struct span first)
{
	struct span left = first, one = span_item(&left, ',');

	if (s->n < 2 || s->part[1].type != PART_TEXT || s->part[1].sep != '.' || s->part[1].tail || span_words(first) > 12)
		return false;
	if (person_like(one) == PERSON_NO || cite_is(CITE_PUBLICATION, one) || headline_like(first))
		return false;
	if (left.n > 0)
		return last_first(one, left);
	/* A family name alone: only where all is parted by full stops. */
	return span_words(one) == 1 && !(s->n > 2 && !s->part[2].tail && s->part[2].sep != '.');
}

/* Whether the first segment is an office or society that wrote the book that follows. */
static bool
office(const struct scan *s, struct span first)
{
	struct refdate d;

	if (s->n < 3 || s->part[1].sep != '.' || !title_case(first) || !work_like(first))
		return false;
	return find_book_imprint(s, 2) > 0 || refdate_at(s->part[2].text, &d) == s->part[2].text.n;
}

bool
form_author(struct cite *c, const struct scan *s)
{
	struct scan t = *s;
	struct part parts[64];
	struct span first;
	size_t end;

	if (s->n == 0 || s->n > 62 || s->part[0].type != PART_TEXT || s->part[0].tail || find_part(s, PART_DATE) < s->n)
		return false;
	memcpy(parts + 1, s->part, s->n * sizeof *parts);
	first = s->part[0].text;
	end = author_end(first);
	if (end > 0) {
		/* The first part holds author and title. */
		parts[0] = parts[1];
		parts[0].text = span_to(first, end);
		parts[1].text = span_trim(span_from(first, end), ENDS);
		parts[1].sep = '.';
		t.n = s->n + 1;
		t.part = parts;
	} else {
		if (!author_alone(s, first) && !office(s, first))
			return false;
	}
	names_add(c, t.part[0].text, false);
	read_book(c, &t, 1);
	c->book = true;
	c->rule = "author";
	return true;
}
