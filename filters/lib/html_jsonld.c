#include "html_jsonld.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "die.h"
#include "record.h"
#include "text.h"

#define OBJECTS_MAX 20000 /* values that are looked at */
#define NAMES_MAX 20

json_t *
jsonld_parse(const char *s, size_t n)
{
	char *clean = xmalloc(n + 1);
	size_t o = 0, i = 0;
	bool string = false;
	json_t *v;

	while (i < n && s[i] != '{' && s[i] != '[')
		i++;
	/* "<![CDATA[" around it. */
	if (i >= 2 && n - i > 7 && strncmp(s + i - 2, "<![CDATA[", 9) == 0)
		for (i += 7; i < n && s[i] != '{' && s[i] != '['; i++)
			;
	for (; i < n; i++) {
		char c = s[i];

		if (c == '\\' && string && i + 1 < n) {
			clean[o++] = c;
			c = s[++i];
		} else if (c == '"') {
			string = !string;
		} else if (!string && (c == '}' || c == ']')) {
			size_t k = o;

			while (k > 0 && (clean[k - 1] == ' ' || clean[k - 1] == '\n'))
				k--;
			o = k > 0 && clean[k - 1] == ',' ? k - 1 : o;
		}
		clean[o++] = (unsigned char)c < ' ' ? (string ? ' ' : '\n') : c;
	}
	v = json_loadb(clean, o, JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL);
	free(clean);
	return v;
}

/* Does a type, or one of several, end with this word? */
static const char *
type_like(const json_t *type, const char *word)
{
	size_t i;
	json_t *one;

	if (json_is_string(type)) {
		const char *s = json_string_value(type);
		size_t n = strlen(s), w = strlen(word);

		return n >= w && strcasecmp(s + n - w, word) == 0 ? s : NULL;
	}
	json_array_foreach(type, i, one)
		if (json_is_string(one) && type_like(one, word) != NULL)
			return json_string_value(one);
	return NULL;
}

/* What kind of article an object describes, NULL if none. */
static const char *
article_type(const json_t *o)
{
	static const char *const words[] = { "Article", "BlogPosting", "LiveBlogPosting", "Report", NULL };
	const json_t *type = json_object_get(o, "@type");
	const char *kind = NULL;

	for (size_t i = 0; words[i] != NULL && kind == NULL; i++)
		kind = type_like(type, words[i]);
	/* Related stories are named, too, but not dated. */
	return kind != NULL && (has(o, "datePublished") || has(o, "articleBody") || has(o, "author")) ? kind : NULL;
}

json_t *
jsonld_article(json_t *root, const char **kind)
{
	json_t **stack = NULL, *v, *page = NULL, *found = NULL;
	size_t n = 0, cap = 0, seen = 0, i;
	const char *key;

	stack = grow(stack, &cap, 1, sizeof *stack);
	stack[n++] = root;
	while (n > 0 && found == NULL && seen++ < OBJECTS_MAX) {
		json_t *o = stack[--n], *below;

		if (json_is_object(o) && (*kind = article_type(o)) != NULL) {
			found = o;
		} else if (json_is_object(o)) {
			if (page == NULL && has(o, "datePublished") && type_like(json_object_get(o, "@type"), "Page") != NULL)
				page = o;
			json_object_foreach(o, key, below) {
				stack = grow(stack, &cap, n + 1, sizeof *stack);
				stack[n++] = below;
			}
		} else if (json_is_array(o)) {
			/* The first comes first. */
			for (i = json_array_size(o); i-- > 0;) {
				v = json_array_get(o, i);
				stack = grow(stack, &cap, n + 1, sizeof *stack);
				stack[n++] = v;
			}
		}
	}
	free(stack);
	if (found == NULL && page != NULL)
		*kind = "WebPage";
	return found != NULL ? found : page;
}

static const char *
name_of(const json_t *v)
{
	const char *s = json_is_string(v) ? json_string_value(v) : get_str(v, "name");

	if (json_is_array(json_object_get(v, "name")))
		s = json_string_value(json_array_get(json_object_get(v, "name"), 0));
	return s != NULL && strncasecmp(s, "http", 4) != 0 ? s : "";
}

char *
jsonld_names(const json_t *value)
{
	char *names = NULL, *more;
	size_t n = json_is_array(value) ? json_array_size(value) : 1;

	for (size_t i = 0; i < n && i < NAMES_MAX; i++) {
		const char *name = name_of(json_is_array(value) ? json_array_get(value, i) : value);

		if (*name == '\0')
			continue;
		more = names != NULL ? xasprintf("%s; %s", names, name) : xstrdup(name);
		free(names);
		names = more;
	}
	return names;
}
