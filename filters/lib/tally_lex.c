/* The words of casualty and strength tables, and what lines of such tables are made of. */
#include "tally_lex.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "lexicon.h"
#include "pattern.h"
#include "record.h"
#include "words.h"

#define COUNTS_MAX 200 /* of one line */
#define WORDS_MAX 80   /* behind a count that are looked at */

enum { NOUN, UNIT, ONLY }; /* cells of force-units */

#define NOUN_WORDS 4 /* of the longest noun of forces: "ship of the line" */

static const char *const sense_names[SENSES] = { "total", "including", "by", "act", "claim", "persons", "civil" };
static struct table *outcomes, *units, *words;
static struct phrases *by_outcome, *by_unit, *by_column, *by_sense[SENSES];

static struct phrases *
index_of(const struct table *t)
{
	struct phrases *p = phrases_new();

	for (size_t i = 0; i < t->n; i++)
		phrases_add(p, t->rows[i].cell[0], t->rows[i].cell[1]);
	return p;
}

static void
load_words(void)
{
	words = table_load("tally-words", 2, 3);
	by_column = phrases_new();
	for (size_t k = 0; k < SENSES; k++)
		by_sense[k] = phrases_new();
	for (size_t i = 0; i < words->n; i++) {
		char **cell = words->rows[i].cell;
		size_t k = 0;

		if (strcmp(cell[2], "column") == 0) {
			phrases_add(by_column, cell[0], cell[1]);
			continue;
		}
		while (k < SENSES && strcmp(sense_names[k], cell[1]) != 0)
			k++;
		if (k == SENSES || *cell[2] != '\0')
			table_bad(words, i, "unknown sense");
		phrases_add(by_sense[k], cell[0], cell[1]);
	}
}

void
tally_lex_load(void)
{
	if (outcomes != NULL)
		return;
	words_load();
	outcomes = table_load("outcomes", 2, 2);
	units = table_load("force-units", 2, 3);
	by_outcome = index_of(outcomes);
	by_unit = phrases_new();
	for (size_t i = 0; i < units->n; i++)
		phrases_add(by_unit, units->rows[i].cell[0], units->rows[i].cell);
	load_words();
}

void
tally_lex_unload(void)
{
	if (outcomes == NULL)
		return;
	phrases_free(by_outcome);
	phrases_free(by_unit);
	phrases_free(by_column);
	for (size_t k = 0; k < SENSES; k++)
		phrases_free(by_sense[k]);
	table_free(outcomes);
	table_free(units);
	table_free(words);
	outcomes = NULL;
}

const char *
tally_outcome(const struct tokens *t, size_t i, size_t *n)
{
	const void *value = NULL;

	*n = i < t->n ? phrases_match(by_outcome, t, i, &value) : 0;
	return *n > 0 ? value : NULL;
}

size_t
tally_sense(const struct tokens *t, size_t i, enum tally_sense sense)
{
	const void *value;

	return i < t->n ? phrases_match(by_sense[sense], t, i, &value) : 0;
}

const char *
tally_column(const char *header)
{
	return phrases_find(by_column, header);
}

/* Unit of a type designation, "mi-8mt" or "t72": its letters, then digits. */
static char **
unit_of_type(const char *low)
{
	char key[16];
	size_t n = strcspn(low, "0123456789-");

	if (n == 0 || n > 4 || strpbrk(low, "0123456789") == NULL || (low[n] == '-' && (low[n + 1] < '0' || low[n + 1] > '9')))
		return NULL;
	snprintf(key, sizeof key, "%.*s-#", (int)n, low);
	return (char **)(uintptr_t)phrases_find(by_unit, key);
}

/* Unit of the noun of up to NOUN_WORDS words that ends with token last; the last word of it may be in the plural, or
 * the last part of a hyphenated one ("motor-launches"). */
static char **
unit_of(const struct tokens *t, size_t first, size_t last)
{
	char key[128], one[64], **unit = NULL;
	const char *hyphen;

	for (size_t n = NOUN_WORDS; n > 0 && unit == NULL; n--) {
		size_t used = 0, from = last + 1 - n;

		if (last + 1 < n || from < first)
			continue;
		for (size_t i = from; i <= last && used < sizeof key; i++) {
			const char *w = i == last || (i == from && n > 2) ? singular(t->tok[i].low, one, sizeof one) : t->tok[i].low;
			int len = snprintf(key + used, sizeof key - used, "%s%s", i > from ? " " : "", w);

			used += len > 0 ? (size_t)len : 0;
		}
		if (used < sizeof key)
			unit = (char **)(uintptr_t)phrases_find(by_unit, key);
	}
	if (unit == NULL)
		unit = unit_of_type(t->tok[last].low);
	hyphen = strrchr(t->tok[last].low, '-');
	if (unit == NULL && hyphen != NULL)
		unit = (char **)(uintptr_t)phrases_find(by_unit, singular(hyphen + 1, one, sizeof one));
	/* "motor-launches" are launches, but "pre-war" is no war. */
	return unit != NULL && hyphen != NULL && strcmp(unit[UNIT], "other") == 0 ? NULL : unit;
}

/* Does a noun group end before token i? */
static bool
ends_group(const struct tokens *t, size_t i)
{
	const struct word *w;

	if (t->tok[i].type == TOKEN_NUMBER)
		return true;
	if (t->tok[i].type == TOKEN_PUNCT)
		return t->tok[i].low[0] != '\'' && t->tok[i].low[0] != '"' && t->tok[i].low[0] != '&';
	if (strcmp(t->tok[i].low, "of") == 0)
		return false;
	if (words_match(t, i, &w) == 0)
		return false;
	if (t->tok[i].allcaps && (w->classes & W_PRON) != 0)
		return false; /* US is not us */
	return (w->classes & (W_PREP | W_CONJ | W_SUB | W_PRON | W_AUX | W_MODAL)) != 0;
}

/* Is token i a verb that ends the noun group, whose noun so far is in the plural or not? "20 armed trucks" goes on. */
static bool
verb_ends(const struct tokens *t, size_t i, bool plural)
{
	const struct word *w;

	return words_match(t, i, &w) > 0 && w->verb != NULL && (w->classes & W_NOUN) == 0 &&
	    (plural || (w->forms & (F_PP | F_S)) == 0) &&
	    ((w->verb->classes & V_NOUNISH) == 0 || (w->forms & (F_BASE | F_S)) == 0);
}

const char *
force_unit(const struct tokens *t, size_t first, size_t last, size_t *noun)
{
	const char *unit = NULL;
	size_t of = 0; /* the token behind "of" */
	bool plural = false;

	for (size_t i = first; i < last && i < first + 12; i++) {
		char **found;

		if (i > first && ends_group(t, i) && !(i == first + 1 && t->tok[first].type == TOKEN_PUNCT))
			break;
		if ((unit != NULL || plural) && verb_ends(t, i, plural))
			break;
		if (unit != NULL && strcmp(t->tok[i].low, "of") == 0)
			of = i + 1;
		found = t->tok[i].type == TOKEN_WORD ? unit_of(t, first, i) : NULL;
		plural = is_plural(t->tok[i].low);
		/* "pieces of artillery" is one noun, "regiment of soldiers" two. */
		if (found == NULL || (of > 0 && unit != NULL && unit_of(t, of, i) == found && strcmp(found[UNIT], unit) != 0))
			continue;
		/* "Rafale fighters" fly. */
		if (unit == NULL || strcmp(unit, "aircraft") != 0 || strcmp(found[UNIT], "fighters") != 0)
			unit = found[UNIT];
		if (noun != NULL)
			*noun = i;
	}
	return unit;
}

const char *
force_only(const struct tokens *t, size_t first, size_t noun)
{
	char **found = unit_of(t, first, noun);

	return found != NULL ? found[ONLY] : "";
}

bool
force_people(const char *unit)
{
	return unit != NULL && (strcmp(unit, "troops") == 0 || strcmp(unit, "fighters") == 0 || strcmp(unit, "police") == 0 ||
	    strcmp(unit, "advisers") == 0);
}

static void
set_depths(struct tally_line *l)
{
	int depth = 0;

	l->depth = xcalloc(l->tok->n + 1, 1);
	for (size_t i = 0; i < l->tok->n; i++) {
		char c = l->tok->tok[i].type == TOKEN_PUNCT ? l->tok->tok[i].low[0] : ' ';

		if ((c == ')' || c == ']') && depth > 0)
			depth--;
		l->depth[i] = (unsigned char)depth;
		if ((c == '(' || c == '[') && depth < 9)
			depth++;
	}
}

struct tally_line *
tally_line_new(const json_t *sentence)
{
	struct tally_line *l = xcalloc(1, sizeof *l);
	size_t cap = 0;

	l->sentence = sentence;
	l->text = get_str(sentence, "text");
	l->tok = tokenize(l->text, strlen(l->text));
	l->spans = spans_of(sentence);
	set_depths(l);
	for (size_t i = 0; i < l->spans.n; i++)
		if (l->n < COUNTS_MAX && l->spans.span[i].type == SPAN_COUNT && (l->n == 0 || l->spans.span[i].start >= l->count[l->n - 1]->end)) {
			l->count = grow(l->count, &cap, l->n + 1, sizeof *l->count);
			l->count[l->n++] = &l->spans.span[i];
		}
	return l;
}

void
tally_line_free(struct tally_line *l)
{
	tokens_free(l->tok);
	spans_free(&l->spans);
	free(l->depth);
	free(l->count);
	free(l);
}

size_t
tally_first(const struct tally_line *l, size_t i)
{
	return token_at(l->tok, l->count[i]->start);
}

size_t
tally_behind(const struct tally_line *l, size_t i)
{
	size_t k = token_at(l->tok, l->count[i]->end);

	return k < l->tok->n && l->tok->tok[k].start < l->count[i]->end ? k + 1 : k;
}

size_t
tally_next(const struct tally_line *l, size_t i)
{
	size_t behind = tally_behind(l, i), last = i + 1 < l->n ? tally_first(l, i + 1) : l->tok->n;

	return last > behind + WORDS_MAX ? behind + WORDS_MAX : last;
}

int
tally_depth(const struct tally_line *l, size_t i)
{
	size_t k = tally_first(l, i);

	return k < l->tok->n ? l->depth[k] : 0;
}

bool
tally_is(const struct tally_line *l, size_t token, const char *word)
{
	return token < l->tok->n && strcmp(l->tok->tok[token].low, word) == 0;
}

const char *
tally_party(const struct span *s, const char **kind)
{
	const char *src = get_str(s->json, "src"), *name = get_str(s->json, "name");

	*kind = "state";
	if (*name == '\0')
		return NULL;
	if (s->type == SPAN_DEMONYM)
		return name;
	if (s->type == SPAN_PLACE)
		return strcmp(get_str(s->json, "feature"), "country") == 0 ? name : NULL;
	if (s->type != SPAN_ACTOR)
		return NULL;
	*kind = get_str(s->json, "kind");
	if (strcmp(*kind, "civilians") == 0 || strcmp(src, "noun") != 0)
		return name;
	return NULL;
}

const char *
tally_party_in(const struct tally_line *l, size_t from, size_t to, int depth, const char **kind)
{
	for (size_t i = 0; i < l->spans.n; i++) {
		const struct span *s = &l->spans.span[i];
		const char *name;

		if (s->start < from || s->end > to)
			continue;
		if (depth >= 0 && l->depth[token_at(l->tok, s->start)] != depth)
			continue;
		if ((name = tally_party(s, kind)) != NULL)
			return name;
	}
	*kind = "";
	return NULL;
}

const json_t *
tally_date_in(const struct tally_line *l, size_t from, size_t to)
{
	for (size_t i = 0; i < l->spans.n; i++) {
		const struct span *s = &l->spans.span[i];

		if (s->type == SPAN_DATE && s->start >= from && s->end <= to && *get_str(s->json, "start") != '\0')
			return s->json;
	}
	return NULL;
}

/* "citation needed" cites nothing. */
static bool
is_marker(const char *s)
{
	return s != NULL && *s != '\0' && (strchr(s, ' ') == NULL || strpbrk(s, "0123456789") != NULL);
}

json_t *
tally_notes(const json_t *sentence, size_t from, size_t to)
{
	const json_t *notes = json_object_get(sentence, "notes"), *note;
	json_t *list = json_array();
	long long here = -1;
	size_t i;

	json_array_foreach(notes, i, note) {
		long long at = json_integer_value(json_array_get(note, 0));

		if (at < (long long)from || !is_marker(json_string_value(json_array_get(note, 1))))
			continue;
		/* Notes of the figure itself, or else the first cluster behind it. */
		if (at > (long long)to && here < 0 && json_array_size(list) == 0)
			here = at;
		if (at > (long long)to && at != here)
			break;
		json_array_append(list, json_array_get(note, 1));
	}
	return list;
}

void
tally_set_count(json_t *rec, const struct span *count, const char *text)
{
	static const char *const keys[] = { "low", "best", "high" };

	for (size_t i = 0; i < 3; i++)
		if (has(count->json, keys[i]))
			set_int(rec, keys[i], get_int(count->json, keys[i], 0));
	set_str(rec, "qualifier", get_str(count->json, "q"));
	set_strn(rec, "count_as_written", text + count->start, count->end - count->start);
}
