# TAP lines for the suites that are scripts. Sourced; the suite sets $suite.
# shellcheck shell=sh

# pass WHAT; fail WHAT [FILE]: FILE says why.
pass() { echo "ok - $suite: $1"; }
fail() {
	echo "not ok - $suite: $1"
	[ ! -s "${2:-/dev/null}" ] || head -n 20 "$2" | sed 's/^/# /'
}
skip() { echo "ok - $suite: $1 # SKIP $2"; }

# check WHAT COMMAND...: pass if the command succeeds; what it prints explains a failure.
check() {
	what=$1
	shift
	if "$@" >"$work/told" 2>&1; then pass "$what"; else fail "$what" "$work/told"; fi
}
