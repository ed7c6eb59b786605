/* Gives source records the hash of what their files hold, by which a changed file is known. */
#include <stdint.h>
#include <stdio.h>

#include <nettle/sha2.h>

#include "filter.h"
#include "record.h"

/* The SHA-256 of a file in hexadecimal; false if it cannot be read, which its reader will say. */
static bool
hash_file(char hex[2 * SHA256_DIGEST_SIZE + 1], const char *path)
{
	static uint8_t buf[1 << 16];
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx ctx;
	FILE *in = fopen(path, "rb");
	size_t n;
	bool ok;

	if (in == NULL)
		return false;
	sha256_init(&ctx);
	while ((n = fread(buf, 1, sizeof buf, in)) > 0)
		sha256_update(&ctx, n, buf);
	ok = !ferror(in);
	fclose(in);
	sha256_digest(&ctx, sizeof digest, digest);
	for (size_t i = 0; i < sizeof digest; i++)
		snprintf(hex + 2 * i, 3, "%02x", digest[i]);
	return ok;
}

static void
hash_source(json_t *rec)
{
	char hex[2 * SHA256_DIGEST_SIZE + 1];

	if (hash_file(hex, get_str(rec, "path")))
		set_str(rec, "sha256", hex);
	emit(json_incref(rec));
}

int
main(int argc, char **argv)
{
	static const struct filter f = {
		.name = "hash-sources",
		.synopsis = "[file ...]",
		.help = "Add the SHA-256 of its file to each source record. A file that cannot be read gets none.\n",
		.kinds = "source",
		.record = hash_source,
	};

	return filter_main(argc, argv, &f);
}
