/* The members of a record line, found without building a tree: for the filters that see millions of records
 * and want a few fields of each. (jansson builds trees at a seventh of the speed.) */
#ifndef SITREP_MEMBERS_H
#define SITREP_MEMBERS_H

#include <stdbool.h>
#include <stddef.h>

enum member_type { MEMBER_STRING, MEMBER_NUMBER, MEMBER_BOOLEAN, MEMBER_NULL, MEMBER_ARRAY, MEMBER_OBJECT };

/* A member; key and value point into the line. A string's value is what stands between its quotes. */
struct member {
	const char *key, *value;
	size_t key_len, len;
	enum member_type type;
	bool escaped; /* a string with backslashes in it */
};

struct members {
	struct member *item;
	size_t n, cap;
};

/* Find the members of the object that is the whole line. False, after a complaint, where the line is no JSON object
 * in UTF-8, or nests deeper than 512; inside nested values only brackets and strings are checked. The line must
 * outlive the members. Reuse *m; free m->item. */
bool members_scan(struct members *m, const char *line, size_t len);

/* The member of a name, or NULL. */
const struct member *member_find(const struct members *m, const char *key);

/* The text of a string in a new string that the caller frees; NULL after a complaint (half a surrogate pair, NUL). */
char *member_text(const struct member *m);

/* Step through the strings of an array: *at starts as NULL. False when there are no more; others are stepped over. */
bool member_next(const struct member *array, const char **at, struct member *element);

#endif
