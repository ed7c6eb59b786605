/* What a page says of itself: title, address, publisher, author, date, language. */
#ifndef SITREP_HTML_META_H
#define SITREP_HTML_META_H

#include <stdbool.h>
#include <stddef.h>

#include "block.h"
#include "html_prune.h"
#include "html_tree.h"

/* Strings are owned; NULL where the page says nothing. */
struct page_meta {
	struct doc_info doc;
	char *headline;     /* as the metadata has it */
	char *description;  /* a sentence or two about the page */
	char *body;         /* the article's text, if the metadata holds it, its characters as they stand there */
	struct extent body_at; /* and the script in which it stands, in the text of the whole source */
	bool live;          /* a live blog */
	bool article;       /* says that it is an article */
};

/* Read the metadata. Of several values the first of these counts: for the date JSON-LD, article:published_time,
 * itemprop, other meta names, <time>, the address; for the publisher JSON-LD, og:site_name, meta names, the host; for
 * the author JSON-LD, meta names, rel=author; for the title JSON-LD, og:title, the first <h1>, <title>; for the
 * address canonical, og:url, JSON-LD; for the language <html lang>, og:locale. */
void meta_read(struct page_meta *m, const struct tree *t, const struct pruned *pruned, const struct source *whole);
void meta_free(struct page_meta *m);

/* A new string without HTML's character references, white space folded. */
char *html_plain(const char *s);

#endif
