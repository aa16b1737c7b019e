package studio.karangou.desktop.engine.people;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.PeopleApi.RefreshRequest;
import studio.karangou.common.protocol.PeopleApi.Session;
import studio.karangou.desktop.engine.http.PersonCalls;
import studio.karangou.desktop.feature.people.PeopleFailure;

/// Sessions that were left on this device and that the server does not know to be over: it would take their tokens for
/// months. They are ended when it can be reached, also after a restart where this device remembers.
final class LeftSessions {
    private static final Logger LOG = LoggerFactory.getLogger(LeftSessions.class);
    /// More than people leave between two contacts; the server forgets older ones in their time.
    private static final int MOST = 50;

    private final PersonCalls calls;
    private final Memory memory;
    private final List<HeldSession.Tokens> left;

    /// What of them survives the end of the program.
    interface Memory {
        /// Nothing does: a kiosk.
        Memory NONE = new Memory() {
            @Override
            public List<HeldSession.Tokens> read() {
                return List.of();
            }

            @Override
            public void write(List<HeldSession.Tokens> left) {
                // on purpose: a visitor leaves nothing on the disk
            }
        };

        /// Empty if there are none, or if they cannot be read.
        List<HeldSession.Tokens> read();

        /// Keeps them, without access tokens, in the place of those before.
        ///
        /// @throws FailureException with [PeopleFailure.NotKept]
        void write(List<HeldSession.Tokens> left);
    }

    LeftSessions(PersonCalls calls, Memory memory) {
        this.calls = calls;
        this.memory = memory;
        left = new ArrayList<>(memory.read());
    }

    /// Somebody left; the attempt is drawn now, so that each later one asks the server for the same.
    synchronized void add(HeldSession.Tokens tokens) {
        left.add(tokens.attempt() == null ? tokens.trying(UUID.randomUUID()) : tokens);
        if (left.size() > MOST) {
            left.removeFirst();
        }
        keep();
    }

    private synchronized void remove(HeldSession.Tokens over) {
        if (left.remove(over)) {
            keep();
        }
    }

    /// Forgets them: they are another server's, which learns of it in its time.
    synchronized void forget() {
        left.clear();
        keep();
    }

    private void keep() {
        try {
            memory.write(List.copyOf(left));
        } catch (FailureException e) {
            LOG.warn("which sessions were left here is not kept beyond the end of the program", e);
        }
    }

    private synchronized List<HeldSession.Tokens> all() {
        return List.copyOf(left);
    }

    /// Ends those that can be ended now.
    void end() {
        for (HeldSession.Tokens tokens : all()) {
            if (isOver(tokens)) {
                remove(tokens);
            }
        }
    }

    private boolean isOver(HeldSession.Tokens tokens) {
        try {
            String access = tokens.access();
            if (access == null || !endWith(access, tokens)) {
                endWith(renewed(tokens), tokens);
            }
            return true;
        } catch (FailureException e) {
            Failure why = Translation.of(e).failure();
            if (why instanceof PeopleFailure.SessionEnded
                    || why instanceof PeopleFailure.SessionStolen
                    || why instanceof PeopleFailure.UnknownSession) {
                return true;
            }
            LOG.info("a session that was left here is ended at a later contact: {}", why.code());
            return false;
        }
    }

    /// @return false if the access token is too old for it
    private boolean endWith(String access, HeldSession.Tokens tokens) {
        try {
            calls.tell("DELETE", "/api/v1/me/sessions/" + tokens.session(), null, access);
            return true;
        } catch (FailureException e) {
            if (Translation.isStale(e.failure())) {
                return false;
            }
            throw e;
        }
    }

    private String renewed(HeldSession.Tokens tokens) {
        UUID attempt = tokens.attempt();
        RefreshRequest request = new RefreshRequest(tokens.refresh(), attempt == null ? UUID.randomUUID() : attempt);
        return calls.ask("POST", "/api/v1/people/refreshes", request, null, Session.class)
                .access();
    }
}
