/* Tables of knowledge: tab-separated files in filters/lexicon that a researcher can read and edit. */
#ifndef SITREP_LEXICON_H
#define SITREP_LEXICON_H

#include <stddef.h>

/* One line of a table. Cells are NUL-terminated; missing trailing cells are "". */
struct row {
	size_t line;
	char **cell;
};

struct table {
	char *path;
	struct row *rows;
	size_t n;
	char *data;
};

/* Load NAME.tsv from the lexicon folder. Lines that are empty or begin with '#' are skipped. A line
 * with fewer than min or more than max cells, or with bytes that are no UTF-8, ends the program
 * with file and line. The table lives until table_free. */
struct table *table_load(const char *name, size_t min, size_t max);
void table_free(struct table *t); /* NULL is no table */

/* Die with the row's file and line: for values that make no sense. */
_Noreturn void table_bad(const struct table *t, size_t row, const char *what);

/* Path of a file in the lexicon folder, in a new string. The folder is $SITREP_LEXICON, else
 * ../filters/lexicon or ../share/sitrep/lexicon beside the executable's folder, else the built-in one. */
char *lexicon_path(const char *file);

#endif
