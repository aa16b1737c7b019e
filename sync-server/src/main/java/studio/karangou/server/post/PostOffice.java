package studio.karangou.server.post;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.Uuid7;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.keys.SealedColumns;
import studio.karangou.server.post.PostSettings.TextLimits;

/// Letters leave through a table: posted in the transaction that they tell of, handed over by a worker, tried again
/// until they are of no use. At worst a letter arrives twice.
public final class PostOffice implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostOffice.class);
    private static final String COLUMN = "letter.sealed";
    /// Letters of this node wake the worker; those that another one left behind wait for its next look.
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final Duration BETWEEN_TIDYINGS = Duration.ofHours(1);
    private static final int DOUBLINGS = 10;

    private final Database database;
    private final SealedColumns columns;
    private final Clock clock;
    private final Uuid7 ids;
    private final LetterStore store = new LetterStore();
    private final LetterWriter writer = new LetterWriter();
    private final FolderCarrier folder;
    private final @Nullable SmtpCarrier smtp;
    private final @Nullable SmsCarrier sms;
    private final @Nullable TextLimits textLimits;
    private final Semaphore wake = new Semaphore(0);
    private Instant tidied = Instant.EPOCH;
    private volatile boolean stopping;
    private @Nullable Thread worker;

    public PostOffice(PostSettings settings, Database database, SealedColumns columns, Clock clock, Uuid7 ids) {
        this.database = database;
        this.columns = columns;
        this.clock = clock;
        this.ids = ids;
        folder = new FolderCarrier(settings.folder(), columns, clock);
        smtp = settings.smtp() == null ? null : new SmtpCarrier(settings.smtp(), clock);
        sms = settings.sms() == null ? null : new SmsCarrier(settings.sms());
        textLimits = settings.sms() == null ? null : settings.sms().limits();
    }

    /// Begins to hand letters over.
    public void start() {
        worker = Thread.ofVirtual().name("post").start(this::work);
    }

    /// Posts a letter, if the transaction ends well.
    public void post(Transaction transaction, Letter letter) {
        UUID id = ids.next();
        store.add(transaction, id, columns.seal(COLUMN, id, Wire.toJson(letter)), clock.instant(), letter.expires());
        transaction.afterwards(wake::release);
    }

    /// How many text messages the gateway may be given, null without one.
    public @Nullable TextLimits textLimits() {
        return textLimits;
    }

    /// What lies in the folder because there is nobody to hand it to; the oldest first.
    public List<LetterInFolder> folder() {
        try {
            return folder.letters();
        } catch (IOException e) {
            throw new UncheckedIOException("our own folder", e);
        }
    }

    /// Hands over what waits now.
    ///
    /// @return whether there was a letter
    boolean carryNext() {
        Optional<LetterStore.Waiting> taken =
                database.inTransaction(transaction -> store.take(transaction, clock.instant(), LEASE));
        taken.ifPresent(this::carry);
        return taken.isPresent();
    }

    private void carry(LetterStore.Waiting waiting) {
        if (!clock.instant().isBefore(waiting.expires())) {
            LOG.warn("a letter was given up after {} attempts", waiting.attempts() - 1);
            done(waiting.id());
            return;
        }
        Letter letter = read(waiting);
        try {
            carrier(letter).carry(writer.write(letter));
            done(waiting.id());
        } catch (Carrier.CarrierException e) {
            LOG.atWarn().setCause(e).addKeyValue("attempt", waiting.attempts()).log("{} did not leave", letter);
            if (e.isLasting()) {
                done(waiting.id());
            } else {
                Instant again = clock.instant().plus(wait(waiting.attempts()));
                database.inTransaction(transaction -> {
                    store.again(transaction, waiting.id(), again);
                    return again;
                });
            }
        }
    }

    private Letter read(LetterStore.Waiting waiting) {
        try {
            return Wire.json().readValue(columns.open(COLUMN, waiting.id(), waiting.sealed()), Letter.class);
        } catch (IOException e) {
            throw new UncheckedIOException("a letter that we wrote ourselves", e);
        }
    }

    private Carrier carrier(Letter letter) {
        @Nullable
        Carrier carrier = switch (letter.channel()) {
            case EMAIL -> smtp;
            case SMS -> sms;
        };
        return carrier == null ? folder : carrier;
    }

    private void done(UUID id) {
        database.inTransaction(transaction -> {
            store.remove(transaction, id);
            return id;
        });
    }

    private static Duration wait(int attempts) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(DOUBLINGS, attempts - 1));
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /// What lies in the folder grows old even if no letter comes any more.
    private void tidy() {
        Instant now = clock.instant();
        if (now.isBefore(tidied.plus(BETWEEN_TIDYINGS))) {
            return;
        }
        tidied = now;
        try {
            folder.tidy();
        } catch (IOException e) {
            throw new UncheckedIOException("our own folder", e);
        }
    }

    private void work() {
        try {
            do {
                try {
                    while (!stopping && carryNext()) {
                        // one after the other
                    }
                    tidy();
                } catch (RuntimeException | Error e) { // thrown on, no letter would ever leave again
                    LOG.atError().setCause(e).log("the post stands still for a moment");
                }
                if (wake.tryAcquire(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                    wake.drainPermits();
                }
            } while (!stopping);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Finishes the letter in hand, and stops.
    @Override
    public void close() {
        stopping = true;
        wake.release();
        if (worker != null) {
            try {
                if (!worker.join(STOP_PATIENCE)) {
                    worker.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (sms != null) {
            sms.close();
        }
    }
}
