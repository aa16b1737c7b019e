package studio.karangou.server.app;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.audit.AuditAnchors;
import studio.karangou.server.audit.AuditRoutes;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feature.device.VenueErasure;
import studio.karangou.server.feature.device.VenueExport;
import studio.karangou.server.feature.people.Attendance;
import studio.karangou.server.feature.people.BreachRange;
import studio.karangou.server.feature.people.Links;
import studio.karangou.server.feature.people.PasswordHashing;
import studio.karangou.server.feature.people.PasswordRules;
import studio.karangou.server.feature.people.PeopleFeature;
import studio.karangou.server.feature.people.PersonSessions;
import studio.karangou.server.feature.people.RestoredPeople;
import studio.karangou.server.feature.playback.ViewingErasure;
import studio.karangou.server.feature.playback.ViewingExport;
import studio.karangou.server.feature.sync.Erasure;
import studio.karangou.server.feature.sync.JournalExport;
import studio.karangou.server.http.RouteTable;
import studio.karangou.server.post.PostOffice;
import studio.karangou.server.post.PostRoutes;

/// People, the letters that they get, and the audit log.
final class PeopleWiring implements AutoCloseable {
    private final Foundation foundation;
    private final PostOffice post;
    private final @Nullable BreachRange breaches;
    private final PeopleFeature people;
    private final Erasure erasure;
    private final AuditAnchors anchors;
    private final Gone gone;
    private final VenueErasure venues = new VenueErasure();
    private final ViewingErasure viewings = new ViewingErasure();

    /// @param gone where what a backup must not bring back is noted
    PeopleWiring(Foundation foundation, Gone gone, Attendance attendance) {
        this.gone = gone;
        this.foundation = foundation;
        erasure = new Erasure(foundation.feed());
        ServerConfig config = foundation.config();
        anchors = new AuditAnchors(foundation.audit(), config.data().resolve("audit.anchors"), foundation.clock());
        PeopleConfig settings = config.people();
        post = new PostOffice(
                settings.post(),
                foundation.database(),
                foundation.keys().columns(),
                foundation.clock(),
                foundation.ids());
        breaches = settings.breaches() == null ? null : new BreachRange(settings.breaches());
        PasswordHashing hashing = new PasswordHashing(Runtime.getRuntime().availableProcessors());
        people = new PeopleFeature(
                foundation.database(),
                foundation.keys(),
                post,
                foundation.audit(),
                this::erase,
                this::export,
                gone,
                attendance,
                hashing,
                new PasswordRules(breaches == null ? _ -> false : breaches, hashing),
                settings.providers(),
                settings.lives(),
                new Links(config.publicUrl()),
                config.http().peers(),
                foundation.clock(),
                foundation.ids());
    }

    /// What journals and venues keep of a person.
    private void erase(Transaction transaction, PersonId person) {
        transaction.afterwards(() -> gone.person(person.value()));
        venues.forget(transaction, person);
        viewings.forget(transaction, person);
        erasure.erase(transaction, person);
    }

    /// What journals, venues and players say of a person.
    private Map<String, ?> export(Transaction transaction, PersonId person) {
        Map<String, Object> files = new HashMap<>();
        files.putAll(new JournalExport(foundation.database()).of(transaction, person));
        files.putAll(new VenueExport().of(transaction, person));
        files.putAll(new ViewingExport().of(transaction, person));
        return files;
    }

    void register(RouteTable table) {
        people.register(table);
        new PostRoutes(post, foundation.audit()).register(table);
        new AuditRoutes(foundation.audit(), anchors).register(table);
    }

    /// Erases somebody who came back with an older database.
    void eraseAgain(PersonId person) {
        people.eraseAgain(person);
    }

    /// What is done to people who came back as they were with an older database.
    RestoredPeople restored() {
        return people.restored();
    }

    PersonSessions sessions() {
        return people.sessions();
    }

    /// What notes where the audit log ends.
    AuditAnchors anchors() {
        return anchors;
    }

    /// Letters begin to leave.
    void start() {
        post.start();
        anchors.start();
    }

    @Override
    public void close() {
        people.close();
        anchors.close();
        post.close();
        if (breaches != null) {
            breaches.close();
        }
    }
}
