#include "date_pattern.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "die.h"
#include "lexicon.h"

#define ALTERNATIVE_MAX 16
#define LITERAL_MAX 192

/* Classes that are no lists of words. */
enum special { DAY = 1, NTH, YEAR, YEAR3, BC, YY, NUM, NUM2, NUM4, DECADE, N, WDC, CAP, PLURAL, START, END, OS };

struct alternative {
	const char *literal; /* NULL: a class */
	size_t literal_id;
	int special;         /* 0: the word class */
	size_t word_class;
};

/* One place of a pattern: any of its alternatives. */
struct element {
	struct alternative alt[ALTERNATIVE_MAX];
	size_t n;
	bool optional, glued, context, negative;
};

/* Classes and literals as bits: those that begin with a word, or those that a pattern may begin with. */
struct hint {
	uint64_t classes, literals[LITERAL_MAX / 64];
	bool digit, first, any;
};

struct pattern {
	const char *form, *settings;
	struct element element[ELEMENT_MAX];
	size_t n;
	int priority;
	char *text; /* the cell, cut into literals */
};

struct word_class {
	const char *name;
	struct phrases *phrases;
};

/* Classes that the code asks for by themselves. */
enum known { NTHWORD, ERA, ANYDAY, NWORD, COUNTED, NOPLURAL, OLDSTYLE, KNOWN_MAX };
static const char *const known_names[] = { "NTHWORD", "ERA", "ANYDAY", "NWORD", "COUNTED", "NOPLURAL", "OLDSTYLE" };

struct patterns {
	struct pattern *list;
	struct hint *start; /* by pattern: what it may begin with */
	size_t n, cap, cap_start;
	struct word_class classes[WORD_CLASS_MAX];
	size_t n_classes;
	size_t known[KNOWN_MAX];
	/* What may begin with a word, so that most words are passed over at one look. */
	struct phrases *hints;
	struct hint **hint;
	size_t n_hints, cap_hints;
	const char *literal[LITERAL_MAX];
	size_t n_literals;
	struct table *tables[5];
};

/* A text under scan; hint[i] is NULL for a word that no table knows. */
struct scan {
	const struct patterns *p;
	const struct tokens *t;
	const struct hint **hint;
};

/* One attempt: where the captures go. */
struct attempt {
	const struct scan *sc;
	const struct patterns *p;
	const struct pattern *pattern;
	const struct tokens *t;
	struct match m;
	size_t slot;
};

/* The word class of this name, made if it is new; WORD_CLASS_MAX if there are too many. */
static size_t
class_find(struct patterns *p, const char *name)
{
	for (size_t i = 0; i < p->n_classes; i++)
		if (strcmp(p->classes[i].name, name) == 0)
			return i;
	if (p->n_classes == WORD_CLASS_MAX)
		return WORD_CLASS_MAX;
	p->classes[p->n_classes] = (struct word_class){ name, phrases_new() };
	return p->n_classes++;
}

/* The hint of a word, made if it is new. */
static struct hint *
hint_of(struct patterns *p, const char *word)
{
	struct tokens *t = tokenize(word, strlen(word));
	const void *v = NULL;
	struct hint *h;
	char *first;

	if (t->n == 0) {
		tokens_free(t);
		return NULL;
	}
	first = xstrdup(t->tok[0].low);
	if (phrases_match(p->hints, t, 0, &v) == 0) {
		h = xcalloc(1, sizeof *h);
		p->hint = grow(p->hint, &p->cap_hints, p->n_hints + 1, sizeof *p->hint);
		p->hint[p->n_hints++] = h;
		phrases_add(p->hints, first, h);
		v = h;
	}
	h = (struct hint *)(uintptr_t)v; /* the table only borrows it */
	free(first);
	tokens_free(t);
	return h;
}

static void
add_word(struct patterns *p, const struct table *t, size_t row, const char *name, const char *word, const char *value)
{
	size_t c = class_find(p, name);
	struct hint *h;

	if (c == WORD_CLASS_MAX)
		table_bad(t, row, "too many word classes");
	if (*word == '\0')
		table_bad(t, row, "empty word");
	h = hint_of(p, word);
	if (h == NULL)
		table_bad(t, row, "no word");
	h->classes |= (uint64_t)1 << c;
	phrases_add(p->classes[c].phrases, word, value);
}

static int
special_of(const char *name)
{
	static const char *const names[] = { "", "DAY", "NTH", "YEAR", "YEAR3", "BC", "YY", "NUM", "NUM2", "NUM4",
		"DECADE", "N", "WDC", "CAP", "PLURAL", "^", "$", "OS" };

	for (size_t i = 1; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return (int)i;
	return 0;
}

static const char *
add_literal(struct patterns *p, struct alternative *a, const char *word)
{
	struct hint *h = hint_of(p, word);
	size_t i = 0;

	while (i < p->n_literals && strcmp(p->literal[i], word) != 0)
		i++;
	if (h == NULL || i == LITERAL_MAX)
		return "too many literal words";
	if (i == p->n_literals)
		p->literal[p->n_literals++] = word;
	h->literals[i / 64] |= (uint64_t)1 << i % 64;
	a->literal = word;
	a->literal_id = i;
	return NULL;
}

/* Add one alternative: a class in capitals or a literal. Returns what is wrong, or NULL. */
static const char *
add_alternative(struct patterns *p, struct element *e, char *word)
{
	struct alternative *a = &e->alt[e->n];

	if (*word == '\0' || e->n == ALTERNATIVE_MAX)
		return "empty or too many alternatives";
	e->n++;
	*a = (struct alternative){ .special = special_of(word) };
	if (a->special != 0)
		return NULL;
	if (*word < 'A' || *word > 'Z')
		return add_literal(p, a, word);
	for (a->word_class = 0; a->word_class < p->n_classes; a->word_class++)
		if (strcmp(p->classes[a->word_class].name, word) == 0)
			return NULL;
	return "unknown word class";
}

/* Read "~(!a|B)?" and the like. */
static const char *
parse_element(struct patterns *p, struct element *e, char *s)
{
	size_t n = strlen(s);
	const char *wrong = NULL;
	char *next;

	if (n > 1 && *s == '~') {
		e->glued = true;
		s++, n--;
	}
	if (n > 1 && s[n - 1] == '?') {
		e->optional = true;
		s[--n] = '\0';
	}
	if (n > 2 && *s == '(' && s[n - 1] == ')') {
		e->context = true;
		s[--n] = '\0';
		s++;
		if (*s == '!') {
			e->negative = true;
			s++;
		}
	}
	for (; s != NULL && wrong == NULL; s = next) {
		if ((next = strchr(s, '|')) != NULL)
			*next++ = '\0';
		wrong = add_alternative(p, e, s);
	}
	return wrong;
}

/* Note what an alternative may begin with. */
static void
start_alternative(const struct patterns *p, struct hint *h, const struct alternative *a)
{
	if (a->literal != NULL)
		h->literals[a->literal_id / 64] |= (uint64_t)1 << a->literal_id % 64;
	else if (a->special == 0)
		h->classes |= (uint64_t)1 << a->word_class;
	else if (a->special == WDC)
		h->classes |= (uint64_t)1 << p->known[ANYDAY];
	else if (a->special == START)
		h->first = true;
	else if (a->special == CAP || a->special == PLURAL || a->special == END || a->special == OS)
		h->any = true;
	else {
		h->digit = true;
		h->classes |= (uint64_t)1 << p->known[NTHWORD] | (uint64_t)1 << p->known[NWORD] |
		    (uint64_t)1 << p->known[ERA]; /* "AD 70" */
	}
}

static void
set_start(const struct patterns *p, const struct pattern *pat, struct hint *start)
{
	for (size_t i = 0; i < pat->n; i++) {
		const struct element *e = &pat->element[i];

		if (e->negative) {
			start->any = true;
			return;
		}
		for (size_t k = 0; k < e->n; k++)
			start_alternative(p, start, &e->alt[k]);
		if (!e->optional)
			return;
	}
}

static void
parse_pattern(struct patterns *p, const struct table *t, size_t row)
{
	char **cell = t->rows[row].cell, *save = NULL;
	struct pattern *pat;
	const char *wrong;

	p->list = grow(p->list, &p->cap, p->n + 1, sizeof *p->list);
	pat = &p->list[p->n++];
	memset(pat, 0, sizeof *pat);
	pat->form = cell[0];
	pat->settings = cell[2];
	pat->priority = strstr(cell[2], "priority=1") != NULL;
	pat->text = xstrdup(cell[1]);
	for (char *s = strtok_r(pat->text, " ", &save); s != NULL; s = strtok_r(NULL, " ", &save)) {
		if (pat->n == ELEMENT_MAX)
			table_bad(t, row, "pattern with too many elements");
		wrong = parse_element(p, &pat->element[pat->n++], s);
		if (wrong != NULL)
			table_bad(t, row, wrong);
	}
	if (pat->n == 0)
		table_bad(t, row, "empty pattern");
	p->start = grow(p->start, &p->cap_start, p->n, sizeof *p->start);
	p->start[p->n - 1] = (struct hint){ .any = false };
	set_start(p, pat, &p->start[p->n - 1]);
}

/* Weekdays are two classes: full names, and all of them. */
static void
load_words(struct patterns *p)
{
	struct table *t = p->tables[0] = table_load("months", 3, 3);

	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->rows[i].cell[2], "en") == 0)
			add_word(p, t, i, "MONTH", t->rows[i].cell[0], t->rows[i].cell[1]);
	t = p->tables[1] = table_load("weekdays", 3, 3);
	for (size_t i = 0; i < t->n; i++) {
		add_word(p, t, i, "ANYDAY", t->rows[i].cell[0], t->rows[i].cell[1]);
		if (strcmp(t->rows[i].cell[2], "full") == 0)
			add_word(p, t, i, "WEEKDAY", t->rows[i].cell[0], t->rows[i].cell[1]);
	}
	t = p->tables[2] = table_load("date-words", 2, 3);
	for (size_t i = 0; i < t->n; i++)
		add_word(p, t, i, t->rows[i].cell[0], t->rows[i].cell[1], t->rows[i].cell[2]);
	t = p->tables[3] = table_load("relative-dates", 5, 5);
	for (size_t i = 0; i < t->n; i++) /* the value is the row: phrase, anchor, unit, from, to */
		add_word(p, t, i, "RELATIVE", t->rows[i].cell[0], (const char *)t->rows[i].cell);
}

struct patterns *
patterns_load(void)
{
	struct patterns *p = xcalloc(1, sizeof *p);
	struct table *t;

	p->hints = phrases_new();
	for (size_t i = 0; i < KNOWN_MAX; i++)
		p->known[i] = class_find(p, known_names[i]);
	load_words(p);
	t = p->tables[4] = table_load("date-patterns", 2, 3);
	for (size_t i = 0; i < t->n; i++)
		parse_pattern(p, t, i);
	return p;
}

void
patterns_free(struct patterns *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->n; i++)
		free(p->list[i].text);
	for (size_t i = 0; i < p->n_classes; i++)
		phrases_free(p->classes[i].phrases);
	for (size_t i = 0; i < p->n_hints; i++)
		free(p->hint[i]);
	free(p->hint);
	phrases_free(p->hints);
	for (size_t i = 0; i < sizeof p->tables / sizeof *p->tables; i++)
		table_free(p->tables[i]);
	free(p->list);
	free(p->start);
	free(p);
}

const char *
pattern_form(const struct patterns *p, size_t pattern)
{
	return p->list[pattern].form;
}

const char *
pattern_settings(const struct patterns *p, size_t pattern)
{
	return p->list[pattern].settings;
}

static bool
glued(const struct tokens *t, size_t i)
{
	return i > 0 && i < t->n && t->tok[i].start == t->tok[i - 1].end;
}

static bool
is_word(const struct tokens *t, size_t i, const char *w)
{
	return i < t->n && strcmp(t->tok[i].low, w) == 0;
}

/* Value of a token of 1 to max digits, else -1. */
static int
digits(const struct tokens *t, size_t i, size_t max)
{
	const char *s;
	int v = 0;

	if (i >= t->n || t->tok[i].type != TOKEN_NUMBER || strlen(t->tok[i].low) > max)
		return -1;
	for (s = t->tok[i].low; *s != '\0'; s++) {
		if (*s < '0' || *s > '9')
			return -1;
		v = v * 10 + (*s - '0');
	}
	return v;
}

static size_t
digit_count(const struct tokens *t, size_t i)
{
	return digits(t, i, 9) < 0 ? 0 : strlen(t->tok[i].low);
}

/* Tokens of a word class at i; *value gets what the table says. */
static size_t
class_at(const struct scan *sc, size_t c, size_t i, const char **value)
{
	const void *v = NULL;
	size_t n;

	if (i >= sc->t->n || sc->hint[i] == NULL || (sc->hint[i]->classes >> c & 1) == 0)
		return 0;
	n = phrases_match(sc->p->classes[c].phrases, sc->t, i, &v);
	*value = v;
	return n;
}

static size_t
known_at(const struct scan *sc, enum known k, size_t i, const char **value)
{
	return class_at(sc, sc->p->known[k], i, value);
}

/* As class_at, for a class by its name and without hints. */
static size_t
named_at(const struct patterns *p, const char *name, const struct tokens *t, size_t i, const char **value)
{
	const void *v = NULL;
	size_t n;

	for (size_t c = 0; c < p->n_classes; c++) {
		if (strcmp(p->classes[c].name, name) != 0)
			continue;
		n = i < t->n ? phrases_match(p->classes[c].phrases, t, i, &v) : 0;
		*value = v;
		return n;
	}
	return 0;
}

size_t
class_before(const struct patterns *p, const char *name, const struct tokens *t, size_t i, const char **value)
{
	size_t best = 0;

	for (size_t back = 1; back <= 5 && back <= i; back++) {
		const char *v;

		if (named_at(p, name, t, i - back, &v) == back) {
			best = back;
			*value = v;
		}
	}
	return best;
}

bool
class_among(const struct patterns *p, const char *name, const struct tokens *t, size_t i, size_t k)
{
	const char *v;

	for (; i < k && i < t->n; i++)
		if (named_at(p, name, t, i, &v) > 0)
			return true;
	return false;
}

/* Is the number a figure of another kind: "1990s", "12.5", "5%", "30 mm" written together? */
static bool
joined_behind(const struct tokens *t, size_t i)
{
	return glued(t, i + 1) && (t->tok[i + 1].type != TOKEN_PUNCT || is_word(t, i + 1, "%") || is_word(t, i + 1, "°"));
}

static bool
joined_before(const struct tokens *t, size_t i)
{
	return glued(t, i) && (t->tok[i - 1].type != TOKEN_PUNCT || strchr("$#%+", *t->tok[i - 1].low) != NULL ||
	    (unsigned char)*t->tok[i - 1].low == 0xC2 /* pound, section, plus-minus */);
}

/* "21", "14th", "1st" or "fourteenth". */
static size_t
match_day(const struct scan *sc, size_t i, int *value, bool need_suffix)
{
	static const char *const suffix[] = { "st", "nd", "rd", "th" };
	const struct tokens *t = sc->t;
	const char *v;
	size_t n = known_at(sc, NTHWORD, i, &v);
	int d = digits(t, i, 2);

	if (n > 0) {
		*value = atoi(v);
		return n;
	}
	if (d < 1 || d > 31 || joined_before(t, i))
		return 0;
	*value = d;
	for (size_t k = 0; k < 4; k++)
		if (glued(t, i + 1) && is_word(t, i + 1, suffix[k]))
			return 2;
	return !need_suffix && !joined_behind(t, i);
}

/* "2012", "500 BC", "AD 70", "1250 CE". Only = 3: three digits; only = -1: before our era. */
static size_t
match_year(const struct scan *sc, size_t i, int *value, int only)
{
	const struct tokens *t = sc->t;
	const char *era;
	size_t lead = i < t->n && (is_word(t, i, "ad") || is_word(t, i, "a.d.")) && t->tok[i].allcaps ? 1 : 0, n;
	int y = digits(t, i + lead, 4);

	if (y <= 0 || joined_before(t, i + lead))
		return 0;
	n = known_at(sc, ERA, i + lead + 1, &era);
	if (n > 0 && (t->tok[i + lead + 1].allcaps || strchr(t->tok[i + lead + 1].low, '.') != NULL)) {
		*value = y * atoi(era);
		return only == 3 || (only == -1 && *value > 0) ? 0 : lead + 1 + n;
	}
	if (joined_behind(t, i + lead) || only == -1)
		return 0;
	*value = y;
	if (lead > 0)
		return only == 3 ? 0 : 2;
	return only == 3 ? y >= 100 && y <= 999 && digit_count(t, i) == 3 : y >= 1000 && y < 2200;
}

/* "1990s", "1990's". */
static size_t
match_decade(const struct tokens *t, size_t i, int *value)
{
	int y = digits(t, i, 4);

	if (y < 1000 || y >= 2200 || y % 10 != 0 || !glued(t, i + 1) || (!is_word(t, i + 1, "s") && !is_word(t, i + 1, "'s")))
		return 0;
	*value = y;
	return 2;
}

/* A lower-case word that looks like what numbers count. */
static bool
plural(const struct scan *sc, size_t i)
{
	const struct tokens *t = sc->t;
	const char *v;
	size_t n;

	if (i >= t->n || t->tok[i].type != TOKEN_WORD || t->tok[i].capital)
		return false;
	if (known_at(sc, NOPLURAL, i, &v) > 0)
		return false;
	if (known_at(sc, COUNTED, i, &v) > 0)
		return true;
	n = strlen(t->tok[i].low);
	return n > 3 && t->tok[i].low[n - 1] == 's' && strchr("sui", t->tok[i].low[n - 2]) == NULL;
}

/* "[O.S. 25 October]": a date of the other calendar, in brackets. */
static size_t
match_old_style(const struct scan *sc, size_t i)
{
	const struct tokens *t = sc->t;
	const char *v;

	if (!is_word(t, i, "[") && !is_word(t, i, "("))
		return 0;
	if (known_at(sc, OLDSTYLE, i + 1, &v) == 0)
		return 0;
	for (size_t k = i + 2; k < t->n && k < i + 10; k++)
		if (is_word(t, k, "]") || is_word(t, k, ")"))
			return k + 1 - i;
	return 0;
}

static size_t
match_count(const struct scan *sc, size_t i, struct match *m)
{
	const struct tokens *t = sc->t;
	const char *v;
	size_t n = known_at(sc, NWORD, i, &v);

	if (n == 0 && digits(t, i, 3) > 0 && !joined_before(t, i) && !joined_behind(t, i)) {
		m->n = digits(t, i, 3);
		n = 1;
	} else if (n > 0)
		m->n = atoi(v);
	m->has_n |= n > 0;
	return n;
}

static struct slot *
current(struct attempt *a)
{
	return &a->m.slot[a->slot];
}

/* A weekday in front of a date, with its comma. */
static size_t
match_weekday_prefix(struct attempt *a, size_t i)
{
	const char *v;
	size_t n = known_at(a->sc, ANYDAY, i, &v);

	if (n == 0 || !a->t->tok[i].capital)
		return 0;
	current(a)->weekday = atoi(v);
	n += is_word(a->t, i + n, ",");
	return n + is_word(a->t, i + n, "the");
}

static size_t
match_digits(struct attempt *a, size_t i, int special)
{
	const struct tokens *t = a->t;
	struct slot *s = current(a);
	int v = digits(t, i, 4);
	size_t n = digit_count(t, i);

	if (v < 0 || n == 0)
		return 0;
	if (special == NUM4)
		return n == 4 && (s->y = v) > 0;
	if (special == YY)
		return n == 2 && (s->y = v) > 0 && !joined_behind(t, i);
	if (special == NUM) { /* the first half of "480-479 BC" */
		s->y = v;
		return !joined_behind(t, i);
	}
	if (n > 2)
		return 0;
	if (s->m == 0)
		s->m = v;
	else
		s->d = v;
	return 1;
}

static size_t
match_special(struct attempt *a, size_t i, int special)
{
	const struct tokens *t = a->t;
	struct slot *s = current(a);

	switch (special) {
	case DAY: return match_day(a->sc, i, &s->d, false);
	case NTH: return match_day(a->sc, i, &s->d, true);
	case YEAR: return match_year(a->sc, i, &s->y, 0);
	case YEAR3: return match_year(a->sc, i, &s->y, 3);
	case BC: return match_year(a->sc, i, &s->y, -1);
	case DECADE: return match_decade(t, i, &s->y);
	case N: return match_count(a->sc, i, &a->m);
	case WDC: return match_weekday_prefix(a, i);
	case CAP: return i < t->n && t->tok[i].capital;
	case PLURAL: return plural(a->sc, i);
	case OS: return match_old_style(a->sc, i);
	default: return match_digits(a, i, special);
	}
}

/* Put the value of a word class where the match keeps it. False: the class does not stand here after all. */
static bool
keep_value(struct attempt *a, const char *name, const char *value, size_t i)
{
	struct slot *s = current(a);

	if (strcmp(name, "MONTH") == 0) {
		s->m = atoi(value);
		return a->t->tok[i].capital;
	}
	if (strcmp(name, "WEEKDAY") == 0) {
		s->weekday = atoi(value);
		return a->t->tok[i].capital;
	}
	if (strcmp(name, "PART") == 0)
		s->part = value;
	else if (strcmp(name, "SEASON") == 0)
		s->season = value;
	else if (strcmp(name, "NAMED") == 0) {
		s->named = value;
		return a->t->tok[i].capital;
	} else if (strcmp(name, "ERA") == 0)
		s->y = atoi(value); /* of a century */
	else if (strcmp(name, "UNIT") == 0)
		a->m.unit = value;
	else if (strcmp(name, "RELATIVE") == 0)
		a->m.relative = value;
	return true;
}

/* Words that lead to the next date of a range or list. */
static bool
separates(const char *name)
{
	return strcmp(name, "TO") == 0 || strcmp(name, "AND") == 0 || strcmp(name, "COMMA") == 0 ||
	    strcmp(name, "SLASH") == 0;
}

static bool
has_literal(const struct hint *h, size_t literal)
{
	return h != NULL && (h->literals[literal / 64] >> literal % 64 & 1) != 0;
}

/* Tokens that an alternative takes at i. *hit: it stands there, though it may take none (^ and $). */
static size_t
match_alternative(struct attempt *a, const struct alternative *alt, size_t i, bool keep, bool *hit)
{
	const struct word_class *c;
	const void *value = NULL;
	size_t n = 0;

	if (alt->special == START || alt->special == END) {
		*hit = alt->special == START ? i == 0 : i >= a->t->n;
		return 0;
	}
	if (i >= a->t->n)
		return 0;
	if (alt->literal != NULL)
		n = has_literal(a->sc->hint[i], alt->literal_id);
	else if (alt->special != 0)
		n = match_special(a, i, alt->special);
	else if (a->sc->hint[i] != NULL && (a->sc->hint[i]->classes >> alt->word_class & 1) != 0) {
		c = &a->p->classes[alt->word_class];
		n = phrases_match(c->phrases, a->t, i, &value);
		if (n > 0 && keep && !keep_value(a, c->name, value, i))
			n = 0;
		if (n > 0 && keep && separates(c->name)) {
			if (a->slot + 1 >= SLOT_MAX)
				return 0;
			a->slot++;
		}
	}
	*hit = n > 0;
	return n;
}

/* One look at the hints: the alternative cannot stand at token i. */
static bool
hopeless(const struct attempt *a, const struct alternative *alt, size_t i)
{
	const struct hint *h;

	if (alt->special != 0)
		return false;
	h = i < a->t->n ? a->sc->hint[i] : NULL;
	return h == NULL || (alt->literal != NULL ? !has_literal(h, alt->literal_id) : (h->classes >> alt->word_class & 1) == 0);
}

static bool match_from(struct attempt *a, size_t k, size_t i);

/* Try one alternative of element k at token i and then the rest. */
static bool
match_rest(struct attempt *a, size_t k, const struct alternative *alt, size_t i)
{
	const struct element *e = &a->pattern->element[k];
	struct attempt saved;
	bool hit = false;
	size_t n;

	if (hopeless(a, alt, i))
		return false;
	saved = *a;
	n = match_alternative(a, alt, i, true, &hit);
	if (hit && !e->context && n > 0) {
		struct slot *s = current(a);

		if (s->first == s->last)
			s->first = a->slot == saved.slot ? i : i + n; /* "and" belongs to neither side */
		s->last = i + n;
		if (a->m.first == a->m.last)
			a->m.first = i;
		a->m.last = i + n;
	} else if (e->context)
		*current(a) = *current(&saved);
	if (hit && match_from(a, k + 1, i + n))
		return true;
	*a = saved;
	return false;
}

/* Match elements k and on at token i. The depth is the pattern's length, at most ELEMENT_MAX twice over. */
static bool
match_from(struct attempt *a, size_t k, size_t i)
{
	const struct element *e;

	if (k == a->pattern->n)
		return a->m.last > a->m.first;
	e = &a->pattern->element[k];
	if (e->negative) {
		struct attempt probe = *a;

		for (size_t j = 0; j < e->n; j++) {
			bool hit = false;

			match_alternative(&probe, &e->alt[j], i, false, &hit);
			if (hit)
				return false;
		}
		return match_from(a, k + 1, i);
	}
	if (!e->glued || glued(a->t, i))
		for (size_t j = 0; j < e->n; j++)
			if (match_rest(a, k, &e->alt[j], i))
				return true;
	return e->optional && match_from(a, k + 1, i);
}

/* Whether a pattern can begin at a token. */
static bool
may_start(const struct hint *start, const struct token *k, bool first, const struct hint *h)
{
	if (start->any || (first && start->first) || (start->digit && k->type == TOKEN_NUMBER))
		return true;
	if (h == NULL)
		return false;
	if ((start->classes & h->classes) != 0)
		return true;
	for (size_t i = 0; i < LITERAL_MAX / 64; i++)
		if ((start->literals[i] & h->literals[i]) != 0)
			return true;
	return false;
}

/* Hints for all words of a text, in a new array. */
static const struct hint **
look_up(const struct patterns *p, const struct tokens *t)
{
	const struct hint **hint = xcalloc(t->n + 1, sizeof *hint);

	for (size_t i = 0; i < t->n; i++) {
		const void *v = NULL;

		if (phrases_match(p->hints, t, i, &v) > 0)
			hint[i] = v;
	}
	return hint;
}

size_t
patterns_match_all(const struct patterns *p, const struct tokens *t, struct match **out)
{
	struct scan sc = { p, t, look_up(p, t) };
	struct match *list = NULL;
	size_t n = 0, cap = 0;

	for (size_t i = 0; i < t->n; i++) {
		for (size_t k = 0; k < p->n; k++) {
			struct attempt a;

			if (!may_start(&p->start[k], &t->tok[i], i == 0, sc.hint[i]))
				continue;
			a = (struct attempt){ .sc = &sc, .p = p, .pattern = &p->list[k], .t = t };
			if (!match_from(&a, 0, i))
				continue;
			list = grow(list, &cap, n + 1, sizeof *list);
			a.m.pattern = k;
			a.m.priority = p->list[k].priority;
			a.m.slots = a.slot + 1;
			list[n++] = a.m;
		}
	}
	free(sc.hint);
	*out = list;
	return n;
}
