package studio.karangou.server.access;

import studio.karangou.common.model.Role;

/// Who asks, as far as rights go: the columns of the [PermissionTable].
public enum Party {
    /// No token is looked at.
    NOBODY,
    DEVICE,
    OPERATOR,
    SPECTATOR,
    DIRECTOR,
    PRODUCER,
    VENUE_HOST,
    ADVERTISER,
    MODERATOR,
    ADMINISTRATOR;

    /// A person in one of their roles.
    public static Party of(Role role) {
        return switch (role) {
            case SPECTATOR -> SPECTATOR;
            case DIRECTOR -> DIRECTOR;
            case PRODUCER -> PRODUCER;
            case VENUE_HOST -> VENUE_HOST;
            case ADVERTISER -> ADVERTISER;
            case MODERATOR -> MODERATOR;
            case ADMINISTRATOR -> ADMINISTRATOR;
        };
    }

    /// Whether it is a person's.
    public boolean isPerson() {
        return switch (this) {
            case NOBODY, DEVICE, OPERATOR -> false;
            case SPECTATOR, DIRECTOR, PRODUCER, VENUE_HOST, ADVERTISER, MODERATOR, ADMINISTRATOR -> true;
        };
    }
}
