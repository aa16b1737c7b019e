package studio.karangou.desktop.app;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.desktop.feature.contribution.ContributeViewModel;
import studio.karangou.desktop.feature.people.SignInViewModel;

/// What one visitor does at a kiosk. It outlives the views, so that a code on the screen is still there in
/// another language; it ends when the kiosk was left alone.
final class KioskVisit {
    private final BiFunction<ProjectId, Optional<FilmId>, ContributeViewModel> begin;
    private Optional<FilmId> film = Optional.empty();
    private @Nullable ContributeViewModel contributing;
    private @Nullable SignInViewModel signingIn;

    /// @param begin begins to contribute to a project, while a film is on
    KioskVisit(BiFunction<ProjectId, Optional<FilmId>, ContributeViewModel> begin) {
        this.begin = begin;
    }

    /// The film that is shown large, empty before one was.
    Optional<FilmId> film() {
        return film;
    }

    void chose(Optional<FilmId> shown) {
        film = shown;
    }

    /// The contribution to offer. One that is recorded stays until its contributor is done with the code,
    /// whichever film is touched meanwhile.
    Optional<ContributeViewModel> contributing(Optional<ProjectId> project) {
        ContributeViewModel current = contributing;
        if (current != null && current.isHeld()) {
            return Optional.of(current);
        }
        if (current != null && project.filter(current.projectId()::equals).isPresent()) {
            current.during(film);
            return Optional.of(current);
        }
        Optional<ContributeViewModel> begun = project.map(it -> begin.apply(it, film));
        contributing = begun.orElse(null);
        return begun;
    }

    /// The way in that the visitor is on, empty if they are on none.
    Optional<SignInViewModel> signingIn() {
        return Optional.ofNullable(signingIn);
    }

    /// Begins the way in, or goes on with it in another language.
    SignInViewModel signIn(Supplier<SignInViewModel> made) {
        SignInViewModel current = signingIn == null ? made.get() : signingIn;
        signingIn = current;
        return current;
    }

    /// What was typed on the way in is forgotten.
    void endSignIn() {
        if (signingIn != null) {
            signingIn.close();
            signingIn = null;
        }
    }

    /// The next visitor finds nothing of this one.
    void end() {
        endSignIn();
        film = Optional.empty();
        contributing = null;
    }
}
