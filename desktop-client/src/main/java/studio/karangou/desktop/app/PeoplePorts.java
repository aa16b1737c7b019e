package studio.karangou.desktop.app;

import studio.karangou.desktop.feature.account.OwnAccount;
import studio.karangou.desktop.feature.dashboard.HostDesk;
import studio.karangou.desktop.feature.dashboard.RoleDesk;
import studio.karangou.desktop.feature.health.VenueDesk;
import studio.karangou.desktop.feature.people.Presence;
import studio.karangou.desktop.feature.people.SignIns;

/// What the screens about people stand on.
public record PeoplePorts(
        SignIns signIns, Presence presence, OwnAccount account, RoleDesk roles, HostDesk hosts, VenueDesk venues) {}
