/* The format of a source, by its bytes. */
#ifndef SITREP_SNIFF_H
#define SITREP_SNIFF_H

#include <stdbool.h>
#include <stddef.h>

enum format { FORMAT_TEXT, FORMAT_MARKDOWN, FORMAT_HTML, FORMAT_BINARY };

/* Looks at the first 64 KiB. */
enum format sniff(const char *data, size_t len);
/* Are the bytes no text in any encoding that is read here? */
bool is_binary(const char *data, size_t len);

#endif
