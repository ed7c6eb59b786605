#include "newsline.h"

#include <stdlib.h>
#include <string.h>

#include "citelex.h"
#include "die.h"
#include "phrase_lines.h"
#include "refdate.h"
#include "text.h"

#define LINE_MAX_BYTES 120
#define AUTHOR_WORDS 10
#define DATELINE_MAX 90 /* bytes before the dash */

/* The first whole date of a line; *others counts the words that belong to none. False if there is none. */
static bool
find_date(struct span s, struct refdate *date, size_t *others)
{
	bool found = false;
	struct refdate d;
	size_t n;

	*others = 0;
	cite_load();
	while (s.n > 0) {
		s = span_trim(s, ",|-()");
		n = refdate_at(s, &d);
		if (n > 0 && d.unit == REFDATE_DAY && !found) {
			*date = d;
			found = true;
		} else {
			n = span_word(s).n;
			*others += n > 0 && !cite_is(CITE_WEEKDAY, span_trim(span_to(s, n), ",.:"));
		}
		if (n == 0)
			break;
		s = span_from(s, n);
	}
	return found;
}

static void
keep_date(const struct refdate *d, struct doc_info *info)
{
	if (info->date == NULL && strchr(d->iso, '/') == NULL)
		info->date = xstrdup(d->iso);
}

static bool
has_digit(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] >= '0' && s[i] <= '9')
			return true;
	return false;
}

/* "By Jane Roe", "By Jane Roe and John Doe | 5 May 1982" */
static bool
read_author(const char *line, size_t n, struct doc_info *info)
{
	struct span s = { line, n }, word;
	struct refdate d;
	size_t end, len, others;

	if (!line_is(LINE_BYLINE, line, n, &end) || strchr(".!?;:", line[n - 1]) != NULL)
		return false;
	s = span_trim(span_from(s, end), ":");
	word = span_word(s);
	if (word.n == 0 || !is_upper(utf8_next(word.s, word.n, &len)) || span_words(s) > AUTHOR_WORDS)
		return false;
	if (has_digit(s.s, s.n) && find_date(s, &d, &others))
		keep_date(&d, info);
	for (len = 0; len < s.n && s.s[len] != '|' && !(s.s[len] >= '0' && s.s[len] <= '9'); len++)
		;
	s = span_trim(span_to(s, len), ",-|");
	if (info->author == NULL && s.n > 0)
		info->author = squeeze(s.s, s.n);
	return true;
}

bool
newsline_read(const char *line, size_t n, struct doc_info *info)
{
	struct span s = { line, n };
	struct refdate d;
	size_t end = 0, others;
	bool told;

	if (n > LINE_MAX_BYTES)
		return false;
	if (read_author(line, n, info))
		return true;
	told = line_is(LINE_DATED, line, n, &end);
	if (!has_digit(line, n) || (!told && n > 60) || !find_date(span_from(s, end), &d, &others))
		return false;
	/* A time of day and its zone may stand beside the date. */
	if (others > (told ? 5 : 3) || (!told && line[n - 1] == '.'))
		return false;
	keep_date(&d, info);
	return true;
}

/* Where the dash of a dateline stands, 0 if there is none. */
static size_t
dateline_dash(const char *s, size_t n)
{
	size_t len, caps = 0;

	for (size_t i = 0; i < n && i < DATELINE_MAX; i += len) {
		uint32_t c = utf8_next(s + i, n - i, &len);

		if (i > 2 && (c == '-' || c == 0x2013 || c == 0x2014) && i + len < n && (s[i - 1] == ' ' || s[i - 1] == ')'))
			return caps >= 3 ? i : 0;
		if (c == '.' && i + 1 < n && s[i + 1] == ' ' && i > 12)
			return 0;
		caps += i < 24 && is_upper(c) && (i == 0 || caps > 0);
	}
	return 0;
}

size_t
newsline_dateline_end(const char *text, size_t n)
{
	size_t dash = dateline_dash(text, n), len;

	/* The name of a town in capitals comes first, and nothing but names follow. */
	if (dash < 4 || !is_upper(utf8_next(text, n, &len)) || !is_upper(utf8_next(text + len, n - len, &len)))
		return 0;
	for (size_t i = 1; i < dash; i++)
		if (text[i - 1] == ' ' && text[i] >= 'a' && text[i] <= 'z')
			return 0;
	return dash;
}

void
newsline_dateline(const char *text, size_t n, struct doc_info *info)
{
	size_t dash = newsline_dateline_end(text, n), others;
	struct span s = { text, dash }, agency;
	const char *open, *close;
	struct refdate d;

	if (dash == 0)
		return;
	cite_load();
	open = memchr(text, '(', dash);
	close = open != NULL ? memchr(open, ')', dash - (size_t)(open - text)) : NULL;
	if (close != NULL) {
		agency = (struct span){ open + 1, (size_t)(close - open) - 1 };
		if (info->publisher == NULL && cite_is(CITE_AGENCY, agency))
			info->publisher = squeeze(agency.s, agency.n);
	}
	if (has_digit(text, dash) && find_date(s, &d, &others))
		keep_date(&d, info);
}
