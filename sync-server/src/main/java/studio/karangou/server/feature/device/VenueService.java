package studio.karangou.server.feature.device;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.VenueApi;
import studio.karangou.common.protocol.VenueApi.DeviceShown;
import studio.karangou.common.protocol.VenueApi.Devices;
import studio.karangou.common.protocol.VenueApi.VenueCode;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.common.protocol.VenueApi.VenueShown;
import studio.karangou.common.protocol.VenueApi.Venues;
import studio.karangou.server.audit.Actor;
import studio.karangou.server.audit.AuditAction;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.http.Names;

/// A host's venues and the devices in them. Another host's venue is as absent as one that never was.
public final class VenueService {
    private static final int MOST_VENUES = 100;
    private static final int PAGE = 200;

    private final Database database;
    private final EnrolmentService enrolment;
    private final AuditLog audit;
    private final Clock clock;
    private final Uuid7 ids;
    private final VenueStore store = new VenueStore();
    private final DeviceStore devices = new DeviceStore();

    public VenueService(Database database, EnrolmentService enrolment, AuditLog audit, Clock clock, Uuid7 ids) {
        this.database = database;
        this.enrolment = enrolment;
        this.audit = audit;
        this.clock = clock;
        this.ids = ids;
    }

    /// Registers a venue.
    ///
    /// @throws FailureException with [DeviceFailure.BadVenue] or [DeviceFailure.TooManyVenues]
    public VenueShown register(PersonId host, VenueDraft typed) {
        VenueDraft draft = checked(typed);
        VenueId id = new VenueId(ids.next());
        return database.inTransaction(transaction -> {
            if (store.count(transaction, host) >= MOST_VENUES) {
                throw new DeviceFailure.TooManyVenues(MOST_VENUES).asException();
            }
            store.add(transaction, id, host, draft, clock.instant());
            VenueShown shown = mine(transaction, id, host);
            audit.append(transaction, Actor.of(host), AuditAction.VENUE_REGISTERED, id.value(), null);
            return shown;
        });
    }

    /// Changes what a venue says of itself.
    ///
    /// @throws FailureException with [DeviceFailure.BadVenue] or [DeviceFailure.UnknownVenue]
    public VenueShown change(PersonId host, VenueId id, VenueDraft typed) {
        VenueDraft draft = checked(typed);
        return database.inTransaction(transaction -> {
            store.change(transaction, id, host, draft);
            VenueShown shown = mine(transaction, id, host);
            audit.append(transaction, Actor.of(host), AuditAction.VENUE_CHANGED, id.value(), null);
            return shown;
        });
    }

    /// The venues of a host.
    public Venues list(PersonId host) {
        return new Venues(database.inTransaction(transaction -> store.of(transaction, host)));
    }

    /// Makes a verified host the host of a venue, in the place of whoever was.
    ///
    /// @throws FailureException with [DeviceFailure.UnknownVenue] or [DeviceFailure.UnknownHost]
    public void giveTo(VenueId id, PersonId host) {
        database.inTransaction(transaction -> {
            if (!store.isHost(transaction, host)) {
                throw new DeviceFailure.UnknownHost().asException();
            }
            if (!store.giveTo(transaction, id, host)) {
                throw new DeviceFailure.UnknownVenue().asException();
            }
            audit.append(transaction, Actor.OPERATOR, AuditAction.VENUE_GIVEN, id.value(), host.toString());
            return id;
        });
    }

    /// A code for one device of a host's venue.
    ///
    /// @param profile that the device is to have, null for any
    /// @throws FailureException with [DeviceFailure.UnknownVenue]
    public VenueCode issueCode(PersonId host, VenueId id, @Nullable DeviceProfile profile) {
        return database.inTransaction(transaction -> {
            mine(transaction, id, host);
            return enrolment.issueCode(transaction, id, profile, Actor.of(host));
        });
    }

    /// The devices of a host's venue.
    ///
    /// @throws FailureException with [DeviceFailure.UnknownVenue]
    public Devices devices(PersonId host, VenueId id, @Nullable DeviceId after) {
        return database.inTransaction(transaction -> {
            mine(transaction, id, host);
            return page(store.devices(transaction, id, after, PAGE + 1));
        });
    }

    /// The devices of all venues.
    public Devices devices(@Nullable DeviceId after) {
        return page(database.inTransaction(transaction -> store.devices(transaction, null, after, PAGE + 1)));
    }

    /// Shuts a device of a host's venue out.
    ///
    /// @throws FailureException with [DeviceFailure.UnknownVenue] or [DeviceFailure.Unknown]
    public void revoke(PersonId host, VenueId id, DeviceId device) {
        database.inTransaction(transaction -> {
            mine(transaction, id, host);
            Device known = devices.find(transaction, device)
                    .filter(found -> found.venue().equals(id))
                    .orElseThrow(() -> new DeviceFailure.Unknown().asException());
            enrolment.revoke(transaction, known.id(), Actor.of(host));
            return device;
        });
    }

    /// The host has seen that there were two of a device and has done what is to be done; another copy is noted again.
    ///
    /// @throws FailureException with [DeviceFailure.UnknownVenue] or [DeviceFailure.Unknown]
    public void settleCopy(PersonId host, VenueId id, DeviceId device) {
        database.inTransaction(transaction -> {
            mine(transaction, id, host);
            Device known = devices.find(transaction, device)
                    .filter(found -> found.venue().equals(id))
                    .orElseThrow(() -> new DeviceFailure.Unknown().asException());
            if (devices.settleCopy(transaction, known.id())) {
                audit.append(transaction, Actor.of(host), AuditAction.DEVICE_COPY_SETTLED, device.value(), null);
            }
            return device;
        });
    }

    /// Checks that a venue is this host's.
    ///
    /// @throws FailureException with [DeviceFailure.UnknownVenue]
    VenueShown mine(Transaction transaction, VenueId id, PersonId host) {
        return store.find(transaction, id, host).orElseThrow(() -> new DeviceFailure.UnknownVenue().asException());
    }

    private static Devices page(List<DeviceShown> found) {
        return found.size() <= PAGE
                ? new Devices(found, null)
                : new Devices(found.subList(0, PAGE), found.get(PAGE - 1).id());
    }

    private static VenueDraft checked(VenueDraft draft) {
        if (!Names.isGoodLine(draft.name(), Limits.NAME_CHARS)) {
            throw new DeviceFailure.BadVenue("name").asException();
        }
        if (!Names.isGoodLine(draft.place(), VenueApi.PLACE_CHARS)) {
            throw new DeviceFailure.BadVenue("place").asException();
        }
        if (draft.capacity() < 1 || draft.capacity() > Limits.AUDIENCE) {
            throw new DeviceFailure.BadVenue("capacity").asException();
        }
        return new VenueDraft(draft.name().strip(), draft.place().strip(), draft.country(), draft.capacity());
    }
}
