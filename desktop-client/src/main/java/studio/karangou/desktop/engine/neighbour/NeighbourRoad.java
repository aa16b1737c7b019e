package studio.karangou.desktop.engine.neighbour;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Road;
import studio.karangou.common.protocol.CataloguePage;
import studio.karangou.common.protocol.ParcelFile;
import studio.karangou.desktop.engine.roads.AnswerTaker;
import studio.karangou.desktop.engine.roads.ParcelMaker;
import studio.karangou.desktop.engine.roads.ServerSeal;
import studio.karangou.desktop.engine.store.ChangeStore;
import studio.karangou.desktop.engine.time.BestTime;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;

/// One exchange with a neighbour: the catalogue, what waits, the answers. Cut anywhere and begun again, it does
/// the rest.
final class NeighbourRoad {
    private static final Logger LOG = LoggerFactory.getLogger(NeighbourRoad.class);
    /// What did not change is left again after so long: it asks for news, and the neighbour may have lost it.
    private static final Duration AGAIN = Duration.ofMinutes(15);

    private final NeighbourCalls calls;
    private final Parts parts;
    private final Map<URI, Long> taken = new HashMap<>();
    private String left = "";
    private @Nullable Instant leftAt;

    /// Its ends on this device.
    record Parts(ParcelMaker maker, AnswerTaker answers, ServerSeal seal, ChangeStore feed, BestTime time) {}

    NeighbourRoad(NeighbourCalls calls, Parts parts) {
        this.calls = calls;
        this.parts = parts;
    }

    /// @throws IOException if the neighbour is not there, or does not do as it should
    /// @throws FailureException if this device's own disk or keys fail
    void exchange(URI neighbour, EnrolledDevice device) throws IOException, InterruptedException {
        if (parts.seal.known(device.serverKey()).isEmpty()) {
            Optional<byte[]> key = calls.sealingKey(neighbour);
            key.ifPresent(document -> parts.seal.offer(document, device.serverKey()));
        }
        catalogue(neighbour, device);
        if (parts.seal.known(device.serverKey()).isPresent()) {
            leave(neighbour);
            answers(neighbour, device);
        }
    }

    private void catalogue(URI neighbour, EnrolledDevice device) throws IOException, InterruptedException {
        boolean more = true;
        while (more) {
            Optional<byte[]> document = calls.catalogue(neighbour, parts.feed.catalogueCursor());
            if (document.isEmpty()) {
                return;
            }
            CataloguePage page;
            try {
                page = CatalogueShelf.open(document.get(), device.serverKey());
            } catch (FailureException e) {
                // what it carries is sealed all the same
                LOG.info(
                        "a neighbour's catalogue is not the server's: {}",
                        e.failure().code(),
                        e);
                return;
            }
            boolean latest = !page.serverTime().isBefore(parts.answers.heard());
            more = parts.feed.applyCatalogue(page, latest);
            if (more) {
                parts.time.atLeast(page.serverTime());
            }
        }
    }

    private void leave(URI neighbour) throws IOException, InterruptedException {
        ParcelMaker.Made made = parts.maker.make();
        String what = neighbour + " " + made.name().fileName();
        Instant last = leftAt;
        Instant now = parts.time.instant();
        boolean again = last == null || now.isBefore(last) || now.isAfter(last.plus(AGAIN));
        if (what.equals(left) && !again) {
            return;
        }
        AtomicBoolean kept = new AtomicBoolean(true);
        ParcelFile.read(made.file(), parcel -> {
            try {
                kept.set(calls.leave(neighbour, parcel));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
            return kept.get();
        });
        if (!kept.get()) {
            LOG.info("the neighbour keeps no more; it is tried again");
            return;
        }
        parts.maker.left(made, Road.NEIGHBOUR);
        left = what;
        leftAt = now;
    }

    private void answers(URI neighbour, EnrolledDevice device) throws IOException, InterruptedException {
        Optional<NeighbourCalls.Answer> answer =
                calls.answer(neighbour, device.id(), taken.getOrDefault(neighbour, 0L));
        while (answer.isPresent()) {
            try {
                parts.answers.take(answer.get().parcel());
            } catch (FailureException e) {
                LOG.info(
                        "an answer through a neighbour is not taken: {}",
                        e.failure().code(),
                        e);
            }
            taken.put(neighbour, answer.get().number());
            answer = calls.answer(neighbour, device.id(), answer.get().number());
        }
    }

    /// Those to be tried, in this order.
    static List<URI> first(Optional<URI> typed, List<URI> found) {
        return Stream.concat(typed.stream(), found.stream()).distinct().toList();
    }
}
