/* Plain text to records: articles copied from an encyclopedia, newspaper articles, books, short reports. */
#ifndef SITREP_PLAIN_H
#define SITREP_PLAIN_H

#include "source.h"

/* Write the doc record and the blocks of a source. */
void plain_read(const struct source *s);

#endif
