#include "text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"

/* A trie over words, kept as one open hash table: (node, word) -> node. Node 0 is the root. */
struct edge {
	uint32_t from, to; /* to 0: empty slot */
	char *word;
};

struct phrases {
	struct edge *edges;
	size_t n, size; /* size is a power of two */
	const void **values; /* by node */
	size_t nodes, cap;
};

static uint64_t
hash(uint32_t from, const char *word)
{
	uint64_t h = 1469598103934665603u ^ from * 0x9E3779B97F4A7C15u;

	while (*word != '\0')
		h = (h ^ (unsigned char)*word++) * 1099511628211u;
	return h ^ h >> 29;
}

static struct edge *
slot(const struct phrases *p, uint32_t from, const char *word)
{
	size_t i = hash(from, word) & (p->size - 1);

	while (p->edges[i].to != 0 && (p->edges[i].from != from || strcmp(p->edges[i].word, word) != 0))
		i = (i + 1) & (p->size - 1);
	return &p->edges[i];
}

struct phrases *
phrases_new(void)
{
	struct phrases *p = xcalloc(1, sizeof *p);

	p->size = 64;
	p->edges = xcalloc(p->size, sizeof *p->edges);
	p->values = grow(NULL, &p->cap, 1, sizeof *p->values);
	p->values[0] = NULL;
	p->nodes = 1;
	return p;
}

static void
rehash(struct phrases *p)
{
	struct edge *old = p->edges;
	size_t size = p->size;

	p->size *= 2;
	p->edges = xcalloc(p->size, sizeof *p->edges);
	for (size_t i = 0; i < size; i++)
		if (old[i].to != 0)
			*slot(p, old[i].from, old[i].word) = old[i];
	free(old);
}

static uint32_t
step(struct phrases *p, uint32_t from, const char *word)
{
	struct edge *e;

	if (2 * (p->n + 1) > p->size)
		rehash(p);
	e = slot(p, from, word);
	if (e->to == 0) {
		p->values = grow(p->values, &p->cap, p->nodes + 1, sizeof *p->values);
		p->values[p->nodes] = NULL;
		*e = (struct edge){ from, (uint32_t)p->nodes++, xstrdup(word) };
		p->n++;
	}
	return e->to;
}

void
phrases_add(struct phrases *p, const char *phrase, const void *value)
{
	struct tokens *t = tokenize(phrase, strlen(phrase));
	uint32_t node = 0;

	for (size_t i = 0; i < t->n; i++)
		node = step(p, node, t->tok[i].low);
	p->values[node] = value;
	tokens_free(t);
}

size_t
phrases_match(const struct phrases *p, const struct tokens *t, size_t i, const void **value)
{
	uint32_t node = 0;
	size_t best = 0;

	for (size_t k = i; k < t->n; k++) {
		node = slot(p, node, t->tok[k].low)->to;
		if (node == 0)
			break;
		if (p->values[node] != NULL) {
			best = k - i + 1;
			*value = p->values[node];
		}
	}
	return best;
}

const void *
phrases_find(const struct phrases *p, const char *phrase)
{
	struct tokens *t;
	const void *value = NULL;

	/* Most phrases are one folded word, which needs no splitting. */
	if (phrase[strspn(phrase, "abcdefghijklmnopqrstuvwxyz")] == '\0')
		return p->values[slot(p, 0, phrase)->to];
	t = tokenize(phrase, strlen(phrase));
	if (t->n == 0 || phrases_match(p, t, 0, &value) != t->n)
		value = NULL;
	tokens_free(t);
	return value;
}

void
phrases_free(struct phrases *p)
{
	for (size_t i = 0; i < p->size; i++)
		free(p->edges[i].word);
	free(p->edges);
	free(p->values);
	free(p);
}
