#include "resolve_names.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "record.h"
#include "span.h"

#define SENTENCE_MAX 32768
#define SPANS_MAX 1000

bool
span_is(const json_t *span, const char *type)
{
	return strcmp(get_str(span, "t"), type) == 0;
}

json_t *
span_over(const struct told *t, const char *type, long long start, long long end)
{
	json_t *span;
	size_t i;

	json_array_foreach(t->spans, i, span) {
		if ((type == NULL || span_is(span, type)) && get_int(span, "s", 0) < end && get_int(span, "e", 0) > start)
			return span;
	}
	return NULL;
}

/* Spans whose offsets lie outside the text are nobody's: leave them out of all that follows. */
static bool
are_sound(const json_t *spans, const char *text)
{
	long long n = (long long)strlen(text);
	const json_t *span;
	size_t i;

	json_array_foreach(spans, i, span) {
		long long s = get_int(span, "s", -1), e = get_int(span, "e", -1);

		if (s < 0 || e <= s || e > n)
			return false;
	}
	return true;
}

static void
collect(struct resolver *r, struct document *doc)
{
	for (size_t i = 0; i < doc->n; i++) {
		json_t *rec = doc->entries[i].rec;
		struct told t = { .rec = rec, .text = get_str(rec, "text"), .type = get_str(rec, "type") };

		if (rec != NULL && strcmp(doc->entries[i].kind, "doc") == 0)
			r->title = get_str(rec, "title");
		if (rec == NULL || strcmp(doc->entries[i].kind, "sentence") != 0)
			continue;
		t.spans = json_object_get(rec, "spans");
		if (!json_is_array(t.spans)) {
			t.spans = json_array();
			json_object_set_new(rec, "spans", t.spans);
		}
		/* What is longer than any sentence is none, and its pairs of names too many. */
		if (strlen(t.text) > SENTENCE_MAX || json_array_size(t.spans) > SPANS_MAX || !are_sound(t.spans, t.text))
			continue;
		t.para = get_int(rec, "para", (long long)i);
		t.tok = tokenize(t.text, strlen(t.text));
		r->told = grow(r->told, &r->cap, r->n + 1, sizeof *r->told);
		r->told[r->n++] = t;
		doc->entries[i].changed = true;
	}
}

/* Put a sentence's spans in the order of the text; what the tagger left for us goes. */
static void
finish_sentence(struct told *t)
{
	json_t *span;
	size_t i;

	json_array_foreach(t->spans, i, span) {
		json_object_del(span, "weak");
		json_object_del(span, "generic");
		json_object_del(span, "home");
	}
	spans_sort(t->spans);
	if (i == 0)
		json_object_del(t->rec, "spans");
	tokens_free(t->tok);
}

void
resolve_names(struct document *doc)
{
	struct resolver r = { .main = "" };

	collect(&r, doc);
	resolve_acronyms(&r);
	resolve_strangers(&r);
	resolve_ships(&r);
	resolve_persons(&r);
	resolve_places(&r);
	resolve_context(&r);
	resolve_references(&r);
	for (size_t i = 0; i < r.n; i++)
		finish_sentence(&r.told[i]);
	json_decref(r.place);
	free(r.told);
}
