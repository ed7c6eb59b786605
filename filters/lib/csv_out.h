/* Writing RFC 4180. (libcsv's own header is csv.h.) */
#ifndef SITREP_CSV_OUT_H
#define SITREP_CSV_OUT_H

#include <stdbool.h>
#include <stdio.h>

#include "members.h"

/* How the files are written. */
struct csv_style {
	bool no_header;
	bool spreadsheet; /* byte order mark and CR LF */
	bool raw;         /* text that a spreadsheet would run is left as it is */
};

enum cell_type { CELL_TEXT, CELL_NUMBER };

/* Write one cell of a record's member, which may be NULL; lists of strings are joined by "; ". A number is written
 * as it is, but with five decimals at most. Text that begins with = + - @ TAB CR gets a ' before it, and so does
 * text that begins with ' and one of these (after any more '), so that taking one ' away where that pattern stands
 * gives the text back. */
void csv_cell(FILE *out, const struct member *value, enum cell_type type, const struct csv_style *style);
/* The same for a C string. */
void csv_text(FILE *out, const char *text, size_t len, const struct csv_style *style);
void csv_integer(FILE *out, long long value);
/* End of a row. */
void csv_end(FILE *out, const struct csv_style *style);

#endif
