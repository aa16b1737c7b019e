package studio.karangou.server.app;

import java.util.Optional;
import java.util.function.Consumer;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.db.Transaction;
import studio.karangou.server.feature.device.Copies;
import studio.karangou.server.feature.device.Device;
import studio.karangou.server.feature.device.DeviceRoutes;
import studio.karangou.server.feature.device.EnrolmentService;
import studio.karangou.server.feature.device.FileEnrolment;
import studio.karangou.server.feature.device.Meetings;
import studio.karangou.server.feature.device.SessionService;
import studio.karangou.server.feature.device.VenueRoutes;
import studio.karangou.server.feature.device.VenueService;
import studio.karangou.server.feature.people.Attendance;
import studio.karangou.server.feature.people.PersonSessions;
import studio.karangou.server.feature.playback.Devices;
import studio.karangou.server.http.Callers;
import studio.karangou.server.http.DeviceCaller;
import studio.karangou.server.http.PersonCaller;
import studio.karangou.server.http.RouteTable;

/// Devices, and who a token belongs to.
final class DeviceWiring {
    private final Foundation foundation;
    private final Copies copies;
    private final SessionService sessions;
    private final EnrolmentService enrolment;
    private final Meetings meetings;
    private volatile Consumer<DeviceId> shutOut = device -> {};

    /// @param gone where the ids of devices that were shut out are noted
    DeviceWiring(Foundation foundation, Gone gone) {
        this.foundation = foundation;
        copies = new Copies(foundation.database(), foundation.audit(), foundation.clock());
        sessions = new SessionService(foundation.database(), foundation.keys().tokens(), copies, foundation.clock());
        meetings = new Meetings(foundation.database(), sessions, foundation.feed(), foundation.clock());
        enrolment = new EnrolmentService(
                foundation.database(),
                foundation.keys().signing().verifyingKey(),
                foundation.audit(),
                device -> {
                    sessions.revoked(device);
                    shutOut.accept(device);
                    gone.device(device.value());
                },
                foundation.clock(),
                foundation.ids());
    }

    /// Shuts a device out that came back with an older database.
    void shutOutAgain(DeviceId device) {
        enrolment.revoke(device);
    }

    void register(RouteTable table) {
        new DeviceRoutes(enrolment, sessions, foundation.config().http().peers(), foundation.clock()).register(table);
        VenueService venues = new VenueService(
                foundation.database(), enrolment, foundation.audit(), foundation.clock(), foundation.ids());
        FileEnrolment files = new FileEnrolment(
                new FileEnrolment.Ground(
                        foundation.database(),
                        foundation.keys().signing(),
                        foundation.keys().parcels(),
                        foundation.config().publicUrl(),
                        foundation.audit(),
                        foundation.clock(),
                        foundation.ids()),
                venues,
                enrolment);
        new VenueRoutes(venues, files).register(table);
    }

    /// Who else is told when a device was shut out at this node.
    void whenShutOut(Consumer<DeviceId> told) {
        shutOut = told;
    }

    /// @throws studio.karangou.common.model.FailureException if a device may not act any more
    void requireUsable(DeviceId device) {
        sessions.requireUsable(device);
    }

    /// Whom the journals tell of forks.
    Copies copies() {
        return copies;
    }

    /// As playback sees them.
    Devices devices() {
        return id -> {
            Device device = sessions.usable(id);
            return new Devices.Viewer(device.venue(), device.sealingKey());
        };
    }

    /// Who opens a session at a device.
    Attendance attendance() {
        return new Attendance() {
            @Override
            public Optional<DeviceId> shownBy(String token) {
                return meetings.shownBy(token);
            }

            @Override
            public void met(Transaction transaction, PersonId person, DeviceId device) {
                meetings.met(transaction, person, device);
            }

            @Override
            public void closeDoors(Transaction transaction, PersonId person, long version) {
                meetings.closeDoors(transaction, person, version);
            }

            @Override
            public boolean mayBeKnownTo(Transaction transaction, PersonId host, PersonId person) {
                return meetings.mayBeKnownTo(transaction, host, person);
            }
        };
    }

    Callers callers(PersonSessions people) {
        return new Callers() {
            @Override
            public DeviceCaller device(String token) {
                return sessions.caller(token);
            }

            @Override
            public PersonCaller person(String token) {
                return people.caller(token);
            }

            @Override
            public boolean met(PersonCaller person, String device) {
                return meetings.met(person.person(), device);
            }

            @Override
            public boolean isOperator(String token) {
                return foundation.keys().isOperator(token);
            }
        };
    }
}
