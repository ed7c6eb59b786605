#include "join_strings.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "join_tables.h"

/* The slot that holds s, or the free one where it belongs. */
static size_t
find_slot(const struct strings *t, const char *s)
{
	uint64_t h = hash_bytes(s, strlen(s));
	size_t i = (size_t)(h ^ h >> 29) & (t->slots - 1);

	while (t->slot[i] != 0 && strcmp(strings_get(t, t->slot[i] - 1), s) != 0)
		i = (i + 1) & (t->slots - 1);
	return i;
}

static void
make_slots(struct strings *t)
{
	free(t->slot);
	t->slots = t->slots == 0 ? 1024 : t->slots * 2;
	t->slot = xcalloc(t->slots, sizeof *t->slot);
	for (size_t i = 0; i < t->n; i++)
		t->slot[find_slot(t, strings_get(t, (uint32_t)i))] = (uint32_t)i + 1;
}

uint32_t
strings_put(struct strings *t, const char *s)
{
	size_t i, len = strlen(s) + 1;

	if (t->n * 4 >= t->slots * 3)
		make_slots(t);
	i = find_slot(t, s);
	if (t->slot[i] != 0)
		return t->slot[i] - 1;
	if (t->n >= NO_STRING - 1)
		die("too many strings to join");
	t->text = grow(t->text, &t->cap, t->used + len, 1);
	t->offset = grow(t->offset, &t->offset_cap, t->n + 1, sizeof *t->offset);
	memcpy(t->text + t->used, s, len);
	t->offset[t->n] = t->used;
	t->used += len;
	t->slot[i] = (uint32_t)++t->n;
	return (uint32_t)t->n - 1;
}

uint32_t
strings_find(const struct strings *t, const char *s)
{
	size_t i;

	if (t->slots == 0)
		return NO_STRING;
	i = find_slot(t, s);
	return t->slot[i] != 0 ? t->slot[i] - 1 : NO_STRING;
}

const char *
strings_get(const struct strings *t, uint32_t i)
{
	return t->text + t->offset[i];
}

void
strings_free(struct strings *t)
{
	free(t->text);
	free(t->offset);
	free(t->slot);
	*t = (struct strings){ 0 };
}
