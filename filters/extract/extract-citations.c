/* Reads a document's reference entries and source links and adds a citation record behind each. */
#include <stdlib.h>
#include <string.h>

#include "cite.h"
#include "die.h"
#include "filter.h"
#include "record.h"
#include "refdate.h"
#include "text.h"

static const char help[] =
	"Adds a citation record behind each reference entry and each source link of a document.\n"
	"Everything else passes unchanged.\n";

/* How often each marker is cited in the document's sentences. */
static json_t *cited;

static void
count_note(const json_t *note)
{
	const char *marker = json_string_value(json_array_get(note, 1));

	if (marker != NULL)
		json_object_set_new(cited, marker, json_integer(get_int(cited, marker, 0) + 1));
}

static void
count_notes(const struct document *doc)
{
	const json_t *note;
	size_t k;

	cited = json_object();
	for (size_t i = 0; i < doc->n; i++)
		if (strcmp(doc->entries[i].kind, "sentence") == 0)
			json_array_foreach(json_object_get(doc->entries[i].rec, "notes"), k, note)
				count_note(note);
}

static void
replace(struct cite *c, enum cite_field f, const char *value)
{
	if (*value == '\0')
		return;
	free(c->field[f]);
	c->field[f] = squeeze(value, strlen(value));
}

static void
coins_authors(struct cite *c, const json_t *coins)
{
	const char *last = get_str(coins, "aulast"), *first = get_str(coins, "aufirst");
	const json_t *au = json_object_get(coins, "au"), *name;
	size_t i;
	char *lead = *first != '\0' ? xasprintf("%s, %s", last, first) : xstrdup(last);

	if (*last != '\0' || json_array_size(au) > 0) {
		for (i = 0; i < c->nauthors; i++)
			free(c->authors[i]);
		c->nauthors = 0;
	}
	if (*last != '\0')
		cite_add_author(c, span_of(lead));
	json_array_foreach(au, i, name)
		if (json_is_string(name) && strcmp(json_string_value(name), lead) != 0)
			cite_add_author(c, span_of(json_string_value(name)));
	free(lead);
}

/* Metadata that the page itself gives for the entry goes before what its text seems to say. */
static bool
apply_coins(struct cite *c, const json_t *coins, const char *text)
{
	const char *article = get_str(coins, "atitle"), *book = get_str(coins, "btitle"), *journal = get_str(coins, "jtitle");
	const char *title = *article != '\0' ? article : *book != '\0' ? book : get_str(coins, "title");
	size_t n = strlen(title);

	if (n == 0)
		return false;
	/* A template that was given the whole entry as its title, where the text tells more of its parts. */
	c->error |= n > 40 && n + 8 >= strlen(text) && (c->nauthors > 0 || c->field[CITE_DATE] != NULL);
	c->note = false;
	replace(c, CITE_TITLE, title);
	if (*article != '\0' && (*journal != '\0' || *book != '\0'))
		replace(c, CITE_WORK, *journal != '\0' ? journal : book);
	replace(c, CITE_DATE, get_str(coins, "date"));
	replace(c, CITE_ISBN, get_str(coins, "isbn"));
	replace(c, CITE_ISSN, get_str(coins, "issn"));
	replace(c, CITE_PP, get_str(coins, "pages"));
	replace(c, CITE_VOL, get_str(coins, "volume"));
	replace(c, CITE_DOI, get_str(coins, "doi"));
	coins_authors(c, coins);
	return true;
}

static json_t *
authors_array(const struct cite *c)
{
	json_t *list = json_array();

	for (size_t i = 0; i < c->nauthors; i++)
		json_array_append_new(list, json_string(c->authors[i]));
	return list;
}

static const char *
status_of(const struct cite *c, bool linked)
{
	if (c->dead)
		return "dead";
	if (c->archived)
		return "archived";
	if (linked || c->field[CITE_SEEN] != NULL || c->field[CITE_DOI] != NULL)
		return "live";
	/* What is no book was read on the web: a plain copy of a page loses its links. */
	return c->field[CITE_TITLE] != NULL && !c->book && !c->note ? "live" : "";
}

static void
set_flags(json_t *rec, const struct cite *c, const char *marker, bool is_ref)
{
	const char *date = c->field[CITE_DATE], *seen = c->field[CITE_SEEN], *title = c->field[CITE_TITLE];

	if (c->note)
		add_flag(rec, "note");
	if (title == NULL && !c->note)
		add_flag(rec, "no-title");
	if (date == NULL && !c->note && is_ref)
		add_flag(rec, "no-date");
	if (date != NULL && seen != NULL && refdate_before(seen, date))
		add_flag(rec, "accessed-before-published");
	if (c->dead)
		add_flag(rec, "dead-link");
	if (c->error)
		add_flag(rec, "template-error");
	if (title != NULL && cite_is(CITE_GENERIC, span_of(title)))
		add_flag(rec, "generic-title");
	if (strcmp(c->rule, "empty") == 0)
		add_flag(rec, "empty");
	if (c->compound)
		add_flag(rec, "compound");
	if (is_ref && json_object_size(cited) > 0 && json_object_get(cited, marker) == NULL)
		add_flag(rec, "uncited");
}

static json_t *
make_record(const json_t *block, const struct cite *c, const char *rule, bool is_ref)
{
	size_t start = (size_t)get_int(block, "byte_start", 0), end = (size_t)get_int(block, "byte_end", 0);
	const char *source = get_str(block, "source_id"), *marker = get_str(block, "marker"), *text = get_str(block, "text");
	json_t *rec = record_new("citation", source, start, end);
	char id[ID_LEN], *folded = squeeze(text, strlen(text));
	bool linked = has(block, "url") || c->field[CITE_URL] != NULL;

	make_id(id, "c", source, start, end, marker);
	set_str(rec, "citation_id", id);
	set_str(rec, "marker", marker);
	set_int(rec, "backlinks", get_int(block, "backlinks", 1));
	if (c->nauthors > 0)
		json_object_set_new(rec, "authors", authors_array(c));
	for (enum cite_field f = 0; f < CITE_FIELDS; f++)
		set_str(rec, cite_field_name(f), c->field[f]);
	if (has(block, "url"))
		set_str(rec, "url", get_str(block, "url"));
	set_str(rec, "archive_url", get_str(block, "archive_url"));
	set_str(rec, "status", status_of(c, linked));
	if (is_ref)
		set_int(rec, "times_cited", get_int(cited, marker, 0));
	set_str(rec, "text", folded);
	set_flags(rec, c, marker, is_ref);
	set_str(rec, "rule", rule);
	free(folded);
	return rec;
}

static json_t *
read_ref(const json_t *block)
{
	const json_t *coins = json_object_get(block, "coins");
	const char *text = get_str(block, "text");
	struct cite c;
	char *rule;
	json_t *rec;
	bool metadata;

	cite_parse(text, &c);
	c.archived |= has(block, "archive_url");
	metadata = json_is_object(coins) && apply_coins(&c, coins, text);
	rule = xasprintf("%s%s", metadata ? "coins+" : "", c.rule);
	rec = make_record(block, &c, rule, true);
	free(rule);
	cite_clear(&c);
	return rec;
}

/* "AP via SFGate", "BBC": the outlet, and the agency whose story it carries. */
static json_t *
read_link(const json_t *block)
{
	char *text = squeeze(get_str(block, "text"), strlen(get_str(block, "text")));
	struct span s = span_trim(span_of(text), "()[]"), outlet = s;
	struct cite c;
	json_t *rec = NULL;

	memset(&c, 0, sizeof c);
	c.rule = "link";
	if (!cite_is(CITE_NOCITATION, s)) {
		for (size_t i = 1; i < s.n; i++)
			if (s.s[i - 1] == ' ' && cite_phrase(CITE_VIA, span_from(s, i), NULL) > 0) {
				cite_set(&c, CITE_WIRE, span_to(s, i));
				outlet = span_from(s, i + cite_phrase(CITE_VIA, span_from(s, i), NULL));
				break;
			}
		cite_set(&c, CITE_TITLE, s);
		cite_set(&c, CITE_WORK, outlet);
		rec = make_record(block, &c, c.rule, false);
	}
	cite_clear(&c);
	free(text);
	return rec;
}

static json_t *
read_block(const struct entry *e)
{
	const char *type = get_str(e->rec, "type");

	if (strcmp(e->kind, "block") != 0)
		return NULL;
	if (strcmp(type, "ref") == 0)
		return read_ref(e->rec);
	return strcmp(type, "link") == 0 ? read_link(e->rec) : NULL;
}

/* Not by document_after: the citations are entries, too, and what follows looks at them. */
static void
add_citations(struct document *doc)
{
	struct entry *out = NULL;
	size_t n = 0, cap = 0;
	json_t *rec;

	for (size_t i = 0; i < doc->n; i++) {
		out = grow(out, &cap, n + 2, sizeof *out);
		out[n++] = doc->entries[i];
		at(doc->file, doc->entries[i].lineno);
		rec = read_block(&doc->entries[i]);
		if (rec != NULL)
			out[n++] = (struct entry){ .kind = "citation", .rec = rec, .changed = true };
	}
	free(doc->entries);
	doc->entries = out;
	doc->n = n;
	doc->cap = cap;
}

static void
read_document(struct document *doc)
{
	count_notes(doc);
	add_citations(doc);
	json_decref(cited);
}

int
main(int argc, char **argv)
{
	static const struct filter f = {
		.name = "extract-citations",
		.synopsis = "[file ...]",
		.help = help,
		.kinds = "block sentence",
		.start = cite_load,
		.document = read_document,
		.finish = cite_unload,
	};

	return filter_main(argc, argv, &f);
}
