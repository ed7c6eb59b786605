/* Pieces of reference entries that more than one form of entry has: pages, volumes, dates, imprints. */
#ifndef SITREP_CITEPART_H
#define SITREP_CITEPART_H

#include "cite.h"
#include "refdate.h"

/* Bytes of a page list that s begins with ("12–13, 28", "A12", "xii"), 0 if none. */
size_t page_list(struct span s);
/* Bytes of "pp. 12–13" at the start of s; the list itself in *list. */
size_t page_phrase(struct span s, struct span *list);
/* Take pages out of *s, which keeps what stands before them; what follows is dropped. Whether there were any. */
bool take_pages(struct cite *c, struct span *s);
/* Take volume, issue and pages from the end of *s ("Journal, 12(3), 45–67", "vol. 2", "VIII: 547–554"). */
bool take_volume(struct cite *c, struct span *s);
/* Take a date from the end or start of *s, parted by punctuation; a full date needs a blank only. */
bool take_date_out(struct cite *c, struct span *s);
/* Part "Title, London: Penguin" at its imprint: before, place and publisher; false if it has none. A place that
 * no table knows is believed only where loose. */
bool find_imprint(struct span s, bool loose, struct span *before, struct span *place, struct span *publisher);
/* Whether s is a sentence-like run of words: a second headline, no name of a newspaper. */
bool headline_like(struct span s);
/* What one segment behind a title tells: contributor, pages, volume, date, imprint, agency, place or work. */
void take_segment(struct cite *c, struct span s, bool book);
/* Likewise for a run of segments that commas part. */
void take_comma_run(struct cite *c, struct span s, bool book);

#endif
