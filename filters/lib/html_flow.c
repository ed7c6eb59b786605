#include "html_flow.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "html_emit.h"
#include "phrase_lines.h"
#include "record.h"

#define PARENT_MAX 500 /* bytes of the item above that a nested item repeats */

enum block_kind { BLOCK_PARA, BLOCK_HEADING, BLOCK_ITEM, BLOCK_TERM, BLOCK_MEANING, BLOCK_LIST, BLOCK_CAPTION };

struct open_block {
	uint32_t node, end;
	enum block_kind kind;
	int level;  /* of a heading */
	char *text; /* what an item, or the last term of a list, says first */
};

bool
flow_skips(const struct flow *f, uint32_t i)
{
	return (f->t->node[i].roles & f->skip) != 0;
}

bool
flow_emit(struct flow *f, json_t *block, uint32_t node)
{
	if (f->accept != NULL && !f->accept(f, block, node)) {
		json_decref(block);
		return false;
	}
	html_emit(block);
	return true;
}

/* The innermost open block of a kind from index i down; NULL if none. */
static struct open_block *
innermost(const struct flow *f, enum block_kind kind, size_t i)
{
	while (i-- > 0)
		if (f->open[i].kind == kind)
			return &f->open[i];
	return NULL;
}

/* What the text of the run is: the innermost open block that is more than a paragraph. */
static struct open_block *
innermost_special(const struct flow *f)
{
	for (size_t i = f->opened; i-- > 0;)
		if (f->open[i].kind != BLOCK_PARA && f->open[i].kind != BLOCK_LIST)
			return &f->open[i];
	return NULL;
}

/* A new section begins: what will it hold? */
static void
enter_section(struct flow *f, int level, const char *text)
{
	size_t n = strlen(text);

	sections_push(&f->sections, level, text);
	if (!f->articles || (f->mode != FLOW_TEXT && level > f->mode_level))
		return;
	f->mode = line_is(LINE_REFS, text, n, NULL) ? FLOW_REFS :
	    line_is(LINE_LIST, text, n, NULL) ? FLOW_LIST : FLOW_TEXT;
	f->mode_level = level;
}

static void
flush_heading(struct flow *f, const struct open_block *b)
{
	json_t *rec;

	sections_push(&f->sections, b->level, NULL);
	rec = run_block(&f->run, f->t, "heading", sections_path(&f->sections));
	set_int(rec, "level", b->level);
	/* A headline that is the page's title, or a label that is none of the story, begins no section. */
	if (!f->articles && !flow_emit(f, rec, b->node))
		return;
	enter_section(f, b->level, run_string(&f->run));
	if (!f->articles)
		return;
	if (f->mode == FLOW_TEXT)
		flow_emit(f, rec, b->node);
	else
		json_decref(rec);
}

/* A list item: how deep it is, and what the item above it says. */
static json_t *
item_block(struct flow *f, struct open_block *b)
{
	json_t *rec = run_block(&f->run, f->t, "item", sections_path(&f->sections));
	struct open_block *above = innermost(f, BLOCK_ITEM, (size_t)(b - f->open));
	int depth = 0;

	for (struct open_block *o = f->open; o <= b; o++)
		depth += o->kind == BLOCK_ITEM || o->kind == BLOCK_TERM || o->kind == BLOCK_MEANING;
	set_int(rec, "depth", depth > 0 ? depth : 1);
	if (b->kind == BLOCK_MEANING)
		above = innermost(f, BLOCK_LIST, (size_t)(b - f->open));
	if (above != NULL && above->text != NULL)
		set_str(rec, "parent", above->text);
	if (b->kind == BLOCK_ITEM && b->text == NULL)
		b->text = clip(run_string(&f->run), PARENT_MAX);
	return rec;
}

/* A term of a list of terms: what follows belongs to it. */
static void
keep_term(struct flow *f, const struct open_block *b)
{
	struct open_block *list = innermost(f, BLOCK_LIST, (size_t)(b - f->open));

	if (list == NULL)
		return;
	free(list->text);
	list->text = clip(run_string(&f->run), PARENT_MAX);
}

/* An indented line is an item only where it explains a term. */
static bool
is_item(const struct flow *f, const struct open_block *b)
{
	const struct open_block *list;

	if (b->kind != BLOCK_MEANING)
		return b->kind == BLOCK_ITEM || b->kind == BLOCK_TERM;
	list = innermost(f, BLOCK_LIST, (size_t)(b - f->open));
	return list != NULL && list->text != NULL;
}

/* The run is a block. */
static void
flush(struct flow *f)
{
	struct open_block *b = innermost_special(f);
	const char *section = sections_path(&f->sections);
	uint32_t node = f->opened > 0 ? f->open[f->opened - 1].node : 0;

	f->breaks = 0;
	if (!run_empty(&f->run)) {
		if (b != NULL && b->kind == BLOCK_HEADING) {
			flush_heading(f, b);
		} else if (b != NULL && b->kind == BLOCK_CAPTION) {
			if (f->captions && f->mode == FLOW_TEXT)
				flow_emit(f, run_block(&f->run, f->t, "caption", section), node);
		} else if (f->mode != FLOW_TEXT) {
			/* Metadata in it is found by flow_rest. */
		} else if (b != NULL && is_item(f, b)) {
			if (b->kind == BLOCK_TERM)
				keep_term(f, b);
			flow_emit(f, item_block(f, b), node);
		} else {
			flow_emit(f, run_block(&f->run, f->t, "para", section), node);
		}
	}
	run_clear(&f->run);
}

/* Blocks that end before node i end. */
static void
close_blocks(struct flow *f, uint32_t i)
{
	while (f->opened > 0 && f->open[f->opened - 1].end <= i) {
		flush(f);
		free(f->open[--f->opened].text);
	}
}

static enum block_kind
kind_of(const struct node *n)
{
	if ((n->roles & ROLE_CAPTION) != 0)
		return BLOCK_CAPTION;
	switch (n->tag) {
	case GUMBO_TAG_H1:
	case GUMBO_TAG_H2:
	case GUMBO_TAG_H3:
	case GUMBO_TAG_H4:
	case GUMBO_TAG_H5:
	case GUMBO_TAG_H6:
		return BLOCK_HEADING;
	case GUMBO_TAG_LI:
		return BLOCK_ITEM;
	case GUMBO_TAG_DT:
		return BLOCK_TERM;
	case GUMBO_TAG_DD:
		return BLOCK_MEANING;
	case GUMBO_TAG_UL:
	case GUMBO_TAG_OL:
	case GUMBO_TAG_DL:
		return BLOCK_LIST;
	case GUMBO_TAG_FIGCAPTION:
	case GUMBO_TAG_CAPTION:
		return BLOCK_CAPTION;
	default:
		return BLOCK_PARA;
	}
}

static void
open_block(struct flow *f, uint32_t i)
{
	struct node *n = &f->t->node[i];

	flush(f);
	/* In a list of articles the sections of one are not the next one's. */
	if (!f->articles && n->tag == GUMBO_TAG_ARTICLE)
		sections_push(&f->sections, 1, NULL);
	f->open = grow(f->open, &f->cap, f->opened + 1, sizeof *f->open);
	f->open[f->opened++] = (struct open_block){ i, n->end, kind_of(n), tag_level(n->tag), NULL };
}

/* Is the item one that stands in a list of works? */
static bool
is_entry(const struct flow *f, uint32_t i)
{
	const struct node *n = &f->t->node[i];

	if (!f->articles || (n->tag != GUMBO_TAG_LI && n->tag != GUMBO_TAG_DD))
		return false;
	/* An item that holds a list is taken apart. */
	if (node_find(f->t, i + 1, n->end, GUMBO_TAG_LI) < n->end)
		return false;
	return f->mode == FLOW_REFS || flow_cites(f, i);
}

static void
write_entry(struct flow *f, uint32_t i)
{
	const struct tree *t = f->t;
	uint32_t list = t->node[i].parent, k = list + 1;
	size_t place = 1;
	char *marker;

	for (; k < i; k = t->node[k].end)
		place += t->node[k].tag == GUMBO_TAG_LI;
	marker = t->node[list].tag == GUMBO_TAG_OL ? list_number(t, list, place) : xstrdup("");
	flush(f);
	flow_entry(f, i, marker);
	free(marker);
}

/* A line break: two of them part paragraphs. */
static void
line_break(struct flow *f)
{
	run_space(&f->run);
	if (++f->breaks >= 2)
		flush(f);
}

/* Take care of node i if it is more than text or a plain element; false if it is not. */
static bool
special(struct flow *f, uint32_t i)
{
	struct node *n = &f->t->node[i];

	if (flow_skips(f, i)) {
		run_space(&f->run);
	} else if (n->tag == GUMBO_TAG_BR) {
		line_break(f);
	} else if (n->tag == GUMBO_TAG_HR) {
		flush(f);
	} else if (f->articles && (n->roles & ROLE_NOTE) != 0) {
		flow_note(f, &f->run, i);
	} else if (f->articles && (n->roles & ROLE_COINS) != 0) {
		return true;
	} else if (f->articles && (n->roles & ROLE_BOX) != 0) {
		flush(f);
		flow_box(f, i);
	} else if (f->articles && (n->roles & ROLE_REFS) != 0) {
		flush(f);
		flow_refs(f, i);
	} else if (is_entry(f, i)) {
		write_entry(f, i);
	} else if (n->tag == GUMBO_TAG_TABLE && f->mode == FLOW_TEXT && flow_has_data(f, i)) {
		flush(f);
		flow_table(f, i);
	} else {
		return false;
	}
	return true;
}

void
flow_walk(struct flow *f, uint32_t from, uint32_t to)
{
	struct node *node = f->t->node;

	for (uint32_t i = from; i < to;) {
		close_blocks(f, i);
		if (node[i].tag == HTML_TEXT) {
			if (!node_blank(&node[i]))
				f->breaks = 0;
			run_text(&f->run, f->t, i++);
		} else if (special(f, i)) {
			i = node[i].end;
		} else {
			if (tag_display(node[i].tag) == DISPLAY_BLOCK || (node[i].roles & ROLE_CAPTION) != 0)
				open_block(f, i);
			i++;
		}
	}
	close_blocks(f, to);
	flush(f);
}

void
flow_free(struct flow *f)
{
	close_blocks(f, UINT32_MAX);
	free(f->open);
	run_free(&f->run);
	sections_free(&f->sections);
	for (size_t i = 0; i < f->notes; i++)
		free(f->note[i].marker);
	free(f->note);
}

void
flow_gather(const struct flow *f, struct run *r, uint32_t from, uint32_t to)
{
	const struct node *node = f->t->node;

	for (uint32_t i = from; i < to;) {
		if (node[i].tag == HTML_TEXT) {
			run_text(r, f->t, i++);
		} else if (f->articles && (node[i].roles & ROLE_NOTE) != 0) {
			flow_note(f, r, i);
			i = node[i].end;
		} else if (flow_skips(f, i) || (node[i].roles & ROLE_COINS) != 0) {
			i = node[i].end;
		} else {
			if (node[i].tag == GUMBO_TAG_BR || tag_display(node[i].tag) == DISPLAY_BLOCK)
				run_space(r);
			i++;
		}
	}
}

/* What a footnote marker prints, without its brackets, in a new string. */
static char *
printed_marker(const struct tree *t, uint32_t i)
{
	struct run r = { 0 };
	const char *s;
	size_t n;
	char *marker;

	for (uint32_t k = i + 1; k < t->node[i].end; k++)
		if (t->node[k].tag == HTML_TEXT)
			run_text(&r, t, k);
	s = run_string(&r);
	s += strspn(s, "[ ");
	for (n = strlen(s); n > 0 && strchr("] ", s[n - 1]) != NULL; n--)
		;
	marker = clip(s, n < 60 ? n : 60);
	run_free(&r);
	return marker;
}

void
flow_note(const struct flow *f, struct run *r, uint32_t i)
{
	char *marker = printed_marker(f->t, i);

	if (*marker != '\0')
		run_note(r, marker);
	free(marker);
}

static int
by_id(const void *a, const void *b)
{
	return strcmp(((const struct footnote_name *)a)->id, ((const struct footnote_name *)b)->id);
}

void
flow_find_notes(struct flow *f)
{
	struct tree *t = f->t;
	size_t kept = 0;

	for (uint32_t i = 0; i < t->n; i++) {
		uint32_t a = (t->node[i].roles & ROLE_NOTE) != 0 ? node_find(t, i, t->node[i].end, GUMBO_TAG_A) : t->n;
		const char *href = a < t->node[i].end && a < t->n ? node_attr(&t->node[a], "href") : NULL;
		const char *id = href != NULL ? strchr(href, '#') : NULL;

		if (id == NULL)
			continue;
		f->note = grow(f->note, &f->notes_cap, f->notes + 1, sizeof *f->note);
		f->note[f->notes++] = (struct footnote_name){ id + 1, printed_marker(t, i) };
	}
	if (f->notes > 0)
		qsort(f->note, f->notes, sizeof *f->note, by_id);
	for (size_t i = 0; i < f->notes; i++) {
		if (kept > 0 && strcmp(f->note[kept - 1].id, f->note[i].id) == 0)
			free(f->note[i].marker);
		else
			f->note[kept++] = f->note[i];
	}
	f->notes = kept;
}

const char *
flow_marker(const struct flow *f, const char *id)
{
	struct footnote_name key = { id, NULL };
	const struct footnote_name *found = NULL;

	if (f->notes > 0)
		found = bsearch(&key, f->note, f->notes, sizeof *f->note, by_id);
	return found != NULL && *found->marker != '\0' ? found->marker : NULL;
}
