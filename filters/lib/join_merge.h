/* What the mentions of one event say together. */
#ifndef SITREP_JOIN_MERGE_H
#define SITREP_JOIN_MERGE_H

#include <stddef.h>

#include <jansson.h>

/* A new event record from n > 0 mention records of one event_id, which are borrowed and put into the order of their
 * sources and positions. The finest date and place, the lowest low, the highest high, the best of the best-cited
 * claim, all sources and citations; contradicting sources or claimants make it disputed. */
json_t *merge_mentions(json_t **mention, size_t n);

#endif
