#include "span.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "record.h"
#include "text.h"

static const char *const type_names[SPAN_TYPES] = { "date", "count", "number", "actor", "place", "demonym" };

static int
by_start(const void *a, const void *b)
{
	const struct span *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return (int)x->type - (int)y->type;
}

static enum span_type
type_of(const char *name)
{
	size_t t = 0;

	while (t < SPAN_TYPES && strcmp(type_names[t], name) != 0)
		t++;
	return (enum span_type)t;
}

struct spans
spans_of(const json_t *sentence)
{
	struct spans s = { NULL, 0, 0 };
	const json_t *list = json_object_get(sentence, "spans"), *j;
	long long limit = (long long)strlen(get_str(sentence, "text"));
	size_t i;

	json_array_foreach(list, i, j) {
		long long start = get_int(j, "s", -1), end = get_int(j, "e", -1);
		enum span_type type = type_of(get_str(j, "t"));

		if (type == SPAN_TYPES || start < 0 || end <= start || end > limit)
			continue;
		s.span = grow(s.span, &s.cap, s.n + 1, sizeof *s.span);
		s.span[s.n++] = (struct span){ type, (size_t)start, (size_t)end, j };
	}
	if (s.n > 1)
		qsort(s.span, s.n, sizeof *s.span, by_start);
	if (s.n > TOKENS_MAX) /* more than one for every word that is looked at */
		s.n = TOKENS_MAX;
	return s;
}

void
spans_free(struct spans *s)
{
	free(s->span);
	*s = (struct spans){ NULL, 0, 0 };
}

static int
json_by_start(const void *a, const void *b)
{
	json_t *const *x = a, *const *y = b;
	long long sx = get_int(*x, "s", 0), sy = get_int(*y, "s", 0);

	if (sx != sy)
		return sx < sy ? -1 : 1;
	sx = get_int(*x, "e", 0);
	sy = get_int(*y, "e", 0);
	if (sx != sy)
		return sx > sy ? -1 : 1;
	return strcmp(get_str(*x, "t"), get_str(*y, "t"));
}

void
spans_sort(json_t *list)
{
	size_t n = json_array_size(list);
	json_t **span = xcalloc(n + 1, sizeof *span);

	for (size_t i = 0; i < n; i++)
		span[i] = json_incref(json_array_get(list, i));
	qsort(span, n, sizeof *span, json_by_start);
	json_array_clear(list);
	for (size_t i = 0; i < n; i++)
		json_array_append_new(list, span[i]);
	free(span);
}
