#include "html.h"

#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "die.h"
#include "html_charset.h"
#include "html_meta.h"
#include "html_news.h"
#include "html_prune.h"
#include "html_roles.h"
#include "html_tree.h"
#include "html_wiki.h"

/* Write the doc record and the blocks. */
static void
write_page(struct tree *t, struct page_meta *meta, const struct source *whole)
{
	bool wiki = wiki_is(t);
	char *title;

	if (wiki)
		wiki_meta(t, meta);
	title = meta->doc.title != NULL ? xstrdup(meta->doc.title) : NULL;
	doc_emit(whole, &meta->doc);
	if (wiki)
		wiki_write(t, title);
	else
		news_write(t, meta, whole);
	free(title);
}

void
html_read(const char *source_id, const char *path, const char *data, size_t len)
{
	struct source whole;
	struct pruned pruned;
	struct tree t;
	struct page_meta meta;

	memset(&t, 0, sizeof t);
	html_decode(&whole, source_id, path, data, len);
	if (html_prune(&pruned, &whole) && tree_parse(&t, &pruned.page)) {
		roles_find(&t);
		meta_read(&meta, &t, &pruned, &whole);
		write_page(&t, &meta, &whole);
		meta_free(&meta);
	}
	tree_free(&t);
	pruned_free(&pruned);
	source_free(&whole);
}
