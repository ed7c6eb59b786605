# shellcheck shell=sh
# For the cases here: the join as pipeline.sh composes it. Sourced from a case's folder.
map() { join-keys "$@" | sort | join-pairs | sort | join-clusters; }
# events RECORDS...: event records, by way of $work/map
events() {
	map "$@" >"$work/map"
	join-tag -m "$work/map" "$@" | grep '^{"kind":"mention"' | sort | join-events | sort
}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
# report ID SOURCE OFFSET MORE: one mention, MORE being the rest of its members
report() {
	printf '{"kind":"mention","source_id":"%s","byte_start":%s,"byte_end":%s,"mention_id":"%s",%s}\n' \
		"$2" "$3" "$(($3 + 90))" "$1" "$4"
}
# day DATE; place NAME; bombing; by NAME: members of a report
day() { printf '"date_start":"%s","date_end":"%s"' "$1" "$1"; }
place() { printf '"place":"%s","iso3":"SOM","geo_precision":1' "$1"; }
bombing='"event_type":"Explosions/Remote violence","sub_event_type":"Remote explosive/landmine/IED"'
strike='"event_type":"Explosions/Remote violence","sub_event_type":"Air/drone strike"'
clash='"event_type":"Battles","sub_event_type":"Armed clash"'
by() { printf '"actor1":"%s","actor1_kind":"rebel"' "$1"; }
# Which mentions are together: a line for each event.
together() { awk -F '\t' '{ e[$2] = e[$2] (e[$2] == "" ? "" : " ") $1 } END { for (i in e) print e[i] }' "$@" | sort; }
