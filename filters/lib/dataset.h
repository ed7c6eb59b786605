/* The datasets: their names, columns and order. */
#ifndef SITREP_DATASET_H
#define SITREP_DATASET_H

#include <stddef.h>

#include "csv_out.h"

enum dataset_id {
	DATASET_CITATIONS,
	DATASET_MENTIONS,
	DATASET_EVENTS,
	DATASET_CASUALTIES,
	DATASET_FORCES,
	DATASET_SOURCES,
	DATASET_EVENT_CITATIONS,
	DATASET_COUNT
};

struct dataset {
	const char *name;
	const char *kind;   /* of the records that give its rows */
	const char *fields; /* the columns, comma separated, in order */
};

/* Indexed by enum dataset_id. */
extern const struct dataset datasets[DATASET_COUNT];

struct column {
	const char *name;
	enum cell_type type;
};

/* The dataset of a name, or NULL. */
const struct dataset *dataset_find(const char *name);
/* The columns of a dataset in a new array of n; the names are borrowed until columns_free. */
struct column *columns_new(const struct dataset *d, size_t *n);
void columns_free(struct column *c);

#endif
