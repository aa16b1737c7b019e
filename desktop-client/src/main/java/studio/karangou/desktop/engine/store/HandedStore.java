package studio.karangou.desktop.engine.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Road;

/// By which road operations left this device while the server has not said that it has them.
final class HandedStore {
    private final LocalDatabase database;

    HandedStore(LocalDatabase database) {
        this.database = database;
    }

    /// Everything up to an operation went by a road.
    private record Handed(Road road, long sequence, Instant at) {}

    void put(DeviceId device, Road road, long sequence, Instant at) {
        database.write(handle -> handle.createUpdate("""
                        MERGE INTO handed_over (device, road, sequence, at) KEY (device, road)
                        VALUES (:device, :road, :sequence, :at)""")
                .bind("device", device.value())
                .bind("road", road.code())
                .bind("sequence", sequence)
                .bind("at", at.toEpochMilli())
                .execute());
    }

    /// What waits, with the road by which it left last.
    List<Waiting> onTheirWay(DeviceId device, List<JournalIndex.Indexed> pending) {
        List<Handed> roads = all(device);
        return pending.stream().map(one -> waiting(one, roads)).toList();
    }

    private static Waiting waiting(JournalIndex.Indexed one, List<Handed> roads) {
        Optional<Handed> last = roads.stream()
                .filter(road -> one.operation().sequence() <= road.sequence())
                .findFirst();
        return new Waiting(
                one.operation(),
                one.refusal(),
                last.map(Handed::road).orElse(null),
                last.map(Handed::at).orElse(null));
    }

    /// The latest first.
    private List<Handed> all(DeviceId device) {
        return database.read(handle -> handle
                .createQuery("SELECT road, sequence, at FROM handed_over WHERE device = :device ORDER BY at DESC")
                .bind("device", device.value())
                .map((row, context) -> {
                    long sequence = row.getLong(2);
                    Instant at = Instant.ofEpochMilli(row.getLong(3));
                    return Road.of(row.getInt(1)).map(road -> new Handed(road, sequence, at));
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList());
    }
}
