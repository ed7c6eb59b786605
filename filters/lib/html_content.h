/* Which part of a news page is its article. */
#ifndef SITREP_HTML_CONTENT_H
#define SITREP_HTML_CONTENT_H

#include <stdbool.h>
#include <stdint.h>

#include "html_tree.h"

/* What each node holds. */
struct weight {
	uint32_t block;  /* the innermost block element that it is in, or itself */
	uint32_t text;   /* block elements: bytes of text directly in it, and */
	uint32_t links;  /* how many of them are in links */
	uint32_t mass;   /* bytes of running text in it and below */
	bool link;       /* it is in a link or a time */
	bool out;        /* it is left out, or in something that is */
};

struct content {
	const struct tree *t;
	struct weight *w;  /* by node */
	uint32_t root;     /* the element that holds the article, or all that could be one */
	bool none;         /* there is too little text for an article */
	char *body;        /* the article's text as a name_key, if it proved to be the one that the page shows; or NULL */
};

/* Find the article. Adds NEWS_* roles to the nodes. body is the article's text, if the page's metadata holds it, else
 * NULL. */
void content_find(struct content *c, struct tree *t, const char *body);
/* Is a line in the article's text as the metadata has it? True where there is no such text. */
bool content_holds(const struct content *c, const char *line);
void content_free(struct content *c);

#endif
