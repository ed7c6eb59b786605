/* What reference entries are made of, as tables: phrases, languages, agencies, newspapers, places, names. */
#ifndef SITREP_CITELEX_H
#define SITREP_CITELEX_H

#include <stdbool.h>
#include <stddef.h>

/* A stretch of text that somebody else owns. */
struct span {
	const char *s;
	size_t n;
};

/* What a phrase is for. The names that citation-phrases.tsv uses stand in citelex.c in this order. */
enum cite_kind {
	CITE_ACCESSED,    /* "Retrieved", "Consulté le": a date of access follows */
	CITE_ARCHIVED,    /* "Archived", "Archivé": a date of archiving follows */
	CITE_LINK,        /* "from the original", "on", "le": between such a word and its date */
	CITE_ARCHIVE,     /* "at the Wayback Machine": after it */
	CITE_DEAD,        /* "[dead link]" */
	CITE_VIA,         /* "via": the carrier follows */
	CITE_SEE,         /* "See also": before the entry proper */
	CITE_IBID,        /* "Ibid.", "op. cit." */
	CITE_PAGES,       /* "pp." */
	CITE_VOLUME,      /* "vol." */
	CITE_ISSUE,       /* "no." */
	CITE_EDITION,     /* "ed.", "Aufl.": ends what stands in brackets about the edition */
	CITE_EDITOR,      /* "(eds.)", "Hrsg.": behind a name */
	CITE_CONTRIBUTOR, /* "Translated by": before a name that is no author's */
	CITE_BY,          /* "by": before an author's */
	CITE_IN,          /* "In": before the work that holds the title */
	CITE_AND,         /* "&", "und": between names */
	CITE_ETAL,        /* "et al." */
	CITE_PARTICLE,    /* "van": small words in names */
	CITE_SUFFIX,      /* "Jr.": after names */
	CITE_RANK,        /* "Col.": before names */
	CITE_ABBREVIATION, /* "St.": its full stop ends no sentence */
	CITE_SERIES,      /* "Series": a word that marks a series of books */
	CITE_ON,          /* "on": between a film and where it is seen */
	CITE_UNDATED,     /* "n.d." */
	CITE_CIRCA,       /* "c.": before a year */
	CITE_SEASON,
	CITE_VERB,        /* "was": a word of sentences, hardly of titles */
	CITE_GENERIC,     /* a title that tells nothing: "Archived copy" */
	CITE_FORMAT,      /* "(PDF)" */
	CITE_NOCITATION,  /* the text of a link that is no source: "Cover Image" */
	CITE_LOCATOR,     /* "chapter": goes on about the place in a work */
	CITE_MONTH,
	CITE_WEEKDAY,
	CITE_LANGUAGE,
	CITE_AGENCY,
	CITE_PUBLICATION, /* "The Guardian" */
	CITE_PAPERWORD,   /* "Tribune": a word of names of newspapers and stations */
	CITE_PRESSWORD,   /* "Verlag": a word of names of publishers and institutions */
	CITE_HOUSE,       /* "Norton": a publishing house that bears a name */
	CITE_PLACE,       /* where books and papers are published */
	CITE_STATE,       /* what follows such a place: "MA", "England" */
	CITE_GIVEN,       /* given names */
	CITE_ID,          /* "ISBN"; the value is the field that gets it */
	CITE_NOISE,       /* what templates print about their own use */
	CITE_KINDS
};

/* Load all tables; once, before the other functions. cite_unload frees them. */
void cite_load(void);
void cite_unload(void);

/* Bytes of the longest phrase of a kind that s begins with, 0 if none; letters in any case, and no letter
 * may follow. *value (may be NULL) gets what the table's second column says of it, borrowed. */
size_t cite_phrase(enum cite_kind kind, struct span s, const char **value);
/* Whether s is, from end to end, a phrase of the kind. */
bool cite_is(enum cite_kind kind, struct span s);
/* As cite_phrase, for the phrase that s ends with, at a word boundary. */
size_t cite_ending(enum cite_kind kind, struct span s);
/* Whether a word of s is of the kind. */
bool cite_has(enum cite_kind kind, struct span s);

struct span span_of(const char *s);
/* s without its first at bytes, and its first n bytes; both at most the whole. */
struct span span_from(struct span s, size_t at);
struct span span_to(struct span s, size_t n);
/* s without white space and the characters of set at its ends. */
struct span span_trim(struct span s, const char *set);
/* The first word of s (up to white space); white space before it is skipped. Empty at the end. */
struct span span_word(struct span s);
size_t span_words(struct span s);
bool span_is(struct span s, const char *text);
bool span_starts(struct span s, const char *text);
/* Whether position i of s begins a word: at its start, or after white space or punctuation. */
bool span_boundary(struct span s, size_t i);

#endif
