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

# CLASS METHOD of every test that was skipped since a file was made.
skipped_since() {
  find "$ROOT" -path '*/target/surefire-reports/TEST-*.xml' -newer "$1" -exec awk '
    match($0, /<testcase name="[^"]*"/) { name = substr($0, RSTART + 16, RLENGTH - 17) }
    match($0, /classname="[^"]*"/) { class = substr($0, RSTART + 11, RLENGTH - 12); sub(".*[.]", "", class) }
    /<skipped/ { print class, name }' {} +
}

# Only root may mount a disk that is soon full: another user becomes root of a namespace for these tests.
test_full_disk() {
  local become_root=(unshare --user --map-root-user --mount)
  if ! "${become_root[@]}" mount -t tmpfs tmpfs /mnt 2>/dev/null; then
    say "Un petit disque ne peut pas être monté ici : les tests d’un disque plein n’ont pas tourné."
    say "A small disk cannot be mounted here: the tests of a full disk did not run."
    return
  fi
  local stamp skipped
  stamp=$(mktemp)
  (cd "$ROOT" && "${become_root[@]}" mvn -B -ntp -pl sync-server -am test \
    -Dtest='DiskFullTest#*h2*' -Dsurefire.failIfNoSpecifiedTests=false)
  skipped=$(skipped_since "$stamp")
  rm -f "$stamp"
  [[ -z $skipped ]] || give_up "Les tests d’un disque plein n’ont pas tourné : $skipped." \
    "The tests of a full disk did not run: $skipped."
}

# What is skipped is said; what should not have been ends it all.
judge_skipped() {
  local class name count=0 unexpected=0 full_disk=no
  while read -r class name; do
    [[ -n $class ]] || continue
    count=$((count + 1))
    say "Test sauté : $class.$name"
    case $class.$name in
      SignInTest.*what_one_node_ends_another_believes*) ;; # H2 has one node
      MdnsLanTest.*) ;; # a machine whose network carries no multicast
      DiskFullTest.*) full_disk=yes ;;
      SlowLinkTest.*) ;; # a machine that gives no network of its own with tc
      *) unexpected=1 ;;
    esac
  done <<<"$1"
  say "Tests sautés : $count."
  say "Tests skipped: $count."
  ((unexpected == 0)) || give_up "Un test qui devait tourner a été sauté." "A test that should have run was skipped."
  [[ $full_disk == no ]] || test_full_disk
}

ensure_test_rights
ensure_build_tools
ensure_test_libs
begun=$(mktemp)
trap 'rm -f "$begun"' EXIT
# The server and the client do not know each other: they are tested beside each other.
maven -T 2 verify "${options[@]}"
judge_skipped "$(skipped_since "$begun" | sort)"
bash "$ROOT/packaging/terms.sh"
bash "$ROOT/packaging/gates.sh"
# The main job, from a film's file to the server's tables, in the real programs.
tour() { (run_java packaging studio.karangou.packaging.DemoMain --tour "$ROOT/packaging/target/$1" "${@:2}"); }
tour tour --generated
if [[ $full == yes ]]; then
  tour tour-real-film
  tour tour-again
fi
# Weeks of four devices, each with other faults.
simulate() { (run_java packaging studio.karangou.packaging.simulation.SimulateMain "$@"); }
limit=(--minutes 5)
[[ $full == no ]] || limit=()
told=$(simulate --seeds 1-2000 "${limit[@]}") || { printf '%s\n' "$told"; exit 1; }
printf '%s\n' "$told"
[[ $told =~ \"seeds\":([0-9]+) ]] && ((BASH_REMATCH[1] >= 500)) || give_up \
  "Moins de 500 semaines ont été simulées." "Fewer than 500 weeks were simulated."
[[ $full == no ]] || simulate --seeds 1-500 --cores 1 --at-least 200
coverage_table
