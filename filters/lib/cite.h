/* One entry of a reference list: what it prints, in fields. */
#ifndef SITREP_CITE_H
#define SITREP_CITE_H

#include <stdbool.h>
#include <stddef.h>

#include "citelex.h"

/* In the order of the columns of citations.csv. */
enum cite_field {
	CITE_TITLE,
	CITE_WORK,
	CITE_WIRE, /* agency */
	CITE_TOWN, /* place_published */
	CITE_DATE,
	CITE_SEEN,  /* accessed */
	CITE_SAVED, /* archived */
	CITE_URL,
	CITE_TONGUE, /* language */
	CITE_VOL,
	CITE_PP,
	CITE_DOI,
	CITE_ISBN,
	CITE_ISSN,
	CITE_S2CID,
	CITE_FIELDS
};

struct cite {
	char *field[CITE_FIELDS]; /* NULL where the entry prints none */
	char **authors;
	size_t nauthors, authors_cap;
	bool dead;     /* it says so */
	bool archived; /* likewise, even without a date */
	bool error;    /* a template complains in it */
	bool compound; /* it names more works than the one read */
	bool note;     /* it is a remark rather than a reference */
	bool book;     /* it has a book's marks: pages, publisher, identifiers; no sign of the web */
	const char *rule; /* the form that was recognised, static */
};

/* The record's name of a field. */
const char *cite_field_name(enum cite_field f);

/* Read an entry; white space should be folded but for line ends, which part the works of one note.
 * cite_clear frees what it holds. Nothing is filled in that the text does not print. Needs cite_load. */
void cite_parse(const char *text, struct cite *c);
void cite_clear(struct cite *c);

/* For the parts of the parser: set a field that is still empty to s without punctuation at its ends;
 * returns whether it was set. */
bool cite_set(struct cite *c, enum cite_field f, struct span s);
void cite_add_author(struct cite *c, struct span s);

#endif
