package studio.karangou.server.feature.device;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.ContactMark;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;

/// Finds out that two copies of one device are in use. Each contact carries what was drawn at the one before: of two
/// disks that were alike, only the one that came first can go on.
public final class Copies {
    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);
    private static final String BY_CONTACT = "contact";
    private static final String BY_JOURNAL = "journal";
    private static final String RESTORED = "restored";
    private static final String BY_JUMP = "jump";
    /// Contacts that a server may have lost to an older backup: some twenty years of them. No device is further ahead.
    private static final long MOST_AHEAD = 1_000_000;

    private final Database database;
    private final AuditLog audit;
    private final Clock clock;
    private final DeviceStore store = new DeviceStore();

    public Copies(Database database, AuditLog audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    /// Notes a contact of a device, if it continues the one before.
    ///
    /// @throws studio.karangou.common.model.FailureException with [DeviceFailure.Unknown],
    ///     [DeviceFailure.MarkMissing], [DeviceFailure.Copied] or [DeviceFailure.Restored]
    void check(DeviceId device, @Nullable ContactMark contact, @Nullable DeviceHealth health) {
        Result result = database.inTransaction(transaction -> {
            Instant now = clock.instant();
            DeviceStore.Contacts known = store.lockContacts(transaction, device)
                    .orElseThrow(() -> new DeviceFailure.Unknown().asException());
            if (contact == null && known.mark() != null) {
                // whoever leaves it out would never be found to be a copy
                return new Result(new DeviceFailure.MarkMissing());
            }
            if (contact == null || (!isImpossible(known, contact) && continues(known, contact))) {
                store.contact(transaction, device, now, contact, health);
                return Result.GOOD;
            }
            if (isImpossible(known, contact)) {
                note(transaction, device, now, BY_JUMP);
                return new Result(new DeviceFailure.Copied());
            }
            boolean restored = contact.machine() != null && Objects.equals(contact.machine(), known.machine());
            note(transaction, device, now, restored ? RESTORED : BY_CONTACT);
            return new Result(restored ? new DeviceFailure.Restored() : new DeviceFailure.Copied());
        });
        if (result.refusal() != null) {
            throw result.refusal().asException();
        }
    }

    /// The journal of a device came in two versions.
    public void forked(DeviceId device) {
        database.inTransaction(transaction -> {
            note(transaction, device, clock.instant(), BY_JOURNAL);
            return device;
        });
    }

    /// What is written stays, whatever is answered.
    private record Result(@Nullable DeviceFailure refusal) {
        static final Result GOOD = new Result(null);
    }

    /// Once: a copy that tries again and again fills no log.
    private void note(Transaction transaction, DeviceId device, Instant now, String how) {
        if (store.isCopied(transaction, device, now)) {
            audit.append(transaction, Actor.of(device), AuditAction.DEVICE_COPIED, device.value(), how);
            LOG.warn("device {} is in use twice ({})", device, how);
        }
    }

    /// Whoever says a number without end has made it up, and would be ahead of the device itself for ever.
    private static boolean isImpossible(DeviceStore.Contacts known, ContactMark contact) {
        return contact.number() - known.number() > MOST_AHEAD;
    }

    private static boolean continues(DeviceStore.Contacts known, ContactMark contact) {
        if (known.mark() == null || contact.number() > known.number()) {
            return true; // the first; or this server lost its last commits, to a power cut or to an older backup
        }
        boolean next = contact.number() == known.number() && contact.last().equals(known.mark());
        // the same contact once more: its answer was lost
        boolean again = contact.number() == known.number() - 1 && contact.next().equals(known.mark());
        return next || again;
    }
}
