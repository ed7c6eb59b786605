/* Web pages: one page's bytes to doc and block records.
 *
 * Blocks are those of records.5. Beside its fields, an infobox line has "box" from the second infobox of a page on; a
 * ref has "url" and "archive_url" from its links and "coins", the citation metadata of the page: an object of the
 * fields that coins_decode gives, as they stand there. A footnote that names several works gives a ref for each, with
 * the same marker. A live blog's blocks have "time", and its day as "date_path"; a standfirst has the role
 * "standfirst". */
#ifndef SITREP_HTML_H
#define SITREP_HTML_H

#include <stddef.h>

/* A page, and what those who fetched it know; NULL where they don't. */
struct html_page {
	const char *source_id, *path;
	const char *data; /* NUL-terminated */
	size_t len;
	const char *url;
	const char *date;    /* of the fetch: counts where a page that is no encyclopedia's tells no date */
	const char *charset; /* by the server's word */
};

/* Read a page and emit its records. What cannot be read is complained of. */
void html_read_page(const struct html_page *page);
/* The same for bytes of which nothing more is known. */
void html_read(const char *source_id, const char *path, const char *data, size_t len);
/* Free the tables that were loaded. */
void html_unload(void);

#endif
