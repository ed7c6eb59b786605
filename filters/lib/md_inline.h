/* The inside of a markdown block: links, emphasis, character references. */
#ifndef SITREP_MD_INLINE_H
#define SITREP_MD_INLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "block.h"

/* Bounds of a link in the source text. */
struct md_link {
	size_t text, text_end, url, url_end; /* url without <> and title */
	size_t end;                          /* behind the link */
	bool image;
};

/* Append source text [from, to) without its mark-up, white space folded. Links give their text and, with urls,
 * their address behind it; images give nothing; "[^1]" gives "[1]". */
void md_inline(struct mapped *m, const struct source *s, size_t from, size_t to, bool urls);
/* The first link in source text [from, to); false without one. */
bool md_first_link(const struct source *s, size_t from, size_t to, struct md_link *l);
/* Free the table of character references. */
void md_unload(void);

#endif
