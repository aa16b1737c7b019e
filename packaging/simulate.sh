#!/usr/bin/env bash
# The deterministic simulation: packaging/simulate.sh --seeds A-B [--days N] [--devices N] [--minutes N] [--cores N] [--at-least N] [--mutant NAME]
# Its last line is {"seeds":n,"deviceDays":n,"failed":[…]}; it exits with 1 when a seed failed, or when fewer device-days
# a second than --at-least were simulated on each core.
# shellcheck source=packaging/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

ensure_build_tools
build
run_java packaging studio.karangou.packaging.simulation.SimulateMain "$@"
