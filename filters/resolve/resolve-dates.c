/* Give the dates of a document their days: what a date leaves out comes from the dates told before, the
 * headings, the publication dates of the footnotes beside it, or the day of the report; sentences without
 * a date get the one that holds for them. */
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "date_tag.h"
#include "date_when.h"
#include "date_year.h"
#include "die.h"
#include "filter.h"
#include "newsline.h"
#include "record.h"

enum {
	FINE_DAYS = 31,     /* a month or less: it dates what stands beside it */
	DAY_ANCHOR = 10,    /* a date finer than this anchors "the next day" */
	LEADING_BYTES = 40, /* a year that opens its sentence sets the scene; a later one is an aside */
	STEP_YEARS = 5,     /* unless it takes the story a step on */
	NEWS_DAYS = 10,     /* a report tells of the days before it */
	BOUND_DAYS = 100,   /* a heading finer than this dates its sentences */
	OLD_YEARS = 2,      /* and does not dwell on older times */
	LEAD_SENTENCES = 6,
	NOTE_MAX = 8
};

/* A date that holds, and how fine it is. */
struct told {
	struct date_span span;
	const char *prec;
};

/* Where the walk through a document stands. */
struct story {
	json_t *notes;      /* marker to citation record, borrowed ones */
	struct date report; /* the day of a news report; y == 0: none, or the text is no report */
	bool markdown;
	struct date_span whole, section, cursor, anchor;
	struct date_span aside; /* the last date of this paragraph, even a day that looks back */
	long long aside_para;
	bool far; /* no date was told in this section so far */
	const char *section_name;
	struct told carry;
	long long carry_para;
};

static struct dater *dater;

static void
start(void)
{
	dater = dater_load();
}

static void
finish(void)
{
	dater_free(dater);
}

static bool
is_fine(struct date_span s)
{
	long days = span_days(s);

	return days > 0 && days <= FINE_DAYS;
}

/* Join b to *a. */
static void
extend(struct date_span *a, struct date_span b)
{
	if (b.start.y == 0)
		return;
	if (a->start.y == 0) {
		*a = b;
		return;
	}
	if (date_cmp(b.start, a->start) < 0)
		a->start = b.start;
	if (b.end.y == 0 || (a->end.y != 0 && date_cmp(b.end, a->end) > 0))
		a->end = b.end;
}

/* The span of all dates in a heading that say their year; months without one take the year given. */
static struct date_span
heading_span(const char *text, int year)
{
	json_t *spans = dater_tag(dater, text), *span;
	struct date_span all = { 0 };
	struct when w;
	size_t i;

	json_array_foreach(spans, i, span) {
		when_read(&w, span);
		if (when_wants_year(&w) && year != 0)
			w = when_in_year(&w, year);
		if (!when_is_relative(&w) && !when_wants_month(&w) && !when_wants_year(&w))
			extend(&all, when_span(&w));
	}
	json_decref(spans);
	return all;
}

/* Dates of a path of headings: the deepest that has any. */
static struct date_span
section_span(const char *path, struct date_span whole)
{
	struct date_span found = { 0 }, s;
	char *copy = xstrdup(path), *next;
	int year = whole.start.y != 0 && whole.start.y == whole.end.y ? whole.start.y : 0;

	for (char *part = copy; part != NULL; part = next) {
		next = strstr(part, " > ");
		if (next != NULL) {
			*next = '\0';
			next += 3;
		}
		s = heading_span(part, year);
		if (s.start.y != 0) {
			found = s;
			year = s.start.y == s.end.y ? s.start.y : 0;
		}
	}
	free(copy);
	return found;
}

/* Dates that say their year among a sentence's spans. */
static struct date_span
explicit_span(const json_t *rec)
{
	const json_t *span;
	struct date_span all = { 0 };
	struct when w;
	size_t i;

	json_array_foreach(json_object_get(rec, "spans"), i, span) {
		when_read(&w, span);
		if (strcmp(get_str(span, "t"), "date") == 0 && w.y != 0 && !when_is_relative(&w) && w.m != 0)
			extend(&all, when_span(&w));
	}
	return all;
}

static bool
is_type(const json_t *rec, const char *type)
{
	return strcmp(get_str(rec, "type"), type) == 0;
}

/* Table lines, captions and headings stand alone: no date is carried to or from them. */
static bool
stands_alone(const json_t *rec)
{
	static const char *const types[] = { "infobox", "row", "ref", "link", "caption", "heading", "title", "byline", "note" };

	for (size_t i = 0; i < sizeof types / sizeof *types; i++)
		if (is_type(rec, types[i]))
			return true;
	return false;
}

static void
survey_doc(struct story *st, const json_t *rec)
{
	st->markdown = strcmp(get_str(rec, "format"), "markdown") == 0;
	if (!date_parse(get_str(rec, "date_published"), &st->report) || st->report.d == 0)
		st->report = (struct date){ 0 };
	extend(&st->whole, heading_span(get_str(rec, "title"), 0));
}

/* What holds for the whole document: its day if it is news, its footnotes, the dates of title and infobox. */
static void
survey(struct story *st, const struct document *doc)
{
	struct date_span box = { 0 }, line;
	size_t old = 0, recent = 0;

	for (size_t i = 0; i < doc->n; i++) {
		json_t *rec = doc->entries[i].rec;

		if (rec == NULL)
			continue;
		if (strcmp(doc->entries[i].kind, "doc") == 0)
			survey_doc(st, rec);
		else if (strcmp(doc->entries[i].kind, "citation") == 0) {
			if (*get_str(rec, "marker") != '\0' && !has(st->notes, get_str(rec, "marker")))
				json_object_set(st->notes, get_str(rec, "marker"), rec);
		} else if (is_type(rec, "infobox") && strcmp(get_str(rec, "group"), "date") == 0)
			extend(&box, explicit_span(rec));
		else if (is_type(rec, "byline") && st->report.y == 0) {
			line = explicit_span(rec);
			if (span_days(line) == 1)
				st->report = line.start;
		} else if (st->report.y != 0 && (line = explicit_span(rec)).start.y != 0) {
			if (line.start.y < st->report.y - OLD_YEARS)
				old++;
			else
				recent++;
		}
	}
	if (box.start.y != 0)
		st->whole = box;
	/* A page with footnotes or an infobox, or one that tells of times long past, is no news report,
	 * whatever day it bears. */
	if (!st->markdown && (json_object_size(st->notes) > 2 || box.start.y != 0 || old > recent + 2))
		st->report = (struct date){ 0 };
}

/* A new section: its dates bound the years, and the carried date ends. */
static void
enter_section(struct story *st, const json_t *rec)
{
	const char *name = get_str(rec, "section");

	if (st->section_name != NULL && strcmp(st->section_name, name) == 0)
		return;
	st->section_name = name;
	st->far = true;
	st->section = section_span(name, st->whole);
	st->carry = (struct told){ .prec = NULL };
	if (st->section.start.y == 0)
		return;
	if (!span_overlap(st->section, st->cursor))
		st->cursor = st->section;
	st->far = false;
	if (span_days(st->section) == 1)
		st->anchor = st->section;
	if (span_days(st->section) > 0 && span_days(st->section) <= BOUND_DAYS) {
		st->carry = (struct told){ st->section, span_days(st->section) == 1 ? "day" :
		    span_days(st->section) <= FINE_DAYS ? "month" : "range" };
		st->carry_para = -1;
	}
}

/* Add the footnotes of a sentence that stand at or behind an offset, up to the first place with any. */
static size_t
notes_behind(const struct story *st, const json_t *rec, long long offset, struct footnote *out, size_t n)
{
	const json_t *note, *cited;
	long long first = -1;
	size_t i;

	json_array_foreach(json_object_get(rec, "notes"), i, note) {
		long long at_byte = json_integer_value(json_array_get(note, 0));
		const char *marker = json_string_value(json_array_get(note, 1));

		if (at_byte < offset || (first >= 0 && at_byte > first + 1) || marker == NULL || n >= NOTE_MAX)
			continue;
		cited = json_object_get(st->notes, marker);
		if (cited == NULL)
			continue;
		first = at_byte;
		out[n] = (struct footnote){ 0 };
		date_parse(get_str(cited, "date"), &out[n].published);
		date_parse(get_str(cited, "accessed"), &out[n].accessed);
		n++;
	}
	return n;
}

static bool
has_date(const json_t *rec)
{
	const json_t *span;
	size_t i;

	json_array_foreach(json_object_get(rec, "spans"), i, span)
		if (strcmp(get_str(span, "t"), "date") == 0)
			return true;
	return false;
}

/* Footnotes that back a date: those behind it, else those of the undated sentences that follow in the paragraph. */
static size_t
footnotes(const struct story *st, const struct document *doc, size_t entry, long long offset, struct footnote *out)
{
	const json_t *rec = doc->entries[entry].rec;
	size_t n = notes_behind(st, rec, offset, out, 0);

	for (size_t i = entry + 1; n == 0 && i < doc->n && i < entry + 8; i++) {
		const json_t *next = doc->entries[i].rec;

		if (strcmp(doc->entries[i].kind, "sentence") != 0)
			continue;
		if (next == NULL || get_int(next, "para", -1) != get_int(rec, "para", -2) || has_date(next))
			break;
		n = notes_behind(st, next, 0, out, 0);
	}
	return n;
}

/* "the 14th": the month told last, or the next when that day was long past. */
static struct when
in_month(const struct when *w, struct date_span anchor)
{
	struct when r = *w;
	struct date d = anchor.start;

	if (w->d + 15 < d.d)
		d = date_add_months(d, 1);
	r.m = d.m;
	r.y = d.y;
	if (r.d2 != 0) {
		r.m2 = d.m;
		r.y2 = d.y;
	}
	return r;
}

static struct date_span
resolve_relative(const struct story *st, const struct when *w, struct date report, struct date_span before)
{
	struct date_span anchor = before.start.y != 0 ? before : st->anchor;
	bool coarse = strncmp(w->unit, "year", 4) == 0 || strncmp(w->unit, "decade", 6) == 0 || w->m != 0;

	if (when_from_report(w))
		return report.y != 0 ? when_from(w, span_day(report)) : (struct date_span){ 0 };
	if (coarse || strncmp(w->unit, "month", 5) == 0 || *w->season != '\0')
		anchor = before.start.y != 0 ? before : st->cursor;
	if (strncmp(w->unit, "month", 5) == 0 && span_days(anchor) <= 366)
		coarse = true;
	if (anchor.start.y == 0 || anchor.end.y == 0 || (!coarse && span_days(anchor) > DAY_ANCHOR))
		return (struct date_span){ 0 };
	return when_from(w, anchor);
}

/* Where a span is resolved: its document and sentence, and the dates beside it. */
struct place {
	const struct document *doc;
	size_t entry;
	struct date report;
	struct date_span before; /* the date told before it in the sentence */
	bool path;               /* the page's path dates the block */
};

/* The date with its year that a sentence tells behind an offset, if it is told for itself: "on 27 February, and on
 * 15 August 1945". */
static struct date_span
told_behind(const json_t *rec, long long offset)
{
	const json_t *span;
	struct when w;
	size_t i;

	json_array_foreach(json_object_get(rec, "spans"), i, span) {
		if (strcmp(get_str(span, "t"), "date") != 0 || get_int(span, "s", 0) <= offset)
			continue;
		when_read(&w, span);
		if (w.y != 0 && w.m != 0 && !when_is_relative(&w) && !w.retro && !w.attributive)
			return when_span(&w);
	}
	return (struct date_span){ 0 };
}

static struct date_span
resolve_year(const struct story *st, const struct place *at_place, json_t *span, struct when *w, const char **basis)
{
	struct footnote notes[NOTE_MAX];
	struct evidence e = { .report = at_place->report };
	struct year_choice choice;
	struct date_span later;
	struct when back = *w;

	e.n = footnotes(st, at_place->doc, at_place->entry, get_int(span, "e", 0), notes);
	e.notes = notes;
	if (!at_place->path) {
		e.cursor = at_place->before.start.y != 0 ? at_place->before : st->cursor;
		e.aside = st->aside;
		e.far = st->far && at_place->before.start.y == 0;
		e.section = st->section;
		e.whole = st->whole;
	}
	later = told_behind(at_place->doc->entries[at_place->entry].rec, get_int(span, "e", 0));
	if (at_place->before.start.y == 0 && later.start.y != 0) {
		e.cursor = later;
		back.retro = true;
	}
	choice = year_choose(&back, &e);
	if (choice.year == 0)
		return (struct date_span){ 0 };
	*w = when_in_year(w, choice.year);
	*basis = choice.by_citation ? "citation" : "context";
	if (choice.conflict)
		add_flag(span, "date-conflict");
	return when_span(w);
}

/* Set start, end, prec and basis where they are known. */
static void
put_date(json_t *to, struct told t, const char *basis)
{
	char iso[DATE_ISO_LEN];

	set_str(to, "start", date_iso(iso, t.span.start));
	set_str(to, "end", date_iso(iso, t.span.end));
	set_str(to, "prec", t.prec);
	set_str(to, "basis", basis);
}

/* "By 1730 the bridge was lost", in a text of 1944: a time of day, not a year. */
static bool
is_clock(const struct story *st, const struct when *w)
{
	int y = st->cursor.start.y != 0 ? st->cursor.start.y : st->whole.start.y;

	return strcmp(w->form, "year") == 0 && *w->part == '\0' && *w->mod != '\0' && y != 0 && w->y % 100 < 60 &&
	    w->y < 2400 && w->y > 0 && abs(w->y - y) > 50;
}

/* Find a span's days and write them; span.start.y is 0 where nothing tells them. */
static struct told
resolve_span(const struct story *st, const struct place *at_place, json_t *span, struct when *w)
{
	const char *basis = "explicit";
	struct told t;

	when_read(w, span);
	if (when_is_relative(w)) {
		t.span = resolve_relative(st, w, at_place->report, at_place->before);
		basis = "relative";
	} else if (when_wants_month(w)) {
		struct date_span anchor = at_place->before.start.y != 0 ? at_place->before : st->anchor;
		struct when told = in_month(w, anchor);

		t.span = anchor.start.y != 0 ? when_span(&told) : (struct date_span){ 0 };
		basis = "context";
	} else if (when_wants_year(w))
		t.span = resolve_year(st, at_place, span, w, &basis);
	else if (is_clock(st, w)) {
		t.span = (struct date_span){ 0 };
		w->attributive = true; /* it tells no date at all */
	}
	else
		t.span = when_span(w);
	t.prec = t.span.start.y != 0 ? when_precision(w, t.span) : NULL;
	if (t.prec != NULL)
		put_date(span, t, basis);
	return t;
}

/* An aside looks back, or names a thing: it neither dates its sentence nor moves the story. */
static bool
is_aside(const struct story *st, const struct when *w, struct date_span s)
{
	if (w->attributive || strcmp(w->mod, "since") == 0 || strcmp(w->mod, "until") == 0)
		return true;
	return w->retro && (!is_fine(s) || (st->cursor.start.y != 0 && date_cmp(s.start, st->cursor.start) < 0));
}

/* Move the story to a date: forward always, backward only by a date that is no aside. */
static void
move(struct story *st, const struct when *w, struct date_span s, long long offset)
{
	bool back = st->cursor.start.y != 0 && date_cmp(s.start, st->cursor.start) < 0;

	if (w->attributive || strcmp(w->mod, "until") == 0 || (back && is_aside(st, w, s)))
		return;
	if (st->report.y != 0 && date_cmp(s.start, st->report) > 0)
		return;
	if (!is_fine(s) && st->cursor.start.y != 0 && offset > LEADING_BYTES &&
	    (back || w->retro || s.start.y - st->cursor.start.y > STEP_YEARS))
		return;
	if (s.end.y == 0)
		s.end = s.start;
	st->cursor = s;
	st->far = false;
	if (is_fine(s))
		st->anchor = s;
}

/* The date of a sentence without one: its paragraph's, or the month of the paragraph before. */
static struct told
carried(const struct story *st, const json_t *rec)
{
	struct told t = st->carry;
	bool item = is_type(rec, "item");

	if (t.prec == NULL || get_int(rec, "para", -2) == st->carry_para)
		return t;
	if (st->carry_para == -1) /* the heading's own date */
		return t;
	if (st->report.y != 0) {
		long days = date_number(st->report) - date_number(t.span.start);

		return days >= 0 && days <= NEWS_DAYS ? t : (struct told){ .prec = NULL };
	}
	if (item || span_days(t.span) == 0)
		return (struct told){ .prec = NULL };
	if (is_fine(t.span) && t.span.start.m == t.span.end.m) {
		t.span = span_month(t.span.start.y, t.span.start.m);
		t.prec = "month";
	}
	return t;
}

/* What the dates of one sentence come to. */
struct summary {
	struct told main, last;   /* the first that is no aside, and the last not before it */
	struct told aside;        /* the first that is resolved at all */
	const char *main_basis, *aside_basis;
	bool unresolved;          /* its main date is not known */
	bool sets_scene;          /* main is fine, or opens the sentence */
};

static void
summarize(const struct story *st, struct summary *sum, const struct when *w, struct told t, const json_t *span)
{
	if (t.prec == NULL) {
		/* "what is today a village" says nothing of the story's day */
		sum->unresolved |= sum->main.prec == NULL && !w->attributive &&
		    !(strcmp(w->anchor, "report") == 0 && st->cursor.start.y != 0);
		return;
	}
	if (sum->aside.prec == NULL) {
		sum->aside = t;
		sum->aside_basis = get_str(span, "basis");
	}
	if (is_aside(st, w, t.span))
		return;
	if (sum->main.prec == NULL) {
		sum->main = sum->last = t;
		sum->main_basis = get_str(span, "basis");
		sum->sets_scene = is_fine(t.span) || get_int(span, "s", 0) <= LEADING_BYTES;
	} else if (date_cmp(t.span.start, sum->main.span.start) >= 0 && is_fine(t.span))
		sum->last = t;
}

/* The date line of an infobox: from its first date to its last. */
static void
put_whole(json_t *date, const json_t *rec, const struct summary *sum)
{
	struct told all = sum->main;

	extend(&all.span, explicit_span(rec));
	if (date_cmp(all.span.start, sum->main.span.start) != 0 || date_cmp(all.span.end, sum->main.span.end) != 0)
		all.prec = "range";
	put_date(date, all, sum->main_basis);
}

/* The sentence's own date field, and what the next sentences inherit. */
static void
date_sentence(struct story *st, json_t *rec, const struct summary *sum, bool alone)
{
	json_t *date = json_object();
	struct told t = carried(st, rec);

	if (sum->main.prec != NULL && strcmp(get_str(rec, "group"), "date") == 0)
		put_whole(date, rec, sum);
	else if (sum->main.prec != NULL)
		put_date(date, sum->main, sum->main_basis);
	else if (sum->aside.prec != NULL && (t.prec == NULL || alone || sum->unresolved ||
	    (is_fine(sum->aside.span) && get_int(rec, "para", -2) != st->carry_para)))
		put_date(date, sum->aside, sum->aside_basis);
	else if (!sum->unresolved && !alone && t.prec != NULL)
		put_date(date, t, "context");
	if (json_object_size(date) > 0)
		json_object_set(rec, "date", date);
	json_decref(date);
	if (alone)
		return;
	/* What will be in a report's next week is no day of what it tells next. */
	if (st->report.y != 0 && sum->main.prec != NULL && date_cmp(sum->main.span.start, st->report) > 0)
		return;
	if (sum->main.prec != NULL && sum->sets_scene) {
		st->carry = sum->last;
		st->carry_para = get_int(rec, "para", -2);
	} else if (sum->main.prec == NULL && sum->unresolved)
		st->carry.prec = NULL;
}

/* A block that its page's path dates: news of that day. */
static void
put_path_date(json_t *rec, struct date path)
{
	json_t *date = json_object();

	put_date(date, (struct told){ span_day(path), "day" }, "path");
	json_object_set_new(rec, "date", date);
}

/* "the next day, 12 September": the date that stands right behind a relative one says the same. */
static json_t *
apposition(const json_t *spans, size_t i, const struct when *w)
{
	json_t *next = json_array_get(spans, i + 1);
	long long gap = get_int(next, "s", 0) - get_int(json_array_get(spans, i), "e", 0);

	if (strcmp(w->form, "relative") != 0 || strncmp(w->unit, "year", 4) == 0 || next == NULL || gap < 0 || gap > 5)
		return NULL;
	return strcmp(get_str(next, "form"), "day") == 0 ? next : NULL;
}

/* Resolve span i of a sentence, and what stands in apposition to it. */
static struct told
resolve_nth(const struct story *st, const struct place *here, json_t *spans, size_t i, struct when *w)
{
	json_t *span = json_array_get(spans, i), *same;
	struct told t = resolve_span(st, here, span, w), other;
	struct when said;

	if ((same = apposition(spans, i, w)) == NULL)
		return t;
	other = resolve_span(st, here, same, &said);
	if (other.prec == NULL)
		return t;
	put_date(span, other, "relative");
	return other;
}

/* Resolve the spans of a sentence one by one; the story moves with them, unless it passes the sentence by. */
static void
resolve_spans(struct story *st, struct place *here, json_t *spans, bool moves, struct summary *sum)
{
	const char *text = get_str(here->doc->entries[here->entry].rec, "text");
	size_t dateline = newsline_dateline_end(text, strlen(text)), i;
	json_t *span;
	struct when w;

	json_array_foreach(spans, i, span) {
		struct told t;

		if (strcmp(get_str(span, "t"), "date") != 0)
			continue;
		t = resolve_nth(st, here, spans, i, &w);
		/* The day on which it was written dates nothing that it tells. */
		if (dateline > 0 && get_int(span, "e", 0) <= (long long)dateline)
			continue;
		summarize(st, sum, &w, t, span);
		if (t.prec == NULL)
			continue;
		if (is_fine(t.span))
			here->before = t.span;
		if (!moves)
			continue;
		if (!w.attributive && t.span.end.y != 0 && (is_fine(t.span) || !w.retro))
			st->aside = t.span;
		move(st, &w, t.span, get_int(span, "s", 0));
	}
}

static void
resolve_sentence(struct story *st, struct document *doc, size_t entry)
{
	json_t *rec = doc->entries[entry].rec;
	struct place here = { .doc = doc, .entry = entry, .report = st->report };
	struct summary sum = { .unresolved = false };
	bool alone = stands_alone(rec), row = is_type(rec, "row"); /* rows follow each other in time */
	struct date path = { 0 };

	here.path = date_parse(get_str(rec, "date_path"), &path) && path.d != 0;
	if (here.path)
		here.report = path;
	else if (!alone || row || is_type(rec, "caption"))
		enter_section(st, rec);
	if (st->aside_para != get_int(rec, "para", -2)) {
		st->aside_para = get_int(rec, "para", -2);
		st->aside = (struct date_span){ 0 };
	}
	resolve_spans(st, &here, json_object_get(rec, "spans"), (!alone || row) && !here.path, &sum);
	if (here.path)
		put_path_date(rec, path);
	else
		date_sentence(st, rec, &sum, alone);
	doc->entries[entry].changed = true;
}

/* The day that a report is about, told in its first sentences, holds for its title and those before it. */
static void
date_lead(const struct story *st, struct document *doc)
{
	size_t first[LEAD_SENTENCES], n = 0;

	for (size_t i = 0; st->report.y != 0 && i < doc->n && n < LEAD_SENTENCES; i++) {
		json_t *rec = doc->entries[i].rec, *date;
		struct date d;

		if (rec == NULL || strcmp(doc->entries[i].kind, "sentence") != 0 || has(rec, "date_path") || is_type(rec, "byline"))
			continue;
		date = json_object_get(rec, "date");
		if (date == NULL && !has_date(rec)) {
			first[n++] = i;
			continue;
		}
		if (!date_parse(get_str(date, "start"), &d) || d.d == 0 || strcmp(get_str(date, "prec"), "day") != 0 ||
		    date_cmp(d, st->report) > 0 || date_number(st->report) - date_number(d) > NEWS_DAYS)
			return;
		date = json_deep_copy(date);
		set_str(date, "basis", "context");
		for (size_t k = 0; k < n; k++)
			json_object_set(doc->entries[first[k]].rec, "date", date);
		json_decref(date);
		return;
	}
}

static void
resolve(struct document *doc)
{
	struct story st = { .notes = json_object(), .carry_para = -2 };

	survey(&st, doc);
	for (size_t i = 0; i < doc->n; i++)
		if (doc->entries[i].rec != NULL && strcmp(doc->entries[i].kind, "sentence") == 0)
			resolve_sentence(&st, doc, i);
	date_lead(&st, doc);
	json_decref(st.notes);
}

int
main(int argc, char **argv)
{
	static const struct filter f = {
		.name = "resolve-dates",
		.synopsis = "[file ...]",
		.help = "Give the date spans of a record stream their days, and each sentence the date that holds for it.",
		.kinds = "doc sentence citation",
		.start = start,
		.document = resolve,
		.finish = finish,
	};

	return filter_main(argc, argv, &f);
}
