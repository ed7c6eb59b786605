/* Cuts a sentence into units: words and phrases with what the tables and the gazetteer know of them. */
#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "names.h"
#include "names_lex.h"
#include "record.h"
#include "words.h"

#define NAME_WORDS 7
#define KEY_SIZE 160

/* Has the token a capital where a name has it: in front, or behind "al-"? */
static bool
has_capital(const struct names *s, size_t i)
{
	const struct token *k = &s->tok->tok[i];
	const char *hyphen;

	if (k->capital)
		return true;
	hyphen = k->end - k->start > 3 ? memchr(s->text + k->start, '-', 4) : NULL;
	if (hyphen == NULL || hyphen[1] < 'A' || hyphen[1] > 'Z')
		return false;
	return hyphen - (s->text + k->start) == 2 || strncmp(k->low, "ash-", 4) == 0;
}

/* Only a blank, or nothing, between tokens i - 1 and i. */
static bool
is_glued(const struct names *s, size_t i)
{
	size_t gap;

	if (i == 0)
		return false;
	gap = s->tok->tok[i].start - s->tok->tok[i - 1].end;
	return gap <= 1 || (gap <= 3 && memchr(s->text + s->tok->tok[i - 1].end, '\n', gap) == NULL);
}

static bool
is_stop(const struct names *s, size_t i)
{
	return s->tok->tok[i].type == TOKEN_PUNCT && s->text[s->tok->tok[i].start] == '.';
}

/* The most tokens from i on that are a place's name; *found gets it. */
static size_t
match_place(const struct names *s, size_t i, const struct gaz_name **found)
{
	const struct tokens *t = s->tok;
	const struct gaz_name *g;
	char key[KEY_SIZE], *blank;
	size_t best = 0, most;

	if (!gazetteer_key(s->text + t->tok[i].start, t->tok[i].end - t->tok[i].start, key, sizeof key))
		return 0;
	/* "Su-25" and "al-Bab" are one token and several words. */
	blank = strchr(key, ' ');
	if (blank != NULL)
		*blank = '\0';
	g = gazetteer_find(key);
	if (g == NULL)
		return 0;
	most = g->words < NAME_WORDS ? g->words : NAME_WORDS;
	for (size_t j = i; j < t->n && j < i + most + 2; j++) {
		if (j > i && !is_glued(s, j) && !is_stop(s, j - 1))
			break;
		if (t->tok[j].type == TOKEN_PUNCT && !(is_stop(s, j) && t->tok[j].end - t->tok[i].start <= 3))
			break;
		if (!has_capital(s, j))
			continue;
		if (!gazetteer_key(s->text + t->tok[i].start, t->tok[j].end - t->tok[i].start, key, sizeof key))
			break;
		g = gazetteer_find(key);
		if (g != NULL && g->n > 0) {
			best = j - i + 1;
			*found = g;
		}
	}
	return best;
}

/* Words like "government-backed" and "rebel-held" are modifiers, whatever their first half. */
static bool
is_compound_modifier(const char *low)
{
	static const char *const tails[] = { "led", "held", "run", "based", "born", "ruled" };
	const char *tail = strrchr(low, '-');
	size_t n = tail != NULL ? strlen(tail) : 0;

	if (strncmp(low, "pro-", 4) == 0 || strncmp(low, "anti-", 5) == 0)
		return true;
	for (size_t i = 0; tail != NULL && i < sizeof tails / sizeof *tails; i++)
		if (strcmp(tail + 1, tails[i]) == 0)
			return true;
	return n > 5 && strcmp(tail + n - 2, "ed") == 0;
}

static unsigned
roles_of(const struct names *s, size_t i, const struct sense *sense, bool capital)
{
	unsigned roles = sense->roles;

	if (!capital)
		roles &= ~sense->capital;
	/* "WHO" or "IS" in a line that is all in capitals is a word. */
	if (!s->tok->tok[i].allcaps || s->title)
		roles &= ~sense->caps;
	return roles;
}

static unsigned
function_role(const struct names *s, size_t i)
{
	const struct word *w;

	if (s->tok->tok[i].type != TOKEN_WORD)
		return 0;
	if (words_match(s->tok, i, &w) == 0)
		return 0;
	return w->classes != 0 || w->verb != NULL ? R_FUNCTION : 0;
}

/* "Anglo-French", "Serbo-Croats": the first half of such words stands for a people, whatever the other is. */
static bool
is_joint_people(const struct names *s, size_t i)
{
	static const char *const heads[] = { "anglo-", "franco-", "russo-", "sino-", "indo-", "austro-", "italo-", "greco-", "graeco-",
		"turco-", "serbo-", "hispano-", "luso-", "prusso-", "dano-", "veneto-", "soviet-", "gallo-", "romano-", "polono-", "egypto-",
		"syro-", "afro-", "americano-", "turko-", "perso-", "mongol-", "polish-", "arab-", "ibero-" };
	const struct token *k = &s->tok->tok[i];
	const char *hyphen = strchr(k->low, '-');
	bool joint = false;

	if (!k->capital || hyphen == NULL || strchr(hyphen + 1, '-') != NULL || strlen(hyphen + 1) < 4)
		return false;
	for (size_t h = 0; h < sizeof heads / sizeof *heads; h++)
		joint |= strncmp(k->low, heads[h], strlen(heads[h])) == 0;
	hyphen = memchr(s->text + k->start, '-', k->end - k->start);
	return joint && hyphen != NULL && hyphen[1] >= 'A' && hyphen[1] <= 'Z';
}

/* "Tuaregs": the plural of a people whose name is a modifier. */
static bool
is_people(const struct names *s, size_t i)
{
	const struct token *k = &s->tok->tok[i];
	const struct sense *sense;
	char *stem;

	if (!k->capital || k->low[0] == '\0' || k->low[strlen(k->low) - 1] != 's')
		return false;
	stem = xstrndup(k->low, strlen(k->low) - 1);
	sense = names_sense(stem);
	free(stem);
	return sense != NULL && (sense->capital & R_MODIFIER) != 0 && *sense->modifier_kind == '\0';
}

/* "Lashkar-e-Omar": the first part of a word makes it a body's name. The part's sense, or NULL. */
static const struct sense *
lead_of(const struct names *s, size_t i)
{
	const struct token *k = &s->tok->tok[i];
	const char *hyphen = memchr(k->low, '-', strlen(k->low));
	const struct sense *sense;
	char *lead;

	if (!k->capital || hyphen == NULL)
		return NULL;
	lead = xstrndup(k->low, (size_t)(hyphen - k->low));
	sense = names_sense(lead);
	free(lead);
	return sense != NULL && (sense->roles & R_LEAD) ? sense : NULL;
}

static struct unit
unit_at(const struct names *s, size_t i)
{
	struct unit u = { .first = i, .last = i, .capital = has_capital(s, i), .glued = is_glued(s, i) };
	size_t n = s->tok->tok[i].type == TOKEN_WORD ? names_match(s->tok, i, &u.sense) : 0, places = 0;

	if (n > 0) {
		u.roles = roles_of(s, i, u.sense, u.capital);
		if (u.roles == 0)
			n = 0;
	}
	if (n == 0)
		u.sense = NULL;
	if (u.capital && s->tok->tok[i].type == TOKEN_WORD)
		places = match_place(s, i, &u.gaz);
	if (places > n) {
		u.sense = NULL;
		u.roles = 0;
		n = places;
	} else if (places < n) {
		u.gaz = NULL;
	}
	if (n > 0)
		u.last = i + n - 1;
	if (u.first == u.last && places == 0 && is_compound_modifier(s->tok->tok[i].low))
		u.roles |= R_MODIFIER;
	if (u.first == u.last && (u.sense == NULL || (u.roles & ~(unsigned)(R_IN | R_NEAR | R_TOWARD | R_TAKEN | R_BATTLE)) == 0))
		u.roles |= function_role(s, i);
	if (n == 0 && is_people(s, i))
		u.roles |= R_PEOPLE;
	if (n == 0 && (u.sense = lead_of(s, i)) != NULL)
		u.roles |= R_LEAD;
	if (n == 0 && u.roles == 0 && is_joint_people(s, i))
		u.roles |= s->text[s->tok->tok[i].end - 1] == 's' ? R_PEOPLE : R_MODIFIER;
	u.start = s->tok->tok[u.first].start;
	u.end = s->tok->tok[u.last].end;
	return u;
}

/* Do most words begin with capitals? */
static bool
is_title(const struct names *s)
{
	size_t capitals = 0, words = 0, caps = 0;

	for (size_t i = 0; i < s->tok->n; i++) {
		const struct token *k = &s->tok->tok[i];

		if (k->type != TOKEN_WORD || k->end - k->start < 4)
			continue;
		words++;
		capitals += k->capital;
		caps += k->allcaps;
	}
	return words >= 4 && (capitals * 10 >= words * 9 || caps * 2 > words);
}

/* Do dates or counts that another filter tagged cover a byte of the unit? They are no names. */
static bool
is_taken(const struct names *s, const struct unit *u)
{
	const json_t *span;
	size_t i;

	json_array_foreach(s->spans, i, span) {
		const char *type = get_str(span, "t");

		if ((strcmp(type, "date") == 0 || (strcmp(type, "number") == 0 && strcmp(get_str(span, "why"), "date") == 0)) &&
		    get_int(span, "s", 0) <= (long long)u->start && get_int(span, "e", 0) >= (long long)u->end)
			return true;
	}
	return false;
}

void
names_units(struct names *s, const char *text)
{
	s->text = text;
	s->tok = tokenize(text, strlen(text));
	s->title = is_title(s);
	for (size_t i = 0; i < s->tok->n;) {
		s->unit = grow(s->unit, &s->cap, s->n + 1, sizeof *s->unit);
		s->unit[s->n] = unit_at(s, i);
		s->unit[s->n].taken = is_taken(s, &s->unit[s->n]);
		i = s->unit[s->n].last + 1;
		s->n++;
	}
}

void
names_free(struct names *s)
{
	tokens_free(s->tok);
	free(s->unit);
}

bool
unit_follows(const struct names *s, size_t i)
{
	return i > 0 && i < s->n && s->unit[i].glued && !s->unit[i].taken;
}

bool
unit_has(const struct names *s, size_t i, unsigned roles)
{
	return i < s->n && (s->unit[i].roles & roles) != 0;
}

bool
unit_is(const struct names *s, size_t i, const char *word)
{
	return i < s->n && s->unit[i].first == s->unit[i].last && strcmp(s->tok->tok[s->unit[i].first].low, word) == 0;
}

const char *
unit_place_name(const struct names *s, size_t i, const struct gaz_place **place)
{
	const struct gaz_name *g = i < s->n ? s->unit[i].gaz : NULL;
	const char *name = NULL;

	*place = NULL;
	for (size_t k = 0; g != NULL && k < g->n; k++) {
		const struct gaz_entry *e = gazetteer_entry(g, k);
		const struct gaz_place *p = gazetteer_place(e);

		if (*place == NULL || p->feature > (*place)->feature ||
		    (p->feature == (*place)->feature && p->population > (*place)->population)) {
			*place = p;
			name = gazetteer_string(e->shown != 0 ? e->shown : p->name);
		}
	}
	return name;
}

bool
unit_is_country(const struct names *s, size_t i)
{
	const struct gaz_place *p;

	return unit_place_name(s, i, &p) != NULL && p->feature == FEATURE_COUNTRY;
}

json_t *
add_actor(struct names *s, size_t first, size_t last, const char *name, const char *kind, const char *src)
{
	json_t *j = json_object();

	for (size_t i = first; i <= last; i++)
		s->unit[i].taken = true;
	set_str(j, "t", "actor");
	set_int(j, "s", (long long)s->unit[first].start);
	set_int(j, "e", (long long)s->unit[last].end);
	set_str(j, "name", name);
	set_str(j, "kind", kind);
	set_str(j, "src", src);
	json_array_append_new(s->spans, j);
	return j;
}
