/* Markdown to records: the pages of a current-events archive, and documents of any other kind. */
#ifndef SITREP_MARKDOWN_H
#define SITREP_MARKDOWN_H

#include "source.h"

/* Write the doc record and the blocks of a source. */
void markdown_read(const struct source *s);

#endif
