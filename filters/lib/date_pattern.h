/* Patterns over the words of a sentence: how date_tag finds what lexicon/date-patterns.tsv describes. */
#ifndef SITREP_DATE_PATTERN_H
#define SITREP_DATE_PATTERN_H

#include <stdbool.h>
#include <stddef.h>

#include "text.h"

#define SLOT_MAX 4      /* dates in one list */
#define ELEMENT_MAX 24  /* elements of one pattern */
#define WORD_CLASS_MAX 40
#define TEXT_MAX ((size_t)256 << 10) /* a longer text is no sentence: the rest is passed over */

/* What one date of a match says; 0 or NULL where it says nothing. */
struct slot {
	int y, m, d, weekday;
	const char *part, *season, *named;
	size_t first, last; /* tokens first .. last - 1; equal: empty */
};

/* A pattern that matched: tokens first .. last - 1 are its span. */
struct match {
	size_t pattern, first, last;
	int priority;
	size_t slots;
	struct slot slot[SLOT_MAX];
	const char *unit, *relative;
	int n; /* the count in "three days later" */
	bool has_n;
};

struct patterns;

/* Load the date tables; dies on a bad line. */
struct patterns *patterns_load(void);
void patterns_free(struct patterns *p);

/* All matches that begin at any token, in no particular order; the caller frees *out. Texts of the
 * matches belong to the patterns. */
size_t patterns_match_all(const struct patterns *p, const struct tokens *t, struct match **out);

/* Form and settings ("key=value ...") of a pattern. */
const char *pattern_form(const struct patterns *p, size_t pattern);
const char *pattern_settings(const struct patterns *p, size_t pattern);

/* The tokens of a text with hyphenated words, numbers with letters and dotted dates taken apart
 * ("mid-2014", "14th", "5.4.1917"). The caller frees with date_tokens_free. */
struct date_tokens {
	struct tokens list;
	struct tokens *base;
	char **owned;
	size_t n_owned, cap_owned;
};
struct date_tokens *date_tokens_new(const char *text);
void date_tokens_free(struct date_tokens *t);

/* Longest phrase of a word class ("mod", "timeof") that ends right before token i: tokens and value. */
size_t class_before(const struct patterns *p, const char *name, const struct tokens *t, size_t i, const char **value);

/* Whether a word of the class stands among tokens i .. k - 1. */
bool class_among(const struct patterns *p, const char *name, const struct tokens *t, size_t i, size_t k);

#endif
