/* Inner parts of the join's library: see join.h for what filters use. */
#ifndef SITREP_JOIN_TABLES_H
#define SITREP_JOIN_TABLES_H

#include "join.h"
#include "lexicon.h"

enum kind_relation { KIND_APART, KIND_SAME, KIND_TAKING, KIND_FAMILY, KIND_PLAIN, KIND_VICTIMS, KIND_OPENING };

enum { WHERE_TWO = 1, WHERE_ONE = 2, WHERE_CLOSE = 4, WHERE_NEXT = 8, WHERE_SELF = 16, WHERE_PAGE = 32 };

enum {
	NEED_ONCE = 1,
	NEED_NATIONAL = 2,
	NEED_KILLED = 4,
	NEED_TEXT = 8,
	NEED_VOTE = 16,
	NEED_ONLY = 32,
	NEED_BARE = 64,
	NEED_SIMILAR = 128,
	NEED_CROWD = 256,
	NEED_ALONE = 512,
	NEED_MONTH = 1024,
	NEED_BACK = 2048,
	NEED_LAST = 4096,
	NEED_LOOSE = 8192,
	NEED_TAKING = 16384,
	NEED_PLAIN = 32768
};

/* The type with a code; NULL if there is none. */
const struct join_type *join_type_by_code(const char *code);
/* The marks that a mention's text and place (a key, see name_key) give. */
unsigned text_marks(const char *text, size_t len);
unsigned place_marks(const char *place);

/* All rules in the order of the table. */
const struct join_rule *join_rules(size_t *n);

/* Take the words of join-names; the table is borrowed until actor_words_unload. */
void actor_words_load(const struct table *t);
void actor_words_unload(void);
/* Load and free the tables of cues and of the words for sites. */
void cues_load(void);
void cues_unload(void);
/* Split an actor's name into what tells it apart (new string of sorted stems) and the class of the
 * words that do not (a static string). kind is the actor's kind, "" if unknown. */
char *actor_stems(const char *name, const char *kind, const char **class);

/* A 64-bit hash of bytes, the same on every machine. */
uint64_t hash_bytes(const void *data, size_t n);
/* The hash of the bytes that h stands for and of n more. */
uint64_t hash_more(uint64_t h, const void *data, size_t n);
#define NO_HASH 14695981039346656037u /* of no bytes */

#endif
