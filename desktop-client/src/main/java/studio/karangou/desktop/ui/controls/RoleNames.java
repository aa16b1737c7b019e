package studio.karangou.desktop.ui.controls;

import studio.karangou.common.model.Role;
import studio.karangou.desktop.ui.Texts;

/// How roles are called on screen.
public final class RoleNames {
    private RoleNames() {}

    public static String of(Role role, Texts texts) {
        return texts.of(
                switch (role) {
                    case SPECTATOR -> "role.spectator";
                    case DIRECTOR -> "role.director";
                    case PRODUCER -> "role.producer";
                    case VENUE_HOST -> "role.venue-host";
                    case ADVERTISER -> "role.advertiser";
                    case MODERATOR -> "role.moderator";
                    case ADMINISTRATOR -> "role.administrator";
                });
    }
}
