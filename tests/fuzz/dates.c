/* Dates of any text. */
#include "date_tag.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct dater *dater;
	char *text = fuzz_text(data, size);

	if (dater == NULL)
		dater = dater_load();
	json_decref(dater_tag(dater, text));
	free(text);
	return 0;
}
