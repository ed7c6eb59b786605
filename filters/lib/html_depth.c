#include "html_depth.h"

#include <string.h>

/* How an element ends. */
enum nature {
	PLAIN,      /* by its own end tag, unless a block stands between */
	VOID,       /* at once */
	FORMATTING, /* by its own end tag wherever that is, alone */
	BLOCK,      /* by its own end tag, with all that is open in it */
	OPTIONAL,   /* by the next of its kind, too */
	CELL,       /* likewise, and nothing outside it can be closed in it */
	TABLE
};

static const unsigned char nature_of[GUMBO_TAG_LAST + 1] = {
	[GUMBO_TAG_AREA] = VOID, [GUMBO_TAG_BASE] = VOID, [GUMBO_TAG_BR] = VOID, [GUMBO_TAG_COL] = VOID,
	[GUMBO_TAG_EMBED] = VOID, [GUMBO_TAG_HR] = VOID, [GUMBO_TAG_IMG] = VOID, [GUMBO_TAG_INPUT] = VOID,
	[GUMBO_TAG_LINK] = VOID, [GUMBO_TAG_META] = VOID, [GUMBO_TAG_PARAM] = VOID, [GUMBO_TAG_SOURCE] = VOID,
	[GUMBO_TAG_TRACK] = VOID, [GUMBO_TAG_WBR] = VOID, [GUMBO_TAG_FRAME] = VOID, [GUMBO_TAG_KEYGEN] = VOID,
	[GUMBO_TAG_BASEFONT] = VOID, [GUMBO_TAG_BGSOUND] = VOID, [GUMBO_TAG_ISINDEX] = VOID, [GUMBO_TAG_IMAGE] = VOID,
	[GUMBO_TAG_HTML] = VOID, [GUMBO_TAG_HEAD] = VOID, [GUMBO_TAG_BODY] = VOID,
	[GUMBO_TAG_A] = FORMATTING, [GUMBO_TAG_B] = FORMATTING, [GUMBO_TAG_BIG] = FORMATTING,
	[GUMBO_TAG_CODE] = FORMATTING, [GUMBO_TAG_EM] = FORMATTING, [GUMBO_TAG_FONT] = FORMATTING,
	[GUMBO_TAG_I] = FORMATTING, [GUMBO_TAG_NOBR] = FORMATTING, [GUMBO_TAG_S] = FORMATTING,
	[GUMBO_TAG_SMALL] = FORMATTING, [GUMBO_TAG_STRIKE] = FORMATTING, [GUMBO_TAG_STRONG] = FORMATTING,
	[GUMBO_TAG_TT] = FORMATTING, [GUMBO_TAG_U] = FORMATTING,
	[GUMBO_TAG_ADDRESS] = BLOCK, [GUMBO_TAG_ARTICLE] = BLOCK, [GUMBO_TAG_ASIDE] = BLOCK,
	[GUMBO_TAG_BLOCKQUOTE] = BLOCK, [GUMBO_TAG_BUTTON] = BLOCK, [GUMBO_TAG_CENTER] = BLOCK,
	[GUMBO_TAG_DETAILS] = BLOCK,
	[GUMBO_TAG_DIR] = BLOCK, [GUMBO_TAG_DIV] = BLOCK, [GUMBO_TAG_DL] = BLOCK, [GUMBO_TAG_FIELDSET] = BLOCK,
	[GUMBO_TAG_FIGCAPTION] = BLOCK, [GUMBO_TAG_FIGURE] = BLOCK, [GUMBO_TAG_FOOTER] = BLOCK, [GUMBO_TAG_FORM] = BLOCK,
	[GUMBO_TAG_H1] = BLOCK, [GUMBO_TAG_H2] = BLOCK, [GUMBO_TAG_H3] = BLOCK, [GUMBO_TAG_H4] = BLOCK,
	[GUMBO_TAG_H5] = BLOCK, [GUMBO_TAG_H6] = BLOCK, [GUMBO_TAG_HEADER] = BLOCK, [GUMBO_TAG_HGROUP] = BLOCK,
	[GUMBO_TAG_LISTING] = BLOCK, [GUMBO_TAG_MAIN] = BLOCK, [GUMBO_TAG_MENU] = BLOCK, [GUMBO_TAG_NAV] = BLOCK,
	[GUMBO_TAG_OBJECT] = BLOCK, [GUMBO_TAG_OL] = BLOCK, [GUMBO_TAG_PRE] = BLOCK, [GUMBO_TAG_SECTION] = BLOCK,
	[GUMBO_TAG_SELECT] = BLOCK, [GUMBO_TAG_SUMMARY] = BLOCK, [GUMBO_TAG_UL] = BLOCK,
	[GUMBO_TAG_P] = OPTIONAL, [GUMBO_TAG_LI] = OPTIONAL, [GUMBO_TAG_DD] = OPTIONAL, [GUMBO_TAG_DT] = OPTIONAL,
	[GUMBO_TAG_OPTION] = OPTIONAL, [GUMBO_TAG_OPTGROUP] = OPTIONAL, [GUMBO_TAG_RP] = OPTIONAL,
	[GUMBO_TAG_RT] = OPTIONAL, [GUMBO_TAG_COLGROUP] = OPTIONAL,
	[GUMBO_TAG_TR] = CELL, [GUMBO_TAG_TD] = CELL, [GUMBO_TAG_TH] = CELL, [GUMBO_TAG_TBODY] = CELL,
	[GUMBO_TAG_THEAD] = CELL, [GUMBO_TAG_TFOOT] = CELL, [GUMBO_TAG_CAPTION] = CELL,
	[GUMBO_TAG_TABLE] = TABLE,
};

/* Close the elements from the i-th on. */
static void
pop_to(struct depth *d, size_t i)
{
	while (d->n > i)
		d->count[d->open[--d->n]]--;
}

/* Index of the innermost open element of this tag that can be closed from here; DEPTH_MAX if none. */
static size_t
reach(const struct depth *d, GumboTag tag, enum nature nature)
{
	if (d->count[tag] == 0)
		return DEPTH_MAX;
	for (size_t i = d->n; i-- > 0;) {
		enum nature other = nature_of[d->open[i]];

		if (d->open[i] == tag)
			return i;
		if (other == TABLE && nature != TABLE)
			break;
		if (other == CELL && nature != CELL && nature != TABLE)
			break;
		if (nature == PLAIN && other >= BLOCK)
			break;
	}
	return DEPTH_MAX;
}

/* What an element of optional end closes when the next of its kind starts: no more than lies in its own list. */
static void
close_before(struct depth *d, GumboTag tag)
{
	for (size_t i = d->n; i-- > 0;) {
		enum nature other = nature_of[d->open[i]];

		if (d->open[i] == tag || (tag == GUMBO_TAG_DD && d->open[i] == GUMBO_TAG_DT) ||
		    (tag == GUMBO_TAG_DT && d->open[i] == GUMBO_TAG_DD) ||
		    (tag == GUMBO_TAG_TD && d->open[i] == GUMBO_TAG_TH) ||
		    (tag == GUMBO_TAG_TH && d->open[i] == GUMBO_TAG_TD)) {
			pop_to(d, i);
			return;
		}
		if (other == TABLE || (nature_of[tag] == OPTIONAL && (other == CELL || other == BLOCK)))
			return;
	}
}

bool
depth_open(struct depth *d, GumboTag tag)
{
	enum nature nature = nature_of[tag];

	if (nature == VOID)
		return true;
	if (nature == OPTIONAL || nature == CELL) {
		close_before(d, tag);
	} else if (nature == BLOCK || nature == TABLE) {
		/* A paragraph ends where a block begins. */
		if (d->n > 0 && d->open[d->n - 1] == GUMBO_TAG_P)
			pop_to(d, d->n - 1);
	} else if (tag == GUMBO_TAG_A || tag == GUMBO_TAG_NOBR) {
		depth_close(d, tag);
	}
	if (d->n == DEPTH_MAX)
		return false;
	d->open[d->n++] = (unsigned short)tag;
	d->count[tag]++;
	return true;
}

void
depth_close(struct depth *d, GumboTag tag)
{
	enum nature nature = nature_of[tag];
	size_t i = reach(d, tag, nature);

	if (i == DEPTH_MAX)
		return;
	if (nature == FORMATTING) {
		d->count[tag]--;
		memmove(&d->open[i], &d->open[i + 1], (--d->n - i) * sizeof *d->open);
	} else {
		pop_to(d, i);
	}
}
