package studio.karangou.packaging.simulation;

import java.time.Duration;

/// One entry of a schedule.
///
/// @param at since the world began
/// @param machine whose step it is; of no meaning for steps of the server
/// @param draw decides all that is left open
record Step(Duration at, Kind kind, int machine, long draw) {
    /// What happens.
    enum Kind {
        /// People and programs do something that is recorded.
        RECORD,
        /// A round of sync, over whatever network there is.
        SYNC,
        /// The machine's program ends at one of the next writes.
        CRASH_SOON,
        /// The power goes, now.
        POWER_CUT,
        /// The machine's disk has no room, for some hours.
        DISK_FULL,
        /// The local database is lost.
        LOSE_DATABASE,
        /// The machine's clock is set.
        SET_CLOCK,
        /// The machine's disk is copied into another machine, and both are used.
        CLONE,
        /// The machine's disk is kept elsewhere.
        SAVE_DISK,
        /// What was kept is put back.
        RESTORE_DISK,
        /// The local database is kept elsewhere, as it is each day.
        SAVE_DATABASE,
        /// What was kept takes its place; the journal is today's.
        RESTORE_DATABASE,
        /// A stick takes the journal along; it arrives later, perhaps twice, and so does what the server answers.
        CARRY,
        /// A neighbour takes the journal along, and passes on what the server says.
        NEIGHBOUR,
        /// While the server works on something else, this device comes by another node.
        INTERLEAVE,
        /// The server's process ends at one of the next steps.
        SERVER_CRASH_SOON,
        /// The server's disk has no room, for some hours.
        SERVER_FULL,
        /// The server's database is kept elsewhere.
        BACK_UP,
        /// What was kept is put back.
        RESTORE_SERVER,
        /// Films and projects change, and a message goes.
        EDIT_CATALOGUE,
        /// The feed forgets what has been over for a day.
        COMPACT,
        /// A person deals with something that was refused: corrects it, or wants to see it no more.
        MEND
    }
}
