/* Fields of records, and the identifiers made from them. records.5 says what each field holds. */
#ifndef SITREP_RECORD_H
#define SITREP_RECORD_H

#include <stdbool.h>
#include <stddef.h>

#include <jansson.h>

/* Longest kind name that the stream knows, with its NUL. */
#define KIND_MAX 16

/* Copy the kind of a record line into kind; false if the line does not begin with {"kind":"..." */
bool line_kind(const char *line, size_t len, char kind[KIND_MAX]);

/* A new record of a kind and source; byte_start and byte_end are set unless end is 0 and start is 0. */
json_t *record_new(const char *kind, const char *source_id, size_t byte_start, size_t byte_end);

/* Text of a string field, borrowed; "" where it is missing or no string. */
const char *get_str(const json_t *rec, const char *key);
/* Integer field, or fallback. */
long long get_int(const json_t *rec, const char *key, long long fallback);
bool has(const json_t *rec, const char *key);
/* Set a string field; nothing is set for NULL or "". */
void set_str(json_t *rec, const char *key, const char *value);
void set_strn(json_t *rec, const char *key, const char *value, size_t n);
void set_int(json_t *rec, const char *key, long long value);

/* Append flag to the list field "flags" (an array of strings) unless it is there. */
void add_flag(json_t *rec, const char *flag);

#define ID_LEN 17 /* a letter, 15 hexadecimal digits and a NUL */
/* The identifier of what stands in source_id at [start, end), told apart by salt ("killed/2");
 * its first character is that of prefix_letter. */
void make_id(char id[ID_LEN], const char *prefix_letter, const char *source_id, size_t start, size_t end, const char *salt);
/* SHA-256 of data in lower case hexadecimal. */
void sha256_hex(char hex[65], const void *data, size_t len);

#endif
