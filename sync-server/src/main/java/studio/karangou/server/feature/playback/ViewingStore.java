package studio.karangou.server.feature.playback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.ViewingApi.ViewingShown;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Leases of viewing sessions.
final class ViewingStore {
    /// Who watches: a device, in another player; a person, in one of their sessions; or a device for a person.
    ///
    /// @param device null in our own program, which is counted by person only
    /// @param person null when nobody said
    /// @param session of the person, in our own program
    record Viewer(
            @Nullable DeviceId device,
            @Nullable PersonId person,
            @Nullable UUID session) {}

    /// A viewing.
    ///
    /// @param ended whether its person ended it
    record Viewing(Viewer viewer, FilmId film, Instant leaseUntil, boolean ended) {}

    /// Two who ask at once for the same device or person come one after the other.
    void lock(Transaction transaction, Viewer viewer) {
        if (viewer.device() != null) {
            lock(transaction, "device", viewer.device().value());
        }
        if (viewer.person() != null) {
            lock(transaction, "person", viewer.person().value());
        }
    }

    private static void lock(Transaction transaction, String table, UUID id) {
        transaction
                .handle()
                .createQuery("select id from " + table + " where id = :id for update")
                .bind("id", id)
                .mapTo(UUID.class)
                .findOne();
    }

    Optional<Viewing> find(Transaction transaction, UUID id) {
        return transaction
                .handle()
                .createQuery("select device, person, session, film, lease_until, ended_at from viewing where id = :id")
                .bind("id", id)
                .map((row, _) -> {
                    @Nullable UUID device = row.getObject("device", UUID.class);
                    @Nullable UUID person = row.getObject("person", UUID.class);
                    return new Viewing(
                            new Viewer(
                                    device == null ? null : new DeviceId(device),
                                    person == null ? null : new PersonId(person),
                                    row.getObject("session", UUID.class)),
                            new FilmId(Sql.id(row, "film")),
                            Sql.time(row, "lease_until"),
                            Sql.timeOrNull(row, "ended_at") != null);
                })
                .findOne();
    }

    /// What a person watches now, the latest first.
    ///
    /// @param session of who asks
    List<ViewingShown> ofPerson(Transaction transaction, PersonId person, UUID session, Instant now) {
        return transaction
                .handle()
                .createQuery("select v.id, v.film, f.title, coalesce(s.program, d.name) as program, v.opened_at,"
                        + " v.session from viewing v join film f on f.id = v.film"
                        + " left join person_session s on s.id = v.session left join device d on d.id = v.device"
                        + " where v.person = :person and v.lease_until > :now order by v.opened_at desc, v.id")
                .bind("person", person.value())
                .bind("now", Sql.time(now))
                .map((row, _) -> new ViewingShown(
                        Sql.id(row, "id"),
                        new FilmId(Sql.id(row, "film")),
                        row.getString("title"),
                        row.getString("program"),
                        Sql.time(row, "opened_at"),
                        session.equals(row.getObject("session", UUID.class))))
                .list();
    }

    /// Ends a person's viewing; its place is free.
    ///
    /// @param names that it may have
    /// @return whether it was there, and theirs
    boolean end(Transaction transaction, PersonId person, List<UUID> names, Instant now) {
        return transaction
                        .handle()
                        .createUpdate("update viewing set ended_at = :now, lease_until = :now"
                                + " where id = any(:names) and person = :person and ended_at is null")
                        .bind("now", Sql.time(now))
                        .bindArray("names", UUID.class, names.toArray())
                        .bind("person", person.value())
                        .execute()
                > 0;
    }

    /// Drops what a person watched.
    void forget(Transaction transaction, PersonId person) {
        transaction
                .handle()
                .createUpdate("delete from viewing where person = :person")
                .bind("person", person.value())
                .execute();
    }

    /// How many others are under way: the larger of those of the device and those of the person.
    int others(Transaction transaction, UUID but, Viewer viewer, Instant now) {
        @Nullable DeviceId device = viewer.device();
        @Nullable PersonId person = viewer.person();
        int ofDevice = device == null ? 0 : others(transaction, but, "device", device.value(), now);
        return person == null ? ofDevice : Math.max(ofDevice, others(transaction, but, "person", person.value(), now));
    }

    private static int others(Transaction transaction, UUID but, String column, UUID whose, Instant now) {
        return transaction
                .handle()
                .createQuery("select count(*) from viewing where " + column
                        + " = :whose and lease_until > :now and id <> :but")
                .bind("whose", whose)
                .bind("now", Sql.time(now))
                .bind("but", but)
                .mapTo(Integer.class)
                .one();
    }

    void add(Transaction transaction, UUID id, Viewer viewer, FilmId film, Instant now, Instant until) {
        transaction
                .handle()
                .createUpdate("insert into viewing (id, device, person, session, film, opened_at, lease_until)"
                        + " values (:id, cast(:device as uuid), cast(:person as uuid), cast(:session as uuid), :film,"
                        + " :now, :until)")
                .bind("id", id)
                .bind("device", Sql.id(viewer.device()))
                .bind("person", Sql.id(viewer.person()))
                .bind("session", viewer.session())
                .bind("film", film.value())
                .bind("now", Sql.time(now))
                .bind("until", Sql.time(until))
                .execute();
    }

    void renew(Transaction transaction, UUID id, Instant until) {
        transaction
                .handle()
                .createUpdate("update viewing set lease_until = :until where id = :id")
                .bind("until", Sql.time(until))
                .bind("id", id)
                .execute();
    }

    /// Forgets what was over long ago: who watched what when is nobody's business then.
    ///
    /// @param before for other players, whose tokens live for hours
    /// @param ours for our own program, which asks each minute
    void forget(Transaction transaction, Instant before, Instant ours) {
        transaction
                .handle()
                .createUpdate("delete from viewing where lease_until < :before"
                        + " or (session is not null and lease_until < :ours)")
                .bind("before", Sql.time(before))
                .bind("ours", Sql.time(ours))
                .execute();
    }
}
