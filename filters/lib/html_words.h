/* The names of a news page's elements, and its lines of boilerplate: what they tell. */
#ifndef SITREP_HTML_WORDS_H
#define SITREP_HTML_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "html_tree.h"

/* In the order of the names that html-news.tsv uses. */
enum news_role {
	NEWS_BODY = 1 << 16,
	NEWS_LEAVE = 1 << 17,
	NEWS_LEAD = 1 << 18,
	NEWS_BYLINE = 1 << 19,
	NEWS_ENTRY = 1 << 20,
	NEWS_MAIN = 1 << 21
};

/* Add these roles to all nodes by their class, id and other names. */
void news_roles(struct tree *t);
/* Is a line boilerplate? */
bool news_boilerplate(const char *line, size_t n);
void news_words_unload(void);

#endif
