#!/bin/sh
# pipeline.sh [-j N] [--profile NAME] SEEDS... OUT: make datasets in OUT of the sources in SEEDS (folders or files).
# What an earlier run left in OUT of sources that are as they were is used again; the datasets come out as from scratch.
# Exit status: 0 all sources understood; 1 some were bad, the others are done; 2 no result: OUT is as it was.
set -u
export LC_ALL=C
stages='read-source split-sentences extract-citations tag-dates tag-counts tag-names resolve-dates resolve-names
	extract-casualties extract-forces extract-events check-totals'
datasets='sources citations events event_citations mentions casualties forces'

usage() {
	echo 'usage: pipeline.sh [-j N] [--profile default|acled|gtd] SEEDS... OUT'
	exit "$1"
}

# Run a stage. A pipe in sh tells only its last status, so every other one than 0 goes to a file.
s() { "$@" || echo "$? $1" >>"$status"; }

# From sources to records: one straight pipe.
part() {
	s read-source -l "$1" | s split-sentences | s extract-citations |
		s tag-dates | s tag-counts --profile "$profile" | s tag-names | s resolve-dates | s resolve-names |
		s extract-casualties | s extract-forces | s extract-events | s check-totals
}

# From mentions to events, by way of sorts on disk: which mentions are one event, the records with their event, the
# events. The keys in front of a line bring together what belongs together. grep ends with 1 where nothing happened.
join() {
	s join-keys "$1" | s sort -T "$work" | s join-pairs | s sort -T "$work" | s join-clusters >"$work/map"
	s join-tag -m "$work/map" "$1" >"$work/tagged"
	{ grep '^{"kind":"mention"' "$work/tagged" || :; } |
		s sort -T "$work" | s join-events | s sort -T "$work" >"$work/events"
}

# What records depend on beside their source: the executables, the tables, the profile.
made_by() {
	set --
	for stage in $stages; do set -- "$@" "$BIN/$stage"; done
	for d in "${SITREP_LEXICON:-}" "$BIN/../filters/lexicon" "$BIN/../share/sitrep/lexicon" "$here/filters/lexicon"; do
		[ ! -d "$d" ] || set -- "$@" "$d"
	done
	echo "$profile $(list-sources "$@" | hash-sources | cksum)"
}

# Part the list of all sources in two: those whose records the last run left, and the list of those to be read.
recall() {
	made_by >"$work/new/.sources"
	head -n 2 "$out/.sources" 2>/dev/null >"$work/last"
	{ cat "$work/new/.sources"; cksum <"$out/records.jsonl"; } 2>/dev/null | cmp -s - "$work/last" ||
		{ cp "$work/all" "$work/list"; : >"$work/kept"; return; }
	: >"$work/list"
	awk -v list="$work/list" 'NR == FNR { known[$0]; next } $0 in known { print; next } { print >list }' \
		"$out/.sources" "$work/all" >"$work/kept"
	awk 'END { print NR }' "$work/kept" >"$work/done.kept"
}

# The records of all sources in the order of the list: of the kept ones from the last run, of the others fresh ones.
merge() {
	[ -s "$work/kept" ] || { mv "$work/fresh" "$work/new/records.jsonl"; return; }
	awk -v last="$out/records.jsonl" -v fresh="$work/fresh" '
		function id(line) { return match(line, /"source_id":"([^"\\]|\\.)*"/) ? substr(line, RSTART, RLENGTH) : "" }
		function is_doc(line) { return line ~ /^{"kind":"doc"/ }
		function copy(file, want,    more) {
			if (!(file in line)) more = (getline line[file] <file) > 0
			while (file == last && id(line[file]) != want && (more = (getline line[file] <file) > 0))
				;
			if (!is_doc(line[file]) || id(line[file]) != want) return
			do print line[file]
			while ((getline line[file] <file) > 0 && !is_doc(line[file]))
		}
		NR == FNR { kept[$0]; next }
		{ copy($0 in kept ? last : fresh, id($0)) }' "$work/kept" "$work/all" >"$work/new/records.jsonl" || exit 2
}

# For the next run: what was read without a fault. What was not is read again, to be told of again.
remember() {
	cksum <"$work/new/records.jsonl" >>"$work/new/.sources"
	for l in "$work"/list.*; do
		[ ! -f "$l" ] || [ -s "$work/status.${l##*.}" ] || cat "$l"
	done | sort - "$work/kept" >>"$work/new/.sources"
}

# The list in pieces of about equal bytes, in order: at least one for each process, none much over 4 MB.
split_list() {
	awk -v jobs="$jobs" '
		function bytes() { return match($0, /[^\\]"bytes":[0-9]+/) ? substr($0, RSTART + 9) + 1 : 1 }
		NR == FNR { total += bytes(); next }
		FNR == 1 { parts = int(total / 4e6); if (parts < jobs) parts = jobs }
		{ file = sprintf("%s.%06d", FILENAME, int(sum * parts / total)); sum += bytes() }
		file != last { if (last) close(last); last = file }
		{ print >file }' "$work/list" "$work/list"
}

# Say how far it is, when somebody watches.
progress() {
	[ -t 2 ] || return 0
	done=$(cat "$work"/done.* 2>/dev/null | awk '{ n += $1 } END { print n + 0 }')
	printf '\r%s of %s sources' "$done" "$(awk 'END { print NR }' "$work/all")" >&2
}

table() {
	printf '\n'
	for d in $datasets; do
		printf '%9d rows in %s\n' $(($(wc -l <"$work/new/$d.csv") - 1)) "$out/$d.csv"
	done
	grep -o '"flags":\[[^]]*\]' "$work/new/records.jsonl" | grep -o '"[^",:]*"[],]' | tr -d '],"' | sort | uniq -c |
		awk '{ printf "%9d flagged %s\n", $1, $2 }'
}

# Leave with 2 if any stage failed so far.
settle() {
	cat "$work"/status* 2>/dev/null | grep -v '^1 ' >"$work/fatal" || return 0
	[ ! -t 2 ] || echo >&2
	{ grep -v '^141 ' "$work/fatal" || cat "$work/fatal"; } | sort -u | # 141: only the next one's fault
		sed 's/\(.*\) \(.*\)/pipeline.sh: \2 ended with \1/' >&2
	exit 2
}

if [ "${1:-}" = --part ]; then
	[ -n "${2:-}" ] || exit 0
	status=$work/status.$2
	part "$work/list.$2" >"$work/part.$2"
	awk 'END { print NR }' "$work/list.$2" >"$work/done.$2"
	progress
	exit 0
fi

jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
profile=default
while [ $# -gt 0 ]; do
	case $1 in
	-j) jobs=${2:-}; shift $(($# > 1 ? 2 : 1)) ;;
	-j*) jobs=${1#-j}; shift ;;
	--profile) profile=${2:-}; shift $(($# > 1 ? 2 : 1)) ;;
	--profile=*) profile=${1#*=}; shift ;;
	--help) usage 0 ;;
	--) shift; break ;;
	-?*) usage 2 >&2 ;;
	*) break ;;
	esac
done
case $jobs in '' | *[!0-9]* | 0* | ?????*) usage 2 >&2 ;; esac
[ $# -ge 2 ] || usage 2 >&2
for out; do :; done

# The executables stand in $BIN, or in bin/ beside this script, or beside it.
here=$(dirname -- "$0")
[ -n "${BIN:-}" ] || { BIN=$here/bin; [ -x "$BIN/list-sources" ] || BIN=$here; }
BIN=$(cd -- "$BIN" && pwd) || exit 2
PATH=$BIN:$PATH
mkdir -p -- "$out" || exit 2
work=$out/.work.$$
status=$work/status
trap 'rm -rf -- "$work"' EXIT
trap 'exit 2' HUP INT TERM
mkdir -p -- "$work/new" || exit 2
export work jobs profile PATH

n=$#
for a; do
	shift
	n=$((n - 1))
	[ "$n" -eq 0 ] || set -- "$@" "$a"
done
s list-sources "$@" | s hash-sources >"$work/all"
settle
recall && split_list || exit 2
progress
settle
# xargs, not &: it starts a part when another ends, and dies with its children at ^C.
for l in "$work"/list.*; do [ ! -f "$l" ] || echo "${l##*.}"; done | xargs -P "$jobs" -n 1 "$0" --part || exit 2
settle
for l in "$work"/list.*; do [ ! -f "$l" ] || cat "$work/part.${l##*.}" || exit 2; done >"$work/fresh"
rm -f "$work"/part.*
merge
remember
join "$work/new/records.jsonl"
settle
s write-csv -o "$work/new" "$work/tagged" "$work/events"
settle
[ ! -t 2 ] || table >&2
mv -f "$work"/new/* "$work/new/.sources" "$out" || exit 2
[ -z "$(cat "$work"/status* 2>/dev/null)" ] || exit 1
