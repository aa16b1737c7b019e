package studio.karangou.desktop.engine.people;

import java.util.Optional;

/// What survives the end of the program.
interface SessionMemory {
    /// Nothing does: a kiosk.
    SessionMemory NONE = new SessionMemory() {
        @Override
        public Optional<HeldSession> read() {
            return Optional.empty();
        }

        @Override
        public void write(HeldSession session) {
            // on purpose: a visitor leaves nothing on the disk
        }

        @Override
        public void clear() {
            // as above
        }
    };

    /// Empty if there is none, or if it cannot be read.
    Optional<HeldSession> read();

    /// Keeps the session without its access token, in the place of the one before; when this returns it survives a
    /// power cut. Of who came in without the server nothing is kept.
    ///
    /// @throws studio.karangou.common.model.FailureException with
    ///     [studio.karangou.desktop.feature.people.PeopleFailure.NotKept]
    void write(HeldSession session);

    /// Forgets the session.
    void clear();
}
