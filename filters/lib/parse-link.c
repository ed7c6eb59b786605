/* Who does what to whom: subjects, objects, agents and governors of verb groups. */
#include <string.h>

#include "parse.h"
#include "pattern.h"
#include "record.h"

static bool
is(const struct parse *p, size_t i, enum chunk_type type)
{
	return i < p->n && p->chunk[i].type == type;
}

static bool
finite(const struct parse *p, size_t i)
{
	return is(p, i, CHUNK_VERB) && p->chunk[i].form == FORM_FINITE;
}

static unsigned
classes(const struct chunk *c)
{
	return c->verb != NULL ? c->verb->classes : 0;
}

/* Prepositions after a possessive chain ("in the city's north") bind the group that follows. */
size_t
parse_preposition(const struct parse *p, size_t i)
{
	size_t first;

	while (i > 0 && is(p, i - 1, CHUNK_NOUN) && p->chunk[i - 1].possessive)
		i--;
	first = p->chunk[i].first;
	while (i > 0 && (is(p, i - 1, CHUNK_ADV) || is(p, i - 1, CHUNK_DATE)))
		i--;
	/* "on 12 May the Afghans": the preposition has the date; "after Friday's attack": it has the attack. */
	if (i > 0 && is(p, i - 1, CHUNK_PREP))
		return is(p, i, CHUNK_DATE) && p->pos[first - 1] != POS_POSS ? NONE : i - 1;
	/* "by A and B": the second is bound as the first. */
	if (i > 1 && is(p, i - 1, CHUNK_CONJ) && is(p, i - 2, CHUNK_NOUN) && !p->chunk[i].count && !p->chunk[i - 2].count) {
		i -= 2;
		if (i > 0 && is(p, i - 1, CHUNK_PREP))
			return i - 1;
	}
	return NONE;
}

/* Does a preposition belong to the noun before it ("soldiers of the army"), so that a list goes on behind it? */
static bool
binds(const struct parse *p, size_t i)
{
	return chunk_is(p, i, "of") || chunk_is(p, i, "from") || chunk_is(p, i, "in") || chunk_is(p, i, "at") ||
	    chunk_is(p, i, "with") || chunk_is(p, i, "on");
}

/* Step left from noun group i over a conjunction or comma to the member before it; NONE at the list's start. */
static size_t
list_left(const struct parse *p, size_t i)
{
	size_t k = i;

	while (k > 0 && is(p, k - 1, CHUNK_NOUN) && p->chunk[k - 1].possessive)
		k--;
	while (k > 0 && is(p, k - 1, CHUNK_ADV))
		k--;
	if (k < 2 || !(is(p, k - 1, CHUNK_CONJ) || is(p, k - 1, CHUNK_COMMA)))
		return NONE;
	k--;
	if (k > 0 && is(p, k, CHUNK_CONJ) && is(p, k - 1, CHUNK_COMMA))
		k--;
	while (k > 0 && is(p, k - 1, CHUNK_ADV))
		k--;
	/* Over "of the army", "from Mali" behind the member. */
	for (int hops = 0; hops < 3 && k > 2 && is(p, k - 1, CHUNK_NOUN) && is(p, k - 2, CHUNK_PREP) && is(p, k - 3, CHUNK_NOUN) &&
	    binds(p, k - 2); hops++)
		k -= 2;
	return k > 0 && is(p, k - 1, CHUNK_NOUN) && !p->chunk[k - 1].possessive ? k - 1 : NONE;
}

/* Does the noun group at i begin a clause of its own: is a finite verb right behind it (or its of-phrase)? */
static bool
begins_clause(const struct parse *p, size_t i)
{
	size_t k = i + 1;

	while (k < p->n && (is(p, k, CHUNK_ADV) || is(p, k, CHUNK_DATE)))
		k++;
	while (is(p, k, CHUNK_PREP) && is(p, k + 1, CHUNK_NOUN))
		k += 2;
	return finite(p, k);
}

/* "two dead and one injured": is a participle without auxiliary right behind the group, and the sentence or clause over? */
static bool
shortened_clause(const struct parse *p, size_t i)
{
	return is(p, i + 1, CHUNK_VERB) && p->chunk[i + 1].passive && p->chunk[i + 1].form == FORM_PP;
}

static bool
is_object(const struct parse *p, size_t i)
{
	for (size_t v = i; v-- > 0 && i - v < 4;)
		if (is(p, v, CHUNK_VERB) && p->chunk[v].object == i)
			return true;
	return false;
}

/* "between the army and the rebels": the pair is not over before its second member. */
static bool
is_between(const struct parse *p, size_t i)
{
	size_t prep = parse_preposition(p, i);

	return prep != NONE && chunk_is(p, prep, "between");
}

/* Does the group count more than one, so that "a civilian" cannot explain it? */
static bool
is_several(const struct parse *p, size_t i)
{
	return p->chunk[i].count != NULL && get_int(p->chunk[i].count->json, "best", 2) > 1;
}

/* Are groups first and last joined by a conjunction somewhere, or both counted? Else the second only explains the
 * first ("one pilot, Lieutenant X, was killed"). */
static bool
joined(const struct parse *p, size_t first, size_t last)
{
	for (size_t k = first; k < last; k++)
		if (is(p, k, CHUNK_CONJ))
			return true;
	return p->chunk[first].count != NULL && (p->chunk[last].count != NULL || (p->chunk[last].indefinite && p->chunk[last].actor != NULL && is_several(p, first)));
}

/* "Jan Novak, a painter and the head of a school": a name and, behind a comma, what the person is. */
static bool
explains(const struct parse *p, size_t first, size_t last)
{
	const struct chunk *c = &p->chunk[first];

	if (c->definite || c->indefinite || c->count != NULL || !p->tok->tok[c->head].capital || !is(p, first + 1, CHUNK_COMMA) ||
	    !is(p, first + 2, CHUNK_NOUN) || !(p->chunk[first + 2].indefinite || p->chunk[first + 2].definite))
		return false;
	for (size_t k = first; k <= last; k++)
		if (is(p, k, CHUNK_NOUN) && p->chunk[k].count != NULL)
			return false;
	return true;
}

/* Do "and" and no comma join two members? */
static bool
joined_and(const struct parse *p, size_t a, size_t b)
{
	bool conj = false;

	for (size_t k = a; k < b; k++) {
		if (is(p, k, CHUNK_COMMA))
			return false;
		conj = conj || is(p, k, CHUNK_CONJ);
	}
	return conj;
}

/* "The bodies of two men and a boy were found": is group i behind a preposition of a clause's first noun, so that the
 * verb to come is that noun's? */
static bool
of_subject(const struct parse *p, size_t i)
{
	size_t prep = parse_preposition(p, i);

	if (prep == NONE || prep == 0 || !chunk_is(p, prep, "of") || !is(p, prep - 1, CHUNK_NOUN))
		return false;
	for (size_t k = prep - 1; k-- > 0;) {
		if (is(p, k, CHUNK_SUB) || is(p, k, CHUNK_PUNCT))
			return true;
		if (is(p, k, CHUNK_VERB) || is(p, k, CHUNK_PREP))
			return false;
	}
	return true;
}

/* "Two journalists, Anne Petit and Luc Morel, were": as many names as the first group counts. */
static bool
names_all(const struct parse *p, size_t first, size_t last)
{
	long long names = 0;

	if (p->chunk[first].count == NULL || !is(p, first + 1, CHUNK_COMMA))
		return false;
	for (size_t k = first + 2; k <= last; k++) {
		const struct chunk *c = &p->chunk[k];

		if (c->type != CHUNK_NOUN)
			continue;
		if (c->count != NULL || c->definite || c->indefinite || !p->tok->tok[c->first].capital || !p->tok->tok[c->head].capital)
			return false;
		names++;
	}
	return names == get_int(p->chunk[first].count->json, "best", 0);
}

void
parse_list(const struct parse *p, size_t i, size_t *first, size_t *last)
{
	size_t k;
	/* A subject's list goes on up to the verb; an object's ends before the next subject. */
	bool governed = (is_object(p, i) || parse_preposition(p, i) != NONE) && !of_subject(p, i);

	*first = *last = i;
	while ((k = list_left(p, *first)) != NONE && !is_object(p, k) &&
	    (parse_preposition(p, k) == NONE || parse_preposition(p, i) != NONE))
		*first = k;
	for (k = i + 1; k < p->n; k++)
		if (is(p, k, CHUNK_NOUN) && !p->chunk[k].possessive && list_left(p, k) == *last && governed && begins_clause(p, k) &&
		    !is_between(p, *first)) {
			/* "leaving two dead and five men and a boy were missing": men and boy are one subject. */
			if (*last > i && joined_and(p, *last, k) && joined_and(p, list_left(p, *last), *last))
				*last = list_left(p, *last);
			break;
		} else if (is(p, k, CHUNK_NOUN) && !p->chunk[k].possessive && list_left(p, k) == *last && !shortened_clause(p, k))
			*last = k;
		else if (!is(p, k, CHUNK_NOUN) && !is(p, k, CHUNK_CONJ) && !is(p, k, CHUNK_COMMA) && !is(p, k, CHUNK_PREP) &&
		    !is(p, k, CHUNK_ADV))
			break;
	if (*first < i && !joined(p, *first, i))
		*last = i = *first;
	if (*last > *first && (explains(p, *first, *last) || names_all(p, *first, *last)))
		*last = i = *first;
	if (*last > i && !joined(p, i, *last))
		*last = i;
}

/* The object: the noun group right behind an active verb. */
static void
link_object(struct parse *p, size_t v)
{
	size_t k = v + 1;

	if (p->chunk[v].passive)
		return;
	while (k < p->n && (is(p, k, CHUNK_ADV) || is(p, k, CHUNK_DATE)))
		k++;
	/* "killing of the two": the noun's of-phrase is looked up by the patterns, not here. */
	while (is(p, k, CHUNK_NOUN) && p->chunk[k].possessive)
		k++;
	/* "said rebels had fled": what follows is a clause, not an object. */
	if (is(p, k, CHUNK_NOUN) && !((classes(&p->chunk[v]) & V_SAY) && begins_clause(p, k)))
		p->chunk[v].object = k;
}

/* The by-phrase behind a verb, up to the next clause. */
static void
link_agent(struct parse *p, size_t v)
{
	for (size_t k = v + 1; k + 1 < p->n && k < v + 12; k++) {
		if (is(p, k, CHUNK_SUB) || (is(p, k, CHUNK_VERB) && p->chunk[k].form != FORM_PP && k > v) ||
		    (is(p, k, CHUNK_PUNCT) && !chunk_is(p, k, "(") && !chunk_is(p, k, ")")))
			return;
		if (is(p, k, CHUNK_PREP) && chunk_is(p, k, "by") && is(p, k + 1, CHUNK_NOUN)) {
			for (k++; p->chunk[k].possessive && is(p, k + 1, CHUNK_NOUN); k++)
				;
			p->chunk[v].agent = k;
			return;
		}
	}
}

/* Where an inclusion begins of which group i is the preposition: "including", "among them", "most of them"; NONE if
 * it is none. */
static size_t
inclusion_start(const struct parse *p, size_t i)
{
	bool them = i + 1 < p->n && p->chunk[i + 1].pronoun;

	if (!is(p, i, CHUNK_PREP))
		return NONE;
	if (chunk_is(p, i, "including") || chunk_is(p, i, "such as") || (chunk_is(p, i, "among") && them))
		return i;
	return i > 1 && chunk_is(p, i, "of") && them && is(p, i - 1, CHUNK_NOUN) && !is(p, i - 2, CHUNK_PREP) ? i - 1 : NONE;
}

/* "Five officials, including two chiefs and a major, were killed": the group before the inclusion of which k is
 * the end; k itself if it ends none. */
static size_t
before_inclusion(const struct parse *p, size_t k)
{
	for (size_t i = k; i > 0; i--) {
		size_t start = inclusion_start(p, i);

		if (is(p, i, CHUNK_VERB) || is(p, i, CHUNK_SUB))
			return k;
		if (start != NONE && start > 0) {
			i = start;
			i -= is(p, i - 1, CHUNK_COMMA) || is(p, i - 1, CHUNK_PUNCT) ? 2 : 1;
			while (i > 1 && is(p, i, CHUNK_NOUN) && is(p, i - 1, CHUNK_PREP) && is(p, i - 2, CHUNK_NOUN))
				i -= 2;
			return is(p, i, CHUNK_NOUN) ? i : k;
		}
	}
	return k;
}

static bool
relative(const struct parse *p, size_t i)
{
	static const char *const words[] = { "who", "which", "that", "whom", "whose", "in which", "during which", "where" };

	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (chunk_is(p, i, words[k]))
			return true;
	return false;
}

/* The noun group to the left that is no object of a preposition, within the clause. */
static size_t
subject_left(const struct parse *p, size_t v)
{
	size_t k = v;

	while (k-- > 0) {
		const struct chunk *c = &p->chunk[k];

		if (c->type == CHUNK_SUB) {
			/* "soldiers who fled": the relative's antecedent; a clause of its own otherwise. */
			if (k > 0 && relative(p, k)) {
				size_t a = k - 1;

				if (is(p, a, CHUNK_COMMA) && a > 0)
					a--;
				return is(p, a, CHUNK_NOUN) ? a : NONE;
			}
			return NONE;
		}
		if (chunk_is(p, k, ")")) {
			while (k > 0 && !chunk_is(p, k, "("))
				k--;
			continue;
		}
		/* Dashes set off an explanation, as commas do. */
		if (c->type == CHUNK_PUNCT && !chunk_is(p, k, "(") && !chunk_is(p, k, "\xe2\x80\x94") && !chunk_is(p, k, "\xe2\x80\x93"))
			return NONE;
		if (c->type == CHUNK_VERB && c->form == FORM_FINITE) {
			/* "A hotel that hosted guests was attacked": step over the relative clause. */
			size_t rel = k > 0 && is(p, k - 1, CHUNK_SUB) ? k - 1 : k > 1 && is(p, k - 2, CHUNK_SUB) ? k - 2 : NONE;

			if (rel == NONE || rel == 0 || !relative(p, rel))
				return NONE;
			k = rel;
			continue;
		}
		if (c->type == CHUNK_VERB && c->object != NONE && c->object > k)
			continue;
		/* "at Ghadames, Libya, and took": no subject, but where the place before it is. */
		if (c->type == CHUNK_NOUN && c->place != NULL && k > 1 && is(p, k - 1, CHUNK_COMMA) && p->chunk[k - 2].place != NULL &&
		    parse_preposition(p, k - 2) != NONE)
			continue;
		if (c->type == CHUNK_NOUN && !c->possessive && parse_preposition(p, k) == NONE) {
			bool object = false;

			/* An object of an earlier participle is no subject: "leaving two dead, were hit". */
			for (size_t o = k; o-- > 0 && k - o < 3;)
				if (is(p, o, CHUNK_VERB) && p->chunk[o].object == k && p->chunk[o].form != FORM_PP)
					object = true;
			if (!object)
				return before_inclusion(p, k);
		}
	}
	return NONE;
}

/* The nearest finite verb group to the left within the sentence. */
static size_t
finite_left(const struct parse *p, size_t v)
{
	while (v-- > 0 && !chunk_is(p, v, ";"))
		if (finite(p, v))
			return v;
	return NONE;
}

/* "The rebels attacked Gao and killed two": a verb behind a conjunction shares the subject of the one before. */
static size_t
shared_subject(const struct parse *p, size_t v)
{
	size_t k = v;

	while (k > 0 && (is(p, k - 1, CHUNK_ADV) || is(p, k - 1, CHUNK_DATE)))
		k--;
	/* "and on 4 May killed two more" */
	if (k > 0 && is(p, k, CHUNK_DATE) && is(p, k - 1, CHUNK_PREP))
		k--;
	if (k > 0 && (is(p, k - 1, CHUNK_CONJ) || is(p, k - 1, CHUNK_COMMA))) {
		size_t left = finite_left(p, v), own = left != NONE ? p->chunk[left].subject : NONE, whole;

		/* "... exploded, and 14 people, among them four children, were hurt" */
		if (k > 1 && is(p, k - 1, CHUNK_COMMA) && is(p, k - 2, CHUNK_NOUN) && (whole = before_inclusion(p, k - 2)) != k - 2 &&
		    parse_preposition(p, whole) == NONE)
			return whole;
		/* "the crisis in which hostages were taken, was over": the comma ends the relative clause. */
		if (own != NONE && own > 1 && is(p, k - 1, CHUNK_COMMA) && is(p, own - 1, CHUNK_SUB) && relative(p, own - 1)) {
			size_t head = subject_left(p, own - 1);

			if (head != NONE && head > 1 && is(p, head - 1, CHUNK_COMMA) && is(p, head - 2, CHUNK_NOUN) &&
			    parse_preposition(p, head - 2) == NONE)
				head -= 2;
			return head;
		}
		if (left != NONE)
			return own;
	}
	return NONE;
}

static void
link_finite(struct parse *p, size_t v)
{
	struct chunk *c = &p->chunk[v];
	size_t k = shared_subject(p, v);

	c->subject = k != NONE ? k : subject_left(p, v);
}

/* A main verb without auxiliary whose past and participle are alike: "soldiers killed in the attack" is a
 * shortened passive, "soldiers killed two rebels" is active. */
static void
settle_bare_past(struct parse *p, size_t v)
{
	struct chunk *c = &p->chunk[v];
	const struct word *w = p->word[c->head];
	size_t k = v + 1;

	while (k < p->n && (is(p, k, CHUNK_ADV) || is(p, k, CHUNK_DATE)))
		k++;
	/* A verb that the lexicon does not know: "composed of" */
	if (c->form == FORM_FINITE && !c->passive && c->verb == NULL && p->pos[c->head] == POS_VERB && is(p, k, CHUNK_PREP)) {
		c->form = FORM_PP;
		c->passive = true;
	}
	if (c->form != FORM_FINITE || c->passive || c->first != c->head || w == NULL || w->verb == NULL || !(w->forms & F_PP))
		return;
	if (!(w->verb->classes & V_TRANS) || (w->verb->classes & (V_SAY | V_INTRANS)))
		return;
	/* "21 taken prisoner" is no past; "has killed 9 and taken five prisoner" goes on with has. */
	if (!(w->forms & F_PAST)) {
		if (!(v > 0 && is(p, v - 1, CHUNK_CONJ)) || !is(p, k, CHUNK_NOUN)) {
			c->form = FORM_PP;
			c->passive = true;
		}
		return;
	}
	/* "X killed Y": an object follows. "X killed and Y wounded", "X killed in", "X killed." */
	/* "called off its offensive", "took over the town": a particle and an object */
	if (is(p, k, CHUNK_PREP) && is(p, k + 1, CHUNK_NOUN) && (chunk_is(p, k, "off") || chunk_is(p, k, "up") || chunk_is(p, k, "out") ||
	    chunk_is(p, k, "over")))
		return;
	/* "attacked along the whole line": nobody suffers it. */
	if (is(p, k, CHUNK_PREP) && (chunk_is(p, k, "along") || chunk_is(p, k, "across") || chunk_is(p, k, "towards") ||
	    chunk_is(p, k, "toward") || chunk_is(p, k, "through") || chunk_is(p, k, "against")))
		return;
	/* "fired at", "struck on": deeds, too; "and ten wounded on Monday", "captured at sea" are none. */
	if (is(p, k, CHUNK_PREP) && !is(p, k + 1, CHUNK_DATE) && !class_has(class_find("wound"), w->verb->lemma) &&
	    !class_has(class_find("capture"), w->verb->lemma) && (chunk_is(p, k, "at") || chunk_is(p, k, "on")) && w->verb->classes & V_NOUNISH)
		return;
	/* "attacked and occupied the town": both have the object. */
	if (is(p, k, CHUNK_CONJ) && is(p, k + 1, CHUNK_VERB) && p->chunk[k + 1].first == p->chunk[k + 1].head && is(p, k + 2, CHUNK_NOUN))
		return;
	if (!is(p, k, CHUNK_NOUN)) {
		c->form = FORM_PP;
		c->passive = true;
	}
}

/* "exploded before it could be defused, killing two": what could have been governs no deed. */
static bool
never_came(const struct parse *p, size_t v)
{
	const struct chunk *c = &p->chunk[v];

	return c->form == FORM_FINITE && c->unreal && c->subject != NONE && c->subject > 0 && is(p, c->subject - 1, CHUNK_SUB) &&
	    chunk_is(p, c->subject - 1, "before");
}

/* The governor of an infinitive or participle, and whose deed it is. */
static void
link_dependent(struct parse *p, size_t v)
{
	struct chunk *c = &p->chunk[v];
	size_t g = v;

	while (g-- > 0)
		if (c->form == FORM_ING && is(p, g, CHUNK_VERB) && never_came(p, g))
			continue;
		else if (is(p, g, CHUNK_VERB) && (p->chunk[g].form != FORM_PP || c->form == FORM_INFINITIVE) &&
		    /* "planted to hit a patrol, killing two": the deed is the main verb's, not the purpose's. */
		    (c->form != FORM_ING || p->chunk[g].form != FORM_INFINITIVE || g + 1 == v))
			break;
		else if (is(p, g, CHUNK_PUNCT) && !chunk_is(p, g, ")") && !chunk_is(p, g, "(")) {
			g = NONE;
			break;
		}
	if (g == NONE)
		return;
	c->governor = g;
	/* "with two dying": the noun between with and the participle. */
	if (c->form == FORM_ING && v > 1 && is(p, v - 1, CHUNK_NOUN) && !p->chunk[v - 1].pronoun && is(p, v - 2, CHUNK_PREP) && chunk_is(p, v - 2, "with")) {
		c->subject = v - 1;
		return;
	}
	/* "was attacked by gunmen, killing two": the agent's deed, or nobody's; "he was killed fighting" is his own. */
	if (c->form == FORM_ING && p->chunk[g].passive && p->chunk[g].form == FORM_FINITE && v > g + 1 && (is(p, v - 1, CHUNK_COMMA) || is(p, v - 1, CHUNK_ADV))) {
		c->subject = p->chunk[g].agent;
		return;
	}
	/* "accused the rebels of killing two": the deed is theirs. */
	if (c->form == FORM_ING && v > 0 && is(p, v - 1, CHUNK_PREP) && chunk_is(p, v - 1, "of") && p->chunk[g].verb != NULL &&
	    class_has(class_find("accusing"), p->chunk[g].verb->lemma)) {
		c->subject = p->chunk[g].passive ? p->chunk[g].subject : p->chunk[g].object;
		return;
	}
	/* "forced the soldiers to flee": the object acts. */
	if (c->form == FORM_INFINITIVE && p->chunk[g].object != NONE && p->chunk[g].object < v && !p->chunk[g].passive &&
	    !(classes(&p->chunk[g]) & V_ATTEMPT))
		c->subject = p->chunk[g].object;
	else
		c->subject = p->chunk[g].subject;
	/* "the men holding the town": right behind a noun group that is no subject of a finite verb. */
	if (c->form == FORM_ING && v > 0 && is(p, v - 1, CHUNK_NOUN) && c->subject == NONE)
		c->subject = v - 1;
}

/* A participle at the sentence's head takes the subject of the verb that follows. */
static void
link_fronted(struct parse *p, size_t v)
{
	struct chunk *c = &p->chunk[v];

	if (c->form != FORM_ING || c->subject != NONE || c->governor != NONE)
		return;
	for (size_t k = v + 1; k < p->n; k++)
		if (finite(p, k)) {
			c->subject = p->chunk[k].subject;
			return;
		}
}

/* "to cross the river and seize the town", "could harass the army and take the hills": a bare verb behind "and"
 * happened as much as the one before it. */
static void
share_mood(struct parse *p, size_t v)
{
	struct chunk *c = &p->chunk[v], *u;
	const struct word *w = p->word[c->head];
	size_t k = v;

	while (k > 0 && is(p, k - 1, CHUNK_ADV))
		k--;
	if (c->first != c->last || w == NULL || !(w->forms & F_BASE) || (w->forms & F_PAST) || k == 0 || !is(p, k - 1, CHUNK_CONJ))
		return;
	while (k-- > 0 && !is(p, k, CHUNK_SUB) && !is(p, k, CHUNK_PUNCT)) {
		u = &p->chunk[k];
		if (u->type != CHUNK_VERB)
			continue;
		if (u->form == FORM_INFINITIVE || p->pos[u->first] == POS_MODAL) {
			c->unreal = c->unreal || u->unreal;
			c->negated = c->negated || u->negated;
			c->attempt = c->attempt || u->attempt;
		}
		return;
	}
}

/* "was able to hold the bridge": what somebody could do in the past he did. His deed, and not the adjective's. */
static bool
is_able(struct parse *p, size_t v)
{
	struct chunk *c = &p->chunk[v];

	if (v == 0 || !chunk_is(p, v - 1, "able"))
		return false;
	if (c->subject == v - 1)
		c->subject = p->chunk[c->governor].subject;
	return true;
}

/* What the governor says of whether it happened: "failed to", "planned to", "if". */
static void
settle_reality(struct parse *p, size_t v)
{
	struct chunk *c = &p->chunk[v], *g;

	for (size_t k = v; k-- > 0;) {
		if (is(p, k, CHUNK_PUNCT) || (finite(p, k) && !is(p, k + 1, CHUNK_NOUN)))
			break;
		if (is(p, k, CHUNK_SUB) && (chunk_is(p, k, "if") || chunk_is(p, k, "unless") || chunk_is(p, k, "whether"))) {
			c->unreal = true;
			break;
		}
		if (is(p, k, CHUNK_SUB)) {
			/* "denied that rebels had fled" */
			if (chunk_is(p, k, "that") && k > 0 && is(p, k - 1, CHUNK_VERB) && (classes(&p->chunk[k - 1]) & V_FAIL))
				c->negated = !c->negated;
			/* "requested that the troops withdraw" */
			if (chunk_is(p, k, "that") && k > 0 && is(p, k - 1, CHUNK_VERB) && (classes(&p->chunk[k - 1]) & V_PLAN) &&
			    !(classes(&p->chunk[k - 1]) & V_SAY))
				c->unreal = true;
			/* "the demand that he surrender the town" */
			if (chunk_is(p, k, "that") && k > 0 && is(p, k - 1, CHUNK_NOUN) && class_has(class_find("n-hypo"), p->tok->tok[p->chunk[k - 1].head].low))
				c->unreal = true;
			break;
		}
	}
	if (c->form == FORM_FINITE)
		share_mood(p, v);
	if (c->governor == NONE || c->form == FORM_FINITE)
		return;
	g = &p->chunk[c->governor];
	if (c->form == FORM_INFINITIVE) {
		if (classes(g) & V_FAIL)
			c->negated = true;
		else if (classes(g) & V_ATTEMPT)
			c->attempt = true;
		else if ((classes(g) & (V_BEGIN | V_REPORT | V_SAY)) || is_able(p, v))
			c->unreal = c->unreal || g->unreal;
		else
			/* "in order to", "decided to": a purpose is no event. */
			c->unreal = true;
		c->negated = c->negated || (g->negated && !(classes(g) & V_SAY));
	}
	if (c->form == FORM_ING) {
		c->unreal = c->unreal || g->unreal;
		/* "prevented the troops from retaking it" */
		c->negated = c->negated || (classes(g) & V_FAIL && (v == c->governor + 1 || chunk_is(p, v - 1, "from")));
	}
}

static void
link_owners(struct parse *p)
{
	for (size_t i = 1; i < p->n; i++)
		if (is(p, i, CHUNK_NOUN) && is(p, i - 1, CHUNK_NOUN) && p->chunk[i - 1].possessive)
			p->chunk[i].owner = i - 1;
}

/* A shortened passive's sufferer stands right before it ("soldiers killed in"); so does the by-phrase of "killed by". */
static void
link_pp(struct parse *p, size_t v)
{
	size_t k = v;

	while (k > 0 && (is(p, k - 1, CHUNK_ADV) || is(p, k - 1, CHUNK_DATE)))
		k--;
	if (k > 0 && is(p, k - 1, CHUNK_NOUN) && !p->chunk[k - 1].possessive) {
		p->chunk[v].subject = k - 1;
		return;
	}
	/* "with 30 others, including the mayor, wounded" */
	for (size_t i = k; i > 1 && k - i < 8 && !is(p, i, CHUNK_VERB) && !is(p, i, CHUNK_SUB); i--)
		if (is(p, i - 1, CHUNK_PREP) && chunk_is(p, i - 1, "with") && is(p, i, CHUNK_NOUN) && p->chunk[i].count != NULL) {
			p->chunk[v].subject = i;
			return;
		}
	/* "30 people were reported killed" */
	if (k > 0 && finite(p, k - 1) && p->chunk[k - 1].passive && (classes(&p->chunk[k - 1]) & V_REPORT) && !(classes(&p->chunk[k - 1]) & V_PLAN)) {
		p->chunk[v].subject = p->chunk[k - 1].subject;
		return;
	}
	/* "two killed and five wounded": "five" is its own; "killed and wounded" shares. */
	if (k > 1 && is(p, k - 1, CHUNK_CONJ) && is(p, k - 2, CHUNK_VERB))
		p->chunk[v].subject = p->chunk[k - 2].subject;
	/* "was taken prisoner and shot" */
	else if (k > 2 && is(p, k - 1, CHUNK_CONJ) && is(p, k - 2, CHUNK_NOUN) && finite(p, k - 3) && p->chunk[k - 3].passive)
		p->chunk[v].subject = p->chunk[k - 3].subject;
	else
		p->chunk[v].subject = subject_left(p, v);
}

void
parse_link(struct parse *p)
{
	link_owners(p);
	for (size_t v = 0; v < p->n; v++)
		if (is(p, v, CHUNK_VERB))
			settle_bare_past(p, v);
	for (size_t v = 0; v < p->n; v++)
		if (is(p, v, CHUNK_VERB)) {
			/* "without losing a man" */
			if (v > 0 && p->chunk[v].form == FORM_ING && chunk_is(p, v - 1, "without"))
				p->chunk[v].negated = true;
			link_object(p, v);
			if (p->chunk[v].passive)
				link_agent(p, v);
		}
	for (size_t v = 0; v < p->n; v++) {
		if (!is(p, v, CHUNK_VERB))
			continue;
		if (p->chunk[v].form == FORM_FINITE)
			link_finite(p, v);
		else if (p->chunk[v].form == FORM_PP)
			link_pp(p, v);
		else
			link_dependent(p, v);
	}
	for (size_t v = 0; v < p->n; v++)
		if (is(p, v, CHUNK_VERB)) {
			link_fronted(p, v);
			settle_reality(p, v);
		}
}

size_t
parse_doer(const struct parse *p, size_t verb)
{
	return p->chunk[verb].passive ? p->chunk[verb].agent : p->chunk[verb].subject;
}

size_t
parse_sufferer(const struct parse *p, size_t verb)
{
	return p->chunk[verb].passive ? p->chunk[verb].subject : p->chunk[verb].object;
}
