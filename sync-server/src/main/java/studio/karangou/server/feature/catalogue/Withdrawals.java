package studio.karangou.server.feature.catalogue;

import java.time.Instant;
import studio.karangou.common.model.FilmId;

/// Told, once it is committed, which films are in the catalogue no longer: a database of a backup must not bring them
/// back.
public interface Withdrawals {
    void withdrawn(FilmId film, Instant at);

    /// It is there again; it was withdrawn before.
    void broughtBack(FilmId film, Instant at);

    /// Nobody, where no backup is ever put back.
    static Withdrawals untold() {
        return new Withdrawals() {
            @Override
            public void withdrawn(FilmId film, Instant at) {}

            @Override
            public void broughtBack(FilmId film, Instant at) {}
        };
    }
}
