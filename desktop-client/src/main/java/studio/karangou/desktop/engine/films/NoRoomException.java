package studio.karangou.desktop.engine.films;

import java.io.IOException;

/// Content does not fit into the space that films may take.
public final class NoRoomException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long needed;
    private final long room;

    public NoRoomException(long needed, long room) {
        super("no room for films: " + needed + " bytes needed, " + room + " left");
        this.needed = needed;
        this.room = room;
    }

    public long needed() {
        return needed;
    }

    public long room() {
        return room;
    }
}
