# sitrep: build, run, test, install. Required flags stand apart from the user's CFLAGS.
PREFIX ?= /usr/local
DESTDIR ?=
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
BIN ?= bin
SEEDS ?= seeds
OUT ?= out
PROFILE ?= default
export SEEDS OUT PROFILE

# As many compilers as cores, unless a make above this one says.
ifeq ($(MAKELEVEL),0)
MAKEFLAGS += -j$(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
endif

WARN = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings
SHARE = $(PREFIX)/share/sitrep
ALL_CPPFLAGS = -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -Ifilters/lib \
	-DLEXICON_DIR='"$(CURDIR)/filters/lexicon"' -DSHARE_DIR='"$(SHARE)"' \
	$(shell $(PKG_CONFIG) --cflags jansson gumbo nettle libutf8proc zlib 2>/dev/null) $(CPPFLAGS)
ifneq ($(shell uname),Darwin)
LINK = -Wl,--as-needed
endif
LIBS = $(LINK) $(shell $(PKG_CONFIG) --libs jansson gumbo nettle libutf8proc zlib 2>/dev/null) -lcsv -lm $(LDLIBS)

OBJ = $(BIN)/.obj
STEPS = read split tag resolve extract join write
SOURCES = $(sort $(foreach s,$(STEPS),$(wildcard filters/$(s)/*.c)))
FILTERS = $(notdir $(SOURCES:.c=))
LIB_OBJ = $(patsubst filters/lib/%.c,$(OBJ)/lib/%.o,$(sort $(wildcard filters/lib/*.c)))
UNITS = $(patsubst tests/unit/%.c,$(BIN)/.unit/%,$(sort $(wildcard tests/unit/*.c)))
PAGES = filters/sitrep.1 $(sort $(foreach s,$(STEPS),$(wildcard filters/$(s)/*.1)))

.DELETE_ON_ERROR:
.PHONY: all check check-only check-spark asan valgrind bench lint pipeline deps install uninstall clean
.SECONDARY:
all: $(addprefix $(BIN)/,$(FILTERS)) $(BIN)/gazetteer.bin

vpath %.c $(addprefix filters/,$(STEPS))

$(BIN)/%: $(OBJ)/%.o $(OBJ)/lib.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(OBJ)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(WARN) $(ALL_CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(OBJ)/lib/%.o: filters/lib/%.c
	@mkdir -p $(@D)
	$(CC) $(WARN) $(ALL_CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(OBJ)/lib.a: $(LIB_OBJ)
	rm -f $@
	$(AR) rcs $@ $^

$(BIN)/.unit/%: tests/unit/%.c $(OBJ)/lib.a
	@mkdir -p $(@D)
	$(CC) $(WARN) $(ALL_CPPFLAGS) $(CFLAGS) $(LDFLAGS) -MMD -MP -MF $(OBJ)/unit-$*.d -o $@ $^ -lcmocka $(LIBS)

-include $(wildcard $(OBJ)/*.d $(OBJ)/lib/*.d)

# The tables of places, compiled: tag-names and resolve-names map it instead of reading 8 MB.
$(BIN)/gazetteer.bin: $(BIN)/tag-names $(patsubst %,filters/lexicon/%.tsv,countries admin1 regions places-noted places)
	SITREP_LEXICON=filters/lexicon $(BIN)/tag-names --compile-gazetteer >$@

pipeline: all
	@BIN="$(abspath $(BIN))" ./pipeline.sh --profile "$$PROFILE" -- "$$SEEDS" "$$OUT"

# The same suite three times: as built, under the sanitizers, under valgrind.
check: all $(UNITS)
	@BIN="$(abspath $(BIN))" tests/run

# Fetches pyspark and a JRE and takes minutes, so not a part of check.
check-spark: all
	@BIN="$(abspath $(BIN))" SPARK=1 tests/run spark

asan:
	@$(MAKE) BIN=bin/asan check \
		CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer'

valgrind: all $(UNITS)
	@BIN="$(abspath $(BIN))" tests/run --valgrind

bench: all
	@if [ -x tests/bench/run ]; then BIN="$(abspath $(BIN))" tests/bench/run; else echo 'no benches here'; fi

lint:
	mandoc -T lint -W warning $(PAGES) filters/records.5
	command -v shellcheck >/dev/null || exit 0; shellcheck pipeline.sh tests/run tests/*/run .ci/run .ci/deps

deps:
	@.ci/deps check

install: all
	mkdir -p $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 \
		$(DESTDIR)$(PREFIX)/share/man/man5 $(DESTDIR)$(SHARE)/lexicon
	cp $(addprefix $(BIN)/,$(FILTERS)) $(DESTDIR)$(PREFIX)/bin
	cp pipeline.sh $(DESTDIR)$(PREFIX)/bin/sitrep
	cp $(PAGES) $(DESTDIR)$(PREFIX)/share/man/man1
	cp filters/records.5 $(DESTDIR)$(PREFIX)/share/man/man5/records.5
	cp -R filters/lexicon/. $(BIN)/gazetteer.bin $(DESTDIR)$(SHARE)/lexicon

uninstall:
	cd $(DESTDIR)$(PREFIX)/bin && rm -f sitrep $(FILTERS)
	cd $(DESTDIR)$(PREFIX)/share/man && rm -f $(addprefix man1/,$(notdir $(PAGES))) man5/records.5
	rm -rf $(DESTDIR)$(SHARE)

clean:
	rm -rf bin out

# Harnesses of tests/fuzz for libFuzzer. Then: $(BIN)/.fuzz/dates tests/fuzz/corpus/text
# make fuzz BIN=bin/fuzz CC=clang CFLAGS='-O1 -g -fsanitize=fuzzer-no-link,address,undefined' LDFLAGS=-fsanitize=fuzzer
.PHONY: fuzz
fuzz: $(patsubst tests/fuzz/%.c,$(BIN)/.fuzz/%,$(sort $(wildcard tests/fuzz/*.c)))

$(BIN)/.fuzz/%: tests/fuzz/%.c $(OBJ)/lib.a
	@mkdir -p $(@D)
	$(CC) $(WARN) $(ALL_CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)
