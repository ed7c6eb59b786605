#include "html_line.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "die.h"
#include "text.h"

#define NAME_BYTES 120

struct lines {
	const struct flow *f;
	struct cell_line line;
	bool wanted;   /* a flag without a name stood there: the words behind it are the name */
	uint32_t *end; /* of the blocks that are open */
	size_t n, cap;
	void (*each)(void *arg, struct cell_line *line);
	void *arg;
};

/* The name at the start of a line: up to a bracket, a number or a colon. */
static char *
leading_name(const char *s)
{
	size_t n = strcspn(s, "(:;,[0123456789/|");

	while (n > 0 && s[n - 1] == ' ')
		n--;
	return n > 0 && n <= NAME_BYTES ? xstrndup(s, n) : NULL;
}

static void
end_line(struct lines *l)
{
	struct cell_line *line = &l->line;

	if (!run_empty(&line->run)) {
		line->guessed = l->wanted;
		if (line->flag == NULL && l->wanted)
			line->flag = leading_name(run_string(&line->run));
		l->each(l->arg, line);
	}
	/* A flag that stands on a line of its own belongs to the next. */
	if (run_empty(&line->run) && (line->flag != NULL || l->wanted))
		return;
	l->wanted = false;
	free(line->flag);
	line->flag = NULL;
	run_clear(&line->run);
}

/* "Flag of Chad.svg", "the Chad flag" or "Chad": the name alone, in a new string; NULL if there is none. */
static char *
flag_name(const char *alt)
{
	static const char *const before[] = { "Flag of the ", "Flag of ", "Image:Flag of ", "File:Flag of ", NULL };
	size_t n, len, bad;
	char *name;

	for (size_t i = 0; before[i] != NULL; i++)
		if (strncasecmp(alt, before[i], strlen(before[i])) == 0) {
			alt += strlen(before[i]);
			break;
		}
	n = strlen(alt);
	if (n > 4 && (strcasecmp(alt + n - 4, ".svg") == 0 || strcasecmp(alt + n - 4, ".png") == 0))
		n -= 4;
	if (n == 0 || n > NAME_BYTES)
		return NULL;
	name = utf8_clean(alt, n, &len, &bad);
	return name;
}

/* Is the picture a flag's? Its element, or one around it, says so. */
static bool
is_flag(const struct tree *t, uint32_t i)
{
	const char *alt = node_attr(&t->node[i], "alt");
	uint32_t up = i;

	if (alt != NULL && strncasecmp(alt, "Flag of ", 8) == 0)
		return true;
	for (int k = 0; k < 5 && up != 0; k++, up = t->node[up].parent)
		if ((t->node[up].roles & ROLE_FLAG) != 0)
			return true;
	return false;
}

/* A picture: if it is the flag that the line begins with, remember whose. */
static void
take_picture(struct lines *l, uint32_t i)
{
	const struct tree *t = l->f->t;
	const char *name = node_attr(&t->node[i], "alt"), *title;
	uint32_t link;

	if (!run_empty(&l->line.run) || l->line.flag != NULL || !is_flag(t, i))
		return;
	if (name == NULL || *name == '\0') {
		link = node_up(t, i, GUMBO_TAG_A);
		title = link != 0 ? node_attr(&t->node[link], "title") : NULL;
		name = title;
	}
	l->line.flag = name != NULL ? flag_name(name) : NULL;
	l->wanted = l->line.flag == NULL;
}

/* A link behind a flag that has no name: the link's words are its name. */
static void
take_link(struct lines *l, uint32_t i)
{
	struct run r = { 0 };

	if (!l->wanted || l->line.flag != NULL || !run_empty(&l->line.run))
		return;
	flow_gather(l->f, &r, i + 1, l->f->t->node[i].end);
	if (!run_empty(&r) && r.text.n <= NAME_BYTES)
		l->line.flag = xstrdup(run_string(&r));
	run_free(&r);
}

/* A table's cells stand on one line. */
static bool
parts_lines(const struct node *n)
{
	return n->tag == GUMBO_TAG_BR ||
	    (tag_display(n->tag) == DISPLAY_BLOCK && n->tag != GUMBO_TAG_TD && n->tag != GUMBO_TAG_TH);
}

/* Take node i; returns the node to go on with. */
static uint32_t
take_node(struct lines *l, uint32_t i)
{
	const struct node *n = &l->f->t->node[i];

	if (n->tag == HTML_TEXT) {
		if (run_empty(&l->line.run))
			l->line.node = i;
		run_text(&l->line.run, l->f->t, i);
		return i + 1;
	}
	if ((n->roles & ROLE_NOTE) != 0) {
		flow_note(l->f, &l->line.run, i);
		return n->end;
	}
	if (flow_skips(l->f, i) || (n->roles & ROLE_COINS) != 0)
		return n->end;
	if (parts_lines(n)) {
		end_line(l);
		l->end = grow(l->end, &l->cap, l->n + 1, sizeof *l->end);
		l->end[l->n++] = n->end;
	} else if (n->tag == GUMBO_TAG_IMG) {
		take_picture(l, i);
	} else if (n->tag == GUMBO_TAG_A) {
		take_link(l, i);
	} else if (n->tag == GUMBO_TAG_TD || n->tag == GUMBO_TAG_TH) {
		run_space(&l->line.run);
	}
	return i + 1;
}

void
cell_lines(const struct flow *f, uint32_t from, uint32_t to, void (*each)(void *arg, struct cell_line *line), void *arg)
{
	struct lines l = { .f = f, .each = each, .arg = arg };

	for (uint32_t i = from; i < to;) {
		while (l.n > 0 && l.end[l.n - 1] <= i) {
			end_line(&l);
			l.n--;
		}
		i = take_node(&l, i);
	}
	end_line(&l);
	free(l.line.flag);
	free(l.end);
	run_free(&l.line.run);
}
