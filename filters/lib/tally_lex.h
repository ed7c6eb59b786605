/* The words of casualty and strength tables. */
#ifndef SITREP_TALLY_LEX_H
#define SITREP_TALLY_LEX_H

#include <stdbool.h>
#include <stddef.h>

#include "span.h"
#include "text.h"

enum tally_sense { SENSE_TOTAL, SENSE_INCLUDING, SENSE_BY, SENSE_ACT, SENSE_CLAIM, SENSE_PERSONS, SENSE_CIVIL, SENSES };

/* Load outcomes, force-units and tally-words once; later calls do nothing. tally_lex_unload frees them. */
void tally_lex_load(void);
void tally_lex_unload(void);

/* Outcome of the longest phrase at token i ("killed"; "sunk" for what befalls things) and its tokens; NULL if none. */
const char *tally_outcome(const struct tokens *t, size_t i, size_t *n);
/* Tokens of the longest phrase of a sense at token i, 0 if none. */
size_t tally_sense(const struct tokens *t, size_t i, enum tally_sense sense);
/* What the cells below a header hold: an outcome, "date", "place", "by", "actor"; NULL if unknown. */
const char *tally_column(const char *header);

/* The unit ("troops", "ships", ..., "other") of the last noun of forces in the noun group that begins at token first and
 * ends before last at the latest; NULL if it has none. *noun (may be NULL) gets that noun's token. */
const char *force_unit(const struct tokens *t, size_t first, size_t last, size_t *noun);
/* Where the noun at a token, of a group that begins at first, names forces only: "table", "owned", "" for everywhere. */
const char *force_only(const struct tokens *t, size_t first, size_t noun);
/* Is the unit one of people? */
bool force_people(const char *unit);

/* A line of a table: tokens with their depth in brackets, and the counts. */
struct tally_line {
	const json_t *sentence; /* borrowed */
	const char *text;
	struct tokens *tok;
	unsigned char *depth;   /* by token */
	struct spans spans;
	const struct span **count; /* in order */
	size_t n;
};

struct tally_line *tally_line_new(const json_t *sentence);
void tally_line_free(struct tally_line *l);
/* First token of count i, and the first behind it. */
size_t tally_first(const struct tally_line *l, size_t i);
size_t tally_behind(const struct tally_line *l, size_t i);
/* First token of the next count, or the end of what belongs to count i. */
size_t tally_next(const struct tally_line *l, size_t i);
/* Depth of count i in brackets. */
int tally_depth(const struct tally_line *l, size_t i);

/* The party named by a span: an actor other than by a mere noun, a demonym or a country; NULL if it names none. */
const char *tally_party(const struct span *s, const char **kind);
/* The first party named between two bytes at a depth in brackets (-1: any), NULL if none. */
const char *tally_party_in(const struct tally_line *l, size_t from, size_t to, int depth, const char **kind);
/* The first date span between two bytes that has a start, NULL if none. */
const json_t *tally_date_in(const struct tally_line *l, size_t from, size_t to);
/* Markers of the notes that stand at or behind byte from, up to byte to; if there are none, the next ones on. New array. */
json_t *tally_notes(const json_t *sentence, size_t from, size_t to);

/* Set low, best, high, qualifier and count_as_written from a count span of the text. */
void tally_set_count(json_t *rec, const struct span *count, const char *text);
/* Does the token equal the word? */
bool tally_is(const struct tally_line *l, size_t token, const char *word);

#endif
