#include "die.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *prog = "sitrep";

static const char *place_file;
static size_t place_line;
static int status = STATUS_OK;

void
at(const char *file, size_t line)
{
	place_file = file;
	place_line = line;
}

void
die(const char *fmt, ...)
{
	int saved = errno;
	va_list ap;

	fflush(stdout);
	fprintf(stderr, "%s: ", prog);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	if (*fmt != '\0' && fmt[strlen(fmt) - 1] == ':')
		fprintf(stderr, " %s", strerror(saved));
	fputc('\n', stderr);
	exit(STATUS_FATAL);
}

void
complain(const char *fmt, ...)
{
	va_list ap;

	if (status < STATUS_INPUT)
		status = STATUS_INPUT;
	fprintf(stderr, "%s: ", prog);
	if (place_file != NULL)
		fprintf(stderr, "%s:", place_file);
	if (place_line > 0)
		fprintf(stderr, "%zu:", place_line);
	if (place_file != NULL || place_line > 0)
		fputc(' ', stderr);
	va_start(ap, fmt);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fputc('\n', stderr);
}

int
worst_status(void)
{
	return status;
}

void *
xmalloc(size_t n)
{
	void *p = malloc(n ? n : 1);

	if (p == NULL)
		die("out of memory (%zu bytes)", n);
	return p;
}

void *
xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (p == NULL)
		die("out of memory (%zu items of %zu bytes)", n, size);
	return p;
}

void *
xrealloc(void *p, size_t n)
{
	p = realloc(p, n ? n : 1);
	if (p == NULL)
		die("out of memory (%zu bytes)", n);
	return p;
}

char *
xstrndup(const char *s, size_t n)
{
	char *p = xmalloc(n + 1);

	memcpy(p, s, n);
	p[n] = '\0';
	return p;
}

char *
xstrdup(const char *s)
{
	return xstrndup(s, strlen(s));
}

char *
xasprintf(const char *fmt, ...)
{
	va_list ap;
	int n;
	char *s;

	va_start(ap, fmt);
	n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		die("cannot format a message");
	s = xmalloc((size_t)n + 1);
	va_start(ap, fmt);
	vsnprintf(s, (size_t)n + 1, fmt, ap);
	va_end(ap);
	return s;
}

void *
grow(void *items, size_t *cap, size_t want, size_t size)
{
	size_t n = *cap;

	if (want <= n)
		return items;
	if (n == 0)
		n = 8;
	while (n < want) {
		if (n > SIZE_MAX / 2 / size)
			die("out of memory (%zu items)", want);
		n *= 2;
	}
	*cap = n;
	return xrealloc(items, n * size);
}
