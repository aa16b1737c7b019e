#!/usr/bin/env bash
# Proves that each gate of the build can fail: a violation is planted into a copy of the
# poms, and Maven must end with that gate's message. The rules of ArchUnit have their
# planted violations among the tests. Runs offline: a build has to go before.
# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
ensure_build_tools

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# A fresh copy of the poms around one sound class.
fresh() {
  rm -rf "$work/copy"
  mkdir -p "$work/copy"
  local module
  (cd "$ROOT" && cp -r --parents .mvn pom.xml "$work/copy")
  for module in "${MODULES[@]}"; do
    (cd "$ROOT" && cp --parents "$module/pom.xml" "$work/copy")
  done
  java_file package-info '/// A sample.
@NullMarked
package studio.karangou.common.sample;

import org.jspecify.annotations.NullMarked;'
  java_file Sample 'package studio.karangou.common.sample;

/// Sound in every way.
public record Sample(String name) {}'
}

java_file() {
  local folder=$work/copy/common/src/main/java/studio/karangou/common/sample
  mkdir -p "$folder"
  printf '%s\n' "$2" >"$folder/$1.java"
}

# plant MODULE GROUP ARTIFACT [VERSION]: one more dependency.
plant() {
  local version=${4:+<version>$4</version>}
  sed -i "0,/<dependencies>/s||&<dependency><groupId>$2</groupId><artifactId>$3</artifactId>$version</dependency>|" \
    "$work/copy/$1/pom.xml"
}

run() { (cd "$work/copy" && mvn -B -o "$@") >"$work/log" 2>&1; }

report() {
  if [[ $1 == ok ]]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    tail -n 40 "$work/log" >&2
  fi
  printf '%-4s %s\n' "$1" "$2"
}

# must_pass NAME MAVEN-ARGUMENT …
must_pass() {
  local name=$1
  shift
  if run "$@"; then report ok "$name"; else report FAIL "$name"; fi
}

# must_fail NAME MESSAGE MAVEN-ARGUMENT …
must_fail() {
  local name=$1 message=$2
  shift 2
  if ! run "$@" && grep -Eq -- "$message" "$work/log"; then
    report ok "$name"
  else
    report FAIL "$name"
  fi
}

enforce=(validate)
compile=(compile -pl common)

fresh
must_pass "sound poms pass the enforcer" "${enforce[@]}"
must_pass "a sound class passes compiler, Error Prone, NullAway" "${compile[@]}"
must_pass "a sound class passes the formatter" com.diffplug.spotless:spotless-maven-plugin:check -pl common

plant desktop-client io.helidon.webserver helidon-webserver
must_fail "the client may not see Helidon" "helidon-webserver.*banned|belongs to the server" "${enforce[@]}"
fresh
plant desktop-client org.postgresql postgresql
must_fail "the client may not see PostgreSQL" "belongs to the server" "${enforce[@]}"
fresh
# its tests have it: here beyond them
sed -i '/<artifactId>ffmpeg</{n;s/<scope>test</<scope>compile</}' "$work/copy/desktop-client/pom.xml"
must_fail "the client may not see ffmpeg" "belongs to the server" "${enforce[@]}"
fresh
plant sync-server org.openjfx javafx-controls
must_fail "the server may not see JavaFX" "belongs to the client" "${enforce[@]}"
fresh
plant sync-server uk.co.caprica vlcj
must_fail "the server may not see VLC" "belongs to the client" "${enforce[@]}"
fresh
plant common com.h2database h2
must_fail "common may not see a database" "not to what they share" "${enforce[@]}"
fresh
plant common studio.karangou karangou-packaging 0.1.0-SNAPSHOT
must_fail "nothing may depend on packaging" "cyclic reference|stays out of every module" "${enforce[@]}"
fresh
must_fail "another JDK is refused" "built with JDK 25" "${enforce[@]}" "-Djava.range=[99,)"

# Two libraries that want two versions of a third, all in the reactor: nothing to fetch.
planted_pom() {
  mkdir -p "$work/copy/$1-$2"
  cat >"$work/copy/$1-$2/pom.xml" <<XML
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>planted</groupId>
  <artifactId>$1</artifactId>
  <version>$2</version>
  <packaging>pom</packaging>
  <dependencies>${3:+<dependency><groupId>planted</groupId><artifactId>lib</artifactId><version>$3</version><type>pom</type></dependency>}</dependencies>
</project>
XML
  sed -i "s|<modules>|&<module>$1-$2</module>|" "$work/copy/pom.xml"
}
fresh
planted_pom lib 1
planted_pom lib 2
planted_pom one 1 1
planted_pom two 1 2
for name in one two; do
  sed -i "0,/<dependencies>/s||&<dependency><groupId>planted</groupId><artifactId>$name</artifactId><version>1</version><type>pom</type></dependency>|" \
    "$work/copy/common/pom.xml"
done
must_fail "versions converge" "Dependency convergence error for planted:lib" "${enforce[@]}"

fresh
java_file Planted 'package studio.karangou.common.sample;

import org.jspecify.annotations.Nullable;

final class Planted {
    private Planted() {}

    static int length(@Nullable String text) {
        return text.length();
    }
}'
must_fail "NullAway" '\[NullAway\] dereferenced' "${compile[@]}"
java_file Planted 'package studio.karangou.common.sample;

record Planted(String text) {
    boolean isKnown() {
        return text == "known";
    }
}'
must_fail "Error Prone" '\[ReferenceEquality\]|\[StringEquality\]' "${compile[@]}"
java_file Planted 'package studio.karangou.common.sample;

import java.util.List;

record Planted(List texts) {}'
must_fail "compiler warnings" 'warnings found and -Werror|\[rawtypes\]' "${compile[@]}"
java_file Planted 'package studio.karangou.common.sample;
record Planted( String text ) {}'
must_fail "the formatter" "format violations" com.diffplug.spotless:spotless-maven-plugin:check -pl common

fresh
awk '/<dependencies>/ { print "<dependencies><dependency><groupId>org.jspecify</groupId><artifactId>jspecify</artifactId></dependency></dependencies>"; skip = 1 }
  !skip { print }
  /<\/dependencies>/ { skip = 0 }' "$ROOT/common/pom.xml" >"$work/copy/common/pom.xml"
verify=(verify -pl common -DskipTests)
must_pass "a used dependency passes the analysis" "${verify[@]}"
plant common com.github.luben zstd-jni
must_fail "dead dependencies" "Unused declared dependencies" "${verify[@]}"
licences=(org.codehaus.mojo:license-maven-plugin:add-third-party@third-party-list -pl common)
must_pass "known licences pass" "${licences[@]}"
sed -i 's/<includedLicenses>\(.*\)|BSD-2-Clause|/<includedLicenses>\1|/' "$work/copy/pom.xml"
must_fail "unknown licences" "forbidden licenses|BSD-2-Clause" "${licences[@]}"

printf 'gates: %d passed, %d failed\n' "$passed" "$failed"
((failed == 0))
