/* Troops and arms in running text. */
#include "force.h"

#include <string.h>

#include "record.h"
#include "tally_lex.h"

void
force_load(void)
{
	tally_lex_load();
}

void
force_unload(void)
{
	tally_lex_unload();
}

json_t *
force_prose(const json_t *sentence)
{
	(void)sentence;
	return json_array();
}

json_t *
force_extract(const json_t *sentence)
{
	const char *type = get_str(sentence, "type");

	if (strcmp(type, "infobox") == 0)
		return force_line(sentence);
	if (strcmp(type, "row") == 0)
		return json_array();
	return force_prose(sentence);
}
