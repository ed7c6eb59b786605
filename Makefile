# sitrep: build, run, test, install. Required flags stand apart from the user's CFLAGS.
PREFIX ?= /usr/local
DESTDIR ?=
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
BIN ?= bin
SEEDS ?= seeds
OUT ?= out
PROFILE ?= default

WARN = -std=c11 -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings
SHARE = $(PREFIX)/share/sitrep
ALL_CPPFLAGS = -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -Ifilters/lib \
	-DLEXICON_DIR='"$(CURDIR)/filters/lexicon"' -DSHARE_DIR='"$(SHARE)"' \
	$(shell $(PKG_CONFIG) --cflags jansson gumbo nettle libutf8proc 2>/dev/null) $(CPPFLAGS)
LIBS = $(shell $(PKG_CONFIG) --libs jansson gumbo nettle libutf8proc 2>/dev/null) -lcsv -lm $(LDLIBS)

OBJ = $(BIN)/.obj
STEPS = read split tag resolve extract join write
SOURCES = $(sort $(foreach s,$(STEPS),$(wildcard filters/$(s)/*.c)))
FILTERS = $(notdir $(SOURCES:.c=))
LIB_OBJ = $(patsubst filters/lib/%.c,$(OBJ)/lib/%.o,$(sort $(wildcard filters/lib/*.c)))

.DELETE_ON_ERROR:
.PHONY: all check pipeline deps bench install uninstall clean
all: $(addprefix $(BIN)/,$(FILTERS))

vpath %.c $(addprefix filters/,$(STEPS))

$(BIN)/%: $(OBJ)/%.o $(OBJ)/lib.a
	$(CC) $(CFLAGS) $(LDFLAGS) -Wl,--as-needed -o $@ $^ $(LIBS)

$(OBJ)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(WARN) $(ALL_CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(OBJ)/lib/%.o: filters/lib/%.c
	@mkdir -p $(@D)
	$(CC) $(WARN) $(ALL_CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(OBJ)/lib.a: $(LIB_OBJ)
	rm -f $@
	$(AR) rcs $@ $^

-include $(wildcard $(OBJ)/*.d $(OBJ)/lib/*.d)

clean:
	rm -rf $(BIN) $(OUT)
