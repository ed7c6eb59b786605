/* Inner parts of the gazetteer: the layout of its image, and its compiler. */
#ifndef SITREP_GAZETTEER_BUILD_H
#define SITREP_GAZETTEER_BUILD_H

#include "gazetteer.h"

#define GAZ_MAGIC "sitrep1"

/* Head of the image; behind it come places, entries, names, slots (a hash table of name numbers + 1) and strings. */
struct gaz_image {
	char magic[8];
	uint32_t places, entries, names, slots, strings, spare;
};

static inline const struct gaz_place *
gaz_places(const struct gaz_image *g)
{
	return (const struct gaz_place *)(g + 1);
}

static inline const struct gaz_entry *
gaz_entries(const struct gaz_image *g)
{
	return (const struct gaz_entry *)(gaz_places(g) + g->places);
}

static inline const struct gaz_name *
gaz_names(const struct gaz_image *g)
{
	return (const struct gaz_name *)(gaz_entries(g) + g->entries);
}

static inline const uint32_t *
gaz_slots(const struct gaz_image *g)
{
	return (const uint32_t *)(gaz_names(g) + g->names);
}

static inline const char *
gaz_strings(const struct gaz_image *g)
{
	return (const char *)(gaz_slots(g) + g->slots);
}

static inline size_t
gaz_size(const struct gaz_image *g)
{
	return sizeof *g + (size_t)g->places * sizeof(struct gaz_place) + (size_t)g->entries * sizeof(struct gaz_entry) +
	    (size_t)g->names * sizeof(struct gaz_name) + (size_t)g->slots * sizeof(uint32_t) + g->strings;
}

static inline uint32_t
gaz_hash(const char *key)
{
	uint32_t h = 2166136261u;

	while (*key != '\0')
		h = (h ^ (unsigned char)*key++) * 16777619u;
	return h ^ h >> 15;
}

/* Compile the tables of the lexicon folder to an image that the caller frees. Dies on a bad table. */
struct gaz_image *gaz_build(void);

#endif
