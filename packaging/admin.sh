#!/usr/bin/env bash
# The server's data by hand, for its operator: packaging/admin.sh COMMAND …
# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

ensure_build_tools
ensure_media_libs
build
run_java sync-server studio.karangou.server.app.AdminMain "$@"
