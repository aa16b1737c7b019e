package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
import java.util.Optional;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.engine.disk.DiskFullException;
import studio.karangou.desktop.engine.films.NoRoomException;
import studio.karangou.desktop.engine.films.WrongContentException;
import studio.karangou.desktop.feature.catalogue.DownloadFailure;

/// What the store's exceptions mean to people.
final class DiskTroubles {
    private static final long MEGABYTE = 1_000_000;

    private DiskTroubles() {}

    static Optional<Failure> failure(IOException e) {
        if (e instanceof NoRoomException room) {
            return Optional.of(
                    new DownloadFailure.NoRoom(Math.ceilDiv(room.needed(), MEGABYTE), room.room() / MEGABYTE));
        }
        return DiskFullException.isOne(e) ? Optional.of(new DownloadFailure.DiskFull()) : Optional.empty();
    }

    static boolean isWrongContent(IOException e) {
        return e instanceof WrongContentException;
    }
}
