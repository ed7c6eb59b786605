/* What the elements of a page are for, by their classes and ids. */
#ifndef SITREP_HTML_ROLES_H
#define SITREP_HTML_ROLES_H

#include <stdbool.h>
#include <stdint.h>

#include "html_tree.h"

/* The names that html-classes.tsv uses stand in html_roles.c in this order. */
enum html_role {
	ROLE_LEAVE = 1 << 0,
	ROLE_BOX = 1 << 1,
	ROLE_FLAG = 1 << 2,
	ROLE_NOTE = 1 << 3,
	ROLE_REFS = 1 << 4,
	ROLE_BACKLINK = 1 << 5,
	ROLE_COINS = 1 << 6,
	ROLE_CITE = 1 << 7,
	ROLE_CAPTION = 1 << 8,
	ROLE_LAYOUT = 1 << 9,
	ROLE_CONTENT = 1 << 10,
	ROLE_HIDDEN = 1 << 12, /* by its style, its attributes or its kind of element */
	ROLE_USED = 1 << 13,   /* metadata that a block holds already */
	ROLE_CLOSED = 1 << 14, /* a block that is not shown at first: a collapsed part, or one that no reader sees */
	/* From 1 << 16 on news pages', see html_news.h. */
};

/* Find the roles of all nodes by html-classes.tsv. */
void roles_find(struct tree *t);
void roles_unload(void);

/* How an element takes part in the flow of text. */
enum html_display { DISPLAY_INLINE, DISPLAY_BLOCK, DISPLAY_NONE };
enum html_display tag_display(unsigned tag);
/* 1 .. 6 for a heading, 0 for another element. */
int tag_level(unsigned tag);

#endif
