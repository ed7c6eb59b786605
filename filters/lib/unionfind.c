#include "unionfind.h"

#include <stdlib.h>

#include "die.h"

uint32_t
unionfind_add(struct unionfind *u)
{
	if (u->n >= UINT32_MAX)
		die("more than %lu items to join", (unsigned long)UINT32_MAX);
	u->parent = grow(u->parent, &u->cap, u->n + 1, sizeof *u->parent);
	u->parent[u->n] = (uint32_t)u->n;
	return (uint32_t)u->n++;
}

uint32_t
unionfind_root(struct unionfind *u, uint32_t x)
{
	/* Each step also shortens the path, so that it stays flat without recursion. */
	while (u->parent[x] != x) {
		u->parent[x] = u->parent[u->parent[x]];
		x = u->parent[x];
	}
	return x;
}

void
unionfind_put(struct unionfind *u, uint32_t a, uint32_t b)
{
	u->parent[b] = a;
}

void
unionfind_free(struct unionfind *u)
{
	free(u->parent);
	*u = (struct unionfind){ 0 };
}
