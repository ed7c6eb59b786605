/* UTF-8 text: tokens, case folding, white space. */
#ifndef SITREP_TEXT_H
#define SITREP_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decode one code point at s (n bytes left, n > 0); *len gets its bytes. Bad bytes give U+FFFD and length 1. */
uint32_t utf8_next(const char *s, size_t n, size_t *len);
/* Encode into out (4 bytes of room); returns the bytes written. */
size_t utf8_put(char *out, uint32_t c);
/* Whether all n bytes are valid UTF-8 (no surrogates, no overlong forms, no NUL). */
bool utf8_valid(const char *s, size_t n);
/* A new copy of s with each bad byte (and NUL) replaced by U+FFFD; *bad counts them. */
char *utf8_clean(const char *s, size_t n, size_t *out_len, size_t *bad);

uint32_t fold_char(uint32_t c);      /* lower case, Latin, Greek and Cyrillic */
bool is_upper(uint32_t c);
bool is_letter(uint32_t c);
bool is_space(uint32_t c);           /* all Unicode white space, also no-break and thin ones */
uint32_t strip_accent(uint32_t c);   /* é -> e; 0 for combining marks; others unchanged */

/* Lower-case copy; the caller frees. */
char *fold(const char *s, size_t n);
/* Lower case, accents, apostrophes and hyphens dropped or made spaces, white space folded: the key
 * under which spelling variants of a name meet ("Ménaka", "Menaka"). The caller frees. */
char *name_key(const char *s, size_t n);
/* Copy with runs of white space folded to one blank and ends trimmed. The caller frees. */
char *squeeze(const char *s, size_t n);

/* Split a line at its tabs in place into at most max cells; returns how many it has, which is more
 * than max where some were left over (the last cell then holds the rest). */
size_t split_cells(char *line, char **cells, size_t max);

enum token_type { TOKEN_WORD, TOKEN_NUMBER, TOKEN_PUNCT };

/* A word (letters with inner apostrophes, hyphens, full stops of abbreviations and digits: "Su-25",
 * "U.S.", "d'état"), a number (digits with their separators: "1,200", "3.5", "1 200"), or one
 * punctuation character. A possessive 's is a token of its own ("'s"); so is the hyphen between
 * numbers or before nothing. Offsets are bytes into the text. */
struct token {
	size_t start, end;
	enum token_type type;
	bool capital;   /* begins with an upper case letter */
	bool allcaps;   /* two or more letters, all upper case */
	char *low;      /* folded text, owned by the token list */
};

struct tokens {
	struct token *tok;
	size_t n, cap;
	char *arena;
};

/* Tokens of one text that are looked at: what a sentence costs grows with their square, and real ones have a tenth. */
#define TOKENS_MAX 2000

/* Split text; what stands behind the first TOKENS_MAX is left out. The caller frees with tokens_free. */
struct tokens *tokenize(const char *text, size_t len);
void tokens_free(struct tokens *t);
/* First token that ends after byte offset; t->n if none. */
size_t token_at(const struct tokens *t, size_t offset);

/* A set of phrases (runs of folded tokens) with a value each. */
struct phrases;
struct phrases *phrases_new(void);
/* Add a phrase; it is tokenized as text is. A later one with the same words wins. value is borrowed. */
void phrases_add(struct phrases *p, const char *phrase, const void *value);
/* Longest phrase that begins at token i: its number of tokens (0: none) and value. */
size_t phrases_match(const struct phrases *p, const struct tokens *t, size_t i, const void **value);
/* Value of exactly this phrase; NULL if it was not added. */
const void *phrases_find(const struct phrases *p, const char *phrase);
void phrases_free(struct phrases *p);

#endif
