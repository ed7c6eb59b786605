#include "html_meta.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "citelex.h"
#include "date.h"
#include "die.h"
#include "html_jsonld.h"
#include "html_roles.h"
#include "html_run.h"
#include "record.h"
#include "refdate.h"
#include "text.h"

#define JSONLD_MAX ((size_t)4 << 20) /* bytes of one script */
#define DATE_BYTES 40

/* The text of a piece of HTML, in a new string. */
static char *
parse_plain(const char *s, size_t n)
{
	struct source src = { .id = "", .path = "", .file = s, .file_len = n, .text = xstrndup(s, n), .len = n };
	struct run r = { 0 };
	struct pruned p;
	struct tree t;
	char *out;

	memset(&t, 0, sizeof t);
	if (html_prune(&p, &src) && tree_parse(&t, &p.page))
		for (uint32_t i = 0; i < t.n; i++) {
			if (t.node[i].tag == HTML_TEXT)
				run_text(&r, &t, i);
			else if (tag_display(t.node[i].tag) != DISPLAY_INLINE || t.node[i].tag == GUMBO_TAG_BR)
				run_space(&r);
		}
	out = xstrdup(run_string(&r));
	run_free(&r);
	tree_free(&t);
	pruned_free(&p);
	free(src.text);
	return out;
}

char *
html_plain(const char *s)
{
	size_t len, bad;
	char *clean = utf8_clean(s, strlen(s), &len, &bad), *folded;

	folded = strpbrk(clean, "<&") != NULL ? parse_plain(clean, len) : squeeze(clean, len);
	free(clean);
	return folded;
}

/* Give a value that is still missing; takes value. */
static void
fill(char **field, char *value)
{
	if (*field == NULL && value != NULL && *value != '\0')
		*field = value;
	else
		free(value);
}

static char *
plain_or_null(const char *s)
{
	return s != NULL ? html_plain(s) : NULL;
}

/* Content of the <meta> whose name, property or itemprop is this. */
static const char *
meta_content(const struct tree *t, const char *name)
{
	static const char *const keys[] = { "property", "name", "itemprop" };

	for (size_t i = 0; i < t->metas; i++) {
		const struct node *n = &t->node[t->meta[i]];

		for (size_t k = 0; k < 3; k++) {
			const char *v = node_attr(n, keys[k]);

			if (v != NULL && strcasecmp(v, name) == 0)
				return node_attr(n, "content");
		}
	}
	return NULL;
}

/* The first of several names that has a value. */
static char *
first_meta(const struct tree *t, const char *const *names)
{
	for (size_t i = 0; names[i] != NULL; i++) {
		const char *v = meta_content(t, names[i]);

		if (v != NULL && v[strspn(v, " \t\r\n")] != '\0')
			return html_plain(v);
	}
	return NULL;
}

/* A date as pages write it, as ISO in a new string: with its time and zone if it is ISO already. NULL if it is none. */
static char *
iso_date(const char *s)
{
	struct date d;
	struct refdate ref;
	int y, m, day, used = 0;
	char iso[DATE_ISO_LEN];

	if (s == NULL)
		return NULL;
	s += strspn(s, " \t\r\n");
	if (date_parse(s, &d) && d.d != 0)
		return xstrndup(s, strcspn(s, " \r\n") < DATE_BYTES ? strcspn(s, " \r\n") : 10);
	if ((sscanf(s, "%4d/%2d/%2d%n", &y, &m, &day, &used) == 3 ||
	    sscanf(s, "%4d%2d%2d%n", &y, &m, &day, &used) == 3) &&
	    used >= 8 && date_valid(d = (struct date){ y, m, day }))
		return xstrdup(date_iso(iso, d));
	/* "Tue, 15 Oct 2024 10:12:00 GMT" */
	if (strcspn(s, ",") == 3)
		s += 4 + strspn(s + 4, " ");
	cite_load();
	if (refdate_at(span_of(s), &ref) > 0 && ref.unit == REFDATE_DAY && strlen(ref.iso) == 10)
		return xstrdup(ref.iso);
	return NULL;
}

static void
take_article(struct page_meta *m, const json_t *o, const char *kind, struct extent at)
{
	const char *body = get_str(o, "articleBody"), *url;
	json_t *main_page = json_object_get(o, "mainEntityOfPage");

	fill(&m->doc.date, iso_date(get_str(o, "datePublished")));
	fill(&m->doc.author, jsonld_names(json_object_get(o, "author")));
	fill(&m->doc.publisher, jsonld_names(json_object_get(o, "publisher")));
	fill(&m->headline, html_plain(get_str(o, "headline")));
	fill(&m->description, html_plain(get_str(o, "description")));
	url = json_is_string(main_page) ? json_string_value(main_page) : get_str(main_page, "@id");
	if (strncmp(url, "http", 4) != 0)
		url = get_str(o, "url");
	if (strncmp(url, "http", 4) == 0)
		fill(&m->doc.url, xstrdup(url));
	if (m->body == NULL && *body != '\0') {
		m->body = xstrdup(body);
		m->body_at = at;
	}
	m->live |= strcmp(kind, "LiveBlogPosting") == 0;
	m->article |= strcmp(kind, "WebPage") != 0;
}

static void
read_jsonld(struct page_meta *m, const struct pruned *pruned, const struct source *whole)
{
	const char *kind;

	for (int pages = 0; pages < 2; pages++)
		for (size_t i = 0; i < pruned->datas; i++) {
			struct extent at = pruned->data[i];
			json_t *root, *o;

			if (at.end - at.start > JSONLD_MAX)
				continue;
			root = jsonld_parse(whole->text + at.start, at.end - at.start);
			if (root == NULL)
				continue;
			o = jsonld_article(root, &kind);
			/* A description of the page is second to one of the article. */
			if (o != NULL && (strcmp(kind, "WebPage") == 0) == (pages == 1))
				take_article(m, o, kind, at);
			json_decref(root);
		}
}

/* Text of node i, in a new string; NULL if it has none. */
static char *
text_of(const struct tree *t, uint32_t i)
{
	struct run r = { 0 };
	char *s;

	for (uint32_t k = i + 1; k < t->node[i].end; k++)
		if (t->node[k].tag == HTML_TEXT)
			run_text(&r, t, k);
	s = run_empty(&r) ? NULL : xstrdup(run_string(&r));
	run_free(&r);
	return s;
}

/* <title> without the name of the site at its end. */
static char *
page_title(const struct tree *t)
{
	static const char *const parts[] = { " | ", " - ", " – ", " — ", " • ", " · ", " » ", NULL };
	uint32_t i = node_find(t, 0, (uint32_t)t->n, GUMBO_TAG_TITLE);
	char *s = i < t->n ? text_of(t, i) : NULL, *cut = NULL;

	for (size_t k = 0; s != NULL && parts[k] != NULL; k++)
		for (char *p = s; (p = strstr(p, parts[k])) != NULL; p++)
			if (p > cut && strlen(p) < 40 && p - s > 12)
				cut = p;
	if (cut != NULL)
		*cut = '\0';
	return s;
}

/* A title without the site's name at its end; takes s. */
static char *
site_cut(char *s, const char *site)
{
	size_t n = s != NULL ? strlen(s) : 0, k = site != NULL ? strlen(site) : 0;
	static const char seps[] = " |-";

	if (k == 0 || n < k + 8 || strcasecmp(s + n - k, site) != 0)
		return s;
	for (n -= k; n > 0 && (strchr(seps, s[n - 1]) != NULL || (unsigned char)s[n - 1] >= 0x80); n--)
		;
	s[n] = '\0';
	return s;
}

static char *
link_href(const struct tree *t, const char *rel)
{
	for (uint32_t i = 0; i < t->n; i++) {
		const char *r = t->node[i].tag == GUMBO_TAG_LINK ? node_attr(&t->node[i], "rel") : NULL;

		if (r != NULL && strcasecmp(r, rel) == 0)
			return plain_or_null(node_attr(&t->node[i], "href"));
	}
	return NULL;
}

/* The date of the first element that is the article's date, then of any <time>. */
static char *
element_date(const struct tree *t)
{
	char *date = NULL;

	for (int any = 0; any < 2 && date == NULL; any++)
		for (uint32_t i = 0; i < t->n && date == NULL; i++) {
			const struct node *n = &t->node[i];
			const char *prop = node_attr(n, "itemprop"), *when;
			bool named = prop != NULL && strcasecmp(prop, "datePublished") == 0;

			if (!named && (any == 0 || n->tag != GUMBO_TAG_TIME))
				continue;
			when = node_attr(n, "datetime");
			date = iso_date(when != NULL ? when : node_attr(n, "content"));
		}
	return date;
}

/* A date in a path: /2012/01/16/ or /2012-01-16 or 20120116. */
static char *
path_date(const char *url)
{
	struct date d;
	int used;
	char iso[DATE_ISO_LEN];

	for (const char *p = url != NULL ? strchr(url, '/') : NULL; p != NULL; p = strchr(p + 1, '/')) {
		used = 0;
		if ((sscanf(p + 1, "%4d/%2d/%2d%n", &d.y, &d.m, &d.d, &used) == 3 ||
		    sscanf(p + 1, "%4d-%2d-%2d%n", &d.y, &d.m, &d.d, &used) == 3) &&
		    d.y > 1900 && d.y < 2100 && date_valid(d))
			return xstrdup(date_iso(iso, d));
	}
	return NULL;
}

static char *
host_of(const char *url)
{
	const char *host = url != NULL ? strstr(url, "://") : NULL;

	if (host == NULL)
		return NULL;
	host += 3;
	if (strncmp(host, "www.", 4) == 0)
		host += 4;
	return xstrndup(host, strcspn(host, "/?#:"));
}

/* The author that a link or an element names. */
static char *
element_author(const struct tree *t)
{
	for (uint32_t i = 0; i < t->n; i++) {
		const char *rel = node_attr(&t->node[i], "rel"), *prop = node_attr(&t->node[i], "itemprop");

		if (t->node[i].tag != GUMBO_TAG_LINK && t->node[i].tag != GUMBO_TAG_META &&
		    ((rel != NULL && strcasecmp(rel, "author") == 0) ||
		    (prop != NULL && strcasecmp(prop, "author") == 0))) {
			char *name = text_of(t, i);

			if (name != NULL && strlen(name) < 100)
				return name;
			free(name);
		}
	}
	return NULL;
}

/* "en-GB" and "en_GB" are "en". */
static char *
language_of(const char *s)
{
	size_t n = s != NULL ? strcspn(s, "-_ ") : 0;
	char *code;

	if (n != 2 && n != 3)
		return NULL;
	code = fold(s, n);
	return code;
}

static void
read_elements(struct page_meta *m, const struct tree *t)
{
	static const char *const titles[] = { "og:title", "twitter:title", "dc.title", NULL };
	static const char *const dates[] = {
		"article:published_time", "datePublished", "og:published_time", "publishdate", "pubdate", "dc.date.issued",
		"dc.date", "dcterms.created", "parsely-pub-date", "sailthru.date", "cXenseParse:recs:publishtime",
		"publication_date", "date", NULL
	};
	static const char *const authors[] = {
		"author", "byl", "article:author", "dc.creator", "parsely-author", "sailthru.author", NULL
	};
	static const char *const sites[] = {
		"og:site_name", "publisher", "dc.publisher", "application-name", "copyright", NULL
	};
	static const char *const abouts[] = { "og:description", "description", "twitter:description", NULL };
	const char *type = meta_content(t, "og:type");
	char *date, *s;

	fill(&m->headline, first_meta(t, titles));
	fill(&m->description, first_meta(t, abouts));
	s = first_meta(t, authors);
	if (s != NULL && strncmp(s, "http", 4) == 0)
		free(s);
	else
		fill(&m->doc.author, s);
	fill(&m->doc.author, element_author(t));
	fill(&m->doc.publisher, first_meta(t, sites));
	for (size_t i = 0; dates[i] != NULL; i++) {
		date = iso_date(meta_content(t, dates[i]));
		fill(&m->doc.date, date);
	}
	fill(&m->doc.date, element_date(t));
	m->article |= type != NULL && strcasecmp(type, "article") == 0;
}

void
meta_read(struct page_meta *m, const struct tree *t, const struct pruned *pruned, const struct source *whole)
{
	const char *og_url = meta_content(t, "og:url");
	uint32_t h1 = node_find(t, 0, (uint32_t)t->n, GUMBO_TAG_H1);

	memset(m, 0, sizeof *m);
	m->doc.format = "html";
	m->doc.url = link_href(t, "canonical");
	if (m->doc.url == NULL || strncmp(m->doc.url, "http", 4) != 0) {
		free(m->doc.url);
		m->doc.url = og_url != NULL && strncmp(og_url, "http", 4) == 0 ? html_plain(og_url) : NULL;
	}
	read_jsonld(m, pruned, whole);
	fill(&m->doc.title, m->headline != NULL ? xstrdup(m->headline) : NULL);
	read_elements(m, t);
	fill(&m->doc.title, site_cut(plain_or_null(meta_content(t, "og:title")), m->doc.publisher));
	fill(&m->doc.title, m->headline != NULL ? xstrdup(m->headline) : NULL);
	fill(&m->doc.title, h1 < t->n ? text_of(t, h1) : NULL);
	fill(&m->doc.title, page_title(t));
	fill(&m->doc.date, path_date(m->doc.url));
	fill(&m->doc.publisher, host_of(m->doc.url));
	fill(&m->doc.language, language_of(node_attr(&t->node[0], "lang")));
	fill(&m->doc.language, language_of(node_attr(&t->node[0], "xml:lang")));
	fill(&m->doc.language, language_of(meta_content(t, "og:locale")));
}

void
meta_free(struct page_meta *m)
{
	free(m->doc.title);
	free(m->doc.url);
	free(m->doc.publisher);
	free(m->doc.author);
	free(m->doc.date);
	free(m->doc.language);
	free(m->headline);
	free(m->description);
	free(m->body);
	memset(m, 0, sizeof *m);
}
