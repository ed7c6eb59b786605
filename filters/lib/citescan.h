/* First pass over a reference entry: takes out what marks itself, and parts the rest. */
#ifndef SITREP_CITESCAN_H
#define SITREP_CITESCAN_H

#include "cite.h"
#include "refdate.h"

enum part_type {
	PART_TEXT,
	PART_QUOTED,  /* text is what stands between the quotation marks */
	PART_DATE,    /* a date in brackets; iso is "" for "(n.d.)" */
	PART_IMPRINT  /* "(Oxford: Blackwell, 1999)": text is what stands before the date */
};

struct part {
	enum part_type type;
	struct span text; /* within the entry */
	struct refdate date;
	char sep;  /* what parts it from the part before: . ; , : - or blank; | for something taken out; 0 at the start */
	bool link; /* what was said of a link (archived, dead) was taken out before it */
	bool tail; /* behind the access date or identifiers: no longer the entry's core */
};

struct scan {
	struct span text;
	struct part *part;
	size_t n, cap;
	/* While scanning: */
	size_t last_end;
	bool mark, link, link_next, tail, ends;
};

/* Fill s with the parts of text, and c with the fields that mark themselves. scan_free frees the parts. */
void scan_entry(struct scan *s, struct span text, struct cite *c);
void scan_free(struct scan *s);

/* End of the bracket that opens at s (round, square or curly), behind it; 0 if it does not close. */
size_t scan_bracket(struct span s);
/* Whether a quoted part is the words of a source rather than a title: long, its full stop within the marks. */
bool scan_is_quotation(const struct part *p);
/* Bytes of the quotation that s begins with, marks included, its inside in *inside; 0 if it does not begin with one. */
size_t scan_quote(struct span s, struct span *inside);

#endif
