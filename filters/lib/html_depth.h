/* How deep the elements of a page will be nested, told from its tags alone. */
#ifndef SITREP_HTML_DEPTH_H
#define SITREP_HTML_DEPTH_H

#include <stdbool.h>
#include <stddef.h>

#include <gumbo.h>

#define DEPTH_MAX 512

/* The elements that are open, as a browser would close them. Zero it first. */
struct depth {
	unsigned short open[DEPTH_MAX];
	size_t n;
	unsigned short count[GUMBO_TAG_LAST + 1];
};

/* A start tag; false if it is one too many. */
bool depth_open(struct depth *d, GumboTag tag);
/* An end tag. */
void depth_close(struct depth *d, GumboTag tag);

#endif
