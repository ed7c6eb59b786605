/* Names of persons in reference entries. */
#ifndef SITREP_CITENAME_H
#define SITREP_CITENAME_H

#include "cite.h"

enum person { PERSON_NO, PERSON_MAYBE, PERSON_YES };

/* Whether s, without commas, reads as a person's name: YES with a known given name, a rank or initials. */
enum person person_like(struct span s);
/* Whether s reads as "Last, First" or some such, one name or more. */
bool names_like(struct span s);
/* Add the names in s to c's authors. surnames: bare family names stand there ("Horne & Kramer"). */
void names_add(struct cite *c, struct span s, bool surnames);
/* Whether s names a place of publication: "London", "Austin, TX", "London & Belfast". */
bool place_like(struct span s);
/* Whether s is a town that no table knows, with its state or country: "College Town, TX". */
bool town_like(struct span s);
/* Whether s is or contains the name of a newspaper, station, publisher or the like. */
bool work_like(struct span s);
/* Whether all words of s but small ones begin with capitals. */
bool title_case(struct span s);
/* The next item of s up to sep ("," or ";"), not within brackets; *s moves behind it. */
struct span span_item(struct span *s, char sep);

#endif
