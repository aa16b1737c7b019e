package studio.karangou.server.feed;

import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Id;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.VenueId;
import studio.karangou.common.protocol.Change;

/// What is to be told to devices.
///
/// @param entity what the change is of; a later change of the same thing replaces this one
/// @param scope whom it concerns: a venue, a person, a room (which is a film's), one device; null for everyone
public record FeedEntry(String entity, @Nullable Id scope, Change change) {
    /// A film, for everyone.
    public static FeedEntry film(FilmId id, Change.FilmChanged change) {
        return new FeedEntry("film/" + id, null, change);
    }

    /// A project, for everyone.
    public static FeedEntry project(ProjectId id, Change.ProjectChanged change) {
        return new FeedEntry("project/" + id, null, change);
    }

    /// A message, for the room of its film.
    public static FeedEntry message(Change.MessageShared change) {
        return new FeedEntry("message/" + change.id(), change.film(), change);
    }

    /// A message that was removed, for the room of its film.
    public static FeedEntry removal(Change.MessageRemoved change) {
        return new FeedEntry("message/" + change.id(), change.film(), change);
    }

    /// A film that was withdrawn, for everyone.
    public static FeedEntry withdrawal(Change.FilmWithdrawn change) {
        return new FeedEntry("film/" + change.film(), null, change);
    }

    /// Whether nothing more comes of the thing: what is told of it is that there is nothing, or no more than history.
    boolean isClosed() {
        return switch (change) {
            case Change.PersonErased _, Change.DoorsClosed _, Change.MessageRemoved _, Change.FilmWithdrawn _ -> true;
            case Change.KioskRefused _ -> true;
            case Change.KioskFilm film -> !film.held();
            case Change.KioskHolds holds -> !holds.ready();
            case Change.CashAnnounced cash -> cash.state() != ContributionState.AWAITING_PAYMENT;
            case Change.FilmChanged _,
                    Change.ProjectChanged _,
                    Change.MessageShared _,
                    Change.ContributionChanged _,
                    Change.Joined _,
                    Change.FavouriteChanged _,
                    Change.RatingChanged _,
                    Change.FilmFigures _,
                    Change.Unknown _ -> false;
        };
    }

    /// A person who was erased, for a venue at one of whose devices they were.
    public static FeedEntry erasure(VenueId venue, Change.PersonErased change) {
        return new FeedEntry("person/" + change.person() + "/" + venue, venue, change);
    }

    /// A person whom the devices of a venue let in by themselves no more.
    public static FeedEntry doors(VenueId venue, Change.DoorsClosed change) {
        return new FeedEntry(doorsOf(change.person()) + venue, venue, change);
    }

    /// What the names of a person's doors begin with.
    static String doorsOf(PersonId person) {
        return "doors/" + person + "/";
    }

    /// From here on a device has everything of a scope.
    static FeedEntry joined(DeviceId device, Id scope) {
        return new FeedEntry("joined/" + device + "/" + scope, device, new Change.Joined(scope.value()));
    }

    /// A contribution, for the venue that recorded it.
    public static FeedEntry contribution(OperationId id, VenueId venue, Change.ContributionChanged change) {
        return new FeedEntry("contribution/" + id, venue, change);
    }

    /// Cash that was announced, for the venue where it was.
    public static FeedEntry cash(VenueId venue, Change.CashAnnounced change) {
        return new FeedEntry("cash/" + change.id(), venue, change);
    }

    /// A contribution of a kiosk that was set aside, for its venue.
    public static FeedEntry refused(VenueId venue, Change.KioskRefused change) {
        return new FeedEntry("kiosk-refused/" + change.id(), venue, change);
    }

    /// A film that a venue's kiosks hold or not, for that venue.
    public static FeedEntry kioskFilm(VenueId venue, Change.KioskFilm change) {
        return new FeedEntry("kiosk-film/" + venue + "/" + change.film(), venue, change);
    }

    /// What a kiosk has of a film, for its venue.
    public static FeedEntry kioskHolds(VenueId venue, Change.KioskHolds change) {
        return new FeedEntry("kiosk-holds/" + change.kiosk() + "/" + change.film(), venue, change);
    }

    /// Whether a film is a favourite of a person or a venue, for the devices of theirs.
    public static FeedEntry favourite(Id owner, Change.FavouriteChanged change) {
        return new FeedEntry("favourite/" + owner + "/" + change.film(), owner, change);
    }

    /// What a person or a venue gives a film, for the devices of theirs.
    public static FeedEntry rating(Id owner, Change.RatingChanged change) {
        return new FeedEntry("rating/" + owner + "/" + change.film(), owner, change);
    }

    /// The figures of a film, for everyone.
    public static FeedEntry figures(Change.FilmFigures change) {
        return new FeedEntry("figures/" + change.film(), null, change);
    }
}
