/* Disjoint sets of the numbers 0 .. n-1. */
#ifndef SITREP_UNIONFIND_H
#define SITREP_UNIONFIND_H

#include <stddef.h>
#include <stdint.h>

struct unionfind {
	uint32_t *parent;
	size_t n, cap;
};

/* Add a set of one; its number is the count before. */
uint32_t unionfind_add(struct unionfind *u);
/* The number that stands for x's set. */
uint32_t unionfind_root(struct unionfind *u, uint32_t x);
/* Put the set of the root b under the root a, which then stands for both. */
void unionfind_put(struct unionfind *u, uint32_t a, uint32_t b);
void unionfind_free(struct unionfind *u);

#endif
