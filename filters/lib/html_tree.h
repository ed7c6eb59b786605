/* A page's tree as an array in document order, so that every walk is a loop. */
#ifndef SITREP_HTML_TREE_H
#define SITREP_HTML_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <gumbo.h>

#include "html_prune.h"

/* An element or a text. */
struct node {
	const GumboNode *gumbo;
	uint32_t parent; /* index; the root is its own */
	uint32_t end;    /* index behind the last node below it */
	uint32_t roles;  /* bits of enum html_role, by its classes and the like */
	uint16_t tag;    /* GumboTag; TEXT for a text */
};

#define HTML_TEXT (GUMBO_TAG_LAST + 1)

struct tree {
	struct node *node; /* node 0 is the document's <html> */
	size_t n;
	uint32_t *meta;    /* the <meta> elements among them */
	size_t metas, meta_cap;
	const struct source *src; /* the text that was parsed, borrowed */
	struct arena *arena;
};

/* Parse a pruned page. False after a complaint if the tree becomes larger than any page's should; tree_free in any
 * case. Nothing recursive happens, at the end neither. */
bool tree_parse(struct tree *t, const struct source *page);
void tree_free(struct tree *t);

/* Value of an attribute, NULL if the node has none of this name (or is a text). */
const char *node_attr(const struct node *n, const char *name);
/* Is one of the words of its class attribute this one? */
bool node_has_class(const struct node *n, const char *name);
/* Is it a text of white space alone? */
bool node_blank(const struct node *n);
/* First ancestor, node i itself included, of this tag; 0 if none. */
uint32_t node_up(const struct tree *t, uint32_t i, GumboTag tag);
/* First node of this tag in [from, to); to if none. */
uint32_t node_find(const struct tree *t, uint32_t from, uint32_t to, GumboTag tag);

#endif
