#include "html_prune.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <gumbo.h>

#include "die.h"
#include "html_depth.h"

struct pruner {
	struct pruned *out;
	const struct source *whole;
	const char *t; /* the page, NUL-terminated */
	size_t n, at;  /* its length, and where the pass is */
	size_t kept;   /* all before it was copied or left out */
	bool no_link;  /* the start tag of the link that is open was left out */
	struct depth depth;
	const char *over; /* the limit that was broken */
};

/* A tag as it was scanned. */
struct tag {
	size_t start, end; /* "<" and behind ">" */
	size_t name, name_end;
	bool empty;            /* ends with "/>" */
	size_t type, type_end; /* value of the attribute type */
	bool shadow;           /* a template whose content is shown */
	bool bare;             /* none of its attributes was kept */
	struct mark {
		size_t len, steps, kept;
	} before;              /* what was written before it */
};

#define STYLE 63 /* beyond the wanted ones */

/* Attributes that the reader of pages looks at. */
static const char *const wanted[] = {
	"about", "alt", "class", "colspan", "content", "data-area", "data-component", "data-gu-name",
	"data-module", "data-name", "data-qa", "data-test-id", "data-testid", "data-type", "datetime",
	"hidden", "href", "id", "itemprop", "itemtype", "lang", "name", "property", "rel", "role", "rowspan",
	"scope", "start", "title", "type", "typeof", "value", "xml:lang", NULL
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool
is_alpha(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Copy [from, to) of the page. */
static void
copy(struct pruner *p, size_t from, size_t to)
{
	struct source *s = &p->out->page;
	const struct source *w = p->whole;
	size_t next;

	if (from >= to)
		return;
	next = source_step_after(w, from);
	s->step = grow(s->step, &s->cap, s->steps + 1, sizeof *s->step);
	s->step[s->steps++] = (struct step){ (uint32_t)s->len, (uint32_t)source_offset(w, from) };
	for (; next < w->steps && w->step[next].text < to; next++) {
		s->step = grow(s->step, &s->cap, s->steps + 1, sizeof *s->step);
		s->step[s->steps++] = (struct step){ (uint32_t)(s->len + w->step[next].text - from), w->step[next].file };
	}
	memcpy(s->text + s->len, p->t + from, to - from);
	s->len += to - from;
}

/* Copy what was not yet, up to from, and leave out [from, to). */
static void
leave_out(struct pruner *p, size_t from, size_t to)
{
	copy(p, p->kept, from);
	p->kept = to;
}

/* Where what stands in [i, end), letters in any case; end if it is not there. */
static size_t
find_text(const struct pruner *p, size_t i, size_t end, const char *what)
{
	size_t n = strlen(what);
	const char *at;

	for (; i < end && (at = memchr(p->t + i, *what, end - i)) != NULL; i++) {
		i = (size_t)(at - p->t);
		if (strncasecmp(at, what, n) == 0)
			return i;
	}
	return end;
}

/* Does the address lead away from the site, or to a place on the page? Those to other pages of it tell nothing. */
static bool
is_far(const struct pruner *p, size_t value, size_t value_end)
{
	return memchr(p->t + value, '#', value_end - value) != NULL || find_text(p, value, value_end, "//") < value_end;
}

/* Which of the wanted attributes this is, -1 if none; style too, by what it says. */
static int
attribute_index(const struct pruner *p, size_t from, size_t to, size_t value, size_t value_end)
{
	size_t n = to - from;

	for (int i = 0; wanted[i] != NULL; i++)
		if ((wanted[i][0] == (p->t[from] | 0x20)) && strncasecmp(wanted[i], p->t + from, n) == 0 &&
		    wanted[i][n] == '\0')
			return i;
	if (n == 5 && strncasecmp(p->t + from, "style", 5) == 0)
		for (size_t i = value; i + 6 < value_end; i++)
			if (strncasecmp(p->t + i, "display", 7) == 0 || strncasecmp(p->t + i, "visibil", 7) == 0 ||
			    strncasecmp(p->t + i, "border:", 7) == 0 || strncasecmp(p->t + i, "list-st", 7) == 0)
				return STYLE;
	return -1;
}

/* Is it a wanted attribute that tells nothing here? */
static bool
is_idle(const struct pruner *p, const struct tag *tag, const char *name, const struct extent *value)
{
	bool link = tag->name_end - tag->name == 1 && (p->t[tag->name] | 0x20) == 'a';

	return (strcmp(name, "href") == 0 && !is_far(p, value->start, value->end)) ||
	    (link && p->out->wiki && (strcmp(name, "title") == 0 || strcmp(name, "class") == 0));
}

/* Scan the attribute at *i, "=" and value included. */
static void
scan_attribute(const struct pruner *p, size_t *i, size_t *name_end, struct extent *value)
{
	const char *t = p->t;
	size_t k = *i + 1; /* even "=" can begin a name */

	while (k < p->n && !is_blank(t[k]) && t[k] != '=' && t[k] != '>' && t[k] != '/')
		k++;
	*name_end = *i = k;
	value->start = value->end = k;
	while (k < p->n && is_blank(t[k]))
		k++;
	if (k >= p->n || t[k] != '=')
		return;
	for (k++; k < p->n && is_blank(t[k]); k++)
		;
	if (k < p->n && (t[k] == '"' || t[k] == '\'')) {
		const char *q = memchr(t + k + 1, t[k], p->n - k - 1);

		value->start = k + 1;
		value->end = q != NULL ? (size_t)(q - t) : p->n;
		*i = q != NULL ? value->end + 1 : p->n;
	} else {
		for (value->start = k; k < p->n && !is_blank(t[k]) && t[k] != '>'; k++)
			;
		*i = value->end = k;
	}
}

/* Scan a start tag at tag->start, leaving out the attributes that nobody reads, and those that are there twice.
 * False if the page ends in it. */
static bool
scan_tag(struct pruner *p, struct tag *tag)
{
	const char *t = p->t;
	size_t i = tag->name_end, from, name_end = 0, attributes = 0;
	struct extent value = { 0, 0 };
	uint64_t seen = 0;
	int which;

	for (;;) {
		tag->empty = false;
		for (from = i; i < p->n && (is_blank(t[i]) || t[i] == '/'); i++)
			tag->empty = t[i] == '/';
		if (i >= p->n)
			return false;
		if (t[i] == '>')
			break;
		size_t name = i;

		scan_attribute(p, &i, &name_end, &value);
		if (++attributes > HTML_ATTRIBUTE_LIMIT)
			p->over = "a tag has too many attributes";
		which = attribute_index(p, name, name_end, value.start, value.end);
		if (which >= 0 && which < STYLE && is_idle(p, tag, wanted[which], &value))
			which = -1;
		if (which < 0 || (seen >> which & 1) != 0)
			leave_out(p, from, i);
		else
			seen |= (uint64_t)1 << which;
		tag->bare &= which < 0;
		if (which >= 0 && strncasecmp(t + name, "type", name_end - name) == 0)
			tag->type = value.start, tag->type_end = value.end;
		tag->shadow |= strncasecmp(t + name, "shadowroot", 10) == 0;
	}
	tag->end = i + 1;
	return true;
}

/* Where the end tag of a raw element starts, at or after i; the page's end without one. */
static size_t
find_end_tag(const struct pruner *p, size_t i, const char *name, size_t len)
{
	for (; i < p->n; i++) {
		const char *lt = memchr(p->t + i, '<', p->n - i);

		if (lt == NULL)
			return p->n;
		i = (size_t)(lt - p->t);
		if (lt[1] == '/' && strncasecmp(lt + 2, name, len) == 0 &&
		    (is_blank(lt[2 + len]) || lt[2 + len] == '>' || lt[2 + len] == '/'))
			return i;
	}
	return p->n;
}

/* The end tag of a script: in one of the kind "<!-- <script> </script> --> </script>" it is the last. */
static size_t
find_script_end(const struct pruner *p, size_t i)
{
	size_t end = find_end_tag(p, i, "script", 6), open = find_text(p, i, end, "<!--");

	while (open < end && end < p->n) {
		if (find_text(p, open, end, "-->") < end || find_text(p, open, end, "<script") == end)
			return end;
		i = end + 1;
		end = find_end_tag(p, i, "script", 6);
		open = i;
	}
	return end;
}

/* Behind the ">" of the end tag at i. */
static size_t
behind(const struct pruner *p, size_t i)
{
	const char *gt = i < p->n ? memchr(p->t + i, '>', p->n - i) : NULL;

	return gt != NULL ? (size_t)(gt - p->t) + 1 : p->n;
}

/* The end of an element that may hold others of its name. */
static size_t
find_balanced_end(const struct pruner *p, size_t i, const char *name, size_t len)
{
	size_t open = 1;

	for (; i < p->n; i++) {
		const char *lt = memchr(p->t + i, '<', p->n - i);

		if (lt == NULL)
			break;
		i = (size_t)(lt - p->t);
		if (lt[1] == '/' && strncasecmp(lt + 2, name, len) == 0 && !is_alpha(lt[2 + len])) {
			if (--open == 0)
				return behind(p, i);
		} else if (strncasecmp(lt + 1, name, len) == 0 && !is_alpha(lt[1 + len])) {
			size_t end = behind(p, i);

			open += end < 2 || p->t[end - 2] != '/';
		}
	}
	return p->n;
}

static bool
value_is(const struct pruner *p, const struct tag *tag, const char *value)
{
	return tag->type_end - tag->type == strlen(value) && strncasecmp(p->t + tag->type, value, strlen(value)) == 0;
}

/* Leave out [tag->start, to), whatever was written of the tag already. */
static void
take_back(struct pruner *p, const struct tag *tag, size_t to)
{
	p->out->page.len = tag->before.len;
	p->out->page.steps = tag->before.steps;
	p->kept = tag->before.kept;
	leave_out(p, tag->start, to);
	p->at = to;
}

/* Leave out an element that starts with this tag if its content is no text. */
static bool
leave_element(struct pruner *p, const struct tag *tag, GumboTag which)
{
	const char *name = p->t + tag->name;
	size_t len = tag->name_end - tag->name, end;

	switch (which) {
	case GUMBO_TAG_SCRIPT:
		end = find_script_end(p, tag->end);
		if (value_is(p, tag, "application/ld+json")) {
			p->out->data = grow(p->out->data, &p->out->cap, p->out->datas + 1, sizeof *p->out->data);
			p->out->data[p->out->datas++] = (struct extent){ tag->end, end };
		}
		break;
	case GUMBO_TAG_STYLE:
	case GUMBO_TAG_XMP:
	case GUMBO_TAG_IFRAME:
	case GUMBO_TAG_NOEMBED:
	case GUMBO_TAG_NOFRAMES:
	case GUMBO_TAG_NOSCRIPT:
	case GUMBO_TAG_TEXTAREA:
		end = find_end_tag(p, tag->end, name, len);
		if (end == p->n && which == GUMBO_TAG_NOSCRIPT)
			return false;
		break;
	case GUMBO_TAG_SVG:
	case GUMBO_TAG_MATH:
	case GUMBO_TAG_TEMPLATE:
		if (which == GUMBO_TAG_TEMPLATE ? tag->shadow : tag->empty)
			take_back(p, tag, tag->end);
		else
			take_back(p, tag, find_balanced_end(p, tag->end, name, len));
		return true;
	default:
		return false;
	}
	take_back(p, tag, behind(p, end));
	return true;
}

/* Does an element of a MediaWiki page tell nothing: a link to another page of it, or mere type? */
static bool
is_plain(struct pruner *p, const struct tag *tag, GumboTag which)
{
	if (!p->out->wiki)
		return false;
	switch (which) {
	case GUMBO_TAG_A:
		p->no_link = tag->bare;
		return tag->bare;
	case GUMBO_TAG_I:
	case GUMBO_TAG_EM:
	case GUMBO_TAG_U:
	case GUMBO_TAG_SMALL:
	case GUMBO_TAG_BIG:
		return true;
	default:
		return false;
	}
}

static void
start_tag(struct pruner *p)
{
	struct tag tag = { .start = p->at, .name = p->at + 1, .bare = true };
	size_t i = tag.name;
	GumboTag which;

	while (i < p->n && !is_blank(p->t[i]) && p->t[i] != '>' && p->t[i] != '/')
		i++;
	tag.name_end = i;
	tag.before = (struct mark){ p->out->page.len, p->out->page.steps, p->kept };
	if (!scan_tag(p, &tag)) {
		take_back(p, &tag, p->n);
		return;
	}
	which = gumbo_tagn_enum(p->t + tag.name, (unsigned)(tag.name_end - tag.name));
	if (leave_element(p, &tag, which))
		return;
	if (is_plain(p, &tag, which)) {
		take_back(p, &tag, tag.end);
		return;
	}
	p->at = tag.end;
	if (which == GUMBO_TAG_TITLE) /* no tags are in it */
		p->at = find_end_tag(p, tag.end, "title", 5);
	else if (!depth_open(&p->depth, which))
		p->over = "elements are nested too deep";
}

/* Was the start tag left out as plain? */
static bool
is_plain_end(struct pruner *p, GumboTag which)
{
	bool no_link = p->no_link;

	if (which == GUMBO_TAG_A)
		p->no_link = false;
	return p->out->wiki && (which == GUMBO_TAG_A ? no_link : which == GUMBO_TAG_I || which == GUMBO_TAG_EM ||
	    which == GUMBO_TAG_U || which == GUMBO_TAG_SMALL || which == GUMBO_TAG_BIG);
}

static void
end_tag(struct pruner *p)
{
	size_t name = p->at + 2, i = name;
	GumboTag which;

	while (i < p->n && !is_blank(p->t[i]) && p->t[i] != '>' && p->t[i] != '/')
		i++;
	which = gumbo_tagn_enum(p->t + name, (unsigned)(i - name));
	p->at = behind(p, i);
	if (which == GUMBO_TAG_TEMPLATE || which == GUMBO_TAG_SVG || which == GUMBO_TAG_MATH || is_plain_end(p, which))
		leave_out(p, name - 2, p->at);
	else
		depth_close(&p->depth, which);
}

/* Behind the comment at i. */
static size_t
comment_end(const struct pruner *p, size_t i)
{
	size_t end;

	if (p->t[i + 4] == '>')
		return i + 5;
	if (strncmp(p->t + i + 4, "->", 2) == 0)
		return i + 6;
	end = find_text(p, i + 4, p->n, "-->");
	return end < p->n ? end + 3 : p->n;
}

/* A comment, doctype, processing instruction or the like. */
static void
declaration(struct pruner *p)
{
	size_t from = p->at;

	p->at = strncmp(p->t + from, "<!--", 4) == 0 ? comment_end(p, from) : behind(p, from);
	if (strncasecmp(p->t + from, "<!doctype", 9) != 0)
		leave_out(p, from, p->at);
}

/* Complain of the bad characters in what was kept: of those that were no U+FFFD in the file already. */
static void
report_bad(const struct source *s)
{
	static const char mark[] = "\xEF\xBF\xBD";
	size_t bad = 0;

	for (const char *c = s->text; (c = strstr(c, mark)) != NULL; c += 3) {
		size_t file = source_offset(s, (size_t)(c - s->text));

		bad += file + 3 > s->file_len || memcmp(s->file + file, mark, 3) != 0;
	}
	if (bad > 0)
		complain("%zu bad character%s", bad, bad > 1 ? "s" : "");
}

bool
html_prune(struct pruned *out, const struct source *whole)
{
	struct pruner p = { .out = out, .whole = whole, .t = whole->text, .n = whole->len };
	const char *lt;

	memset(out, 0, sizeof *out);
	out->page = (struct source){
		.id = whole->id, .path = whole->path, .file = whole->file, .file_len = whole->file_len
	};
	out->wiki = strstr(whole->text, "mw-parser-output") != NULL || strstr(whole->text, "mw-content-text") != NULL;
	if (whole->len > HTML_SIZE_LIMIT)
		p.over = "the page is too large";
	else
		out->page.text = xmalloc(whole->len + 1);
	while (p.over == NULL && p.at < p.n && (lt = memchr(p.t + p.at, '<', p.n - p.at)) != NULL) {
		p.at = (size_t)(lt - p.t);
		if (is_alpha(lt[1]))
			start_tag(&p);
		else if (lt[1] == '/' && is_alpha(lt[2]))
			end_tag(&p);
		else if (lt[1] == '!' || lt[1] == '?' || lt[1] == '/')
			declaration(&p);
		else
			p.at++;
	}
	if (p.over != NULL) {
		complain("%s: skipped", p.over);
		return false;
	}
	leave_out(&p, p.n, p.n);
	out->page.text[out->page.len] = '\0';
	report_bad(&out->page);
	return true;
}

void
pruned_free(struct pruned *p)
{
	source_free(&p->page);
	free(p->data);
	memset(p, 0, sizeof *p);
}
