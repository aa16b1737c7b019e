#!/usr/bin/env bash
# Whether each program's folder says under which terms it and every library in it are given away.
# Looks at what a build left: packaging/terms.sh
# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

ensure_build_tools

# A jar's name begins with its artifact and version, as the list writes them: group:artifact:version.
names_library() {
  local list=$1 jar=$2 artifact version
  while IFS=: read -r artifact version; do
    [[ $jar == "$artifact-$version"* ]] && return
  done < <(sed -n 's/.*([^:()]*:\([^:()]*:[^ ()]*\) - .*/\1/p' "$list")
  return 1
}

for module in sync-server desktop-client packaging; do
  app=$ROOT/$module/target/app
  cmp -s "$ROOT/LICENSE" "$app/LICENSE" || give_up \
    "La licence manque dans $app." "The licence is missing in $app."
  [[ -s $app/THIRD-PARTY.txt ]] || give_up \
    "La liste des licences tierces manque dans $app." "The list of third-party licences is missing in $app."
  for jar in "$app"/*.jar; do
    name=$(basename "$jar")
    [[ $name == karangou-* ]] || names_library "$app/THIRD-PARTY.txt" "$name" || give_up \
      "$name n’est pas dans la liste des licences de $app." "$name is not in the list of licences of $app."
  done
done
# The fonts are no library: their terms lie beside them.
for jar in "$ROOT"/{desktop-client,packaging}/target/app/karangou-desktop-client*.jar; do
  [[ $("$JAVA_HOME/bin/jar" tf "$jar") == */fonts/OFL.txt* ]] || give_up \
    "La licence des polices manque dans $jar." "The licence of the fonts is missing in $jar."
done
say "Licences : en ordre."
