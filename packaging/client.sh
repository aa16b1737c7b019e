#!/usr/bin/env bash
# A client: packaging/client.sh --profile lieu|borne|studio --server URL
# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

ensure_build_tools
ensure_player_libs
build
run_java desktop-client studio.karangou.desktop.app.Main "$@"
