/* Strings kept once each, by number, for the many mentions of the join. */
#ifndef SITREP_JOIN_STRINGS_H
#define SITREP_JOIN_STRINGS_H

#include <stddef.h>
#include <stdint.h>

#define NO_STRING UINT32_MAX

struct strings {
	char *text;          /* all strings, one after another, each with its NUL */
	size_t used, cap;
	size_t *offset;      /* of string i in text */
	size_t n, offset_cap;
	uint32_t *slot;      /* open addressing: number + 1, 0 is free */
	size_t slots;
};

/* The number of s, which is copied if it is new: 0, 1, 2 ... in the order of arrival. */
uint32_t strings_put(struct strings *t, const char *s);
/* The number of s, or NO_STRING. */
uint32_t strings_find(const struct strings *t, const char *s);
/* String number i, good until the next strings_put. */
const char *strings_get(const struct strings *t, uint32_t i);
void strings_free(struct strings *t);

#endif
