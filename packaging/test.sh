#!/usr/bin/env bash
# Every test: packaging/test.sh [--full]; --full adds what takes long: the tests tagged so, twenty times as many tries
# of every property, and the tour of a real film, twice.
# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
export LC_ALL=C.UTF-8

full=no
options=()
case ${1:-} in
  '') ;;
  --full)
    full=yes
    options+=(-Dtests.excluded= -Pfull -Dtests.seconds=10800 -Dtests.tries=20000)
    ;;
  *) give_up "Option inconnue : $1." "Unknown option: $1." ;;
esac

coverage_table() {
  local csv=$ROOT/packaging/target/site/jacoco-aggregate/jacoco.csv
  [[ -r $csv ]] || return 0
  awk -F, '
    NR > 1 {
      sub(".*/", "", $1); lines[$1] += $8 + $9; covered[$1] += $9
      branches[$1] += $6 + $7; taken[$1] += $7
    }
    function share(part, whole) { return whole ? sprintf("%.1f %%", 100 * part / whole) : "-" }
    END {
      printf "%-26s %8s %9s %9s\n", "Coverage", "lines", "covered", "branches"
      for (group in lines)
        printf "%-26s %8d %9s %9s\n", group, lines[group], \
          share(covered[group], lines[group]), share(taken[group], branches[group])
    }' "$csv"
}

ensure_build_tools
ensure_test_libs
# The server and the client do not know each other: they are tested beside each other.
maven -T 2 verify "${options[@]}"
bash "$ROOT/packaging/terms.sh"
bash "$ROOT/packaging/gates.sh"
# The main job, from a film's file to the server's tables, in the real programs.
tour() { (run_java packaging studio.karangou.packaging.DemoMain --tour "$ROOT/packaging/target/$1" "${@:2}"); }
tour tour --generated
if [[ $full == yes ]]; then
  tour tour-real-film
  tour tour-again
fi
coverage_table
