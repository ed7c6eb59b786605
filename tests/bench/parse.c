/* Reads each file, parses it with gumbo as safely as may be (no error messages), frees it. The yardstick for read-html. */
#include <stdio.h>
#include <stdlib.h>

#include <gumbo.h>

int
main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		GumboOptions options = kGumboDefaultOptions;
		FILE *in = fopen(argv[i], "rb");
		GumboOutput *out;
		char *data;
		long n;

		if (in == NULL || fseek(in, 0, SEEK_END) != 0 || (n = ftell(in)) < 0)
			return 2;
		rewind(in);
		data = malloc((size_t)n + 1);
		if (data == NULL || fread(data, 1, (size_t)n, in) != (size_t)n)
			return 2;
		fclose(in);
		options.max_errors = 0;
		out = gumbo_parse_with_options(&options, data, (size_t)n);
		gumbo_destroy_output(&options, out);
		free(data);
	}
	return 0;
}
