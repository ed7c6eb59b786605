/* Add the event of join-clusters to every mention and casualty, and pass all else on. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "filter.h"
#include "join_strings.h"
#include "record.h"
#include "text.h"

#define MAP_CELLS 5

static const char *map_path;
static struct strings mentions, events, rules;
static uint32_t *event_of, *rule_of;
static size_t event_cap, rule_cap;

static void
add_mapping(char *text, const char *name, size_t lineno)
{
	char *cell[MAP_CELLS];
	size_t known = mentions.n;
	uint32_t i;

	if (split_cells(text, cell, MAP_CELLS) != MAP_CELLS)
		die("%s:%zu: no line of join-clusters", name, lineno);
	i = strings_put(&mentions, cell[0]);
	if (i < known)
		return;
	event_of = grow(event_of, &event_cap, mentions.n, sizeof *event_of);
	rule_of = grow(rule_of, &rule_cap, mentions.n, sizeof *rule_of);
	event_of[i] = strings_put(&events, cell[1]);
	rule_of[i] = strings_put(&rules, cell[2]);
}

static void
load_map(void)
{
	FILE *in = map_path != NULL ? fopen(map_path, "rb") : NULL;
	char *buf = NULL;
	size_t cap = 0, len, lineno = 0;

	if (map_path == NULL)
		die("a map is needed: -m file");
	if (in == NULL)
		die("cannot open %s:", map_path);
	while (read_line(in, map_path, &buf, &cap, &len, &lineno))
		if (len > 0)
			add_mapping(buf, map_path, lineno);
	free(buf);
	fclose(in);
}

/* Text of a string member that holds an identifier, into id. A quote within a JSON string has a backslash before
 * it, so "key":" stands only where such a member is. False if it is not written in this plain way. */
static bool
plain_member(const char *line, const char *key, char *id, size_t size)
{
	char pattern[32];
	const char *p;
	size_t n;

	snprintf(pattern, sizeof pattern, "\"%s\":\"", key);
	p = strstr(line, pattern);
	if (p == NULL)
		return false;
	p += strlen(pattern);
	n = strcspn(p, "\"\\");
	if (p[n] != '"' || n >= size)
		return false;
	memcpy(id, p, n);
	id[n] = '\0';
	return true;
}

/* Rewrite a record that has the members already, or in another form. */
static void
tag_record(const char *line, size_t len, const char *key)
{
	json_t *rec = record_parse(line, len), *out, *value;
	const char *name;
	uint32_t i;

	if (rec == NULL)
		return;
	i = strings_find(&mentions, get_str(rec, key));
	if (i == NO_STRING) {
		emit(rec);
		return;
	}
	out = json_object();
	if (out == NULL)
		die("out of memory");
	set_str(out, "kind", get_str(rec, "kind"));
	set_str(out, "event_id", strings_get(&events, event_of[i]));
	if (strcmp(get_str(rec, "kind"), "mention") == 0)
		set_str(out, "joined_by", strings_get(&rules, rule_of[i]));
	json_object_foreach(rec, name, value)
		if (strcmp(name, "event_id") != 0 && strcmp(name, "joined_by") != 0)
			json_object_set(out, name, value);
	json_decref(rec);
	emit(out);
}

/* The mention_id of a mention or the mention of a casualty says which event it is. */
static void
tag_line(const char *line, size_t len, const char *kind, const char *key)
{
	char id[64], head[48];
	size_t skip = (size_t)snprintf(head, sizeof head, "{\"kind\":\"%s\",", kind);
	const char *rule;
	uint32_t i;

	if (strncmp(line, head, skip) != 0 || strstr(line, "\"event_id\"") != NULL || !plain_member(line, key, id, sizeof id)) {
		tag_record(line, len, key);
		return;
	}
	i = strings_find(&mentions, id);
	if (i == NO_STRING) {
		puts(line);
		return;
	}
	rule = strings_get(&rules, rule_of[i]);
	printf("%s\"event_id\":\"%s\",", head, strings_get(&events, event_of[i]));
	if (*rule != '\0' && strcmp(kind, "mention") == 0)
		printf("\"joined_by\":\"%s\",", rule);
	puts(line + skip);
}

static void
line(char *text, size_t len)
{
	char kind[KIND_MAX];

	if (!line_kind(text, len, kind)) {
		complain("the line is no record: it does not begin with {\"kind\":");
		return;
	}
	if (strcmp(kind, "mention") == 0)
		tag_line(text, len, kind, "mention_id");
	else if (strcmp(kind, "casualty") == 0)
		tag_line(text, len, kind, "mention");
	else
		puts(text);
}

static void
finish(void)
{
	strings_free(&mentions);
	strings_free(&events);
	strings_free(&rules);
	free(event_of);
	free(rule_of);
}

static bool
option(int c, const char *arg)
{
	map_path = arg;
	return c == 'm';
}

int
main(int argc, char **argv)
{
	static const struct option longopts[] = { { "map", required_argument, NULL, 'm' }, { NULL, 0, NULL, 0 } };
	static const struct filter f = {
		.name = "join-tag",
		.synopsis = "-m map [file ...]",
		.help = "Add event_id, and joined_by (the rule that joined it), to every mention record, and event_id to\n"
		    "the casualties tied to one. All other records pass as they are.\n\n"
		    "  -m, --map=FILE        what join-clusters(1) printed\n",
		.shortopts = "m:",
		.longopts = longopts,
		.option = option,
		.start = load_map,
		.line = line,
		.finish = finish,
	};

	return filter_main(argc, argv, &f);
}
