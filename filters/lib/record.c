#include "record.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <nettle/sha2.h>

#include "die.h"

bool
line_kind(const char *line, size_t len, char kind[KIND_MAX])
{
	static const char head[] = "{\"kind\":\"";
	size_t i = 0, k = 0;

	/* White space between the tokens is legal JSON, so it is stepped over. */
	for (const char *h = head; *h != '\0'; h++) {
		while (i < len && (line[i] == ' ' || line[i] == '\t') && *h != 'i' && *h != 'n' && *h != 'd')
			i++;
		if (i >= len || line[i++] != *h)
			return false;
	}
	while (i < len && line[i] != '"' && k < KIND_MAX - 1)
		kind[k++] = line[i++];
	kind[k] = '\0';
	return k > 0 && i < len && line[i] == '"';
}

json_t *
record_new(const char *kind, const char *source_id, size_t byte_start, size_t byte_end)
{
	json_t *rec = json_object();

	if (rec == NULL)
		die("out of memory");
	json_object_set_new(rec, "kind", json_string(kind));
	set_str(rec, "source_id", source_id);
	if (byte_end > 0) {
		set_int(rec, "byte_start", (long long)byte_start);
		set_int(rec, "byte_end", (long long)byte_end);
	}
	return rec;
}

const char *
get_str(const json_t *rec, const char *key)
{
	const char *s = json_string_value(json_object_get(rec, key));

	return s != NULL ? s : "";
}

long long
get_int(const json_t *rec, const char *key, long long fallback)
{
	const json_t *v = json_object_get(rec, key);

	return json_is_integer(v) ? json_integer_value(v) : fallback;
}

bool
has(const json_t *rec, const char *key)
{
	return json_object_get(rec, key) != NULL;
}

void
set_str(json_t *rec, const char *key, const char *value)
{
	if (value != NULL)
		set_strn(rec, key, value, strlen(value));
}

void
set_strn(json_t *rec, const char *key, const char *value, size_t n)
{
	if (n > 0 && json_object_set_new(rec, key, json_stringn(value, n)) != 0)
		complain("field %s is not valid UTF-8", key);
}

void
set_int(json_t *rec, const char *key, long long value)
{
	if (json_object_set_new(rec, key, json_integer(value)) != 0)
		die("out of memory");
}

void
add_flag(json_t *rec, const char *flag)
{
	json_t *flags = json_object_get(rec, "flags"), *f;
	size_t i;

	if (!json_is_array(flags)) {
		flags = json_array();
		json_object_set_new(rec, "flags", flags);
	}
	json_array_foreach(flags, i, f)
		if (json_is_string(f) && strcmp(json_string_value(f), flag) == 0)
			return;
	json_array_append_new(flags, json_string(flag));
}

static void
hex(char *out, const uint8_t *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		snprintf(out + 2 * i, 3, "%02x", bytes[i]);
}

void
make_id(char id[ID_LEN], const char *prefix_letter, const char *source_id, size_t start, size_t end, const char *salt)
{
	struct sha256_ctx ctx;
	uint8_t digest[SHA256_DIGEST_SIZE];
	char span[64];
	char full[2 * SHA256_DIGEST_SIZE + 1];

	sha256_init(&ctx);
	sha256_update(&ctx, strlen(source_id) + 1, (const uint8_t *)source_id);
	snprintf(span, sizeof span, "%zu-%zu/", start, end);
	sha256_update(&ctx, strlen(span), (const uint8_t *)span);
	sha256_update(&ctx, strlen(salt), (const uint8_t *)salt);
	sha256_digest(&ctx, sizeof digest, digest);
	hex(full, digest, sizeof digest);
	/* A letter in front keeps a spreadsheet from reading digits and an "e" as a number. */
	snprintf(id, ID_LEN, "%c%.15s", prefix_letter[0], full);
}

void
sha256_hex(char out[65], const void *data, size_t len)
{
	struct sha256_ctx ctx;
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_init(&ctx);
	sha256_update(&ctx, len, data);
	sha256_digest(&ctx, sizeof digest, digest);
	hex(out, digest, sizeof digest);
}
