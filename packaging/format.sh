#!/usr/bin/env bash
# Formats all Java sources the way the build demands.
# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

ensure_build_tools
maven -q spotless:apply
