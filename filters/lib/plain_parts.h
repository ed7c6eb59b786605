/* The parts of the reader of plain text: a text becomes units (a line, or lines that belong together), and each
 * part decides what some of the units are. */
#ifndef SITREP_PLAIN_PARTS_H
#define SITREP_PLAIN_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "block.h"
#include "source.h"

enum unit_type {
	UNIT_NONE, /* not yet decided; prose if nobody does */
	UNIT_PARA,
	UNIT_TITLE,
	UNIT_BYLINE,
	UNIT_HEADING,
	UNIT_ITEM,
	UNIT_BOX,
	UNIT_CAPTION,
	UNIT_REF,
	UNIT_NOISE
};

struct unit {
	uint32_t start, end;  /* bytes of the text, without white space at the ends */
	uint32_t body;        /* where the text begins behind a bullet, number or ^ */
	uint32_t blanks;      /* empty lines before it */
	uint32_t number;      /* of a numbered item or reference */
	uint16_t indent;      /* columns before its first line */
	uint8_t type;
	uint8_t level;        /* of a heading */
	bool numbered, bulleted;
	bool candidate;       /* short and without a full stop: may be a heading, a caption, a line of an infobox */
	bool prose;           /* reads as a sentence or more */
	bool known;           /* a heading by its mark-up or its words, at the level it has */
};

struct plain {
	const struct source *src;
	struct unit *unit;
	size_t n, cap;
	struct doc_info info;
	struct sections sections;
	struct mapped buf;     /* of the block that is being written */
	size_t numbered_list;  /* first unit of the list of references that has the plain numbers */
	uint32_t lost_gap;     /* so many empty lines stand where a heading was lost; 0 if the text doesn't show it */
	int note_style;        /* how the text cites the entries of the other lists */
};

/* The lines of the text, wrapped ones put together (plain_lines.c). */
void plain_lines(struct plain *p);
/* Noise, list items, references, headings with mark-up (plain_marks.c). */
void plain_marks(struct plain *p);
/* Runs of short lines that were an infobox (plain_box.c), and writing one: box_write takes the units from i on
 * that belong to one infobox and returns the first that does not. */
void plain_box(struct plain *p);
size_t box_write(struct plain *p, size_t i);
/* Titles, bylines, headings and captions (plain_heads.c). */
void plain_heads(struct plain *p);
/* Which lists are notes (plain_refs.c), and writing the list that begins at unit i: returns where it ends. */
void plain_refs(struct plain *p);
size_t refs_write(struct plain *p, size_t i);

/* Text of a unit. */
const char *unit_text(const struct plain *p, const struct unit *u);
size_t unit_len(const struct unit *u);
/* Load and free the tables of infobox lines. */
void box_load(void);
void box_unload(void);

#endif
