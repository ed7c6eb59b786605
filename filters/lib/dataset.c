#include "dataset.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "die.h"

#define EVENT_FIRST "event_id,date_start,date_end,date_precision,date_basis,event_type,sub_event_type,plover," \
	"actor1,actor1_kind,actor2,actor2_kind,place,place_as_written,admin1,country,iso3,latitude,longitude," \
	"geo_precision,killed_low,killed_best,killed_high,wounded_low,wounded_best,wounded_high,captured_best," \
	"claimed_by,status,headline,text,"
#define EVENT_LAST "citation_count,citations,confidence,flags,source_id,byte_start,byte_end,rule"

const struct dataset datasets[DATASET_COUNT] = {
	[DATASET_CITATIONS] = { "citations", "citation",
	    "citation_id,source_id,marker,backlinks,authors,title,work,agency,place_published,date,accessed,archived,"
	    "archive_url,url,language,volume,pages,doi,isbn,issn,s2cid,status,times_cited,text,byte_start,byte_end,flags,rule" },
	[DATASET_MENTIONS] = { "mentions", "mention", "mention_id," EVENT_FIRST EVENT_LAST },
	[DATASET_EVENTS] = { "events", "event", EVENT_FIRST "source_count,sources," EVENT_LAST },
	[DATASET_CASUALTIES] = { "casualties", "casualty",
	    "casualty_id,event_id,scope,side,actor,actor_kind,outcome,low,best,high,qualifier,count_as_written,claimed_by,"
	    "perpetrator,part_of,date_start,date_end,date_precision,date_basis,place,citations,text,section,source_id,"
	    "byte_start,byte_end,flags,rule" },
	[DATASET_FORCES] = { "forces", "force",
	    "force_id,scope,side,actor,actor_kind,unit,low,best,high,qualifier,count_as_written,status,as_of,context,"
	    "citations,text,section,source_id,byte_start,byte_end,flags,rule" },
	[DATASET_SOURCES] = { "sources", "doc",
	    "source_id,path,format,title,url,publisher,author,date_published,language,bytes,blocks,sentences,events,"
	    "casualties,forces,citations,sha256" },
	[DATASET_EVENT_CITATIONS] = { "event_citations", "event", "event_id,source_id,marker" },
};

/* The columns that hold numbers, in whatever dataset. */
static const char numbers[] = ",backlinks,volume,times_cited,byte_start,byte_end,latitude,longitude,geo_precision,"
	"killed_low,killed_best,killed_high,wounded_low,wounded_best,wounded_high,captured_best,source_count,"
	"citation_count,confidence,low,best,high,bytes,blocks,sentences,events,casualties,forces,";

static enum cell_type
type_of(const char *name)
{
	char *key = xasprintf(",%s,", name);
	enum cell_type type = strstr(numbers, key) != NULL ? CELL_NUMBER : CELL_TEXT;

	free(key);
	return type;
}

const struct dataset *
dataset_find(const char *name)
{
	for (size_t i = 0; i < DATASET_COUNT; i++)
		if (strcmp(datasets[i].name, name) == 0)
			return &datasets[i];
	return NULL;
}

struct column *
columns_new(const struct dataset *d, size_t *n)
{
	struct column *c = NULL;
	size_t cap = 0;
	char *names = xstrdup(d->fields), *save = NULL;

	*n = 0;
	for (char *name = strtok_r(names, ",", &save); name != NULL; name = strtok_r(NULL, ",", &save)) {
		c = grow(c, &cap, *n + 1, sizeof *c);
		c[(*n)++] = (struct column){ name, type_of(name) };
	}
	return c;
}

void
columns_free(struct column *c)
{
	/* The first name begins the string that holds all of them. */
	free((char *)(uintptr_t)c[0].name);
	free(c);
}
