#include "join_tables.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"

#define HEAD_WORDS 3  /* a phrase for a sentence's beginning begins within these */
#define WORDS_MAX 8   /* of a phrase */
#define TEXT_MAX 2000 /* bytes of a text that are looked at: sentences */

/* A phrase, or the first words of one, by its hash; marks are 0 for those. */
struct cue {
	uint64_t hash; /* 0: free */
	unsigned marks, head_marks;
};

/* Open addressing; a text is followed word by word as long as phrases begin so. */
struct cues {
	struct cue *slot;
	size_t slots;
};

static struct cues cues, sites;

static struct cue *
cue_slot(const struct cues *c, uint64_t hash)
{
	size_t i = (size_t)(hash ^ hash >> 29) & (c->slots - 1);

	while (c->slot[i].hash != 0 && c->slot[i].hash != hash)
		i = (i + 1) & (c->slots - 1);
	return &c->slot[i];
}

/* Words in small letters, one blank between and one behind each, into out, which has room for len + 2. */
static void
fold_words(char *out, const char *text, size_t len)
{
	char *p = out;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (isalnum(c) || c >= 0x80)
			*p++ = (char)tolower(c);
		else if (p > out && p[-1] != ' ')
			*p++ = ' ';
	}
	if (p > out && p[-1] != ' ')
		*p++ = ' ';
	*p = '\0';
}

/* Room for all words of n phrases, and as much again. */
static void
make_room(struct cues *c, size_t n)
{
	c->slots = 64;
	while (c->slots < n * 2 * WORDS_MAX)
		c->slots *= 2;
	c->slot = xcalloc(c->slots, sizeof *c->slot);
}

static void
add_cue(struct cues *c, const struct table *t, size_t row, unsigned marks, bool head)
{
	char words[128];
	const char *phrase = t->rows[row].cell[0];
	struct cue *s = NULL;
	size_t n = 0;

	if (strlen(phrase) > sizeof words - 2)
		table_bad(t, row, "a phrase that is too long");
	fold_words(words, phrase, strlen(phrase));
	for (const char *p = strchr(words, ' '); p != NULL; p = strchr(p + 1, ' ')) {
		uint64_t hash = hash_more(NO_HASH, words, (size_t)(p - words));

		s = cue_slot(c, hash);
		s->hash = hash;
		if (++n > WORDS_MAX)
			table_bad(t, row, "a phrase of too many words");
	}
	if (s == NULL)
		table_bad(t, row, "a phrase without a word");
	if (head)
		s->head_marks |= marks;
	else
		s->marks |= marks;
}

/* The marks of the phrases that begin at a word; at the head of a sentence, of those that belong there as well. */
static unsigned
cues_at(const struct cues *c, const char *word, bool head)
{
	unsigned marks = 0;
	uint64_t hash = NO_HASH;
	const struct cue *s;

	do {
		size_t n = strcspn(word + 1, " ") + 1;

		hash = hash_more(hash, word, n);
		word += n;
		s = cue_slot(c, hash);
		marks |= s->marks | (head ? s->head_marks : 0);
	} while (s->hash != 0 && word[0] == ' ' && word[1] != '\0');
	return marks;
}

static unsigned
find_cues(const struct cues *c, const char *text, size_t len)
{
	char folded[TEXT_MAX + 2];
	unsigned marks = 0;
	size_t word = 0;

	fold_words(folded, text, len < TEXT_MAX ? len : TEXT_MAX);
	for (const char *p = folded; *p != '\0'; p = strchr(p, ' ') + 1)
		marks |= cues_at(c, p, word++ < HEAD_WORDS);
	return marks;
}

static unsigned
cue_marks(const struct table *t, size_t row)
{
	static const struct { const char *name; unsigned marks; } words[] = {
		{ "another", MARK_ANOTHER }, { "back", MARK_BACK }, { "back-ground", MARK_BACK | MARK_GROUND },
		{ "back-armed", MARK_BACK | MARK_ARMED }
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(t->rows[row].cell[2], words[i].name) == 0)
			return words[i].marks;
	table_bad(t, row, "a phrase begins another happening or goes back to one");
}

void
cues_load(void)
{
	struct table *t = table_load("join-cues", 3, 3);

	make_room(&cues, t->n);
	for (size_t i = 0; i < t->n; i++) {
		bool start = strcmp(t->rows[i].cell[1], "start") == 0;

		if (!start && strcmp(t->rows[i].cell[1], "any") != 0)
			table_bad(t, i, "a phrase stands at the start or any place");
		add_cue(&cues, t, i, cue_marks(t, i), start);
	}
	table_free(t);
	t = table_load("place-words", 2, 3);
	make_room(&sites, t->n);
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->rows[i].cell[1], "facility") == 0)
			add_cue(&sites, t, i, MARK_SITE, false);
	table_free(t);
}

void
cues_unload(void)
{
	free(cues.slot);
	free(sites.slot);
}

unsigned
text_marks(const char *text, size_t len)
{
	unsigned marks = find_cues(&cues, text, len);

	return (marks & MARK_ANOTHER) != 0 ? MARK_ANOTHER : marks;
}

unsigned
place_marks(const char *place)
{
	return find_cues(&sites, place, strlen(place));
}
