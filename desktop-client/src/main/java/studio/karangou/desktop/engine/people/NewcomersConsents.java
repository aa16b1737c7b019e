package studio.karangou.desktop.engine.people;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.ConsentApi.ConsentDecision;
import studio.karangou.common.protocol.ConsentApi.ConsentPurpose;
import studio.karangou.common.protocol.ConsentApi.Consents;
import studio.karangou.desktop.engine.http.PersonCalls;
import studio.karangou.desktop.feature.people.SignIns;

/// What somebody agrees to who came in without a form of ours. That the server does not answer keeps nobody out: the
/// account page shows it as never asked then.
final class NewcomersConsents {
    private static final Logger LOG = LoggerFactory.getLogger(NewcomersConsents.class);
    private static final String CONSENTS = "/api/v1/me/consents";

    private final PersonCalls calls;
    private final DeviceSession session;

    NewcomersConsents(PersonCalls calls, DeviceSession session) {
        this.calls = calls;
        this.session = session;
    }

    /// Whether they never said that they read the notice; false when nobody can tell.
    boolean owed() {
        try {
            return session
                    .asPerson(access -> calls.ask("GET", CONSENTS, null, access, Consents.class))
                    .consents()
                    .stream()
                    .noneMatch(one -> one.purpose() == ConsentPurpose.PRIVACY_NOTICE && one.given());
        } catch (FailureException e) {
            LOG.info("whether the notice was read is not known: {}", e.failure().code());
            return false;
        }
    }

    /// They read the notice.
    ///
    /// @param news whether they want them
    void record(boolean news) {
        record(ConsentPurpose.PRIVACY_NOTICE);
        if (news) {
            record(ConsentPurpose.NEWS);
        }
    }

    private void record(ConsentPurpose purpose) {
        try {
            session.asPerson(access -> {
                calls.tell("PUT", CONSENTS + "/" + purpose, new ConsentDecision(SignIns.NOTICE, true), access);
                return true;
            });
        } catch (FailureException e) {
            LOG.warn(
                    "a consent of somebody new is not recorded: {}", e.failure().code(), e);
        }
    }
}
