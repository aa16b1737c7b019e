package studio.karangou.desktop.engine.people;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.ViewingApi.ViewingKept;
import studio.karangou.common.protocol.ViewingApi.ViewingRequest;
import studio.karangou.common.protocol.ViewingApi.Viewings;
import studio.karangou.desktop.engine.delivery.Places;
import studio.karangou.desktop.engine.http.ServerFailure;
import studio.karangou.desktop.feature.player.Elsewhere;
import studio.karangou.desktop.feature.player.PlaybackFailure;

/// Places of whoever is signed in on this device. A venue's screening is nobody's: it is never counted.
public final class PersonPlaces implements Places {
    private static final String BASE = "/api/v1/me/viewings";

    private final DevicePeople people;
    private final BooleanSupplier forOnePerson;

    /// @param forOnePerson whether who is signed in here watches by themselves, and not a hall with them
    public PersonPlaces(DevicePeople people, BooleanSupplier forOnePerson) {
        this.people = people;
        this.forOnePerson = forOnePerson;
    }

    @Override
    public boolean counts() {
        return forOnePerson.getAsBoolean()
                && people.current().filter(who -> !who.withoutNetwork()).isPresent();
    }

    @Override
    public Optional<Failure> take(UUID showing, FilmId film) {
        try {
            people.session()
                    .asPerson(access -> people.calls()
                            .ask("PUT", BASE + "/" + showing, new ViewingRequest(film), access, ViewingKept.class));
            return Optional.empty();
        } catch (FailureException e) {
            if (e.failure() instanceof ServerFailure.Refused refused) {
                return switch (refused.problem()) {
                    case "playback.too-many-viewings" -> Optional.of(new PlaybackFailure.TooManyViewings(others()));
                    case "playback.viewing-ended" -> Optional.of(new PlaybackFailure.ViewingEnded());
                    default -> throw e;
                };
            }
            throw e;
        }
    }

    private List<Elsewhere> others() {
        return people
                .session()
                .asPerson(access -> people.calls().ask("GET", BASE, null, access, Viewings.class))
                .viewings()
                .stream()
                .map(shown -> new Elsewhere(shown.viewing(), shown.title(), shown.program(), shown.since()))
                .toList();
    }

    @Override
    public void end(UUID viewing) {
        try {
            people.session().asPerson(access -> {
                people.calls().tell("DELETE", BASE + "/" + viewing, null, access);
                return true;
            });
        } catch (FailureException e) {
            boolean overAlready = e.failure() instanceof ServerFailure.Refused refused
                    && refused.problem().equals("playback.unknown-viewing");
            if (!overAlready) {
                throw e;
            }
        }
    }
}
