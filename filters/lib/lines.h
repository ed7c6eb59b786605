/* The loop of filters that see every line and pass none on by themselves: the join's, and the writers. */
#ifndef SITREP_LINES_H
#define SITREP_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "filter.h"

/* Run f over its arguments, as filter_main does, but give each non-empty line of every input to line()
 * instead of to one of f's own callbacks. The buffer is NUL-terminated, may be changed, and is good until
 * line() returns. f->start and f->finish are called as usual. The value is main's. */
int lines_main(int argc, char **argv, const struct filter *f, void (*line)(char *line, size_t len));

/* Split a line at its tabs in place into at most max cells; returns how many it has, which is more
 * than max where some were left over (the last cell then holds the rest). */
size_t split_cells(char *line, char **cells, size_t max);

/* Parse a record line; NULL after a complaint. The caller owns it. */
json_t *record_parse(const char *line, size_t len);

#endif
