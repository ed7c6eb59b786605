/* The pass over a page's tags before it is parsed: limits, and away with what nobody reads. */
#ifndef SITREP_HTML_PRUNE_H
#define SITREP_HTML_PRUNE_H

#include <stdbool.h>
#include <stddef.h>

#include "source.h"

#define HTML_SIZE_LIMIT ((size_t)64 << 20) /* bytes of a page */
#define HTML_ATTRIBUTE_LIMIT 1024          /* of one tag */

/* A stretch of the page as it was decoded. */
struct extent {
	size_t start, end;
};

struct pruned {
	struct source page;    /* the page without scripts, styles, comments, and attributes that nobody reads */
	struct extent *data;   /* JSON-LD scripts, in the text of the source that was pruned */
	size_t datas, cap;
	bool wiki;             /* MediaWiki wrote the page */
};

/* Prune a page whose bytes were decoded to whole, which must live as long as the result is read: id, path and file
 * are borrowed from it. The tree that a browser makes of what is left has the same text. Of MediaWiki's pages, which
 * are all links, those links go, too, that lead to other pages of the site. Bad characters are complained of. False
 * after a complaint if the page is over a limit; pruned_free in any case. */
bool html_prune(struct pruned *p, const struct source *whole);
void pruned_free(struct pruned *p);

#endif
