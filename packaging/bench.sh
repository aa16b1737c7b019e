#!/usr/bin/env bash
# A benchmark, its last line one JSON object: packaging/bench.sh NAME …
# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

ensure_build_tools
ensure_player_libs
if [[ " $* " == *" postgres "* ]]; then ensure_test_rights; fi
build
run_java packaging studio.karangou.packaging.bench.BenchMain "$@"
