/* Footnote markers in running text: [91], [a], [note 3], [12, 14-16], [citation needed]. */
#ifndef SITREP_MARKER_H
#define SITREP_MARKER_H

#include <stdbool.h>
#include <stddef.h>

/* Load marker-words.tsv once; later calls do nothing. */
void markers_load(void);
void markers_unload(void);

/* Bytes of the marker that s begins with (n bytes left), 0 if it is none; a page behind it ("[12]: 45") belongs
 * to it. glued: no white space stands before it, as is usual; what an editor puts in brackets ("[the rebels]",
 * "in [2006]", "[T]he") is no marker. */
size_t marker_length(const char *s, size_t n, bool glued);

/* Call each() for every marker in the brackets that marker_length() took: "12", "14", "15", "16". */
void marker_each(const char *s, size_t len, void (*each)(void *arg, const char *marker, size_t n), void *arg);

/* Length of s without the markers, and the white space between them, at its end. */
size_t markers_trim(const char *s, size_t n);

#endif
