package studio.karangou.server.feature.sync;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.DownParcel;
import studio.karangou.common.protocol.JournalPosition;
import studio.karangou.common.protocol.Parcel;
import studio.karangou.common.protocol.ProtocolFailure;
import studio.karangou.common.protocol.ServerSealingKey;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.common.protocol.UpParcel;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.db.Database;
import studio.karangou.server.feed.Audience;
import studio.karangou.server.keys.ParcelKeys;

/// Takes what devices send by a stick or through a neighbour, and answers them. Whose it is says the signature inside;
/// who carries it is of no interest. Nothing is kept of a parcel but the operations in it.
public final class ParcelService {
    /// Bytes of pages, before they are packed, in one answer: it fits into a parcel also where nothing can be packed.
    private static final int ANSWER_BYTES = 2 * 1024 * 1024;

    private final Database database;
    private final PushService push;
    private final PullService pull;
    private final ParcelKeys sealing;
    private final SigningKeyPair signing;
    private final Clock clock;
    private final ParcelStore senders = new ParcelStore();

    public ParcelService(
            Database database,
            PushService push,
            PullService pull,
            ParcelKeys sealing,
            SigningKeyPair signing,
            Clock clock) {
        this.database = database;
        this.push = push;
        this.pull = pull;
        this.sealing = sealing;
        this.signing = signing;
        this.clock = clock;
    }

    /// What a carrier takes back.
    ///
    /// @param parcel encoded
    /// @param next the cursor to ask again with, null when there is nothing more for the device
    public record Answer(byte[] parcel, @Nullable String next) {}

    /// Applies what is in a parcel and answers it.
    ///
    /// @param after the cursor that the answer before named, null at first; then nothing is applied once more
    /// @throws FailureException with a [SyncFailure] or a [ProtocolFailure]; then nothing was applied
    public Answer answer(byte[] encoded, @Nullable String after) {
        Parcel parcel = Parcel.decode(encoded);
        SealingKeyPair pair =
                sealing.find(parcel.receiver()).orElseThrow(() -> new SyncFailure.ParcelForAnother().asException());
        ParcelSender sender =
                sender(parcel.device()).orElseThrow(() -> new SyncFailure.ParcelFromUnknown().asException());
        UpParcel up = UpParcel.open(parcel, pair, sender.signingKey());
        @Nullable String taken = after == null ? take(up, sender) : null;
        boolean told = taken == null && up.last();
        List<DownParcel.Page> pages = told
                ? pages(after == null ? up.cursor() : after, new Audience(up.device(), sender.venue()))
                : List.of();
        boolean more = !pages.isEmpty() && pages.getLast().page().more();
        // no further than it is said here what was set aside: the device has heard of nothing behind
        JournalPosition now = push.position(up.device(), up.first() == 0 ? Long.MAX_VALUE : up.first() - 1);
        DownParcel down = new DownParcel(
                up.device(),
                up.first(),
                now.through(),
                now.quarantined(),
                taken,
                pages,
                more,
                clock.instant(),
                push.chainHash(up.device(), now).orElse(null));
        @Nullable String next = more ? pages.getLast().page().cursor() : null;
        return new Answer(down.seal(signing, sender.sealingKey()).encode(), next);
    }

    /// The key to seal parcels to, as any road may carry it.
    public SignedDocument sealingKey() {
        return SignedDocument.sign(
                signing,
                SignedDocument.Kind.SEALING_KEY,
                new ServerSealingKey(sealing.current().raw(), clock.instant()));
    }

    /// Films and projects after a place, as a neighbour may pass them on.
    ///
    /// @throws FailureException with [SyncFailure.BadCursor] or [SyncFailure.CursorBeyondEnd]
    public SignedDocument catalogue(String after) {
        return SignedDocument.sign(signing, SignedDocument.Kind.CATALOGUE, pull.catalogue(after));
    }

    /// @return why a batch was not taken and none behind it was tried, null if all were
    private @Nullable String take(UpParcel up, ParcelSender sender) {
        if (sender.revoked()) {
            return new SyncFailure.DeviceRevoked().code();
        }
        for (Bytes batch : up.batches()) {
            try {
                push.push(up.device(), batch.toArray());
            } catch (FailureException e) {
                if (!isAnswered(e.failure())) {
                    throw e;
                }
                return e.failure().code();
            }
        }
        return null;
    }

    /// Whether the device must know; all else is the server's own trouble, and the carrier comes again.
    private static boolean isAnswered(Failure failure) {
        return failure instanceof SyncFailure || failure instanceof ProtocolFailure;
    }

    private List<DownParcel.Page> pages(String from, Audience reader) {
        List<DownParcel.Page> pages = new ArrayList<>();
        String cursor = from;
        int bytes = 0;
        boolean more = true;
        while (more && bytes < ANSWER_BYTES) {
            DownParcel.Page page = page(cursor, reader);
            bytes += Wire.toCbor(page).length;
            pages.add(page);
            cursor = page.page().cursor();
            more = page.page().more();
        }
        return pages;
    }

    /// A cursor of another epoch of the feed, or none at all, begins at the start, as the device would over HTTPS.
    private DownParcel.Page page(String cursor, Audience reader) {
        try {
            return new DownParcel.Page(cursor, pull.after(cursor, reader));
        } catch (FailureException e) {
            if (!(e.failure() instanceof SyncFailure.CursorBeyondEnd || e.failure() instanceof SyncFailure.BadCursor)) {
                throw e;
            }
            return new DownParcel.Page(ChangePage.START, pull.after(ChangePage.START, reader), cursor);
        }
    }

    private Optional<ParcelSender> sender(DeviceId device) {
        return database.inTransaction(transaction -> senders.sender(transaction, device));
    }
}
