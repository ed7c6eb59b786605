#include "html_news.h"

#include <stdlib.h>
#include <string.h>

#include "date.h"
#include "html_emit.h"
#include "html_content.h"
#include "html_flow.h"
#include "html_words.h"
#include "record.h"
#include "text.h"

#define LEAD_LEAST 25   /* bytes of a standfirst */
#define LEAD_MOST 700
#define LEAD_HEADING 70  /* bytes from which a heading before the first paragraph is one */
#define CAPTION_BYTES 300 /* of text in an element that holds a picture and its caption */
#define CAPTION_NODES 60
#define LABEL_BYTES 160 /* a line longer than this is text, whatever links it holds */

struct news {
	struct content c;
	const struct page_meta *meta;
	char *title;     /* key of what was written as the title */
	char *lead;      /* and as the standfirst */
	size_t written;  /* bytes of text */
	bool begun;      /* the first sentence was written */
	bool plain;      /* there is no article: all of the page is written */
	char *entry;     /* time of the live blog's entry that the flow is in, or NULL */
	uint32_t entry_end;
};

/* Bytes of text and of links in node i. */
static void
count_links(const struct news *n, uint32_t i, size_t *text, size_t *links)
{
	const struct tree *t = n->c.t;

	*text = *links = 0;
	for (uint32_t k = i; k < t->node[i].end; k++) {
		size_t bytes;

		if (t->node[k].tag != HTML_TEXT || node_blank(&t->node[k]) || n->c.w[k].out)
			continue;
		bytes = strlen(t->node[k].gumbo->v.text.text);
		*text += bytes;
		*links += n->c.w[k].link ? bytes : 0;
	}
}

/* Is it only a way to other pages? */
static bool
is_links(const struct news *n, const char *type, const char *s, uint32_t node)
{
	size_t text, links, len = strlen(s);

	if (len > LABEL_BYTES && strcmp(type, "item") != 0)
		return false;
	count_links(n, node, &text, &links);
	/* A sentence may be a link as a whole; a headline ends without a full stop. */
	if (strcmp(type, "item") != 0 && s[len - 1] == '.')
		return false;
	return links * 10 > text * 8 || (len < 60 && links * 10 > text * 6);
}

static bool
same_key(const char *key, const char *s)
{
	char *other = name_key(s, strlen(s));
	bool same = key != NULL && strcmp(key, other) == 0;

	free(other);
	return same;
}

/* Are there letters in it? */
static bool
says_something(const char *s)
{
	size_t n = strlen(s), len;

	for (size_t i = 0; i < n; i += len)
		if (is_letter(utf8_next(s + i, n - i, &len)))
			return true;
	return false;
}

/* The time of the live blog's entry that a node is in. */
static const char *
entry_time(struct news *n, uint32_t node)
{
	const struct tree *t = n->c.t;
	uint32_t up = node;

	if (n->entry != NULL && node < n->entry_end)
		return n->entry;
	free(n->entry);
	n->entry = NULL;
	n->entry_end = 0;
	for (; up != 0; up = t->node[up].parent)
		if ((t->node[up].roles & NEWS_ENTRY) != 0 || (n->meta->live && t->node[up].tag == GUMBO_TAG_ARTICLE))
			break;
	if (up == 0)
		return NULL;
	n->entry_end = t->node[up].end;
	for (uint32_t k = up; k < t->node[up].end && n->entry == NULL; k++)
		if (t->node[k].tag == GUMBO_TAG_TIME && node_attr(&t->node[k], "datetime") != NULL)
			n->entry = html_plain(node_attr(&t->node[k], "datetime"));
	return n->entry;
}

/* Give a block of a live blog the time of its entry. */
static void
set_entry(struct news *n, json_t *block, uint32_t node)
{
	const char *time = entry_time(n, node);
	struct date d;
	char iso[DATE_ISO_LEN];

	if (time == NULL || !date_parse(time, &d) || d.d == 0)
		return;
	set_str(block, "date_path", date_iso(iso, d));
	set_str(block, "time", time);
}

/* Does it end as a sentence does? */
static bool
is_sentence(const char *s)
{
	static const char *const ends[] = { ".", "!", "?", "\"", "'", ")", ":", "”", "’", "»", "…", "。", "؟", NULL };
	size_t n = strlen(s);

	for (size_t i = 0; ends[i] != NULL; i++)
		if (n >= strlen(ends[i]) && strcmp(s + n - strlen(ends[i]), ends[i]) == 0)
			return true;
	return false;
}

/* Is it the caption of a picture: does a small element around it begin with one? */
static bool
is_caption(const struct news *n, uint32_t node)
{
	const struct tree *t = n->c.t;
	size_t text, links;

	for (uint32_t up = node; up > n->c.root; up = t->node[up].parent) {
		if (t->node[up].end - up > CAPTION_NODES)
			break;
		count_links(n, up, &text, &links);
		if (text > (t->node[node].tag == GUMBO_TAG_P ? CAPTION_BYTES / 2 : CAPTION_BYTES))
			break;
		for (uint32_t k = up; k < node; k++)
			if (t->node[k].tag == GUMBO_TAG_IMG || t->node[k].tag == GUMBO_TAG_VIDEO)
				return true;
	}
	return false;
}

/* Is a block of the article's part of the page a piece of the article? */
static bool
accept(struct flow *f, json_t *block, uint32_t node)
{
	struct news *n = f->data;
	const char *s = get_str(block, "text"), *type = get_str(block, "type");

	if (n->plain && (!says_something(s) || same_key(n->title, s)))
		return false;
	if (n->plain) {
		set_entry(n, block, node);
		return true;
	}
	if (n->c.w[node].out || strcmp(type, "caption") == 0 || !says_something(s) || news_boilerplate(s, strlen(s)))
		return false;
	if (same_key(n->title, s) || (strcmp(type, "heading") != 0 && same_key(n->lead, s)))
		return false;
	if (is_links(n, type, s, node) || (strcmp(type, "heading") != 0 && is_caption(n, node)))
		return false;
	/* Names, places and dates may stand before the first sentence. */
	if (!n->begun && strcmp(type, "heading") != 0 && strlen(s) < LABEL_BYTES / 2 && !is_sentence(s))
		return false;
	/* What the metadata's text has not may be a box, or a picture's caption. */
	if (strcmp(type, "heading") != 0 && strlen(s) < 2 * LABEL_BYTES && !content_holds(&n->c, s))
		return false;
	/* Some pages set their standfirst as a heading; the story is no section of it. */
	if (!n->begun && n->lead == NULL && strcmp(type, "heading") == 0 && strlen(s) > LEAD_HEADING) {
		n->lead = name_key(s, strlen(s));
		json_object_del(block, "level");
		json_object_set_new(block, "type", json_string("para"));
		set_str(block, "role", "standfirst");
		html_emit(json_incref(block));
		return false;
	}
	n->begun |= strcmp(type, "heading") != 0;
	set_entry(n, block, node);
	n->written += strlen(s);
	return true;
}

static void
write_run(const struct news *n, const struct run *r, const char *type, const char *role)
{
	json_t *rec = run_block(r, n->c.t, type, "");

	set_str(rec, "role", role);
	html_emit(rec);
}

/* The headline: the <h1> that says what the metadata does, else the last one before the article. */
static uint32_t
find_headline(const struct news *n)
{
	const struct tree *t = n->c.t;
	char *want = n->meta->headline != NULL ? name_key(n->meta->headline, strlen(n->meta->headline)) : NULL;
	uint32_t best = 0;
	bool sure = false;

	for (uint32_t i = 1; i < t->n && !sure; i++) {
		struct run r = { 0 };

		if (t->node[i].tag != GUMBO_TAG_H1 || (t->node[i].roles & ROLE_HIDDEN) != 0)
			continue;
		for (uint32_t k = i; k < t->node[i].end; k++)
			if (t->node[k].tag == HTML_TEXT)
				run_text(&r, t, k);
		if (!run_empty(&r)) {
			sure = want != NULL && same_key(want, run_string(&r));
			if (sure || ((i < n->c.root || best == 0) && !n->c.w[i].out))
				best = i;
		}
		run_free(&r);
	}
	free(want);
	return best;
}

static void
write_title(struct news *n, uint32_t h1)
{
	const struct tree *t = n->c.t;
	struct run r = { 0 };

	for (uint32_t k = h1; h1 != 0 && k < t->node[h1].end; k++) {
		if (t->node[k].tag == HTML_TEXT && !n->c.w[k].out)
			run_text(&r, t, k);
		else if (t->node[k].tag == GUMBO_TAG_BR)
			run_space(&r);
	}
	/* A page without a headline has at least a title. */
	if (run_empty(&r) && n->meta->headline != NULL && node_find(t, 0, (uint32_t)t->n, GUMBO_TAG_TITLE) < t->n)
		run_words(&r, t, node_find(t, 0, (uint32_t)t->n, GUMBO_TAG_TITLE), n->meta->headline);
	if (!run_empty(&r)) {
		n->title = name_key(run_string(&r), r.text.n);
		write_run(n, &r, "title", NULL);
	}
	run_free(&r);
}

/* Does the page describe itself with this line, or with its beginning? */
static bool
is_description(const struct news *n, const char *s)
{
	char *line, *about;
	size_t len;
	bool same;

	if (n->meta->description == NULL)
		return false;
	line = name_key(s, strlen(s));
	about = name_key(n->meta->description, strlen(n->meta->description));
	len = strlen(line) < strlen(about) ? strlen(line) : strlen(about);
	same = len >= LEAD_LEAST && strncmp(line, about, len) == 0;
	free(line);
	free(about);
	return same;
}

/* Is block i, between headline and article, the standfirst: by its name and place, or as the page's description? */
static bool
is_lead(const struct news *n, uint32_t i, uint32_t h1, const char *s, bool described)
{
	const struct tree *t = n->c.t;
	uint32_t up = i;

	for (int k = 0; k < 4 && up != 0; k++, up = t->node[up].parent) {
		/* Not one that is around the headline, too. */
		if (up <= h1 && h1 < t->node[up].end)
			break;
		if ((t->node[up].roles & NEWS_LEAD) != 0)
			return true;
	}
	return described ? is_description(n, s) : t->node[i].tag == GUMBO_TAG_H2;
}

/* Write the standfirst, if there is one between the headline and the article. */
static void
write_lead(struct news *n, uint32_t h1, bool described)
{
	const struct tree *t = n->c.t;

	for (uint32_t i = h1 != 0 ? t->node[h1].end : 1; i < n->c.root && n->lead == NULL; i++) {
		struct run r = { 0 };
		const struct weight *w = &n->c.w[i];

		if (w->block != i || w->out || w->text < LEAD_LEAST || w->text > LEAD_MOST || w->links * 2 > w->text)
			continue;
		for (uint32_t k = i; k < t->node[i].end; k++)
			if (t->node[k].tag == HTML_TEXT && n->c.w[k].block == i && !n->c.w[k].out)
				run_text(&r, t, k);
		if (!run_empty(&r) && is_lead(n, i, h1, run_string(&r), described) && !same_key(n->title, run_string(&r))) {
			n->lead = name_key(run_string(&r), r.text.n);
			write_run(n, &r, "para", "standfirst");
		}
		run_free(&r);
	}
}

/* Mark what is left out, for the flow. */
static void
mark_left_out(struct news *n, struct tree *t)
{
	for (uint32_t i = 1; i < t->n; i++)
		if (n->c.w[i].out && !n->c.w[t->node[i].parent].out)
			t->node[i].roles |= ROLE_LEAVE;
		else
			t->node[i].roles &= ~(uint32_t)ROLE_LEAVE;
}

/* The article as the metadata has it, where the page shows less than half of it. */
static void
write_metadata_body(const struct news *n, const char *body, const struct source *whole)
{
	struct mapped text = { 0 };

	mapped_put(&text, whole, n->meta->body_at.start, n->meta->body_at.end, body, strlen(body));
	if (text.n > 0)
		html_emit(block_new(whole, "para", "", &text));
	mapped_free(&text);
}

void
news_write(struct tree *t, const struct page_meta *m, const struct source *whole)
{
	struct news n = { .meta = m };
	struct flow f = { .t = t, .skip = ROLE_LEAVE | ROLE_HIDDEN, .accept = accept, .data = &n };
	uint32_t h1;
	char *body;

	body = m->body != NULL ? html_plain(m->body) : NULL;
	content_find(&n.c, t, body);
	n.plain = n.c.none;
	h1 = find_headline(&n);
	write_title(&n, h1);
	write_lead(&n, h1, false);
	write_lead(&n, h1, true);
	mark_left_out(&n, t);
	flow_walk(&f, n.c.root, t->node[n.c.root].end);
	if (body != NULL && n.written * 2 < strlen(body)) {
		write_metadata_body(&n, body, whole);
	} else if (n.written == 0 && n.lead == NULL && !n.plain) {
		n.plain = true;
		flow_walk(&f, 0, (uint32_t)t->n);
	}
	flow_free(&f);
	content_free(&n.c);
	free(body);
	free(n.title);
	free(n.lead);
	free(n.entry);
}
