#!/usr/bin/env bash
# The main job on this machine: packaging/demo.sh [--tour DIR] [--film FILE] [--generated] [--profile lieu|borne|studio] [--language fr|en]
# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=packaging/aot-cache.sh
. "$(dirname "${BASH_SOURCE[0]}")/aot-cache.sh"

if [[ $(uname) == Linux && -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} && " $* " != *" --tour "* ]]; then
  give_up "Il n’y a pas d’écran ici : essayez --tour DOSSIER." "There is no screen here: try --tour DIR."
fi
ensure_build_tools
ensure_player_libs
build
if aot_fits; then export KARANGOU_AOT_CACHE=$AOT_CACHE; fi
run_java packaging studio.karangou.packaging.DemoMain "$@"
