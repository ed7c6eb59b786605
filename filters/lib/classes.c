/* Word classes: sets of lemmas that patterns name. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "lexicon.h"
#include "pattern.h"

enum { WORD_BITS = 64, CLASSES_MAX = 6 * WORD_BITS };

/* One lemma's classes as a bit set. */
struct member {
	uint64_t bits[CLASSES_MAX / WORD_BITS];
};

static struct phrases *members;
static char *names[CLASSES_MAX];
static size_t n_names;

int
class_find(const char *name)
{
	for (size_t i = 0; i < n_names; i++)
		if (strcmp(names[i], name) == 0)
			return (int)i;
	return -1;
}

static void
add_member(const char *lemma, size_t class)
{
	struct member *m = (struct member *)(uintptr_t)phrases_find(members, lemma);

	if (m == NULL) {
		m = xcalloc(1, sizeof *m);
		phrases_add(members, lemma, m);
	}
	m->bits[class / WORD_BITS] |= (uint64_t)1 << class % WORD_BITS;
}

void
classes_load(void)
{
	struct table *t;

	if (members != NULL)
		return;
	members = phrases_new();
	t = table_load("word-classes", 2, 2);
	for (size_t i = 0; i < t->n; i++) {
		int k = class_find(t->rows[i].cell[0]);
		char *save = NULL;

		if (k < 0) {
			if (n_names == CLASSES_MAX)
				table_bad(t, i, "too many classes");
			k = (int)n_names;
			names[n_names++] = xstrdup(t->rows[i].cell[0]);
		}
		for (char *w = strtok_r(t->rows[i].cell[1], " ", &save); w != NULL; w = strtok_r(NULL, " ", &save))
			add_member(w, (size_t)k);
	}
	table_free(t);
}

const void *
classes_of(const char *lemma)
{
	return members != NULL && *lemma != '\0' ? phrases_find(members, lemma) : NULL;
}

static bool
member_has(const struct member *m, int class)
{
	return class >= 0 && m != NULL && (m->bits[class / WORD_BITS] >> class % WORD_BITS & 1) != 0;
}

bool
class_has(int class, const char *lemma)
{
	return member_has(classes_of(lemma), class);
}

bool
chunk_has(const struct parse *p, size_t chunk, int class)
{
	const struct chunk *c = &p->chunk[chunk];

	return member_has(c->classes[0], class) || member_has(c->classes[1], class);
}

static const struct { const char *plural, *one; } irregular[] = {
	{ "men", "man" }, { "women", "woman" }, { "children", "child" }, { "people", "person" }, { "lives", "life" },
	{ "policemen", "policeman" }, { "policewomen", "policewoman" }, { "servicemen", "serviceman" }, { "gunmen", "gunman" },
	{ "militiamen", "militiaman" }, { "tribesmen", "tribesman" }, { "infantrymen", "infantryman" }, { "fishermen", "fisherman" },
	{ "civilians", "civilian" }, { "corpses", "corpse" }, { "fatalities", "fatality" }, { "casualties", "casualty" },
	{ "crewmen", "crewman" }, { "cavalrymen", "cavalryman" }, { "seamen", "seaman" }, { "airmen", "airman" },
	{ "guardsmen", "guardsman" }, { "kinsmen", "kinsman" }, { "wives", "wife" }, { "thieves", "thief" },
	{ "personnel", "personnel" }, { "troops", "troop" }, { "police", "police" }, { "dead", "dead" }, { "wounded", "wounded" },
	{ "corps", "corps" },
};

bool
is_plural(const char *noun)
{
	size_t n = strlen(noun);

	for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++)
		if (strcmp(irregular[i].plural, noun) == 0)
			return true;
	if (n > 3 && strcmp(noun + n - 3, "men") == 0)
		return true;
	return n > 2 && noun[n - 1] == 's' && noun[n - 2] != 's' && !(noun[n - 2] == 'u') && !(noun[n - 2] == 'i');
}

const char *
singular(const char *noun, char *buf, size_t size)
{
	size_t n = strlen(noun);

	for (size_t i = 0; i < sizeof irregular / sizeof *irregular; i++)
		if (strcmp(irregular[i].plural, noun) == 0) {
			snprintf(buf, size, "%s", irregular[i].one);
			return buf;
		}
	if (n > 3 && strcmp(noun + n - 3, "men") == 0)
		snprintf(buf, size, "%.*san", (int)(n - 2), noun);
	else if (n > 4 && strcmp(noun + n - 3, "ies") == 0)
		snprintf(buf, size, "%.*sy", (int)(n - 3), noun);
	else if (n > 4 && (strcmp(noun + n - 4, "ches") == 0 || strcmp(noun + n - 4, "shes") == 0 || strcmp(noun + n - 4, "sses") == 0))
		snprintf(buf, size, "%.*s", (int)(n - 2), noun);
	else if (is_plural(noun))
		snprintf(buf, size, "%.*s", (int)(n - 1), noun);
	else
		snprintf(buf, size, "%s", noun);
	return buf;
}
