package studio.karangou.desktop.app;

import java.util.Optional;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.ProjectId;

/// The places that one can be at in the program.
sealed interface Destination {
    record Catalogue() implements Destination {}

    record FilmPage(FilmId film) implements Destination {}

    record OnThisDevice() implements Destination {}

    record ProjectList() implements Destination {}

    /// @param film that led here, so that the contribution is told to come from it
    record ProjectPage(ProjectId project, Optional<FilmId> film) implements Destination {}

    record Contributions() implements Destination {}

    /// The venue's kiosks, at the host's desk.
    record Kiosks() implements Destination {}

    record Discussions() implements Destination {}

    record Thread(FilmId film) implements Destination {}

    record Waiting() implements Destination {}

    record Place() implements Destination {}

    record Health() implements Destination {}

    /// The way in.
    record SignIn() implements Destination {}

    /// The account of who is signed in.
    record Account() implements Destination {}

    /// Other people and their roles, for an administrator.
    ///
    /// @param first whose sheet is opened at once
    record People(Optional<PersonId> first) implements Destination {}

    /// Faults of all clients, for an administrator.
    record Faults() implements Destination {}

    /// What a person sees first once they are signed in.
    record Dashboard() implements Destination {}
}
