package studio.karangou.packaging.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FaultReported;
import studio.karangou.common.protocol.OperationBody.FavouriteAdded;
import studio.karangou.common.protocol.OperationBody.FavouriteRemoved;
import studio.karangou.common.protocol.OperationBody.FilmHeld;
import studio.karangou.common.protocol.OperationBody.FilmRated;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationBody.RoomFollowed;
import studio.karangou.common.protocol.Wire;
import studio.karangou.packaging.simulation.Checks.Row;

/// Whether applied operations left in the server's tables what they say, and nothing else did. Of money: [Ledger];
/// of what is said of films: [MarkChecks].
final class Effects {
    private final World world;
    private final Map<UUID, String> messages;
    private final Map<UUID, Integer> views;
    private final Set<Place> members;

    Effects(World world) {
        this.world = world;
        Tables tables = world.server().tables();
        messages = tables.map(
                "select id, body from message", row -> row.getObject(1, UUID.class), row -> row.getString(2));
        views = tables.map(
                "select id, audience from film_view", row -> row.getObject(1, UUID.class), row -> row.getInt(2));
        members = new HashSet<>(tables.read(
                "select device, scope from feed_member",
                row -> new Place(row.getObject(1, UUID.class), row.getObject(2, UUID.class))));
    }

    /// A film at a device.
    private record Place(UUID device, UUID film) {
        static Place of(DeviceId device, FilmId film) {
            return new Place(device.value(), film.value());
        }
    }

    /// @param rows of each device in their order
    void check(List<Row> rows) {
        Set<UUID> written = new HashSet<>();
        Set<UUID> viewed = new HashSet<>();
        Set<Place> held = new HashSet<>();
        for (Row row : rows) {
            if (!row.isApplied()) {
                continue;
            }
            UUID id = row.operation().id().value();
            boolean there = switch (row.operation().body()) {
                case MessagePosted posted ->
                    written.add(id)
                            && (posted.text().equals(messages.get(id))
                                    || world.server()
                                            .removed()
                                            .contains(row.operation().id()));
                case FilmViewed seen ->
                    viewed.add(id) && Integer.valueOf(seen.audience()).equals(views.get(id));
                case RoomFollowed room ->
                    members.contains(new Place(row.device(), room.film().value()));
                case FilmHeld film -> {
                    Place place = new Place(row.device(), film.film().value());
                    if (film.ready()) {
                        held.add(place);
                    } else {
                        held.remove(place);
                    }
                    yield true;
                }
                case ContributionMade _,
                        CashSettled _,
                        KioskFilmChosen _,
                        FaultReported _,
                        FavouriteAdded _,
                        FavouriteRemoved _,
                        FilmRated _ -> true;
            };
            if (!there) {
                world.violated(
                        "no-effect",
                        "operation " + row.operation().id() + " is acknowledged and has no effect: "
                                + row.operation().body());
            }
        }
        same("messages that nobody wrote", true, written.containsAll(messages.keySet()));
        same("viewings", viewed, views.keySet());
        same("what kiosks hold", held, holds());
    }

    /// What is held no more may have left the feed.
    private Set<Place> holds() {
        Set<Place> holds = new HashSet<>();
        world.server()
                .tables()
                .read(
                        "select payload from feed_change where entity like 'kiosk-holds/%'",
                        row -> Wire.fromCbor("change", row.getBytes(1), Change.class))
                .forEach(change -> {
                    if (change instanceof Change.KioskHolds told && told.ready()) {
                        holds.add(Place.of(told.kiosk(), told.film()));
                    }
                });
        return holds;
    }

    private <T> void same(String what, T journals, T tables) {
        if (!journals.equals(tables)) {
            world.violated("effects", what + " are " + tables + ", the journals say " + journals);
        }
    }
}
