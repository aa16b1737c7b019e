package studio.karangou.server.keys;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.protocol.Parcel;

/// The key pairs that parcels for the server are sealed to: one of each master key that there has been. The last is
/// told to devices; all open, as a parcel may be on its way for a year.
public final class ParcelKeys {
    private static final byte[] NOTHING = {};

    private final DerivedRing secrets;
    private volatile @Nullable Pairs pairs;

    ParcelKeys(DerivedRing secrets) {
        this.secrets = secrets;
    }

    private record Pairs(KeyRing from, List<SealingKeyPair> all) {}

    /// What devices are to seal to from now on.
    public SealingKey current() {
        return all().getLast().sealingKey();
    }

    /// The pair that a parcel was sealed to, which another node may have drawn a moment ago.
    public Optional<SealingKeyPair> find(Bytes receiver) {
        Optional<SealingKeyPair> known = among(receiver);
        return known.isEmpty() && secrets.reload() ? among(receiver) : known;
    }

    private Optional<SealingKeyPair> among(Bytes receiver) {
        return all().stream()
                .filter(pair -> Parcel.receiver(pair.sealingKey()).equals(receiver))
                .findFirst();
    }

    private List<SealingKeyPair> all() {
        KeyRing from = secrets.ring();
        Pairs known = pairs;
        if (known == null || !known.from.equals(from)) {
            known = new Pairs(
                    from,
                    from.held().stream()
                            .map(held -> SealingKeyPair.derive(held.secret().mac(NOTHING)))
                            .toList());
            pairs = known;
        }
        return known.all;
    }
}
