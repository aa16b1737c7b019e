#!/usr/bin/env bash
# A sync server: packaging/server.sh --data DIR --port N
# Its whole in one file, and back: packaging/server.sh --data DIR --backup FILE | --restore FILE
# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

ensure_build_tools
ensure_media_libs
build
run_java sync-server studio.karangou.server.app.ServerMain "$@"
