/* JSON-LD, as pages have it: not always quite JSON. */
#ifndef SITREP_HTML_JSONLD_H
#define SITREP_HTML_JSONLD_H

#include <stddef.h>

#include <jansson.h>

/* Parse a script's text; raw line ends in strings, commas too many and what stands around the value are overlooked.
 * NULL if it is no JSON. The caller owns the value. */
json_t *jsonld_parse(const char *s, size_t n);

/* The object that describes the page's article: the first whose type is a kind of article, else a page with a date;
 * NULL if there is none. Borrowed. *kind gets its type. */
json_t *jsonld_article(json_t *root, const char **kind);

/* The names in a value: a string, an object with a name, or a list of these; joined by "; " in a new string. NULL if
 * there are none. */
char *jsonld_names(const json_t *value);

#endif
