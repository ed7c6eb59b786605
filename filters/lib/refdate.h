/* Dates as reference entries print them. */
#ifndef SITREP_REFDATE_H
#define SITREP_REFDATE_H

#include "citelex.h"

enum refdate_unit { REFDATE_NONE, REFDATE_YEAR, REFDATE_MONTH, REFDATE_DAY };

struct refdate {
	char iso[24];           /* "2012", "2012-01", "2012-01-18", or two of them with "/" between */
	enum refdate_unit unit; /* the finest part that is known */
	bool named;             /* a month stands there in letters */
};

/* The longest date that s begins with: the bytes that it takes, 0 if none. A number that could be
 * day or month gives its year alone. Years run from 1000 to 2199. Needs cite_load. */
size_t refdate_at(struct span s, struct refdate *date);

/* Whether a date that was written out as ISO is before another; false where they overlap. */
bool refdate_before(const char *a, const char *b);

#endif
