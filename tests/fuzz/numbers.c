/* Number phrases of any text, read as prose and as a line of a table. */
#include "fuzz.h"
#include "number.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct numberer *numberer;
	char *text = fuzz_text(data, size);

	if (numberer == NULL)
		numberer = numberer_load("default");
	json_decref(numberer_tag(numberer, text, NULL, (struct number_style){ false, false }));
	json_decref(numberer_tag(numberer, text, NULL, (struct number_style){ true, true }));
	free(text);
	return 0;
}
