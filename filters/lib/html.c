#include "html.h"

#include <stdlib.h>
#include <string.h>

#include "block.h"
#include "html_charset.h"
#include "html_prune.h"
#include "html_roles.h"
#include "html_tree.h"
#include "html_wiki.h"

void
html_read(const char *source_id, const char *path, const char *data, size_t len)
{
	struct source whole;
	struct pruned pruned;
	struct tree t;
	struct doc_info doc = { .format = "html" };

	memset(&t, 0, sizeof t);
	html_decode(&whole, source_id, path, data, len);
	if (html_prune(&pruned, &whole) && tree_parse(&t, &pruned.page)) {
		roles_find(&t);
		doc_emit(&whole, &doc);
		wiki_write(&t, NULL);
	}
	tree_free(&t);
	pruned_free(&pruned);
	source_free(&whole);
}
