package studio.karangou.desktop.engine.people;

import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Listeners;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.PeopleApi.Account;
import studio.karangou.common.protocol.PeopleApi.RefreshRequest;
import studio.karangou.common.protocol.PeopleApi.Session;
import studio.karangou.desktop.engine.http.PersonCalls;
import studio.karangou.desktop.feature.people.DoorFailure;
import studio.karangou.desktop.feature.people.PeopleFailure;

/// The one session of this device, and its tokens. A refresh draws an *attempt* and has it on disk before it asks, so
/// that an answer that was lost, or a plug that was pulled, is made good by asking the same again (decision 0030). The
/// disk is never more than one refresh behind.
final class DeviceSession {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceSession.class);

    private final PersonCalls calls;
    private final SessionMemory memory;
    private final InstantSource time;
    private final BooleanSupplier answered;
    private final Listeners changed;
    private final Consumer<Account> lost;
    private final Consumer<HeldSession.Tokens> left;
    /// Held while a refresh is under way: two at a time would look like a theft.
    private final ReentrantLock renewing = new ReentrantLock();
    private volatile @Nullable HeldSession held;
    private volatile @Nullable Failure ended;

    /// @param answered whether the server did last time
    /// @param lost told of a person whose session the server ended
    /// @param left told of a session that is over here and that the server knows nothing of, before it is forgotten
    DeviceSession(
            PersonCalls calls,
            SessionMemory memory,
            InstantSource time,
            BooleanSupplier answered,
            Listeners changed,
            Consumer<Account> lost,
            Consumer<HeldSession.Tokens> left) {
        this.left = left;
        this.calls = calls;
        this.memory = memory;
        this.time = time;
        this.answered = answered;
        this.changed = changed;
        this.lost = lost;
        held = memory.read().orElse(null);
    }

    Optional<HeldSession> held() {
        return Optional.ofNullable(held);
    }

    /// Whom the server has let in; empty for who came in without it.
    Optional<PersonId> withServer() {
        return held().filter(now -> now.tokens() != null)
                .map(now -> now.account().id());
    }

    /// Why the session ended without the person ending it.
    Optional<Failure> endedBecause() {
        return Optional.ofNullable(ended);
    }

    /// Begins. A disk that does not take it is told in the log only: the session holds until the program ends.
    void begin(HeldSession next) {
        renewing.lock();
        try {
            ended = null;
            tellLeft(next.tokens());
            held = next;
            memory.write(next);
        } catch (FailureException e) {
            LOG.warn("the session is not kept beyond the end of the program", e);
        } finally {
            renewing.unlock();
            changed.changed();
        }
    }

    /// Asks the server on behalf of the person, with a token that it takes.
    ///
    /// @param call gets the access token
    /// @throws FailureException with [PeopleFailure.NotSignedIn], [PeopleFailure.NoNetwork] or
    ///     [DoorFailure.BackOnline] (came in without it), [PeopleFailure.SessionEnded] or
    ///     [PeopleFailure.SessionStolen] once it is over, or what the server said
    <T> T asPerson(Function<String, T> call) {
        String access = access(null);
        try {
            return call.apply(access);
        } catch (FailureException e) {
            if (!Translation.isStale(e.failure())) {
                throw Translation.of(e);
            }
        }
        String renewed = access(access);
        return Translation.of(() -> call.apply(renewed));
    }

    /// @param stale what the server no longer takes, null if it was not asked yet
    private String access(@Nullable String stale) {
        renewing.lock();
        try {
            HeldSession now = held;
            if (now == null) {
                throw new PeopleFailure.NotSignedIn().asException();
            }
            HeldSession.Tokens tokens = now.tokens();
            if (tokens == null) {
                throw answered.getAsBoolean()
                        ? new DoorFailure.BackOnline().asException()
                        : new PeopleFailure.NoNetwork().asException();
            }
            String access = tokens.access();
            return access != null && !access.equals(stale) ? access : renew(now, tokens);
        } finally {
            renewing.unlock();
        }
    }

    private String renew(HeldSession now, HeldSession.Tokens tokens) {
        UUID kept = tokens.attempt();
        UUID attempt = kept == null ? UUID.randomUUID() : kept;
        HeldSession.Tokens trying = tokens.trying(attempt);
        memory.write(now.with(trying));
        held = now.with(trying);
        Session session;
        try {
            session = Translation.of(() -> calls.ask(
                    "POST",
                    "/api/v1/people/refreshes",
                    new RefreshRequest(tokens.refresh(), attempt),
                    null,
                    Session.class));
        } catch (FailureException e) {
            if (e.failure() instanceof PeopleFailure.SessionEnded
                    || e.failure() instanceof PeopleFailure.SessionStolen) {
                end(e.failure());
                lost.accept(now.account());
            }
            throw e;
        }
        HeldSession next = HeldSession.of(session, time.instant());
        held = next;
        try {
            memory.write(next);
        } catch (FailureException e) {
            LOG.warn("the next token is not on disk; the attempt there gets it again", e);
        }
        changed.changed();
        return session.access();
    }

    /// The server said how the account stands.
    void confirm(Account account) {
        renewing.lock();
        try {
            HeldSession now = held;
            if (now != null && now.account().id().equals(account.id())) {
                held = now.confirmed(account, time.instant());
                memory.write(now.confirmed(account, time.instant()));
            }
        } catch (FailureException e) {
            LOG.warn("what the server said of the account is not on disk", e);
        } finally {
            renewing.unlock();
            changed.changed();
        }
    }

    /// Ends it here because the person wants it.
    void leave() {
        renewing.lock();
        try {
            tellLeft(null);
            end(null);
        } finally {
            renewing.unlock();
        }
    }

    /// @param next of the session that takes the place of the one that is held, null if there is none
    private void tellLeft(HeldSession.@Nullable Tokens next) {
        HeldSession before = held;
        HeldSession.Tokens tokens = before == null ? null : before.tokens();
        if (tokens != null && (next == null || !next.session().equals(tokens.session()))) {
            left.accept(tokens);
        }
    }

    /// Ends it here.
    ///
    /// @param why null when it is over by a word of the person
    void end(@Nullable Failure why) {
        renewing.lock();
        try {
            held = null;
            ended = why;
            memory.clear();
        } finally {
            renewing.unlock();
            changed.changed();
        }
    }
}
