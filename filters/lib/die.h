/* Diagnostics and allocation that cannot fail. */
#ifndef SITREP_DIE_H
#define SITREP_DIE_H

#include <stddef.h>

/* Exit statuses of every filter; see "The contract" in README.md. */
enum {
	STATUS_OK = 0,    /* all input understood */
	STATUS_INPUT = 1, /* some input was bad, reported and skipped */
	STATUS_FATAL = 2  /* usage, read, write or memory: output is not to be trusted */
};

/* The name that messages begin with; filter_main sets it. Static storage. */
extern const char *prog;

/* Where the next complaint points: file name (borrowed, may be NULL) and line (0: none). */
void at(const char *file, size_t line);

/* Print "prog: message" and exit 2. A format that ends in ':' gets strerror(errno) appended. */
_Noreturn void die(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Print "prog: file:line: message" for the place given by at(), and remember
 * that some input was bad: worst_status() is then at least STATUS_INPUT. */
void complain(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* The highest status so far. */
int worst_status(void);

/* As malloc, calloc, realloc, strdup, strndup; die() when memory is out. The caller frees. */
void *xmalloc(size_t n);
void *xcalloc(size_t n, size_t size);
void *xrealloc(void *p, size_t n);
char *xstrdup(const char *s);
char *xstrndup(const char *s, size_t n);
/* Print into a new string that the caller frees. */
char *xasprintf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

/* Make room for at least want items of the given size in *items, whose
 * capacity *cap is doubled as needed. Dies on overflow or out of memory. */
void *grow(void *items, size_t *cap, size_t want, size_t size);

#endif
