/* Inner parts of names.h. */
#ifndef SITREP_NAMES_LEX_H
#define SITREP_NAMES_LEX_H

#include "names.h"

/* The longest phrase of the tables at token i: its tokens (0: none) and sense. */
size_t names_match(const struct tokens *t, size_t i, const struct sense **sense);

#endif
