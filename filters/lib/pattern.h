/* Patterns over the groups of a parsed sentence, kept in lexicon tables.
 *
 * A pattern is a row of elements between blanks, matched to consecutive groups; adverbs between them are stepped
 * over. An element is [name=]KIND[.class][.form]...[?]:
 *   N          a noun group               N.dead      ... whose head noun is in word class "dead"
 *   L          a list of noun groups      N#          ... with a count      N@  ... with an actor      N%  ... a place, no possessive
 *   V          a verb group               V.kill      ... whose verb is in word class "kill"
 *              forms: act pas ing inf fin pp, cop (be alone), mortal (an adverb says that it was deadly)
 *   P.by       the preposition "by" (by|from: either), P any preposition
 *   A.back     an adverb, which other elements step over
 *   C , ; SUB DATE   conjunction, comma, other punctuation, subordinator, date; SUB.after|when
 *   ~          anything but a verb group or subordinator, up to eight groups, as few as can be
 * name= keeps what matched; ? makes it optional. Matching never looks at a sentence more than a fixed number of
 * steps, so a long sentence costs linear time. */
#ifndef SITREP_PATTERN_H
#define SITREP_PATTERN_H

#include <stddef.h>

#include "lexicon.h"
#include "parse.h"

#define PATTERN_NAMES 26

/* Word classes of word-classes.tsv: sets of lemmas that patterns name. */
void classes_load(void);
/* Is the lemma (of a verb) or noun (any number) in the class? Class -1 (unknown name) never holds. */
int class_find(const char *name);
bool class_has(int class, const char *lemma);
/* Is the group's head (a verb, or a noun in any number) in the class? */
bool chunk_has(const struct parse *p, size_t chunk, int class);
/* The classes of a lemma, for struct chunk; NULL if it is in none. */
const void *classes_of(const char *lemma);
/* Singular of an English noun (folded) in buf. */
const char *singular(const char *noun, char *buf, size_t size);
bool is_plural(const char *noun);

struct pattern;

struct match {
	const struct pattern *pattern;
	size_t at[PATTERN_NAMES];  /* by letter: the first group that matched, NONE if none did */
	size_t end[PATTERN_NAMES]; /* by letter: the last (lists) */
	size_t first, last;        /* groups that the whole match spans */
};

struct patterns {
	struct pattern *pattern;
	size_t n;
	const struct table *table;
};

/* Compile column `column` of every row of a table. The row's other cells are the caller's; a bad pattern ends the
 * program with file and line. The table must outlive the patterns. */
struct patterns *patterns_compile(const struct table *t, size_t column);
/* The table row that a match's pattern came from. */
size_t match_row(const struct match *m);
/* Match pattern k with its first element at group i. */
bool pattern_match(const struct patterns *ps, size_t k, const struct parse *p, size_t i, struct match *m);

#endif
