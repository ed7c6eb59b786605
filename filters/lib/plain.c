#include "plain.h"

#include <stdlib.h>
#include <string.h>

#include "die.h"
#include "filter.h"
#include "language.h"
#include "marker.h"
#include "phrase_lines.h"
#include "plain_parts.h"
#include "record.h"
#include "text.h"

static void
write_block(struct plain *p, const struct unit *u, const char *type)
{
	mapped_clear(&p->buf);
	mapped_squeeze(&p->buf, p->src, u->start, u->end);
	if (p->buf.n > 0)
		emit(block_new(p->src, type, sections_path(&p->sections), &p->buf));
}

static void
write_heading(struct plain *p, const struct unit *u)
{
	json_t *rec;
	char *bare;

	mapped_clear(&p->buf);
	mapped_squeeze(&p->buf, p->src, u->body, u->end);
	if (p->buf.n == 0)
		return;
	bare = xstrndup(p->buf.s, markers_trim(p->buf.s, p->buf.n));
	sections_push(&p->sections, u->level, NULL);
	rec = block_new(p->src, "heading", sections_path(&p->sections), &p->buf);
	set_int(rec, "level", u->level);
	emit(rec);
	sections_push(&p->sections, u->level, bare);
	free(bare);
}

static void
write_item(struct plain *p, const struct unit *u, struct list *l)
{
	list_enter(l, u->indent);
	mapped_clear(&p->buf);
	mapped_squeeze(&p->buf, p->src, u->body, u->end);
	if (p->buf.n > 0)
		list_item(l, p->src, sections_path(&p->sections), &p->buf, u->indent);
}

/* A heading was lost above unit i: what follows is no part of the section before. */
static void
end_section(struct plain *p, size_t i)
{
	const struct unit *u = &p->unit[i];

	if (i > 0 && p->lost_gap > 0 && u->blanks >= p->lost_gap && u->type != UNIT_HEADING && u->type != UNIT_CAPTION &&
	    p->unit[i - 1].type != UNIT_HEADING && p->unit[i - 1].type != UNIT_CAPTION)
		sections_push(&p->sections, 1, NULL);
}

static void
write_unit(struct plain *p, const struct unit *u, struct list *l)
{
	if (u->type != UNIT_ITEM && u->type != UNIT_NOISE)
		list_close(l);
	switch ((enum unit_type)u->type) {
	case UNIT_TITLE:
		write_block(p, u, "title");
		break;
	case UNIT_BYLINE:
		write_block(p, u, "byline");
		break;
	case UNIT_CAPTION:
		write_block(p, u, "caption");
		break;
	case UNIT_HEADING:
		write_heading(p, u);
		break;
	case UNIT_ITEM:
		write_item(p, u, l);
		break;
	case UNIT_NOISE:
		break;
	default:
		write_block(p, u, "para");
	}
}

/* References that no heading of theirs stands above are no part of the last section. */
static void
end_references(struct plain *p, size_t i)
{
	while (i > 0 && (p->unit[i - 1].type == UNIT_NOISE || p->unit[i - 1].type == UNIT_REF))
		i--;
	if (i == 0 || p->unit[i - 1].type != UNIT_HEADING)
		sections_push(&p->sections, 1, NULL);
}

static void
write_units(struct plain *p)
{
	struct list l = { .depth = 0 };

	for (size_t i = 0; i < p->n;) {
		if (p->unit[i].type == UNIT_BOX) {
			i = box_write(p, i);
		} else if (p->unit[i].type == UNIT_REF) {
			list_close(&l);
			end_references(p, i);
			i = refs_write(p, i);
		} else {
			end_section(p, i);
			write_unit(p, &p->unit[i], &l);
			i++;
		}
	}
	list_close(&l);
}

void
plain_read(const struct source *s)
{
	struct plain p = { .src = s, .info.format = "text" };

	line_phrases_load();
	markers_load();
	plain_lines(&p);
	plain_marks(&p);
	plain_box(&p);
	plain_heads(&p);
	plain_refs(&p);
	p.info.language = language_guess(s->text, s->len);
	doc_emit(s, &p.info);
	write_units(&p);
	sections_free(&p.sections);
	mapped_free(&p.buf);
	free(p.unit);
}
