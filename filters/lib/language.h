/* The language of a text, by its commonest words. */
#ifndef SITREP_LANGUAGE_H
#define SITREP_LANGUAGE_H

#include <stddef.h>

/* ISO 639-1 code of the language that a text is in, in a new string; NULL if too few of the words of
 * stop-words.tsv stand in it, or as many of two languages. Looks at the beginning only. */
char *language_guess(const char *text, size_t len);
/* Free the table. */
void language_unload(void);

#endif
