package studio.karangou.packaging.simulation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.BatchCodec;
import studio.karangou.common.protocol.ChangePage;
import studio.karangou.common.protocol.JournalPosition;
import studio.karangou.common.protocol.ProtocolFailure;
import studio.karangou.common.protocol.PushReceipt;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.engine.http.SyncServer;
import studio.karangou.desktop.engine.time.TimeQuestion;
import studio.karangou.server.feed.Audience;
import studio.karangou.server.http.HttpFailure;

/// What lies between a device and the server: the bytes that would go over a real network go through here, or not.
final class SimNetwork implements SyncServer {
    private static final int LEAST_HTTP_SERVER_ERROR = 500;
    private static final int BAD_REQUEST = 400;

    private final World world;
    private final DeviceId device;
    private final VenueId venue;
    private Weather weather = Weather.CLEAR;
    private Draw draw = Draw.of(0);

    SimNetwork(World world, DeviceId device, VenueId venue) {
        this.world = world;
        this.device = device;
        this.venue = venue;
    }

    void become(Weather now, Draw how) {
        weather = now;
        draw = how;
    }

    @Override
    public PushReceipt push(Batch batch) {
        byte[] sent = BatchCodec.encode(batch);
        byte[] arrives = draw.chance(weather.garblePercent()) ? Damage.flipped(sent, draw) : sent;
        byte[] answer = exchange(sent.length, () -> Wire.toCbor(world.server().push(device, arrives)));
        return read(answer, PushReceipt.class);
    }

    @Override
    public JournalPosition position(long after) {
        byte[] answer = exchange(100, () -> Wire.toJson(world.server().position(device, after)));
        try {
            return Wire.json().readValue(answer, JournalPosition.class);
        } catch (IOException e) {
            throw new FailureException(new ServerFailure.Garbled(), e);
        }
    }

    @Override
    public ChangePage changes(String cursor, TimeQuestion time) {
        AtomicReference<Optional<String>> header = new AtomicReference<>(Optional.empty());
        time.sent();
        Optional<String> nonce = time.nonce();
        byte[] answer = exchange(
                100,
                () -> {
                    byte[] page = Wire.toCbor(world.server().changes(cursor, new Audience(device, venue)));
                    header.set(nonce.flatMap(asked -> world.server().time(device, asked)));
                    return page;
                },
                () -> time.heard(header.get()));
        return read(answer, ChangePage.class);
    }

    private byte[] exchange(int bytes, Supplier<byte[]> question) {
        return exchange(bytes, question, () -> {});
    }

    /// @param begins what is done when the first bytes of the answer are here
    private byte[] exchange(int bytes, Supplier<byte[]> question, Runnable begins) {
        travel(bytes);
        // also of what seemed lost: somewhere on the way it waits
        if (draw.chance(weather.latePercent())) {
            world.later(Duration.ofSeconds(draw.upTo(40_000)), () -> unheard(question));
        }
        if (draw.chance(weather.losePercent())) {
            throw new ServerFailure.Unreachable().asException();
        }
        if (draw.chance(weather.twicePercent())) {
            unheard(question);
        }
        byte[] answer = answered(question);
        travel(0);
        begins.run();
        arrive(answer.length);
        if (draw.chance(weather.losePercent())) {
            throw new ServerFailure.Stalled().asException();
        }
        return draw.chance(weather.garblePercent()) ? Damage.cut(answer, draw) : answer;
    }

    private void travel(int bytes) {
        world.time().advance(weather.roundTrip().dividedBy(2));
        arrive(bytes);
    }

    private void arrive(int bytes) {
        world.time().advance(Duration.ofMillis(bytes * 1000L / weather.bytesPerSecond()));
    }

    /// A request whose answer nobody waits for.
    private void unheard(Supplier<byte[]> question) {
        try {
            answered(question);
        } catch (FailureException e) {
            world.trace()
                    .say(
                            "network",
                            "a copy of a request is turned down: " + e.failure().code());
        }
    }

    private byte[] answered(Supplier<byte[]> question) {
        try {
            return question.get();
        } catch (FailureException e) {
            throw new FailureException(understood(e), e);
        } catch (Crash e) {
            if (!e.isOfServer()) {
                throw e;
            }
            throw new ServerFailure.Unreachable().asException();
        } catch (RuntimeException e) {
            world.violated("server-failed", "the server failed by itself: " + e);
            throw new FailureException(new ServerFailure.Busy(LEAST_HTTP_SERVER_ERROR), e);
        }
    }

    /// As the real transport reads an answer's status.
    private static ServerFailure understood(FailureException e) {
        int status = switch (e.failure()) {
            case HttpFailure http -> http.status();
            case ProtocolFailure _ -> BAD_REQUEST;
            default -> throw new IllegalStateException("no answer for " + e.failure(), e);
        };
        return status >= LEAST_HTTP_SERVER_ERROR
                ? new ServerFailure.Busy(status)
                : new ServerFailure.Refused(status, e.failure().code(), "", List.of());
    }

    private static <T> T read(byte[] answer, Class<T> type) {
        try {
            return Wire.fromCbor("answer", answer, type);
        } catch (FailureException e) {
            throw new FailureException(new ServerFailure.Garbled(), e);
        }
    }
}
