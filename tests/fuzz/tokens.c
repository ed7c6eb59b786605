/* Tokens lie inside the text, one behind the other, and are found again by their offsets. */
#include "fuzz.h"
#include "text.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size);
	size_t n = strlen(text);
	struct tokens *t = tokenize(text, n);

	for (size_t i = 0, at = 0; i < t->n; at = t->tok[i++].end)
		if (t->tok[i].start < at || t->tok[i].end <= t->tok[i].start || t->tok[i].end > n || token_at(t, t->tok[i].start) != i)
			abort();
	tokens_free(t);
	free(text);
	return 0;
}
