# shellcheck shell=bash
# Where the client's AOT cache is, and whether it fits the jars. Sourced after lib.sh.

readonly AOT_CACHE=$ROOT/desktop-client/target/karangou.aot
readonly AOT_STAMP=$AOT_CACHE.stamp
# How the client is always started, one option a line: the cache was made for exactly this. The demo and the benchmarks
# read the same file (docs/decisions/0024-startup.md).
CLIENT_OPTIONS=()
while IFS= read -r option; do CLIENT_OPTIONS+=("$option"); done <"$ROOT/packaging/client.options"
readonly CLIENT_OPTIONS

# In a fixed order, whatever the language of the machine: the JVM compares the path with that of the training, and the
# demo makes the same one.
client_class_path() {
  local LC_ALL=C
  local jars=("$ROOT"/desktop-client/target/app/*.jar)
  (IFS=:; printf '%s' "${jars[*]}")
}

# The JVM itself has run stale classes of a jar that was rebuilt (JDK 25.0.3), so the jars' contents decide.
aot_fingerprint() {
  { cat "$JAVA_HOME/release"; sha256sum "$ROOT"/desktop-client/target/app/*.jar; } |
    sha256sum | cut -d' ' -f1
}

aot_fits() {
  [[ -s $AOT_CACHE && -s $AOT_STAMP ]] && [[ $(<"$AOT_STAMP") == "$(aot_fingerprint)" ]]
}
