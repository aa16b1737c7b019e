package studio.karangou.server.storage;

import java.io.InputStream;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import studio.karangou.common.model.ContentAddress;

/// A store on a disk that fills up: takes so many bytes, then no more until room is made.
public final class LimitedStore implements ObjectStore {
    private final ObjectStore store;
    private final AtomicLong room;

    public LimitedStore(ObjectStore store, long room) {
        this.store = store;
        this.room = new AtomicLong(room);
    }

    public void makeRoom(long bytes) {
        room.addAndGet(bytes);
    }

    @Override
    public ContentAddress put(byte[] content) {
        if (room.addAndGet(-content.length) < 0) {
            room.addAndGet(content.length);
            throw new StorageFailure.DiskFull().asException();
        }
        return store.put(content);
    }

    @Override
    public void put(ContentAddress expected, InputStream content, long limit) {
        store.put(expected, content, limit);
    }

    @Override
    public OptionalLong size(ContentAddress address) {
        return store.size(address);
    }

    @Override
    public InputStream open(ContentAddress address, long offset) {
        return store.open(address, offset);
    }
}
