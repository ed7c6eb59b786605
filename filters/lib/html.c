#include "html.h"

#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "date.h"
#include "die.h"
#include "html_charset.h"
#include "html_coins.h"
#include "html_meta.h"
#include "html_news.h"
#include "html_prune.h"
#include "html_roles.h"
#include "html_run.h"
#include "html_tree.h"
#include "html_wiki.h"
#include "html_words.h"
#include "language.h"

#define LANGUAGE_LOOK 20000 /* bytes of text in which a language shows */

/* Where the page leaves something open, those who fetched it may know. */
static void
add_known(struct page_meta *m, const struct html_page *page, bool wiki)
{
	struct date d;

	if (page->url != NULL) {
		free(m->doc.url);
		m->doc.url = html_plain(page->url);
	}
	if (m->doc.date == NULL && page->date != NULL && !wiki && date_parse(page->date, &d))
		m->doc.date = html_plain(page->date);
}

/* The language of a page that does not tell it, by its words; NULL if they don't either. */
static char *
guess_language(const struct tree *t)
{
	struct run r = { 0 };
	char *code;

	for (uint32_t i = 0; i < t->n && r.text.n < LANGUAGE_LOOK;) {
		if ((t->node[i].roles & (ROLE_HIDDEN | ROLE_LEAVE)) != 0) {
			i = t->node[i].end;
			continue;
		}
		if (t->node[i].tag == HTML_TEXT)
			run_text(&r, t, i);
		run_space(&r);
		i++;
	}
	code = language_guess(run_string(&r), r.text.n);
	run_free(&r);
	return code;
}

/* Write the doc record and the blocks. */
static void
write_page(struct tree *t, struct page_meta *meta, const struct source *whole, const struct html_page *page)
{
	bool wiki = wiki_is(t, meta);
	char *title;

	if (wiki)
		wiki_meta(t, meta);
	add_known(meta, page, wiki);
	if (meta->doc.language == NULL)
		meta->doc.language = guess_language(t);
	title = meta->doc.title != NULL ? xstrdup(meta->doc.title) : NULL;
	doc_emit(whole, &meta->doc);
	if (wiki)
		wiki_write(t, title);
	else
		news_write(t, meta, whole);
	free(title);
}

void
html_read_page(const struct html_page *page)
{
	struct source whole;
	struct pruned pruned;
	struct tree t;
	struct page_meta meta;

	memset(&t, 0, sizeof t);
	html_decode(&whole, page);
	if (html_prune(&pruned, &whole) && tree_parse(&t, &pruned.page)) {
		roles_find(&t);
		meta_read(&meta, &t, &pruned, &whole);
		write_page(&t, &meta, &whole, page);
		meta_free(&meta);
	}
	tree_free(&t);
	pruned_free(&pruned);
	html_decoded_free(&whole);
}

void
html_read(const char *source_id, const char *path, const char *data, size_t len)
{
	struct html_page page = { .source_id = source_id, .path = path, .data = data, .len = len };

	html_read_page(&page);
}

void
html_unload(void)
{
	html_charset_unload();
	roles_unload();
	links_unload();
	news_words_unload();
}
