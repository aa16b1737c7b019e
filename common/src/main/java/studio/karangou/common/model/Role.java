package studio.karangou.common.model;

/// What a person is to Karangou; one person can be several. Everyone is a spectator.
public enum Role {
    SPECTATOR,
    DIRECTOR,
    PRODUCER,
    VENUE_HOST,
    ADVERTISER,
    MODERATOR,
    ADMINISTRATOR;

    /// Whether a person may ask for it. The others are given.
    public boolean mayBeRequested() {
        return switch (this) {
            case DIRECTOR, PRODUCER, ADVERTISER, VENUE_HOST -> true;
            case SPECTATOR, MODERATOR, ADMINISTRATOR -> false;
        };
    }
}
