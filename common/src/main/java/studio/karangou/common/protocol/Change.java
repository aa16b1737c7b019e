package studio.karangou.common.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.merge.Stamp;
import studio.karangou.common.protocol.OperationBody.ContributionMade;

/// Something that a device should know, as the server's feed tells it. Each kind has a code on the wire.
/// A change carries the whole new value, so applying one twice does no harm.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = Change.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.FilmChanged.class, name = "1"),
    @JsonSubTypes.Type(value = Change.ProjectChanged.class, name = "2"),
    @JsonSubTypes.Type(value = Change.MessageShared.class, name = "3"),
    @JsonSubTypes.Type(value = Change.ContributionChanged.class, name = "4"),
    @JsonSubTypes.Type(value = Change.PersonErased.class, name = "5"),
    @JsonSubTypes.Type(value = Change.CashAnnounced.class, name = "6"),
    @JsonSubTypes.Type(value = Change.KioskFilm.class, name = "7"),
    @JsonSubTypes.Type(value = Change.KioskHolds.class, name = "8"),
    @JsonSubTypes.Type(value = Change.DoorsClosed.class, name = "9"),
    @JsonSubTypes.Type(value = Change.Joined.class, name = "10"),
    @JsonSubTypes.Type(value = Change.MessageRemoved.class, name = "11"),
    @JsonSubTypes.Type(value = Change.FilmWithdrawn.class, name = "12"),
    @JsonSubTypes.Type(value = Change.FavouriteChanged.class, name = "13"),
    @JsonSubTypes.Type(value = Change.RatingChanged.class, name = "14"),
    @JsonSubTypes.Type(value = Change.FilmFigures.class, name = "15"),
    @JsonSubTypes.Type(value = Change.KioskRefused.class, name = "16"),
})
public sealed interface Change {
    /// A film is new or has changed.
    record FilmChanged(Film film) implements Change {}

    /// A project is new or has changed.
    record ProjectChanged(Project project) implements Change {}

    /// A message of a film's discussion, from any device, this one included.
    record MessageShared(OperationId id, FilmId film, String author, String text, Instant writtenAt)
            implements Change {}

    /// What became of a contribution that this device's venue recorded.
    record ContributionChanged(OperationId id, ContributionState state) implements Change {}

    /// A person had everything about them erased: whatever a device keeps of them goes. Messages of theirs come anew,
    /// without their name.
    record PersonErased(PersonId person) implements Change {}

    /// Cash that somebody announced at a kiosk of this device's venue, and what became of it.
    ///
    /// @param kiosk the name of the device where it was announced
    record CashAnnounced(
            OperationId id, String kiosk, ProjectId project, Money amount, Instant announcedAt, ContributionState state)
            implements Change {}

    /// Whether the kiosks of this device's venue are to hold a film.
    record KioskFilm(FilmId film, boolean held) implements Change {}

    /// Whether a kiosk of this device's venue has a film ready to play.
    ///
    /// @param name of the kiosk
    record KioskHolds(DeviceId kiosk, String name, FilmId film, boolean ready) implements Change {}

    /// A person's sessions were all ended, or their password is another one: what let them in without the network
    /// does so no more, until they have come in with it.
    ///
    /// @param credentialVersion the first that opens the account from now on
    record DoorsClosed(PersonId person, long credentialVersion) implements Change {}

    /// From here on this device has everything of a scope: of a person who was at it, of a film's discussion. Until
    /// then it had the later part alone, or nothing.
    ///
    /// @param scope the person's or the film's id
    record Joined(UUID scope) implements Change {}

    /// The operator took a message out of a film's discussion, one of this device's own perhaps.
    record MessageRemoved(OperationId id, FilmId film) implements Change {}

    /// The operator took a film out of the catalogue. Whoever watches it does so to its end; then it goes.
    record FilmWithdrawn(FilmId film) implements Change {}

    /// Whether a film is a favourite: of a person on the devices where they are, or of this device's venue.
    ///
    /// @param person whose, null for the venue's
    /// @param tags the operations that made it one and that nobody took back, [Limits#FAVOURITE_TAGS] of them
    ///     at most; empty if it is none
    record FavouriteChanged(@Nullable PersonId person, FilmId film, List<OperationId> tags) implements Change {
        public FavouriteChanged {
            tags = List.copyOf(tags);
            if (tags.size() > Limits.FAVOURITE_TAGS) {
                throw new IllegalArgumentException("too many tags");
            }
        }
    }

    /// What a film is given by a person, on the devices where they are, or by this device's venue.
    ///
    /// @param person whose rating, null for the venue's
    /// @param stars from 1 to 5
    /// @param said as it counts, and by which operation of which device
    record RatingChanged(@Nullable PersonId person, FilmId film, int stars, Stamp said) implements Change {
        public RatingChanged {
            if (stars < 1 || stars > OperationBody.FilmRated.MOST) {
                throw new IllegalArgumentException("stars out of range");
            }
        }
    }

    /// How often a film was watched, by how many people, and what it was given, by all devices and people
    /// together; told now and then. None of them is negative.
    ///
    /// @param ratings how many gave it stars
    /// @param stars the sum of what they gave
    record FilmFigures(FilmId film, long viewings, long spectators, long ratings, long stars) implements Change {}

    /// A contribution from a kiosk of this device's venue that the server set aside. At the kiosk
    /// nobody is there who could do anything about it.
    ///
    /// @param id of the operation at the kiosk
    /// @param kiosk its name
    /// @param made without the name that the contributor gave
    /// @param reason the code of why
    record KioskRefused(OperationId id, String kiosk, ContributionMade made, Instant madeAt, String reason)
            implements Change {}

    /// A change that this version does not know; it is skipped.
    record Unknown() implements Change {}
}
