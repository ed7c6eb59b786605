/* News pages: which part of a page is its article, and the blocks of that part. */
#ifndef SITREP_HTML_NEWS_H
#define SITREP_HTML_NEWS_H

#include "html_meta.h"
#include "html_tree.h"

/* Write the blocks of a page that is no encyclopedia's, but for the doc record. Needs roles_find. */
void news_write(struct tree *t, const struct page_meta *m, const struct source *whole);

#endif
