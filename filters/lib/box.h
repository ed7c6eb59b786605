/* The lines of an infobox: what their first words and their counts tell. */
#ifndef SITREP_BOX_H
#define SITREP_BOX_H

#include <stdbool.h>
#include <stddef.h>

/* Names as in records.5; they stand in box.c in this order. */
enum box_group {
	BOX_DATE, BOX_STATUS, BOX_BELLIGERENTS, BOX_COMMANDERS, BOX_UNITS, BOX_STRENGTH, BOX_CASUALTIES, BOX_TERRITORY,
	BOX_LOCATION, BOX_OTHER, BOX_GROUPS
};

enum box_form { BOX_HEADER, BOX_LABEL, BOX_SUB };

enum box_word { WORD_HARM, WORD_CIVILIAN, WORD_FORCE, WORD_TOTAL, WORD_QUALIFIER, WORD_CLAIM, BOX_WORDS };

/* A label that a line is or begins with. */
struct box_label {
	enum box_group group;
	enum box_form form;
	int weight;  /* how surely it shows an infobox */
	size_t len;  /* bytes of the label */
	bool glued;  /* its value follows without a blank: "Date16 January 2012" */
};

/* What a line says of a count. */
struct box_count {
	bool found;
	bool bracket;     /* the line is one bracket */
	bool total;
	unsigned long n;  /* the first number */
	size_t name;      /* bytes of the name that the line begins with, 0 without one */
};

/* Load infobox-labels.tsv and infobox-words.tsv once; box_unload frees them. */
void box_load(void);
void box_unload(void);

const char *box_group_name(enum box_group g);
/* The label of a line (footnote markers at its end left out); false if it has none. */
bool box_label(const char *line, size_t n, struct box_label *l);
/* Is a word of the line of this kind? */
bool box_has(const char *line, size_t n, enum box_word kind);
/* The count of a line; what stands in brackets is not looked at unless the line is one bracket. */
struct box_count box_count(const char *line, size_t n);

#endif
