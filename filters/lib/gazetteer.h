/* The gazetteer: places by name, compiled from the tables of places to one image that is mapped, not read. */
#ifndef SITREP_GAZETTEER_H
#define SITREP_GAZETTEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum feature {
	FEATURE_TOWN, FEATURE_SECTION, FEATURE_NOTED, FEATURE_SEAT2, FEATURE_SEAT, FEATURE_CAPITAL, FEATURE_ADMIN1, FEATURE_REGION,
	FEATURE_ISLAND, FEATURE_MOUNTAIN, FEATURE_WATER, FEATURE_SEA, FEATURE_BORDER, FEATURE_CONTINENT, FEATURE_COUNTRY, FEATURES
};

/* A place. Names are offsets into the image's strings: gazetteer_string. */
struct gaz_place {
	uint32_t name, admin1;
	int32_t lat, lon; /* ten thousandths of a degree */
	uint32_t population;
	char iso3[4];     /* "" where several countries share it */
	uint32_t feature; /* enum feature */
};

/* What a name can mean. */
struct gaz_entry {
	uint32_t place;
	uint32_t shown; /* the name to show: the place's own, or one of another time; 0: as printed */
};

/* A name, or the first word of longer ones (then n is 0). */
struct gaz_name {
	uint32_t key;    /* string: the folded name */
	uint32_t first;  /* index of the first of n entries */
	uint16_t n;
	uint8_t words;   /* most words that a name beginning with this word has; 0 for names of several words */
	uint8_t strong;  /* some meaning is a country, region, seat, large or noted town */
};

/* Map gazetteer.bin from beside the executable or from the lexicon folder, else compile the tables. Once; later calls
 * do nothing. Dies if there are no tables. */
void gazetteer_load(void);
/* Compile the tables of the lexicon folder and write the image. Dies on a bad table. */
void gazetteer_write(FILE *out);

/* Look up a name's key (see gazetteer_key); NULL if it is none, nor the first word of one. */
const struct gaz_name *gazetteer_find(const char *key);
/* The key of a name in buf: as name_key, with St. as Saint. False if it is longer than size or empty. */
bool gazetteer_key(const char *s, size_t n, char *buf, size_t size);
const struct gaz_entry *gazetteer_entry(const struct gaz_name *name, size_t i);
const struct gaz_place *gazetteer_place(const struct gaz_entry *entry);
const char *gazetteer_string(uint32_t offset);
/* The country of a code; NULL if there is none. */
const struct gaz_place *gazetteer_country(const char *iso3);
/* An entry of a country's capital; NULL if there is none. */
const struct gaz_entry *gazetteer_capital(const char *iso3);
/* Name of a feature as spans have it; static. */
const char *gazetteer_feature(uint32_t feature);

#endif
