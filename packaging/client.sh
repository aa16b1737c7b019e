#!/usr/bin/env bash
# A client: packaging/client.sh --profile lieu|borne|studio --server URL
# With the cache that packaging/aot.sh trains, its window is there in half the time.
# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=packaging/aot-cache.sh
. "$(dirname "${BASH_SOURCE[0]}")/aot-cache.sh"

ensure_build_tools
ensure_player_libs
build
options=("${CLIENT_OPTIONS[@]}")
if aot_fits; then options+=("-XX:AOTCache=$AOT_CACHE"); fi
read -r -a more <<<"${KARANGOU_JAVA_OPTS:-}"
exec "$JAVA_HOME/bin/java" "${options[@]}" "${more[@]}" -cp "$(client_class_path)" \
  studio.karangou.desktop.app.Main "$@"
