/* The bytes of a web page as UTF-8, whatever it says or does not say of its charset. */
#ifndef SITREP_HTML_CHARSET_H
#define SITREP_HTML_CHARSET_H

#include "html.h"
#include "source.h"

/* As source_decode, for web pages: a byte order mark decides, then whether the bytes are valid UTF-8, and then what
 * the page declares (<meta charset>, <meta http-equiv>, <?xml encoding?>); without any it is
 * Windows-1252. A character cut off by the end of the file is left out, and what is no character becomes U+FFFD. */
void html_decode(struct source *s, const struct html_page *page);
/* Free it; in place of source_free, for its text may be the page's own bytes. */
void html_decoded_free(struct source *s);

/* Free the table of charsets. */
void html_charset_unload(void);

#endif
