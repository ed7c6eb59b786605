#include "html_roles.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "die.h"
#include "lexicon.h"

static const char *const role_names[] = {
	"leave", "box", "flag", "note", "refs", "backlink", "coins", "cite", "caption", "layout", "content",
};

static struct table *table;
static uint32_t *row_role;

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct row *)a)->cell[0], ((const struct row *)b)->cell[0]);
}

static void
load(void)
{
	if (table != NULL)
		return;
	table = table_load("html-classes", 2, 2);
	qsort(table->rows, table->n, sizeof *table->rows, by_name);
	row_role = xcalloc(table->n + 1, sizeof *row_role);
	for (size_t i = 0; i < table->n; i++) {
		for (size_t k = 0; k < sizeof role_names / sizeof *role_names; k++)
			if (strcmp(table->rows[i].cell[1], role_names[k]) == 0)
				row_role[i] = (uint32_t)1 << k;
		if (row_role[i] == 0)
			table_bad(table, i, "unknown meaning");
	}
}

void
roles_unload(void)
{
	if (table != NULL)
		table_free(table);
	free(row_role);
	table = NULL;
	row_role = NULL;
}

/* Role of a class name, or of an id with its "#". */
static uint32_t
role_of(const char *name, size_t n)
{
	size_t lo = 0, hi = table->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		const char *other = table->rows[mid].cell[0];
		int c = strncmp(name, other, n);

		if (c == 0 && other[n] == '\0')
			return row_role[mid];
		if (c > 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return 0;
}

static uint32_t
class_roles(const char *c)
{
	uint32_t roles = 0;
	size_t word;

	for (; *c != '\0'; c += word) {
		c += strspn(c, " \t\r\n\f");
		word = strcspn(c, " \t\r\n\f");
		roles |= role_of(c, word);
	}
	return roles;
}

static uint32_t
id_role(const char *id)
{
	char name[40] = "#";
	size_t n = strlen(id);

	if (n > sizeof name - 2)
		return 0;
	memcpy(name + 1, id, n + 1);
	return role_of(name, n + 1);
}

/* Does a style say this, blanks left out of account? */
static bool
style_says(const char *style, const char *property, const char *value)
{
	const char *p = strstr(style, property);

	if (p == NULL)
		return false;
	p += strlen(property);
	p += strspn(p, " :\t\n");
	return strncasecmp(p, value, strlen(value)) == 0;
}

/* A number in a box of its own, as tools that number the paragraphs of pages paint it. */
static bool
is_label(const struct tree *t, uint32_t i, const char *style)
{
	const char *s;

	if (strstr(style, "border:") == NULL || strstr(style, "solid") == NULL || t->node[i].end != i + 2 ||
	    t->node[i + 1].tag != HTML_TEXT)
		return false;
	s = t->node[i + 1].gumbo->v.text.text;
	return s[strspn(s, "0123456789 ")] == '\0';
}

static bool
hidden(const struct tree *t, uint32_t i)
{
	const struct node *n = &t->node[i];
	const char *style;

	if (tag_display(n->tag) == DISPLAY_NONE)
		return true;
	if (n->gumbo->v.element.attributes.length == 0)
		return false;
	style = node_attr(n, "style");
	if (style != NULL && is_label(t, i, style))
		return true;
	if (style != NULL && tag_display(n->tag) == DISPLAY_INLINE &&
	    (style_says(style, "display", "none") || style_says(style, "visibility", "hidden")))
		return true;
	return node_attr(n, "hidden") != NULL;
}

/* Is the block not shown at first: by its style, or as one of several panes that is not the active one? */
static bool
closed(const struct node *n)
{
	const char *style = node_attr(n, "style");

	return (style != NULL && style_says(style, "display", "none")) ||
	    (node_has_class(n, "tab-pane") && !node_has_class(n, "active"));
}

void
roles_find(struct tree *t)
{
	const char *value;

	load();
	for (uint32_t i = 0; i < t->n; i++) {
		struct node *n = &t->node[i];

		if (n->tag == HTML_TEXT)
			continue;
		if ((value = node_attr(n, "class")) != NULL)
			n->roles |= class_roles(value);
		if ((value = node_attr(n, "id")) != NULL)
			n->roles |= id_role(value);
		if ((value = node_attr(n, "role")) != NULL && strcmp(value, "navigation") == 0)
			n->roles |= ROLE_LEAVE;
		if ((value = node_attr(n, "rel")) != NULL && strcmp(value, "mw:referencedBy") == 0)
			n->roles |= ROLE_BACKLINK;
		if (hidden(t, i))
			n->roles |= ROLE_HIDDEN;
		else if (closed(n))
			n->roles |= ROLE_CLOSED;
		/* Bare names are other things elsewhere. */
		if ((n->roles & ROLE_NOTE) != 0 && n->tag != GUMBO_TAG_SUP)
			n->roles &= ~(uint32_t)ROLE_NOTE;
		if ((n->roles & ROLE_BOX) != 0 && n->tag != GUMBO_TAG_TABLE)
			n->roles &= ~(uint32_t)ROLE_BOX;
		if (n->tag == GUMBO_TAG_BODY || n->tag == GUMBO_TAG_HTML)
			n->roles &= ~(uint32_t)(ROLE_LEAVE | ROLE_HIDDEN);
	}
}

enum html_display
tag_display(unsigned tag)
{
	static const unsigned char display[HTML_TEXT + 1] = {
		[GUMBO_TAG_HEAD] = DISPLAY_NONE, [GUMBO_TAG_TITLE] = DISPLAY_NONE,
		[GUMBO_TAG_STYLE] = DISPLAY_NONE, [GUMBO_TAG_SCRIPT] = DISPLAY_NONE,
		[GUMBO_TAG_NOSCRIPT] = DISPLAY_NONE, [GUMBO_TAG_TEMPLATE] = DISPLAY_NONE,
		[GUMBO_TAG_SELECT] = DISPLAY_NONE, [GUMBO_TAG_OPTION] = DISPLAY_NONE,
		[GUMBO_TAG_TEXTAREA] = DISPLAY_NONE, [GUMBO_TAG_IFRAME] = DISPLAY_NONE,
		[GUMBO_TAG_OBJECT] = DISPLAY_NONE, [GUMBO_TAG_VIDEO] = DISPLAY_NONE,
		[GUMBO_TAG_AUDIO] = DISPLAY_NONE, [GUMBO_TAG_CANVAS] = DISPLAY_NONE,
		[GUMBO_TAG_BUTTON] = DISPLAY_NONE, [GUMBO_TAG_RP] = DISPLAY_NONE, [GUMBO_TAG_RT] = DISPLAY_NONE,
		[GUMBO_TAG_NAV] = DISPLAY_NONE, [GUMBO_TAG_SVG] = DISPLAY_NONE, [GUMBO_TAG_MATH] = DISPLAY_NONE,
		[GUMBO_TAG_DATALIST] = DISPLAY_NONE, [GUMBO_TAG_ADDRESS] = DISPLAY_BLOCK,
		[GUMBO_TAG_ARTICLE] = DISPLAY_BLOCK, [GUMBO_TAG_ASIDE] = DISPLAY_BLOCK,
		[GUMBO_TAG_BLOCKQUOTE] = DISPLAY_BLOCK, [GUMBO_TAG_BODY] = DISPLAY_BLOCK,
		[GUMBO_TAG_CENTER] = DISPLAY_BLOCK, [GUMBO_TAG_DD] = DISPLAY_BLOCK,
		[GUMBO_TAG_DETAILS] = DISPLAY_BLOCK, [GUMBO_TAG_DIR] = DISPLAY_BLOCK,
		[GUMBO_TAG_DIV] = DISPLAY_BLOCK, [GUMBO_TAG_DL] = DISPLAY_BLOCK, [GUMBO_TAG_DT] = DISPLAY_BLOCK,
		[GUMBO_TAG_FIELDSET] = DISPLAY_BLOCK, [GUMBO_TAG_FIGCAPTION] = DISPLAY_BLOCK,
		[GUMBO_TAG_FIGURE] = DISPLAY_BLOCK, [GUMBO_TAG_FOOTER] = DISPLAY_BLOCK,
		[GUMBO_TAG_FORM] = DISPLAY_BLOCK, [GUMBO_TAG_H1] = DISPLAY_BLOCK, [GUMBO_TAG_H2] = DISPLAY_BLOCK,
		[GUMBO_TAG_H3] = DISPLAY_BLOCK, [GUMBO_TAG_H4] = DISPLAY_BLOCK, [GUMBO_TAG_H5] = DISPLAY_BLOCK,
		[GUMBO_TAG_H6] = DISPLAY_BLOCK, [GUMBO_TAG_HEADER] = DISPLAY_BLOCK,
		[GUMBO_TAG_HGROUP] = DISPLAY_BLOCK, [GUMBO_TAG_HR] = DISPLAY_BLOCK,
		[GUMBO_TAG_HTML] = DISPLAY_BLOCK, [GUMBO_TAG_LEGEND] = DISPLAY_BLOCK,
		[GUMBO_TAG_LI] = DISPLAY_BLOCK, [GUMBO_TAG_LISTING] = DISPLAY_BLOCK,
		[GUMBO_TAG_MAIN] = DISPLAY_BLOCK, [GUMBO_TAG_MENU] = DISPLAY_BLOCK, [GUMBO_TAG_OL] = DISPLAY_BLOCK,
		[GUMBO_TAG_P] = DISPLAY_BLOCK, [GUMBO_TAG_PRE] = DISPLAY_BLOCK,
		[GUMBO_TAG_SECTION] = DISPLAY_BLOCK, [GUMBO_TAG_SUMMARY] = DISPLAY_BLOCK,
		[GUMBO_TAG_TABLE] = DISPLAY_BLOCK, [GUMBO_TAG_CAPTION] = DISPLAY_BLOCK,
		[GUMBO_TAG_TBODY] = DISPLAY_BLOCK, [GUMBO_TAG_THEAD] = DISPLAY_BLOCK,
		[GUMBO_TAG_TFOOT] = DISPLAY_BLOCK, [GUMBO_TAG_TR] = DISPLAY_BLOCK, [GUMBO_TAG_TD] = DISPLAY_BLOCK,
		[GUMBO_TAG_TH] = DISPLAY_BLOCK, [GUMBO_TAG_UL] = DISPLAY_BLOCK,
	};

	return display[tag];
}

int
tag_level(unsigned tag)
{
	switch (tag) {
	case GUMBO_TAG_H1: return 1;
	case GUMBO_TAG_H2: return 2;
	case GUMBO_TAG_H3: return 3;
	case GUMBO_TAG_H4: return 4;
	case GUMBO_TAG_H5: return 5;
	case GUMBO_TAG_H6: return 6;
	default: return 0;
	}
}
