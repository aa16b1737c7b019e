package studio.karangou.desktop.app;

import studio.karangou.desktop.feature.account.OwnAccount;
import studio.karangou.desktop.feature.account.OwnConsents;
import studio.karangou.desktop.feature.dashboard.HostDesk;
import studio.karangou.desktop.feature.enrolment.HostEnrolment;
import studio.karangou.desktop.feature.faults.FaultDesk;
import studio.karangou.desktop.feature.health.FaultReports;
import studio.karangou.desktop.feature.health.RequestDesk;
import studio.karangou.desktop.feature.health.VenueDesk;
import studio.karangou.desktop.feature.people.Presence;
import studio.karangou.desktop.feature.people.SignIns;
import studio.karangou.desktop.feature.roles.RoleDesk;

/// What the screens about people stand on.
///
/// @param faults of all clients, for an administrator
/// @param reports whether this device tells of its own
/// @param hostEnrolment of a device that belongs to no venue yet, by an account
public record PeoplePorts(
        SignIns signIns,
        Presence presence,
        OwnAccount account,
        OwnConsents consents,
        RoleDesk roles,
        HostDesk hosts,
        VenueDesk venues,
        RequestDesk requests,
        FaultDesk faults,
        FaultReports reports,
        HostEnrolment hostEnrolment) {}
