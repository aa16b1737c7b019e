# shellcheck shell=bash
# What every command needs: the project's folder, JDK 25, Maven, system packages, a build.
# Sourced, never run.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly ROOT
readonly JAVA_FEATURE=25
readonly MODULES=(common sync-server desktop-client packaging)
# File names are UTF-8 whatever the machine is set to.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
  *[Uu][Tt][Ff]*8) ;;
  *) export LC_ALL=C.UTF-8 ;;
esac

# Standard output belongs to results; words to people go to standard error.
say() { printf '%s\n' "$*" >&2; }

# One sentence in each language, then the end.
give_up() {
  say "$1"
  say "$2"
  exit 1
}

# ---- system packages -------------------------------------------------------

supported_system() {
  local ID='' VERSION_ID=''
  [[ -r /etc/os-release ]] || return 1
  # shellcheck disable=SC1091
  . /etc/os-release
  case $ID in
    debian) ((${VERSION_ID%%.*:-99} >= 12)) ;;
    ubuntu) ((${VERSION_ID%%.*:-99} >= 24)) ;;
    *) return 1 ;;
  esac
}

can_be_root() { [[ $(id -u) == 0 ]] || command -v sudo >/dev/null; }

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  elif can_be_root; then
    sudo "$@"
  else
    give_up \
      "Il manque des paquets système et ni root ni sudo ne sont disponibles : lancez « apt-get install ${missing[*]:-} » en root." \
      "System packages are missing and there is neither root nor sudo: run 'apt-get install ${missing[*]:-}' as root."
  fi
}

apt() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 "$@" >&2; }

apt_lists_read=no
refresh_apt_lists() {
  [[ $apt_lists_read == yes ]] && return
  # An unreachable mirror must not stop a machine on which the lists suffice.
  apt update || say "apt-get update: $?"
  apt_lists_read=yes
}

# Read whole, never through "grep -q": with pipefail, a program whose reader has left in the middle counts as failed.
has_package() {
  local states
  states=$(dpkg-query -W -f='${db:Status-Status} ' "$1" 2>/dev/null) || return
  # of a library that is there for two architectures, one for each
  [[ " $states" == *' installed '* ]]
}

has_candidate() {
  local policy
  policy=$(LC_ALL=C apt-cache policy "$1" 2>/dev/null) || return
  [[ $policy =~ Candidate:\ [^\(] ]]
}

# ensure_packages NAME|OTHER-NAME …: installs those that are missing; the second
# name is tried where a newer system has renamed the first.
without_dpkg_said=no
ensure_packages() {
  local wanted=() missing=() spec
  if ! command -v dpkg-query >/dev/null; then
    # Only dpkg knows what is installed: what is missing shows itself when it is used.
    [[ $without_dpkg_said == yes ]] && return
    without_dpkg_said=yes
    say "Ce système n’a pas dpkg : installez vous-même ce qui manquera (voir README.md)."
    say "This system has no dpkg: install yourself what turns out to be missing (see README.md)."
    return
  fi
  for spec in "$@"; do
    has_package "${spec%%|*}" || has_package "${spec##*|}" || wanted+=("$spec")
  done
  ((${#wanted[@]})) || return 0
  name_missing
  supported_system || give_up \
    "Ce système n’est pas pris en charge automatiquement : installez vous-même ${missing[*]} (voir README.md)." \
    "This system is not set up automatically: install ${missing[*]} yourself (see README.md)."
  refresh_apt_lists
  name_missing
  say "Installation : ${missing[*]}"
  apt install -y --no-install-recommends "${missing[@]}" || give_up \
    "L’installation des paquets a échoué : ${missing[*]}." \
    "Installing the packages failed: ${missing[*]}."
}

# Of each wanted package the name that this system's lists have, the first where they have none.
name_missing() {
  local spec name
  missing=()
  for spec in "${wanted[@]}"; do
    name=${spec%%|*}
    if ! has_candidate "$name" && has_candidate "${spec##*|}"; then name=${spec##*|}; fi
    missing+=("$name")
  done
}

# ---- the JDK ---------------------------------------------------------------

is_jdk() {
  local version
  [[ -x $1/bin/javac && -r $1/release ]] || return 1
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [[ $version == "$JAVA_FEATURE" ]]
}

find_jdk() {
  local folder on_path
  on_path=$(command -v javac || true)
  [[ -n $on_path ]] && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for folder in "${JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/*jdk* \
    "${HOME:-/root}"/.jdks/* "${HOME:-/root}"/.sdkman/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [[ -n $folder ]] && is_jdk "$folder"; then
      printf '%s\n' "$folder"
      return
    fi
  done
  return 1
}

ensure_jdk() {
  local home
  if ! home=$(find_jdk); then
    if supported_system && can_be_root; then
      has_candidate "openjdk-$JAVA_FEATURE-jdk" || refresh_apt_lists
      if has_candidate "openjdk-$JAVA_FEATURE-jdk"; then
        ensure_packages "openjdk-$JAVA_FEATURE-jdk"
      fi
    fi
    home=$(find_jdk) || give_up \
      "Il manque le JDK $JAVA_FEATURE : installez-le (par exemple Eclipse Temurin $JAVA_FEATURE) et indiquez son dossier dans JAVA_HOME." \
      "JDK $JAVA_FEATURE is missing: install it (for instance Eclipse Temurin $JAVA_FEATURE) and name its folder in JAVA_HOME."
  fi
  export JAVA_HOME=$home
  export PATH="$JAVA_HOME/bin:$PATH"
  # Maven's own libraries use what JDK 25 warns of.
  export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
}

# ---- what each kind of command needs ---------------------------------------

ensure_build_tools() {
  # First what may end it all: nothing is installed for a build that cannot be.
  ensure_jdk
  local wanted=()
  command -v git >/dev/null || wanted+=(git)
  command -v mvn >/dev/null || wanted+=(maven)
  ((${#wanted[@]} == 0)) || ensure_packages "${wanted[@]}" ca-certificates
}

# The client's window (GTK, X11), libVLC, and what the bundled ffmpeg links.
ensure_player_libs() {
  [[ $(uname -s) == Linux ]] || return 0
  ensure_packages libvlc5 vlc-plugin-base vlc-plugin-video-output \
    'libgtk-3-0t64|libgtk-3-0' libgl1 libxtst6 libxxf86vm1 libxi6 fontconfig
  ensure_media_libs
}

ensure_media_libs() {
  [[ $(uname -s) == Linux ]] || return 0
  if [[ $(uname -m) != x86_64 && -z ${KARANGOU_FFMPEG:-} ]]; then
    ensure_packages ffmpeg # the one that comes along is for x86_64
    export KARANGOU_FFMPEG=/usr/bin
  fi
  ensure_packages libxcb1 libxcb-shm0 'libasound2t64|libasound2' libpulse0
}

# PostgreSQL refuses to run as root; its tests step down by a user namespace. Asked before anything is installed.
ensure_test_rights() {
  if [[ $(id -u) == 0 ]] && ! unshare --user true 2>/dev/null; then
    give_up \
      "PostgreSQL ne tourne pas en root, et les espaces de noms d’utilisateur sont interdits ici (conteneur ?) : relancez sous un autre compte." \
      "PostgreSQL does not run as root, and user namespaces are forbidden here (a container?): run this as another user."
  fi
}

# A screen without a monitor, the window manager that full screen needs, and cvlc, which
# stands for the players of others; the store of keys that a desktop has; what slows a line down.
ensure_test_libs() {
  ensure_player_libs
  ensure_packages xvfb openbox vlc-bin gnome-keyring dbus-daemon iproute2
}

# ---- building --------------------------------------------------------------

maven() { (cd "$ROOT" && mvn -B -ntp "$@"); }

is_built() {
  local module stamp=$ROOT/packaging/target/built
  [[ -e $stamp ]] || return 1
  for module in sync-server desktop-client packaging; do
    compgen -G "$ROOT/$module/target/app/karangou-$module-*.jar" >/dev/null || return 1
  done
  local sources=("$ROOT/pom.xml")
  for module in "${MODULES[@]}"; do
    sources+=("$ROOT/$module/pom.xml")
    [[ -d $ROOT/$module/src/main ]] && sources+=("$ROOT/$module/src/main")
  done
  [[ -z $(find "${sources[@]}" -newer "$stamp" -print -quit) ]]
}

# Leaves MODULE/target/app of every module; does nothing when no source is newer. Two scripts do not build over each
# other; the second finds what the first has built.
build() {
  is_built && return
  local lock
  exec {lock}<"$ROOT/packaging"
  if command -v flock >/dev/null; then flock "$lock"; fi
  is_built || build_now
  exec {lock}<&-
}

build_now() {
  say "Construction…"
  local begun
  begun=$(mktemp)
  maven -q -DskipTests package >&2 || {
    rm -f "$begun"
    give_up "La construction a échoué (voir ci-dessus)." "The build failed (see above)."
  }
  # The time of its beginning: what was edited meanwhile is newer.
  mv "$begun" "$ROOT/packaging/target/built"
}

# run_java MODULE CLASS ARGUMENT …: replaces this shell. KARANGOU_JAVA_OPTS adds options.
run_java() {
  local module=$1 main=$2 options=()
  shift 2
  read -r -a options <<<"${KARANGOU_JAVA_OPTS:-}"
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 \
    "${options[@]}" -cp "$ROOT/$module/target/app/*" "$main" "$@"
}
