/* Writing records fast: a page's blocks are many, small, and made of text that is known to be valid. */
#ifndef SITREP_HTML_EMIT_H
#define SITREP_HTML_EMIT_H

#include <jansson.h>

/* As emit, the same bytes, in a fraction of the time. Steals rec, in which nothing is nested deeper than 4 levels. */
void html_emit(json_t *rec);

#endif
