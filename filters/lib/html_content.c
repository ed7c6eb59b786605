#include "html_content.h"

#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "die.h"
#include "html_roles.h"
#include "html_run.h"
#include "html_words.h"
#include "text.h"

#define RUNNING 40        /* bytes of text from which a block is running text rather than a label */
#define WRAPS 2           /* a name that says "leave" is not believed of more than a 2nd of the page's text */
#define MOST 95           /* percent of the text that the innermost element with the article holds */
#define MOST_OF_PAGE 70   /* percent of the page's running text that is the article at least, where no name tells */
#define BODY_LEAST 250    /* bytes of text in an element whose name says that it is the article */
#define BODY_SHOWN 60     /* percent of the metadata's text that must be on the page to be believed */
#define BODY_IN 90        /* percent of that which the innermost element with the article holds */
#define LINE_LEAST 60     /* bytes of a line that is looked for in the metadata's text */
#define LINE_LOOK 120     /* how much of it is compared */

/* Elements that are not the article by their kind. */
static bool
off_by_tag(const struct tree *t, uint32_t i)
{
	switch (t->node[i].tag) {
	case GUMBO_TAG_NAV:
	case GUMBO_TAG_ASIDE:
	case GUMBO_TAG_FOOTER:
	case GUMBO_TAG_FORM:
	case GUMBO_TAG_FIGURE:
	case GUMBO_TAG_FIGCAPTION:
	case GUMBO_TAG_LABEL:
	case GUMBO_TAG_INPUT:
		return true;
	default:
		return false;
	}
}

/* Which block each node is in, and whether it is in a link. */
static void
place_nodes(struct content *c)
{
	const struct tree *t = c->t;

	for (uint32_t i = 0; i < t->n; i++) {
		const struct node *n = &t->node[i];
		struct weight *w = &c->w[i], *up = &c->w[n->parent];
		bool block = n->tag != HTML_TEXT && tag_display(n->tag) == DISPLAY_BLOCK;

		w->block = i == 0 || block ? i : up->block;
		/* A time leads nowhere, but it is no more the story than a link is. */
		w->link = i != 0 && (up->link || n->tag == GUMBO_TAG_A || n->tag == GUMBO_TAG_TIME);
		if (n->tag == HTML_TEXT && !node_blank(n)) {
			uint32_t bytes = (uint32_t)strlen(n->gumbo->v.text.text);

			c->w[w->block].text += bytes;
			if (w->link)
				c->w[w->block].links += bytes;
		}
	}
}

static bool
is_running(const struct weight *w)
{
	return !w->out && w->text >= RUNNING && w->links * 2 < w->text;
}

/* Add up the running text below each node. */
static void
weigh(struct content *c)
{
	const struct tree *t = c->t;

	for (uint32_t i = 0; i < t->n; i++)
		c->w[i].mass = c->w[i].block == i && is_running(&c->w[i]) ? c->w[i].text - c->w[i].links : 0;
	for (uint32_t i = (uint32_t)t->n; i-- > 1;)
		c->w[t->node[i].parent].mass += c->w[i].mass;
}

/* Leave out what is not the article. What the names say is not believed of an element that holds most text. */
static void
leave_out(struct content *c, bool names)
{
	const struct tree *t = c->t;
	uint32_t all = c->w[0].mass;

	for (uint32_t i = 1; i < t->n; i++) {
		const struct node *n = &t->node[i];
		bool wraps = c->w[i].mass > all / WRAPS;
		bool off = n->tag != HTML_TEXT && (off_by_tag(t, i) || (n->roles & ROLE_CLOSED) != 0);
		bool out = (n->roles & ROLE_HIDDEN) != 0 || (!wraps && off);

		if (names && (n->roles & (NEWS_LEAVE | NEWS_BYLINE)) != 0 && !wraps && n->tag != GUMBO_TAG_H1)
			out = true;
		c->w[i].out = c->w[n->parent].out || out;
	}
}

/* The element of the largest text among those with this role or tag; of two that hold one another, the inner one if
 * it has this percentage of the outer one's text. 0 without any. */
static uint32_t
largest(const struct content *c, uint32_t role, unsigned tag, unsigned percent)
{
	uint32_t best = 0;

	for (uint32_t i = 1; i < c->t->n; i++) {
		const struct node *n = &c->t->node[i];

		if (c->w[i].out || n->tag == HTML_TEXT || ((n->roles & role) == 0 && n->tag != tag))
			continue;
		if (best == 0 || c->w[i].mass > c->w[best].mass ||
		    (i < c->t->node[best].end && c->w[i].mass * (uint64_t)100 >= (uint64_t)c->w[best].mass * percent))
			best = i;
	}
	return best;
}

/* Go down from node i to the innermost element that holds most of its text. */
static uint32_t
narrow(const struct content *c, uint32_t i)
{
	const struct tree *t = c->t;

	for (;;) {
		uint32_t next = 0;

		for (uint32_t k = i + 1; k < t->node[i].end; k = t->node[k].end)
			if (t->node[k].tag != HTML_TEXT && (uint64_t)c->w[k].mass * 100 >= (uint64_t)c->w[i].mass * MOST)
				next = k;
		if (next == 0 || c->w[next].block != next || t->node[next].tag == GUMBO_TAG_P)
			return i;
		i = next;
	}
}

/* The parent whose own paragraphs hold most text, as readability has it: each counts for the element around it, and
 * half for the next. */
static uint32_t
densest(const struct content *c)
{
	const struct tree *t = c->t;
	double *score = xcalloc(t->n, sizeof *score);
	uint32_t best = 0;

	for (uint32_t i = 1; i < t->n; i++) {
		const struct weight *w = &c->w[i];
		uint32_t up = t->node[i].parent;
		double points;

		if (w->block != i || !is_running(w))
			continue;
		points = 1 + (w->text < 1000 ? w->text / 100.0 : 10) * (1 - (double)w->links / w->text);
		if (w->text > 1000)
			score[i] += w->text / 100.0;
		score[up] += points;
		score[t->node[up].parent] += points / 2;
	}
	for (uint32_t i = 1; i < t->n; i++)
		if (score[i] > score[best])
			best = i;
	free(score);
	return best;
}

/* The lowest node that holds both. */
static uint32_t
common(const struct tree *t, uint32_t a, uint32_t b)
{
	while (a > b || t->node[a].end <= b)
		a = t->node[a].parent;
	return a;
}

/* The innermost element that holds most of the page's running text. */
static uint32_t
heart(const struct content *c)
{
	const struct tree *t = c->t;
	uint32_t best = 0, k;

	for (;;) {
		for (k = best + 1; k < t->node[best].end; k = t->node[k].end)
			if ((uint64_t)c->w[k].mass * 100 >= (uint64_t)c->w[0].mass * MOST_OF_PAGE)
				break;
		if (k >= t->node[best].end || c->w[k].block != k || t->node[k].tag == GUMBO_TAG_P)
			return best;
		best = k;
	}
}

/* Elements like the root beside it hold more of the article: take them in. */
static uint32_t
widen(const struct content *c, uint32_t root)
{
	const struct tree *t = c->t;
	const char *name = node_attr(&t->node[root], "class"), *other;
	uint32_t wide = root;

	for (uint32_t i = 1; name != NULL && i < t->n; i++) {
		if (c->w[i].out || c->w[i].mass < BODY_LEAST || t->node[i].tag != t->node[root].tag ||
		    (i >= root && i < t->node[root].end) || (root >= i && root < t->node[i].end))
			continue;
		other = node_attr(&t->node[i], "class");
		if (other != NULL && strcmp(name, other) == 0 && t->node[common(t, root, i)].tag != GUMBO_TAG_BODY)
			wide = common(t, wide, i);
	}
	/* But not a list of articles. */
	return c->w[wide].mass < (uint64_t)c->w[root].mass * 4 ? wide : root;
}

/* Where the body of the metadata stands in the page: the innermost element with most of its lines; 0 if they are
 * not there. */
static uint32_t
match_body(struct content *c, size_t body_len)
{
	const struct tree *t = c->t;
	uint32_t *found = xcalloc(t->n, sizeof *found), root = 0;
	uint64_t shown = 0;

	for (uint32_t i = 1; i < t->n; i++) {
		struct run r = { 0 };

		if (c->w[i].block != i || c->w[i].text < LINE_LEAST || (t->node[i].roles & ROLE_HIDDEN) != 0)
			continue;
		for (uint32_t k = i + 1; k < t->node[i].end && r.text.n < LINE_LOOK; k++)
			if (t->node[k].tag == HTML_TEXT && c->w[k].block == i)
				run_text(&r, t, k);
		if (!run_empty(&r) && content_holds(c, run_string(&r)))
			found[i] = c->w[i].text;
		run_free(&r);
	}
	for (uint32_t i = (uint32_t)t->n; i-- > 1;)
		found[t->node[i].parent] += found[i];
	shown = found[0];
	while (shown * 100 >= (uint64_t)body_len * BODY_SHOWN) {
		uint32_t next = root + 1;

		while (next < t->node[root].end && (uint64_t)found[next] * 100 < shown * BODY_IN)
			next = t->node[next].end;
		if (next >= t->node[root].end || t->node[next].tag == GUMBO_TAG_P)
			break;
		root = next;
	}
	free(found);
	return root;
}

/* Is this a good choice beside the densest part of the page? */
static bool
stands_up(const struct content *c, uint32_t i, uint32_t dense)
{
	return i != 0 && c->w[i].mass >= BODY_LEAST && (uint64_t)c->w[i].mass * 3 >= (uint64_t)c->w[dense].mass * 2;
}

/* The element that holds the article; 0 if there is none. */
static uint32_t
find_root(const struct content *c)
{
	uint32_t dense = densest(c), named = largest(c, NEWS_BODY, HTML_TEXT, MOST);
	uint32_t article = largest(c, 0, GUMBO_TAG_ARTICLE, MOST), most;

	if (stands_up(c, named, dense))
		return narrow(c, widen(c, named));
	named = largest(c, NEWS_MAIN, HTML_TEXT, MOST_OF_PAGE);
	if (stands_up(c, article, dense) && (named == 0 || named < article || named >= c->t->node[article].end) &&
	    (uint64_t)c->w[article].mass * 2 >= c->w[0].mass)
		return narrow(c, article);
	if (stands_up(c, named, dense))
		return narrow(c, widen(c, named));
	most = heart(c);
	if (dense == 0 || c->w[dense].mass < BODY_LEAST)
		return 0;
	/* The densest part may be one of several that ads keep apart. */
	if (most != 0 && most < dense && dense < c->t->node[most].end && c->t->node[most].tag != GUMBO_TAG_BODY)
		return narrow(c, most);
	return widen(c, dense);
}

bool
content_holds(const struct content *c, const char *line)
{
	char *key, *cut;
	bool holds;

	if (c->body == NULL)
		return true;
	key = name_key(line, strlen(line));
	cut = clip(key, LINE_LOOK / 2);
	holds = *cut == '\0' || strstr(c->body, cut) != NULL;
	free(key);
	free(cut);
	return holds;
}

void
content_find(struct content *c, struct tree *t, const char *body)
{
	size_t len = body != NULL ? strlen(body) : 0;
	uint32_t shown = 0;

	memset(c, 0, sizeof *c);
	c->t = t;
	c->w = xcalloc(t->n + 1, sizeof *c->w);
	news_roles(t);
	place_nodes(c);
	weigh(c);
	leave_out(c, false);
	weigh(c);
	leave_out(c, true);
	weigh(c);
	if (len >= BODY_LEAST) {
		c->body = name_key(body, len);
		shown = match_body(c, len);
	}
	if (shown == 0) {
		free(c->body);
		c->body = NULL;
	}
	c->root = shown != 0 ? shown : find_root(c);
	c->none = c->root == 0;
}

void
content_free(struct content *c)
{
	free(c->w);
	free(c->body);
	memset(c, 0, sizeof *c);
}
