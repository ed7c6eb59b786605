/* The forms of reference entries. Each reads an entry if it has that form and returns whether it had. */
#ifndef SITREP_CITEFORM_H
#define SITREP_CITEFORM_H

#include "citescan.h"

/* "Comolli (2015), pp. 28, 103", "Horne & Kramer 2001, p. 46.", "Davis, p. 144", "Ibid., p. 3" */
bool form_short(struct cite *c, struct span text);
/* A remark, which may end with a short reference. */
bool form_note(struct cite *c, const struct scan *s);
/* Author (date). "Title". Work. Place: Publisher. Agency. Date. */
bool form_quoted(struct cite *c, const struct scan *s);
/* Author (date). Title. Place: Publisher. Pages. */
bool form_dated(struct cite *c, const struct scan *s);
/* Author. Title. Place: Publisher. */
bool form_author(struct cite *c, const struct scan *s);
/* Whatever a hand wrote between commas: author, title, work, date in some order. Reads anything. */
bool form_hand(struct cite *c, const struct scan *s);

#endif
