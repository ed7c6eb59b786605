#include "html_wiki.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "html_flow.h"
#include "phrase_lines.h"

bool
wiki_is(const struct tree *t, const struct page_meta *m)
{
	for (uint32_t i = 0; i < t->n; i++)
		if ((t->node[i].roles & (m->article ? ROLE_CONTENT : ROLE_CONTENT | ROLE_BOX)) != 0)
			return true;
	return false;
}

void
wiki_meta(const struct tree *t, struct page_meta *m)
{
	uint32_t h1 = node_find(t, 0, (uint32_t)t->n, GUMBO_TAG_H1);
	uint32_t title = node_find(t, 0, (uint32_t)t->n, GUMBO_TAG_TITLE);
	struct run r = { 0 };
	char *s, *dash = NULL;

	/* "Battle of Lesna - Wikipedia" tells both names; the page's own headline is the better title. */
	for (uint32_t i = title; i < t->n && i < t->node[title].end; i++)
		if (t->node[i].tag == HTML_TEXT)
			run_text(&r, t, i);
	s = xstrdup(run_string(&r));
	run_clear(&r);
	for (char *p = s; (p = strpbrk(p, "-|\xE2")) != NULL; p++)
		if (p > s && p[-1] == ' ' && strchr(p, ' ') != NULL)
			dash = p;
	if (dash != NULL) {
		free(m->doc.publisher);
		m->doc.publisher = xstrdup(strchr(dash, ' ') + 1);
		dash[-1] = '\0';
	}
	for (uint32_t i = h1; i < t->n && i < t->node[h1].end; i++)
		if (t->node[i].tag == HTML_TEXT)
			run_text(&r, t, i);
	free(m->doc.title);
	m->doc.title = !run_empty(&r) ? xstrdup(run_string(&r)) : *s != '\0' ? xstrdup(s) : NULL;
	free(m->doc.date);
	m->doc.date = NULL;
	free(s);
	run_free(&r);
}

/* The article: of the elements that may hold it the largest, and of those as large the innermost. */
static uint32_t
find_content(const struct tree *t)
{
	uint32_t best = 0, size = 0;

	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t own = t->node[i].end - i;

		/* One in the other holds all but a few nodes of furniture. */
		if ((t->node[i].roles & ROLE_CONTENT) != 0 &&
		    (own > size || (i < t->node[best].end && best != 0 && own > size / 2))) {
			best = i;
			size = own;
		}
	}
	return best;
}

/* The headline of the page, if it has one outside the article. */
static void
write_title(struct flow *f, uint32_t content)
{
	struct tree *t = f->t;
	uint32_t h1 = node_find(t, 0, content, GUMBO_TAG_H1);

	if (h1 >= content || h1 >= t->n)
		return;
	flow_gather(f, &f->run, h1 + 1, t->node[h1].end);
	if (!run_empty(&f->run))
		flow_emit(f, run_block(&f->run, t, "title", ""), h1);
	run_clear(&f->run);
}

void
wiki_write(struct tree *t, const char *title)
{
	struct flow f = { .t = t, .skip = ROLE_LEAVE | ROLE_HIDDEN, .articles = true, .captions = true, .title = title };
	uint32_t content = find_content(t);

	line_phrases_load();
	flow_find_notes(&f);
	write_title(&f, content);
	flow_walk(&f, content + 1, t->node[content].end);
	flow_rest(&f, content, t->node[content].end);
	flow_free(&f);
}
