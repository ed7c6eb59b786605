/* Which year a date without one belongs to, by all that the document tells. */
#ifndef SITREP_DATE_YEAR_H
#define SITREP_DATE_YEAR_H

#include <stdbool.h>
#include <stddef.h>

#include "date.h"
#include "date_when.h"

/* What a footnote tells: the day it was published (day and month may be 0), the day it was read. */
struct footnote {
	struct date published, accessed;
};

/* What is known where the date stands. Spans with start.y == 0 and dates with y == 0 are unknown. */
struct evidence {
	struct date_span cursor;  /* the date told last */
	bool far;                 /* the cursor stands in an earlier section */
	struct date_span aside;   /* a date told beside the story, in the same paragraph */
	struct date_span section; /* what the headings say */
	struct date_span whole;   /* what title and infobox say */
	struct date report;       /* the day of the report, in news */
	const struct footnote *notes;
	size_t n;
};

struct year_choice {
	int year;          /* 0: nothing tells it */
	bool by_citation;  /* a footnote decided against or without the context */
	bool conflict;     /* context and footnote lie more than 60 days apart */
};

/* Choose. A footnote counts when it was published 0 to 60 days after the date; one published or read before the
 * date speaks against it. Among the rest the next date forward from the cursor is the likeliest, within the
 * section's bounds. */
struct year_choice year_choose(const struct when *w, const struct evidence *e);

#endif
