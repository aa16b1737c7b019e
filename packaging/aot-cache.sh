# shellcheck shell=bash
# Where the client's AOT cache is, and whether it fits the jars. Sourced after lib.sh.

readonly AOT_CACHE=$ROOT/desktop-client/target/karangou.aot
readonly AOT_STAMP=$AOT_CACHE.stamp
# How the client is always started: the cache was made for exactly this. Without the last one Jdbi sets up the flight
# recorder for its first query, a tenth of a second of every start (docs/decisions/0024-startup.md).
readonly CLIENT_OPTIONS=(--enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 -XX:+UseSerialGC
  -Djfr.unsupported.vm=true)

# In a fixed order: the JVM compares the path with that of the training.
client_class_path() {
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
