#include "names.h"

#include <string.h>

#include "record.h"

void
names_tag(json_t *sentence)
{
	struct names s = { .spans = json_object_get(sentence, "spans") };
	const char *text = get_str(sentence, "text");

	if (!json_is_array(s.spans)) {
		s.spans = json_array();
		json_object_set_new(sentence, "spans", s.spans);
	}
	names_units(&s, text);
	names_bodies(&s);
	names_groups(&s);
	names_places(&s);
	names_free(&s);
	if (json_array_size(s.spans) == 0)
		json_object_del(sentence, "spans");
}
