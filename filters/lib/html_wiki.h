/* Pages of an encyclopedia that MediaWiki wrote, in any of its skins. */
#ifndef SITREP_HTML_WIKI_H
#define SITREP_HTML_WIKI_H

#include <stdbool.h>

#include "html_meta.h"
#include "html_tree.h"

/* Is the page one of an encyclopedia? One that has no more than an infobox is if it does not say that it is an
 * article of news. Needs roles_find. */
bool wiki_is(const struct tree *t, const struct page_meta *m);
/* Correct what the page says of itself: an encyclopedia's page has a title of its own and no day. */
void wiki_meta(const struct tree *t, struct page_meta *m);
/* Write its blocks, but for the doc record. title is the page's, or NULL. */
void wiki_write(struct tree *t, const char *title);

#endif
