#include "gazetteer.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "die.h"
#include "gazetteer_build.h"
#include "lexicon.h"
#include "text.h"

#define KEY_MAX 160
#define CAPITALS_MAX 2000

static const struct gaz_image *image; /* with all that follows it */

static const char *const feature_names[FEATURES] = {
	[FEATURE_TOWN] = "town", [FEATURE_SECTION] = "section", [FEATURE_NOTED] = "town", [FEATURE_SEAT2] = "town",
	[FEATURE_SEAT] = "seat", [FEATURE_CAPITAL] = "capital", [FEATURE_ADMIN1] = "admin1", [FEATURE_REGION] = "region",
	[FEATURE_ISLAND] = "island", [FEATURE_MOUNTAIN] = "mountain", [FEATURE_WATER] = "water", [FEATURE_SEA] = "sea",
	[FEATURE_BORDER] = "border", [FEATURE_CONTINENT] = "continent", [FEATURE_COUNTRY] = "country",
};

const char *
gazetteer_feature(uint32_t feature)
{
	return feature < FEATURES ? feature_names[feature] : "town";
}

/* Do the parts add up to the size of the file? */
static bool
fits(const struct gaz_image *g, size_t size)
{
	if (size < sizeof *g || memcmp(g->magic, GAZ_MAGIC, sizeof g->magic) != 0 || g->slots == 0 || (g->slots & (g->slots - 1)) != 0)
		return false;
	return g->strings > 0 && gaz_size(g) == size && gaz_strings(g)[g->strings - 1] == '\0';
}

static const struct gaz_image *
map_file(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	void *p = MAP_FAILED;

	if (fd < 0)
		return NULL;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
		p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (p == MAP_FAILED)
		return NULL;
	if (fits(p, (size_t)st.st_size))
		return p;
	munmap(p, (size_t)st.st_size);
	return NULL;
}

/* The image beside the executable. A lexicon of the user's own has its own image, or none. */
static const struct gaz_image *
map_beside(void)
{
	char path[PATH_MAX + 16];
	ssize_t n = getenv("SITREP_LEXICON") != NULL ? -1 : readlink("/proc/self/exe", path, PATH_MAX);
	char *slash;

	if (n <= 0 || n >= PATH_MAX)
		return NULL;
	path[n] = '\0';
	slash = strrchr(path, '/');
	if (slash == NULL)
		return NULL;
	strcpy(slash + 1, "gazetteer.bin");
	return map_file(path);
}

void
gazetteer_load(void)
{
	char *path;

	if (image != NULL)
		return;
	image = map_beside();
	if (image != NULL)
		return;
	path = lexicon_path("gazetteer.bin");
	image = map_file(path);
	free(path);
	if (image == NULL)
		image = gaz_build();
}

void
gazetteer_write(FILE *out)
{
	struct gaz_image *g = gaz_build();

	if (fwrite(g, 1, gaz_size(g), out) != gaz_size(g) || fflush(out) != 0)
		die("standard output:");
	free(g);
}

/* "st", "mt", "ft" as a word of its own become what they stand for. */
static const char *
expand(const char *word, size_t n)
{
	if (n == 2 && word[1] == 't') {
		if (word[0] == 's')
			return "saint";
		if (word[0] == 'm')
			return "mount";
		if (word[0] == 'f')
			return "fort";
	}
	return NULL;
}

bool
gazetteer_key(const char *s, size_t n, char *buf, size_t size)
{
	char *key = n < KEY_MAX ? name_key(s, n) : NULL;
	size_t o = 0, len;
	bool fit = key != NULL && *key != '\0';

	for (const char *w = key; fit && *w != '\0'; w += len) {
		const char *whole;
		size_t k;

		len = strcspn(w, " ");
		whole = expand(w, len);
		k = whole != NULL ? strlen(whole) : len;
		if (w[len] == ' ')
			len++;
		fit = o + k + 2 <= size;
		if (!fit)
			break;
		if (o > 0)
			buf[o++] = ' ';
		memcpy(buf + o, whole != NULL ? whole : w, k);
		o += k;
		buf[o] = '\0';
	}
	free(key);
	return fit;
}

const struct gaz_name *
gazetteer_find(const char *key)
{
	const struct gaz_name *names = gaz_names(image);
	const uint32_t *slots = gaz_slots(image);
	const char *strings = gaz_strings(image);

	for (uint32_t i = gaz_hash(key);; i++) {
		uint32_t at = slots[i & (image->slots - 1)];

		if (at == 0 || at > image->names)
			return NULL;
		if (names[at - 1].key < image->strings && strcmp(strings + names[at - 1].key, key) == 0)
			return &names[at - 1];
	}
}

const struct gaz_entry *
gazetteer_entry(const struct gaz_name *name, size_t i)
{
	return &gaz_entries(image)[((size_t)name->first + i) % image->entries];
}

const struct gaz_place *
gazetteer_place(const struct gaz_entry *entry)
{
	return &gaz_places(image)[entry->place % image->places];
}

const char *
gazetteer_string(uint32_t offset)
{
	return gaz_strings(image) + offset % image->strings;
}

const struct gaz_place *
gazetteer_country(const char *iso3)
{
	const struct gaz_place *p = gaz_places(image);

	/* The table of countries is compiled first. */
	for (uint32_t i = 0; i < image->places && p[i].feature == FEATURE_COUNTRY; i++)
		if (strcmp(p[i].iso3, iso3) == 0)
			return &p[i];
	return NULL;
}

const struct gaz_entry *
gazetteer_capital(const char *iso3)
{
	static const struct gaz_entry *capitals[CAPITALS_MAX];
	static size_t n;
	static bool looked;
	const struct gaz_entry *e = gaz_entries(image);

	for (uint32_t i = 0; !looked && i < image->entries; i++)
		if (gazetteer_place(&e[i])->feature == FEATURE_CAPITAL && n < CAPITALS_MAX)
			capitals[n++] = &e[i];
	looked = true;
	for (size_t i = 0; i < n; i++)
		if (strcmp(gazetteer_place(capitals[i])->iso3, iso3) == 0)
			return capitals[i];
	return NULL;
}
