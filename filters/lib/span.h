/* The spans that the taggers put on a sentence. */
#ifndef SITREP_SPAN_H
#define SITREP_SPAN_H

#include <stddef.h>

#include <jansson.h>

enum span_type { SPAN_DATE, SPAN_COUNT, SPAN_NUMBER, SPAN_ACTOR, SPAN_PLACE, SPAN_DEMONYM, SPAN_TYPES };

struct span {
	enum span_type type;
	size_t start, end;  /* bytes of the sentence's text */
	const json_t *json; /* borrowed from the sentence */
};

struct spans {
	struct span *span; /* by start, longer first */
	size_t n, cap;
};

/* The spans of a sentence record; ones of unknown type or with offsets outside its text are left out. */
struct spans spans_of(const json_t *sentence);
void spans_free(struct spans *s);

/* Put a sentence's list of span objects in the order of the text, the longer first. */
void spans_sort(json_t *list);

#endif
