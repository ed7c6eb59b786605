#include "html_tree.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "die.h"
#include "html_arena.h"

#define MEMORY_BASE ((size_t)32 << 20)
#define MEMORY_PER_BYTE 40 /* real pages take 3 to 12 bytes a byte */

/* Parse into the arena; NULL if it was used up. */
static GumboOutput *
parse(struct arena *arena, const struct source *page)
{
	GumboOptions options = kGumboDefaultOptions;

	options.allocator = arena_alloc;
	options.deallocator = arena_release;
	options.userdata = arena;
	options.max_errors = 0; /* error messages hold copies of all open elements */
	/* Whatever the parser holds lies in the arena, so that it can be left from within. */
	if (setjmp(*arena_over(arena)) != 0)
		return NULL;
	return gumbo_parse_with_options(&options, page->text, page->len);
}

static const GumboVector *
children(const GumboNode *n)
{
	if (n->type == GUMBO_NODE_ELEMENT || n->type == GUMBO_NODE_TEMPLATE)
		return &n->v.element.children;
	return NULL;
}

/* Append a node; the index of its parent is given. */
static void
add(struct tree *t, size_t *cap, const GumboNode *n, uint32_t parent)
{
	bool element = children(n) != NULL;

	t->node = grow(t->node, cap, t->n + 1, sizeof *t->node);
	t->node[t->n] = (struct node){
		.gumbo = n,
		.parent = parent,
		.end = (uint32_t)t->n + 1,
		.tag = element ? (uint16_t)n->v.element.tag : HTML_TEXT,
	};
	if (element && n->v.element.tag == GUMBO_TAG_META) {
		t->meta = grow(t->meta, &t->meta_cap, t->metas + 1, sizeof *t->meta);
		t->meta[t->metas++] = (uint32_t)t->n;
	}
	t->n++;
}

struct level {
	const GumboVector *children;
	unsigned next;
	uint32_t index;
};

/* Lay the tree out, with a stack on the heap. */
static void
flatten(struct tree *t, const GumboNode *root)
{
	struct level *stack = NULL;
	size_t depth = 0, depth_cap = 0, cap = 0;

	add(t, &cap, root, 0);
	stack = grow(stack, &depth_cap, 1, sizeof *stack);
	stack[depth++] = (struct level){ children(root), 0, 0 };
	while (depth > 0) {
		struct level *l = &stack[depth - 1];
		const GumboNode *n;

		if (l->next == l->children->length) {
			t->node[l->index].end = (uint32_t)t->n;
			depth--;
			continue;
		}
		n = l->children->data[l->next++];
		if (n->type == GUMBO_NODE_COMMENT || n->type == GUMBO_NODE_DOCUMENT)
			continue;
		add(t, &cap, n, l->index);
		if (children(n) != NULL && children(n)->length > 0) {
			stack = grow(stack, &depth_cap, depth + 1, sizeof *stack);
			stack[depth++] = (struct level){ children(n), 0, (uint32_t)t->n - 1 };
		}
	}
	free(stack);
}

bool
tree_parse(struct tree *t, const struct source *page)
{
	GumboOutput *out;

	memset(t, 0, sizeof *t);
	t->src = page;
	t->arena = arena_new(MEMORY_BASE + MEMORY_PER_BYTE * page->len);
	out = parse(t->arena, page);
	if (out == NULL) {
		complain("the page's tree takes too much memory: skipped");
		return false;
	}
	flatten(t, out->root);
	return true;
}

void
tree_free(struct tree *t)
{
	free(t->node);
	free(t->meta);
	arena_free(t->arena);
	memset(t, 0, sizeof *t);
}

const char *
node_attr(const struct node *n, const char *name)
{
	const GumboVector *v;

	if (n->tag == HTML_TEXT)
		return NULL;
	v = &n->gumbo->v.element.attributes;
	for (unsigned i = 0; i < v->length; i++) {
		const GumboAttribute *a = v->data[i];

		if (a->name[0] == name[0] && strcmp(a->name, name) == 0)
			return a->value;
	}
	return NULL;
}

bool
node_has_class(const struct node *n, const char *name)
{
	const char *c = node_attr(n, "class");
	size_t len = strlen(name), word;

	for (; c != NULL && *c != '\0'; c += word) {
		c += strspn(c, " \t\r\n\f");
		word = strcspn(c, " \t\r\n\f");
		if (word == len && memcmp(c, name, len) == 0)
			return true;
	}
	return false;
}

bool
node_blank(const struct node *n)
{
	const char *s;

	if (n->tag != HTML_TEXT)
		return false;
	s = n->gumbo->v.text.text;
	return s[strspn(s, " \t\r\n\f")] == '\0';
}

uint32_t
node_up(const struct tree *t, uint32_t i, GumboTag tag)
{
	while (i != 0 && t->node[i].tag != tag)
		i = t->node[i].parent;
	return i;
}

uint32_t
node_find(const struct tree *t, uint32_t from, uint32_t to, GumboTag tag)
{
	while (from < to && t->node[from].tag != tag)
		from++;
	return from;
}
