package studio.karangou.server.feature.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.ContactMark;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Venues, codes and devices in the database.
final class DeviceStore {
    void addVenue(Transaction transaction, VenueId id, String name, Instant now) {
        transaction
                .handle()
                .createUpdate("insert into venue (id, name, created_at) values (:id, :name, :now)")
                .bind("id", id.value())
                .bind("name", name)
                .bind("now", Sql.time(now))
                .execute();
    }

    Optional<String> venueName(Transaction transaction, VenueId id) {
        return transaction
                .handle()
                .createQuery("select name from venue where id = :id")
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne();
    }

    /// @param profile that the device is to have, null for any
    void addCode(
            Transaction transaction,
            EnrolmentCode code,
            VenueId venue,
            @Nullable DeviceProfile profile,
            Instant expires) {
        transaction
                .handle()
                .createUpdate("insert into enrolment_code (code_hash, venue, profile, expires_at)"
                        + " values (:hash, :venue, :profile, :expires)")
                .bind("hash", code.hash().toArray())
                .bind("venue", venue.value())
                .bind("profile", profile == null ? null : profile.name())
                .bind("expires", Sql.time(expires))
                .execute();
    }

    /// Uses a code up. Of two that try at once, the row's lock lets one through; the other finds it used.
    Optional<LetIn> useCode(Transaction transaction, EnrolmentCode code, Instant now) {
        int used = transaction
                .handle()
                .createUpdate("update enrolment_code set used_at = :now"
                        + " where code_hash = :hash and used_at is null and expires_at > :now")
                .bind("hash", code.hash().toArray())
                .bind("now", Sql.time(now))
                .execute();
        if (used == 0) {
            return Optional.empty();
        }
        return transaction
                .handle()
                .createQuery("select venue, profile from enrolment_code where code_hash = :hash")
                .bind("hash", code.hash().toArray())
                .map((row, _) -> new LetIn(new VenueId(Sql.id(row, "venue")), profileOrNull(row)))
                .findOne();
    }

    /// What a code says of the device that uses it.
    ///
    /// @param profile null if any comes in
    record LetIn(VenueId venue, @Nullable DeviceProfile profile) {}

    private static @Nullable DeviceProfile profileOrNull(ResultSet row) throws SQLException {
        String profile = row.getString("profile");
        return profile == null ? null : DeviceProfile.valueOf(profile);
    }

    /// Remembers whom a code let in.
    void codeLetIn(Transaction transaction, EnrolmentCode code, DeviceId device) {
        transaction
                .handle()
                .createUpdate("update enrolment_code set device = :device where code_hash = :hash")
                .bind("device", device.value())
                .bind("hash", code.hash().toArray())
                .execute();
    }

    /// Whom a code let in, while it would still be good.
    Optional<Device> letInBy(Transaction transaction, EnrolmentCode code, Instant now) {
        return transaction
                .handle()
                .createQuery("select d.id, d.venue, d.name, d.profile, d.signing_key, d.sealing_key, d.revoked_at"
                        + " from enrolment_code c join device d on d.id = c.device"
                        + " where c.code_hash = :hash and c.expires_at > :now")
                .bind("hash", code.hash().toArray())
                .bind("now", Sql.time(now))
                .map((row, _) -> device(row))
                .findOne();
    }

    void add(Transaction transaction, Device device, Instant now) {
        transaction
                .handle()
                .createUpdate("insert into device (id, venue, name, profile, signing_key, sealing_key, enrolled_at,"
                        + " acknowledged, chain_hash) values (:id, :venue, :name, :profile, :signing, :sealing, :now,"
                        + " 0, :genesis)")
                .bind("id", device.id().value())
                .bind("venue", device.venue().value())
                .bind("name", device.name())
                .bind("profile", device.profile().name())
                .bind("signing", device.signingKey().raw().toArray())
                .bind("sealing", device.sealingKey().raw().toArray())
                .bind("now", Sql.time(now))
                .bind("genesis", JournalChain.genesis(device.id()).toArray())
                .execute();
    }

    Optional<Device> find(Transaction transaction, DeviceId id) {
        return transaction
                .handle()
                .createQuery("select id, venue, name, profile, signing_key, sealing_key, revoked_at from device"
                        + " where id = :id")
                .bind("id", id.value())
                .map((row, _) -> device(row))
                .findOne();
    }

    /// A device that was never heard of is to be used in another way.
    void setProfile(Transaction transaction, DeviceId id, DeviceProfile profile) {
        transaction
                .handle()
                .createUpdate("update device set profile = :profile where id = :id and contact_at is null")
                .bind("profile", profile.name())
                .bind("id", id.value())
                .execute();
    }

    /// Whether a device that is not shut out has this key.
    boolean isKeyInUse(Transaction transaction, VerifyingKey key) {
        return transaction
                .handle()
                .createQuery("select 1 from device where signing_key = :key and revoked_at is null limit 1")
                .bind("key", key.raw().toArray())
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /// Locks a venue's row until the transaction ends: its devices are let in one after the other.
    ///
    /// @return its name, empty if there is no such venue
    Optional<String> lockVenue(Transaction transaction, VenueId id) {
        return transaction
                .handle()
                .createQuery("select name from venue where id = :id for update")
                .bind("id", id.value())
                .mapTo(String.class)
                .findOne();
    }

    /// How far the contacts of a device have come; its row is locked until the transaction ends.
    Optional<Contacts> lockContacts(Transaction transaction, DeviceId id) {
        return transaction
                .handle()
                .createQuery(
                        "select contact_number, contact_mark, machine, copied_at from device where id = :id for update")
                .bind("id", id.value())
                .map((row, _) -> new Contacts(
                        row.getLong("contact_number"),
                        bytesOrNull(row, "contact_mark"),
                        bytesOrNull(row, "machine"),
                        Sql.timeOrNull(row, "copied_at")))
                .findOne();
    }

    /// The last contact that was answered.
    ///
    /// @param mark drawn by the device, null before the first
    /// @param machine it came from, null if it was not said
    /// @param copiedAt since when two copies are known of
    record Contacts(
            long number,
            @Nullable Bytes mark,
            @Nullable Bytes machine,
            @Nullable Instant copiedAt) {}

    /// Notes a contact.
    ///
    /// @param contact null from a program that says nothing of it
    void contact(
            Transaction transaction,
            DeviceId id,
            Instant now,
            @Nullable ContactMark contact,
            @Nullable DeviceHealth health) {
        transaction
                .handle()
                .createUpdate("update device set contact_at = :now, health = coalesce(:health, health) where id = :id")
                .bind("now", Sql.time(now))
                .bind("health", health == null ? null : HealthText.write(health))
                .bind("id", id.value())
                .execute();
        if (contact != null) {
            transaction
                    .handle()
                    .createUpdate("update device set contact_number = :number, contact_mark = :mark,"
                            + " machine = coalesce(:machine, machine) where id = :id")
                    .bind("number", contact.number() + 1)
                    .bind("mark", contact.next().toArray())
                    .bind(
                            "machine",
                            contact.machine() == null ? null : contact.machine().toArray())
                    .bind("id", id.value())
                    .execute();
        }
    }

    /// Notes that there are two of a device.
    ///
    /// @return whether that is news
    boolean isCopied(Transaction transaction, DeviceId id, Instant now) {
        return transaction
                        .handle()
                        .createUpdate("update device set copied_at = :now where id = :id and copied_at is null")
                        .bind("now", Sql.time(now))
                        .bind("id", id.value())
                        .execute()
                == 1;
    }

    /// Forgets that there were two.
    ///
    /// @return whether it was known
    boolean settleCopy(Transaction transaction, DeviceId id) {
        return transaction
                        .handle()
                        .createUpdate("update device set copied_at = null where id = :id and copied_at is not null")
                        .bind("id", id.value())
                        .execute()
                == 1;
    }

    private static @Nullable Bytes bytesOrNull(ResultSet row, String column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        return bytes == null ? null : Bytes.of(bytes);
    }

    /// Shuts a device out; once is enough.
    boolean revoke(Transaction transaction, DeviceId id, Instant now) {
        return transaction
                        .handle()
                        .createUpdate("update device set revoked_at = coalesce(revoked_at, :now) where id = :id")
                        .bind("id", id.value())
                        .bind("now", Sql.time(now))
                        .execute()
                == 1;
    }

    private static Device device(ResultSet row) throws SQLException {
        return new Device(
                new DeviceId(Sql.id(row, "id")),
                new VenueId(Sql.id(row, "venue")),
                row.getString("name"),
                DeviceProfile.valueOf(row.getString("profile")),
                new VerifyingKey(Sql.bytes(row, "signing_key")),
                new SealingKey(Sql.bytes(row, "sealing_key")),
                Sql.timeOrNull(row, "revoked_at"));
    }
}
