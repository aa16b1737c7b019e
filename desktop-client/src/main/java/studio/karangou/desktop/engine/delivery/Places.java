package studio.karangou.desktop.engine.delivery;

import java.util.Optional;
import java.util.UUID;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FilmId;

/// Places that whoever is signed in takes at the server while they watch a film over the network.
public interface Places {
    /// Nobody is counted.
    Places NONE = new Places() {
        @Override
        public boolean counts() {
            return false;
        }

        @Override
        public Optional<Failure> take(UUID showing, FilmId film) {
            return Optional.empty();
        }

        @Override
        public void end(UUID viewing) {}
    };

    /// Whether anybody is counted on this device now. Never waits.
    boolean counts();

    /// Takes a place, or keeps it. Blocks.
    ///
    /// @param showing drawn for it
    /// @return why there is none, a [studio.karangou.desktop.feature.player.PlaybackFailure]; empty if there is
    /// @throws studio.karangou.common.model.FailureException if the server says neither yes nor no
    Optional<Failure> take(UUID showing, FilmId film);

    /// Gives a place back, this showing's or another one's of the same person. Blocks.
    ///
    /// @throws studio.karangou.common.model.FailureException if the server does not say that it is
    void end(UUID viewing);
}
