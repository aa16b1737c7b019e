#!/usr/bin/env bash
# Trains the client's AOT cache (JEP 514), which halves the time until its window is there:
#   packaging/aot.sh [--data DIR]
# Run it after packaging; client.sh uses the cache from then on, until a jar changes. It trains a start with
# a catalogue of twelve films and the rehearsal of the player: on a device made for it, or on the data folder
# of an enrolled one, which must not be open.
# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=packaging/aot-cache.sh
. "$(dirname "${BASH_SOURCE[0]}")/aot-cache.sh"

data=''
if [[ ${1:-} == --data ]]; then data=${2:?}; fi

ensure_build_tools
ensure_player_libs
build

own=''
client=''
# Also when it is interrupted.
clean_up() {
  if [[ -n $client ]]; then kill -TERM "$client" 2>/dev/null || true; fi
  if [[ -n $own ]]; then rm -rf "$own"; fi
}
trap clean_up EXIT
trap 'exit 130' INT TERM
if [[ -z $data ]]; then
  own=$(mktemp -d)
  say "Catalogue d’entraînement…"
  data=$("$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 \
    -cp "$ROOT/packaging/target/app/*" studio.karangou.packaging.bench.TrainingGroundMain "$own" | tail -n 1)
fi
screen=()
if [[ -z ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; then
  screen=(-Dglass.platform=Headless -Dprism.order=sw -Dheadless.geometry=1440x900)
fi

rm -f "$AOT_CACHE" "$AOT_STAMP"
stamp=$(aot_fingerprint)
"$JAVA_HOME/bin/java" "${CLIENT_OPTIONS[@]}" "${screen[@]}" -XX:AOTCacheOutput="$AOT_CACHE" \
  -cp "$(client_class_path)" studio.karangou.desktop.app.Main \
  --profile lieu --language fr --data "$data" >&2 &
client=$!
# Long enough for the window and everything behind it; its end writes the cache.
sleep "${KARANGOU_AOT_SECONDS:-12}"
kill -TERM "$client" 2>/dev/null || true
wait "$client" || true
client=''

[[ -s $AOT_CACHE ]] || give_up \
  "Le cache AOT n’a pas été écrit ; le client démarre sans lui." \
  "The AOT cache was not written; the client starts without it."
printf '%s\n' "$stamp" >"$AOT_STAMP"
say "$AOT_CACHE"
