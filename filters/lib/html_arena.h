/* Memory for one parse: cheap, limited, and given back at once. */
#ifndef SITREP_HTML_ARENA_H
#define SITREP_HTML_ARENA_H

#include <setjmp.h>
#include <stddef.h>

struct arena;

/* A new arena that hands out at most limit bytes. */
struct arena *arena_new(size_t limit);
void arena_free(struct arena *a);

/* As malloc and free, for a library that takes them with an argument. Past the limit arena_alloc jumps to
 * *arena_over(a), which the caller has set. Memory comes back with arena_free even then. */
void *arena_alloc(void *arena, size_t n);
void arena_release(void *arena, void *p);
jmp_buf *arena_over(struct arena *a);

#endif
