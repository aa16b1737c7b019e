package studio.karangou.server.fuzz;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.Wire;

/// Pages of the change feed.
public final class PageTarget implements FuzzTarget {
    public static void fuzzerTestOneInput(byte[] bytes) {
        new PageTarget().read(bytes);
    }

    @Override
    public String name() {
        return "page";
    }

    @Override
    public void read(byte[] bytes) {
        try {
            Wire.fromCbor("page", bytes, ChangePage.class);
        } catch (FailureException e) {
            return; // said no
        }
    }

    @Override
    public List<byte[]> seeds() {
        Change change = new Change.PersonErased(new PersonId(new UUID(1, 2)));
        return List.of(
                Wire.toCbor(new ChangePage(1, "0123456789abcdef.7", true, Instant.EPOCH, List.of(change))),
                Wire.toCbor(new ChangePage(1, ChangePage.START, false, Instant.EPOCH, List.of())));
    }
}
