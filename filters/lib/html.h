/* Web pages: one page's bytes to doc and block records. */
#ifndef SITREP_HTML_H
#define SITREP_HTML_H

#include <stddef.h>

/* Read a page and emit its records. What cannot be read is complained of. */
void html_read(const char *source_id, const char *path, const char *data, size_t len);

#endif
