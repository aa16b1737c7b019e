package studio.karangou.server.fuzz;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.CataloguePage;
import studio.karangou.common.protocol.DownParcel;
import studio.karangou.common.protocol.FeedPlace;
import studio.karangou.common.protocol.Parcel;
import studio.karangou.common.protocol.UpParcel;
import studio.karangou.common.protocol.Wire;

/// Parcels, and what is inside them once they are opened.
public final class ParcelTarget implements FuzzTarget {
    private static final DeviceId DEVICE = new DeviceId(new UUID(1, 2));
    private static final String CURSOR = "0123456789abcdef.7";

    public static void fuzzerTestOneInput(byte[] bytes) {
        new ParcelTarget().read(bytes);
    }

    @Override
    public String name() {
        return "parcel";
    }

    @Override
    public void read(byte[] bytes) {
        for (Class<?> type : List.of(UpParcel.class, DownParcel.class, CataloguePage.class)) {
            try {
                Wire.fromCbor("parcel", bytes, type);
            } catch (FailureException e) {
                continue; // said no
            }
        }
        try {
            Parcel.decode(bytes);
        } catch (FailureException e) {
            return; // said no
        }
    }

    @Override
    public List<byte[]> seeds() {
        UpParcel up = new UpParcel(DEVICE, 1, CURSOR, true, List.of(Bytes.of(new byte[8])));
        DownParcel down =
                new DownParcel(DEVICE, 1, 2, List.of(), null, List.of(), false, Instant.EPOCH, Bytes.of(new byte[32]));
        FeedPlace place = new FeedPlace("0123456789abcdef", 0);
        return List.of(
                Wire.toCbor(up),
                Wire.toCbor(down),
                Wire.toCbor(new CataloguePage(1, place, place, false, Instant.EPOCH, List.of())),
                up.seal(SigningKeyPair.generate(), SealingKeyPair.generate().sealingKey())
                        .encode());
    }
}
