/* Whose forces are counted. Part of force_prose. */
#include <string.h>

#include "context.h"
#include "force_band.h"
#include "pattern.h"
#include "record.h"
#include "tally_lex.h"

#define PARTIES_NEAR 40 /* groups before a band where a party is looked for */

/* Party named by a span between two tokens; nouns count where nothing better stands there. */
static const char *
party_in(const struct parse *p, size_t first, size_t last, bool noun, const char **kind)
{
	for (size_t i = 0; i < p->spans.n; i++) {
		const struct span *s = &p->spans.span[i];
		const char *name;

		if (first >= p->tok->n || s->start < p->tok->tok[first].start || s->end > p->tok->tok[last].end)
			continue;
		if ((name = tally_party(s, kind)) != NULL)
			return name;
		if (noun && s->type == SPAN_ACTOR && *get_str(s->json, "name") != '\0') {
			*kind = get_str(s->json, "kind");
			return get_str(s->json, "name");
		}
	}
	return NULL;
}

/* Party of a group, or of the of-phrase behind it ("the government of Spain"). */
static const char *
party_of(const struct parse *p, size_t i, const char **kind)
{
	const char *name;

	if (i == NONE || i >= p->n || p->chunk[i].type != CHUNK_NOUN)
		return NULL;
	name = party_in(p, p->chunk[i].first, p->chunk[i].last, false, kind);
	if (name == NULL && i + 2 < p->n && p->chunk[i + 1].type == CHUNK_PREP && p->chunk[i + 2].type == CHUNK_NOUN &&
	    (chunk_is(p, i + 1, "of") || chunk_is(p, i + 1, "from")))
		name = party_in(p, p->chunk[i + 2].first, p->chunk[i + 2].last, false, kind);
	if (name == NULL && p->chunk[i].owner != NONE)
		name = party_in(p, p->chunk[p->chunk[i].owner].first, p->chunk[p->chunk[i].owner].last, false, kind);
	return name;
}

/* "mercenaries from the Wagner Group", "a helicopter operated by X": the named party behind the group. */
static const char *
party_behind(const struct band *b, const char **kind)
{
	const struct parse *p = b->p;
	size_t i = b->chunk + 1;

	while (i < p->n && p->chunk[i].start < p->tok->tok[b->noun].end)
		i++;
	if (i + 2 < p->n && p->chunk[i].type == CHUNK_VERB && strcmp(force_lemma(p, i), "operate") == 0 && chunk_is(p, i + 1, "by"))
		i++;
	else if (i + 1 >= p->n || !band_joint(p, i, "lead"))
		return NULL;
	if (p->chunk[i + 1].type != CHUNK_NOUN || (p->chunk[i + 1].actor == NULL && !chunk_is(p, i, "under")))
		return NULL;
	return party_in(p, p->chunk[i + 1].first, p->chunk[i + 1].last, false, kind);
}

/* Does a verb before the group have it as its object? */
static bool
is_object_of_any(const struct parse *p, size_t i)
{
	for (size_t v = i, n = 0; v-- > 0 && n < 8; n++)
		if (p->chunk[v].type == CHUNK_VERB && p->chunk[v].object == i)
			return true;
	return false;
}

/* Is it a name that tells no more than the noun counted ("two guns": artillery)? */
static bool
is_mere(const struct band *b, const struct span *s)
{
	return strcmp(get_str(s->json, "src"), "noun") == 0 && strcmp(b->unit, "fighters") != 0 && strcmp(b->unit, "police") != 0 &&
	    strcmp(get_str(s->json, "kind"), "state") == 0;
}

/* "infantry", "fighter squadrons" */
static bool
is_mere_name(const char *name)
{
	char one[64];

	return band_word("mere", name) != NULL || band_word("mere", singular(name, one, sizeof one)) != NULL;
}

/* "300 infantry", "two tank brigades": does the name of the counted tell nothing of whose they are? */
static bool
says_nothing(const struct band *b, const char *name)
{
	const struct span *s = b->p->chunk[b->chunk].actor;

	if (s == NULL)
		return false;
	return is_mere_name(name) || (is_mere(b, s) && strcmp(b->unit, "units") == 0 && strpbrk(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == NULL);
}

static bool
is_armed(const char *kind)
{
	return strcmp(kind, "rebel") == 0 || strcmp(kind, "jihadist") == 0 || strcmp(kind, "militia") == 0 || strcmp(kind, "mercenary") == 0;
}

/* The last party named before the band in the sentence, none that is struck or fought against. */
static const char *
party_before(const struct band *b, const char **kind)
{
	const struct parse *p = b->p;
	size_t n = 0;

	for (size_t i = b->chunk; i-- > 0 && n < PARTIES_NEAR; n++) {
		const char *name;
		size_t prep;

		/* "one battery (the 36th Battery) and a battalion" */
		if (chunk_is(p, i, ")"))
			while (i > 0 && !chunk_is(p, i, "("))
				i--;
		if (p->chunk[i].type != CHUNK_NOUN)
			continue;
		name = party_in(p, p->chunk[i].first, p->chunk[i].last, false, kind);
		if (name == NULL && p->chunk[i].actor != NULL && is_armed(get_str(p->chunk[i].actor->json, "kind")))
			name = party_in(p, p->chunk[i].first, p->chunk[i].last, true, kind);
		if (name == NULL || is_mere_name(name))
			continue;
		/* In "on 4 June the fleet", "on" is the date's. */
		prep = i > 0 && p->chunk[i - 1].type == CHUNK_DATE ? NONE : parse_preposition(p, i);
		/* "repulsed all of the Saxon attacks" */
		if (prep != NONE && prep > 0 && chunk_is(p, prep, "of") && is_object_of_any(p, prep - 1))
			continue;
		if (is_object_of_any(p, i) || (prep != NONE && !band_joint(p, prep, "lead") && !chunk_is(p, prep, "by")))
			continue;
		return name;
	}
	return NULL;
}

/* The party that the span on a group names, NULL if it is a mere noun of state forces ("the troops"). */
static const char *
party_named(const struct chunk *c, const char **kind)
{
	const char *name = c->actor != NULL ? tally_party(c->actor, kind) : NULL;

	if (name != NULL || c->actor == NULL || !is_armed(get_str(c->actor->json, "kind")))
		return name;
	*kind = get_str(c->actor->json, "kind");
	return get_str(c->actor->json, "name");
}

/* By grammar: named behind the group or in it; of those sent, whoever sends them. */
static const char *
actor_by_grammar(const struct band *b, const char **kind, bool from)
{
	const struct parse *p = b->p;
	size_t last = p->chunk[b->chunk].last > b->noun ? p->chunk[b->chunk].last : b->noun, claimant;
	const char *name = from ? NULL : party_behind(b, kind);

	if (name == NULL)
		name = party_in(p, p->chunk[b->chunk].first, from ? b->noun : last, false, kind);
	if (name == NULL && !from)
		name = party_of(p, b->chunk, kind);
	if (name == NULL && b->owner != NONE)
		name = party_of(p, b->owner, kind);
	/* "the rebels had grown to 9,000 fighters", "the Army of the Danube, 96,000 strong" */
	if (name == NULL && b->owner != NONE && (b->form == BAND_SIZE || b->form == BAND_GROWN))
		name = party_named(&p->chunk[b->owner], kind);
	if (name == NULL && !b->foe && (b->own || strcmp(b->status, "lost") != 0) && b->verb != NONE && !b->doing) {
		name = party_of(p, parse_doer(p, b->verb), kind);
		if (name == NULL && !b->own)
			name = context_claimant(p, b->verb, &claimant);
	}
	return name;
}

/* Whose they are: by grammar, else as those before in a list, else by a noun of the group, else the party told of. */
const char *
force_actor(const struct band *b, const char **kind)
{
	const struct parse *p = b->p;
	size_t last = p->chunk[b->chunk].last > b->noun ? p->chunk[b->chunk].last : b->noun;
	bool from = strcmp(b->status, "withdrawn") == 0; /* "withdrew troops from X": not X's */
	const struct span *covers;
	const char *name = actor_by_grammar(b, kind, from), *mere, *told = "";

	if (name == NULL && b->actor != NULL) {
		*kind = b->kind;
		return b->actor;
	}
	if (name != NULL)
		return name;
	/* "two fighters" that fly are no party. */
	covers = b->noun < p->tok->n ? p->of[SPAN_ACTOR][b->noun] : NULL;
	mere = !force_people(b->unit) && covers != NULL && covers->start == p->tok->tok[b->noun].start ? NULL : party_in(p, p->chunk[b->chunk].first, from ? b->noun : last, true, kind);
	if (mere != NULL && says_nothing(b, mere))
		mere = NULL;
	if (mere != NULL && p->chunk[b->chunk].actor != NULL && !is_mere(b, p->chunk[b->chunk].actor))
		return mere;
	if (b->foe || (strcmp(b->status, "lost") == 0 && !b->own))
		return mere;
	name = party_before(b, &told);
	if (name != NULL)
		*kind = told;
	return name != NULL ? name : mere;
}
