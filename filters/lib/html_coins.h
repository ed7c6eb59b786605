/* COinS: the metadata of a citation that a page keeps in the title attribute of an empty element. */
#ifndef SITREP_HTML_COINS_H
#define SITREP_HTML_COINS_H

#include <stdbool.h>

#include <jansson.h>

/* Decode a context object in KEV form (Z39.88-2004) to an object of its fields as they stand there, without their
 * "rft." in front: atitle, btitle, title, jtitle, date, au (array), aulast, aufirst, isbn, issn, pages, volume, issue,
 * pub, place, edition, genre; url and doi come from rft_id. Bad UTF-8 is replaced. NULL if there is no field. */
json_t *coins_decode(const char *kev);

/* What kind of link is it? */
enum link_kind { LINK_NONE, LINK_SOURCE, LINK_ARCHIVE, LINK_OTHER };
enum link_kind link_kind(const char *href);
/* Free the table of archives. */
void links_unload(void);

#endif
