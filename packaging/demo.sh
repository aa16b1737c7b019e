#!/usr/bin/env bash
# The main job on this machine: packaging/demo.sh [--tour DIR] [--film FILE] [--generated] [--profile lieu|borne|studio]
# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

ensure_build_tools
ensure_player_libs
build
run_java packaging studio.karangou.packaging.DemoMain "$@"
