package studio.karangou.common.protocol;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import studio.karangou.common.model.FilmId;

/// The messages by which somebody who is signed in says that they watch a film over the network, and sees what else is
/// being watched with their account. JSON.
public final class ViewingApi {
    private ViewingApi() {}

    /// `PUT /api/v1/me/viewings/{viewing}`, whose name the program draws: takes a place, and then keeps it.
    public record ViewingRequest(FilmId film) {}

    /// Its answer: for how many seconds the place is kept if nothing more is heard.
    public record ViewingKept(int leaseSeconds) {}

    /// `GET /api/v1/me/viewings`: what is being watched with the caller's account, the latest first.
    public record Viewings(List<ViewingShown> viewings) {
        public Viewings {
            viewings = List.copyOf(viewings);
        }
    }

    /// Something that is being watched.
    ///
    /// @param viewing its name for `DELETE /api/v1/me/viewings/{viewing}`; not the one that its program drew
    /// @param program as in the person's list of sessions; for other players, the device that opened the film
    /// @param own whether it is of the session that asks
    public record ViewingShown(UUID viewing, FilmId film, String title, String program, Instant since, boolean own) {}
}
