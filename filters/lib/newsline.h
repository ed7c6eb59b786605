/* What the first lines of a newspaper article tell: author, date, agency. */
#ifndef SITREP_NEWSLINE_H
#define SITREP_NEWSLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "block.h"

/* Whether a line is a byline ("By Jane Roe") or tells when the article appeared ("Published: 5 May 1982", or a
 * date alone); what it tells is put into info where that is still empty. */
bool newsline_read(const char *line, size_t n, struct doc_info *info);

/* Where the dash of a dateline stands that a text begins with ("BAMAKO, Jan 12 (Reuters) -"), which says where and
 * when it was written; 0 if it begins with none. */
size_t newsline_dateline_end(const char *text, size_t n);

/* Look for "BAMAKO, Jan 12 (Reuters) -" at the beginning of a paragraph: the agency is the publisher; a date with
 * its year is the date of the article. */
void newsline_dateline(const char *text, size_t n, struct doc_info *info);

#endif
