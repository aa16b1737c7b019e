package studio.karangou.server.feature.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.VenueApi.DeviceShown;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.common.protocol.VenueApi.VenueShown;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Venues of hosts, and their devices as they are shown.
final class VenueStore {
    private static final int FINGERPRINT_BYTES = 8;
    private static final String VENUES = "select v.id, v.name, v.place, v.country, v.capacity,"
            + " (select count(*) from device d where d.venue = v.id and d.revoked_at is null) as devices from venue v";
    private static final String DEVICES = "select id, venue, name, profile, signing_key, enrolled_at, revoked_at,"
            + " copied_at, contact_at, health from device";

    void add(Transaction transaction, VenueId id, PersonId host, VenueDraft draft, Instant now) {
        transaction
                .handle()
                .createUpdate("insert into venue (id, name, created_at, host, place, country, capacity)"
                        + " values (:id, :name, :now, :host, :place, :country, :capacity)")
                .bind("id", id.value())
                .bind("name", draft.name())
                .bind("now", Sql.time(now))
                .bind("host", host.value())
                .bind("place", draft.place())
                .bind("country", draft.country().code())
                .bind("capacity", draft.capacity())
                .execute();
    }

    /// Changes a venue of a host.
    ///
    /// @return whether the host has such a venue
    boolean change(Transaction transaction, VenueId id, PersonId host, VenueDraft draft) {
        return transaction
                        .handle()
                        .createUpdate("update venue set name = :name, place = :place, country = :country,"
                                + " capacity = :capacity where id = :id and host = :host")
                        .bind("name", draft.name())
                        .bind("place", draft.place())
                        .bind("country", draft.country().code())
                        .bind("capacity", draft.capacity())
                        .bind("id", id.value())
                        .bind("host", host.value())
                        .execute()
                == 1;
    }

    /// Gives a venue to a host.
    ///
    /// @return whether there is such a venue
    boolean giveTo(Transaction transaction, VenueId id, PersonId host) {
        return transaction
                        .handle()
                        .createUpdate("update venue set host = :host, host_left = false where id = :id")
                        .bind("host", host.value())
                        .bind("id", id.value())
                        .execute()
                == 1;
    }

    /// Leaves the venues of a host without one.
    void leave(Transaction transaction, PersonId host) {
        transaction
                .handle()
                .createUpdate("update venue set host = null, host_left = true where host = :host")
                .bind("host", host.value())
                .execute();
    }

    /// Whether a person is a verified host, and was not erased.
    boolean isHost(Transaction transaction, PersonId person) {
        return transaction
                .handle()
                .createQuery("select 1 from person p join person_role r on r.person = p.id"
                        + " where p.id = :id and p.erased_at is null"
                        + " and r.role = 'VENUE_HOST' and r.state = 'VERIFIED'")
                .bind("id", person.value())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    long count(Transaction transaction, PersonId host) {
        return transaction
                .handle()
                .createQuery("select count(*) from venue where host = :host")
                .bind("host", host.value())
                .mapTo(Long.class)
                .one();
    }

    List<VenueShown> of(Transaction transaction, PersonId host) {
        return transaction
                .handle()
                .createQuery(VENUES + " where v.host = :host order by v.name, v.id")
                .bind("host", host.value())
                .map((row, _) -> venue(row))
                .list();
    }

    /// A venue of this host; another one's is as absent as one that never was.
    Optional<VenueShown> find(Transaction transaction, VenueId id, PersonId host) {
        return transaction
                .handle()
                .createQuery(VENUES + " where v.id = :id and v.host = :host")
                .bind("id", id.value())
                .bind("host", host.value())
                .map((row, _) -> venue(row))
                .findOne();
    }

    /// Devices, latest first.
    ///
    /// @param venue whose, null for everyone's
    /// @param after the last of the page before, null for the first page
    List<DeviceShown> devices(Transaction transaction, @Nullable VenueId venue, @Nullable DeviceId after, int limit) {
        return transaction
                .handle()
                .createQuery(DEVICES + " where (cast(:venue as uuid) is null or venue = cast(:venue as uuid))"
                        + " and (cast(:after as uuid) is null or id < cast(:after as uuid))"
                        + " order by id desc limit :limit")
                .bind("venue", Sql.id(venue))
                .bind("after", Sql.id(after))
                .bind("limit", limit)
                .map((row, _) -> device(row))
                .list();
    }

    private static VenueShown venue(ResultSet row) throws SQLException {
        @Nullable String country = row.getString("country");
        int capacity = row.getInt("capacity");
        return new VenueShown(
                new VenueId(Sql.id(row, "id")),
                row.getString("name"),
                row.getString("place"),
                country == null ? null : new CountryCode(country),
                capacity == 0 ? null : capacity,
                row.getInt("devices"));
    }

    private static DeviceShown device(ResultSet row) throws SQLException {
        @Nullable String health = row.getString("health");
        byte[] key = row.getBytes("signing_key");
        return new DeviceShown(
                new DeviceId(Sql.id(row, "id")),
                new VenueId(Sql.id(row, "venue")),
                row.getString("name"),
                DeviceProfile.valueOf(row.getString("profile")),
                Sql.time(row, "enrolled_at"),
                Sql.timeOrNull(row, "revoked_at"),
                Sql.timeOrNull(row, "copied_at"),
                Sql.timeOrNull(row, "contact_at"),
                health == null ? null : HealthText.read(health),
                Bytes.of(Arrays.copyOf(key, FINGERPRINT_BYTES)));
    }
}
