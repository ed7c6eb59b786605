#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "html_coins.h"
#include "html_flow.h"
#include "record.h"
#include "text.h"

/* An entry under construction. A footnote that names several works gives several of them. */
struct entry {
	struct flow *f;
	const char *marker;
	int backlinks;
	struct run run;
	json_t *coins;
	const char *url, *archive; /* borrowed from the page */
	uint32_t node;
};

/* Set an address as a field; one without a scheme is read with the usual one. */
static void
set_link(json_t *rec, const char *key, const char *url)
{
	char *full = xasprintf("%s%s", strncmp(url, "//", 2) == 0 ? "https:" : "", url);

	if (utf8_valid(full, strlen(full)))
		set_str(rec, key, full);
	free(full);
}

/* Write what was gathered, if anything was. */
static void
finish(struct entry *e)
{
	json_t *rec;
	const char *url = get_str(e->coins, "url");

	if (run_empty(&e->run) && e->coins != NULL)
		run_words(&e->run, e->f->t, e->node, *get_str(e->coins, "atitle") != '\0' ? get_str(e->coins, "atitle") :
		    *get_str(e->coins, "btitle") != '\0' ? get_str(e->coins, "btitle") : get_str(e->coins, "title"));
	/* What parts it from the next work. */
	while (e->run.text.n > 1 && strchr(";, ", e->run.text.s[e->run.text.n - 1]) != NULL)
		e->run.text.s[--e->run.text.n] = '\0';
	if (!run_empty(&e->run)) {
		rec = run_block(&e->run, e->f->t, "ref", "");
		set_str(rec, "marker", e->marker);
		set_int(rec, "backlinks", e->backlinks);
		if (*url == '\0' && e->url != NULL)
			url = e->url;
		set_link(rec, "url", url);
		set_link(rec, "archive_url", e->archive != NULL ? e->archive : "");
		if (e->coins != NULL)
			json_object_set(rec, "coins", e->coins);
		flow_emit(e->f, rec, e->node);
	}
	run_clear(&e->run);
	json_decref(e->coins);
	e->coins = NULL;
	e->url = e->archive = NULL;
}

static void
take_link(struct entry *e, const struct node *n)
{
	const char *href = node_attr(n, "href");

	if (href == NULL)
		return;
	switch (link_kind(href)) {
	case LINK_SOURCE:
		if (e->url == NULL)
			e->url = href;
		break;
	case LINK_ARCHIVE:
		if (e->archive == NULL)
			e->archive = href;
		break;
	default:
		break;
	}
}

/* Citation metadata: of the work that was just printed. */
static void
take_coins(struct entry *e, uint32_t i)
{
	struct node *n = &e->f->t->node[i];
	const char *title = node_attr(n, "title");
	json_t *coins = title != NULL ? coins_decode(title) : NULL;

	n->roles |= ROLE_USED;
	if (coins == NULL)
		return;
	if (e->coins != NULL)
		finish(e);
	e->coins = coins;
	e->node = i;
}

/* Gather nodes [from, to) into one entry or more. */
static void
gather(struct entry *e, uint32_t from, uint32_t to)
{
	const struct node *node = e->f->t->node;

	for (uint32_t i = from; i < to;) {
		if (node[i].tag == HTML_TEXT) {
			run_text(&e->run, e->f->t, i++);
			continue;
		}
		if ((node[i].roles & ROLE_COINS) != 0) {
			take_coins(e, i);
		} else if ((node[i].roles & ROLE_BACKLINK) == 0 && !flow_skips(e->f, i)) {
			/* A second work begins. */
			if ((node[i].roles & ROLE_CITE) != 0 && e->coins != NULL)
				finish(e);
			if (node[i].tag == GUMBO_TAG_A)
				take_link(e, &node[i]);
			if (node[i].tag == GUMBO_TAG_BR || tag_display(node[i].tag) == DISPLAY_BLOCK)
				run_space(&e->run);
			i++;
			continue;
		}
		i = node[i].end;
	}
	finish(e);
}

/* How many places of the text lead here. */
static int
count_backlinks(const struct tree *t, uint32_t i)
{
	int links = 0, letters = 0;

	for (uint32_t k = i; k < t->node[i].end; k++) {
		if ((t->node[k].roles & ROLE_BACKLINK) == 0)
			continue;
		for (uint32_t b = k; b < t->node[k].end; b++) {
			const char *href = node_attr(&t->node[b], "href");

			links += t->node[b].tag == GUMBO_TAG_A && href != NULL && strchr(href, '#') != NULL;
			letters += t->node[b].tag == GUMBO_TAG_SUP;
		}
		break;
	}
	return links > 0 ? links : letters > 0 ? letters : 1;
}

void
flow_entry(struct flow *f, uint32_t i, const char *marker)
{
	struct entry e = { .f = f, .marker = marker, .backlinks = count_backlinks(f->t, i), .node = i };

	gather(&e, i + 1, f->t->node[i].end);
	run_free(&e.run);
}

/* Write a number in letters: a .. z, aa .. */
static char *
in_letters(size_t n, char first)
{
	char buf[16];
	size_t at = sizeof buf - 1;

	buf[at] = '\0';
	for (; n > 0 && at > 0; n = (n - 1) / 26)
		buf[--at] = (char)(first + (n - 1) % 26);
	return xstrdup(buf + at);
}

static char *
in_roman(size_t n, bool upper)
{
	static const struct { size_t value; const char *low, *high; } part[] = {
		{ 1000, "m", "M" }, { 900, "cm", "CM" }, { 500, "d", "D" }, { 400, "cd", "CD" }, { 100, "c", "C" },
		{ 90, "xc", "XC" }, { 50, "l", "L" }, { 40, "xl", "XL" }, { 10, "x", "X" }, { 9, "ix", "IX" },
		{ 5, "v", "V" }, { 4, "iv", "IV" }, { 1, "i", "I" },
	};
	char buf[32] = "";

	if (n == 0 || n > 399)
		return xasprintf("%zu", n);
	for (size_t i = 0; i < sizeof part / sizeof *part; i++)
		for (; n >= part[i].value; n -= part[i].value)
			strcat(buf, upper ? part[i].high : part[i].low);
	return xstrdup(buf);
}

char *
list_number(const struct tree *t, uint32_t i, size_t n)
{
	const char *style = node_attr(&t->node[i], "style"), *type = node_attr(&t->node[i], "type");
	const char *start = node_attr(&t->node[i], "start");

	for (uint32_t up = t->node[i].parent, k = 0; style == NULL && k < 2; up = t->node[up].parent, k++)
		style = node_attr(&t->node[up], "style");
	style = style != NULL ? strstr(style, "list-style") : NULL;
	if (start != NULL && atol(start) > 0 && atol(start) < 100000)
		n += (size_t)atol(start) - 1;
	if ((style != NULL && strstr(style, "lower-alpha") != NULL) || (type != NULL && strcmp(type, "a") == 0))
		return in_letters(n, 'a');
	if ((style != NULL && strstr(style, "upper-alpha") != NULL) || (type != NULL && strcmp(type, "A") == 0))
		return in_letters(n, 'A');
	if ((style != NULL && strstr(style, "lower-roman") != NULL) || (type != NULL && strcmp(type, "i") == 0))
		return in_roman(n, false);
	if ((style != NULL && strstr(style, "upper-roman") != NULL) || (type != NULL && strcmp(type, "I") == 0))
		return in_roman(n, true);
	return xasprintf("%zu", n);
}

void
flow_refs(struct flow *f, uint32_t i)
{
	const struct tree *t = f->t;
	size_t place = 0;

	for (uint32_t k = i + 1; k < t->node[i].end;) {
		const char *id, *printed;
		char *number;

		if (t->node[k].tag != GUMBO_TAG_LI) {
			k++;
			continue;
		}
		place++;
		id = node_attr(&t->node[k], "id");
		printed = id != NULL ? flow_marker(f, id) : NULL;
		number = printed != NULL ? xstrdup(printed) : list_number(t, node_up(t, k, GUMBO_TAG_OL), place);
		flow_entry(f, k, number);
		free(number);
		k = t->node[k].end;
	}
}

bool
flow_cites(const struct flow *f, uint32_t i)
{
	for (uint32_t k = i; k < f->t->node[i].end; k++)
		if ((f->t->node[k].roles & ROLE_COINS) != 0)
			return true;
	return false;
}

/* The element that prints the work whose metadata stands in node i: it, the one before it, or its parent. */
static uint32_t
printed_work(const struct tree *t, uint32_t i)
{
	uint32_t parent = t->node[i].parent, before = 0;

	if ((t->node[parent].roles & ROLE_CITE) != 0)
		return parent;
	for (uint32_t k = parent + 1; k < i; k = t->node[k].end)
		if ((t->node[k].roles & ROLE_CITE) != 0 || t->node[k].tag == GUMBO_TAG_CITE)
			before = k;
	return before != 0 ? before : i;
}

void
flow_rest(struct flow *f, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++) {
		struct entry e = { .f = f, .marker = "", .backlinks = 1, .node = i };
		uint32_t work;

		if ((f->t->node[i].roles & (ROLE_COINS | ROLE_USED)) != ROLE_COINS)
			continue;
		take_coins(&e, i);
		if (e.coins == NULL)
			continue;
		work = printed_work(f->t, i);
		flow_gather(f, &e.run, work, f->t->node[work].end);
		finish(&e);
		run_free(&e.run);
	}
}
