#include "html_arena.h"

#include <stdint.h>
#include <stdlib.h>

#include "die.h"

#define BLOCK_MIN ((size_t)256 << 10)
#define UNIT 16      /* sizes are rounded up to this, and to powers of two beyond SMALL */
#define SMALL 512
#define CLASSES (SMALL / UNIT + 40)

/* What stands before each piece. */
struct head {
	size_t class;
	size_t pad;
};

struct block {
	struct block *next;
	size_t pad;
};

struct arena {
	struct block *blocks;
	char *at;    /* the rest of the newest block */
	size_t left;
	size_t used, limit;
	void *spare[CLASSES]; /* pieces that were released, by class; each begins with the next one's address */
	jmp_buf over;
};

struct arena *
arena_new(size_t limit)
{
	struct arena *a = xcalloc(1, sizeof *a);

	a->limit = limit;
	return a;
}

void
arena_free(struct arena *a)
{
	struct block *next;

	if (a == NULL)
		return;
	for (struct block *b = a->blocks; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
	free(a);
}

jmp_buf *
arena_over(struct arena *a)
{
	return &a->over;
}

/* Class of pieces that hold n bytes, and the size of its pieces. */
static size_t
class_of(size_t n, size_t *size)
{
	size_t class = SMALL / UNIT;

	if (n <= SMALL) {
		class = n == 0 ? 0 : (n - 1) / UNIT;
		*size = (class + 1) * UNIT;
		return class;
	}
	for (*size = SMALL * 2; *size < n; *size *= 2)
		class++;
	return class;
}

/* Start a new block in which at least n bytes fit. */
static void
add_block(struct arena *a, size_t n)
{
	size_t size = n + sizeof(struct block) > BLOCK_MIN ? n + sizeof(struct block) : BLOCK_MIN;
	struct block *b;

	if (size > a->limit - a->used)
		longjmp(a->over, 1);
	a->used += size;
	b = xmalloc(size);
	b->next = a->blocks;
	a->blocks = b;
	a->at = (char *)(b + 1);
	a->left = size - sizeof *b;
}

void *
arena_alloc(void *arena, size_t n)
{
	struct arena *a = arena;
	struct head *h;
	size_t size, class;
	void *p;

	if (n > a->limit)
		longjmp(a->over, 1);
	class = class_of(n, &size);
	if (a->spare[class] != NULL) {
		p = a->spare[class];
		a->spare[class] = *(void **)p;
		return p;
	}
	if (size + sizeof *h > a->left)
		add_block(a, size + sizeof *h);
	h = (struct head *)(void *)a->at;
	h->class = class;
	a->at += size + sizeof *h;
	a->left -= size + sizeof *h;
	return h + 1;
}

void
arena_release(void *arena, void *p)
{
	struct arena *a = arena;
	struct head *h = p;

	if (p == NULL)
		return;
	*(void **)p = a->spare[h[-1].class];
	a->spare[h[-1].class] = p;
}
