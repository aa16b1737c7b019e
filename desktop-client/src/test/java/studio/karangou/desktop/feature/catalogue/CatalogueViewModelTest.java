package studio.karangou.desktop.feature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.ProjectId;
import studio.karangou.desktop.ui.SameThread;
import studio.karangou.desktop.ui.TaskFailure;

class CatalogueViewModelTest {
    private final SimpleObjectProperty<Set<FilmId>> favourites = new SimpleObjectProperty<>(Set.of());
    private final ObjectProperty<Set<ProjectId>> open = new SimpleObjectProperty<>(Set.of());
    private final FakeLibrary library = new FakeLibrary();

    @ParameterizedTest
    @CsvSource({
        "frequence, Fréquence 228",
        "FRÉQUENCE, Fréquence 228",
        "228, Fréquence 228",
        "agbodji, Lagune",
        "bénin, Lagune",
        "benin, Lagune",
        "mensah ouest, ''",
        "anglais, Lagune",
        "english, Lagune",
        "lag bén, Lagune",
        "agune, ''"
    })
    void films_are_found_by_the_beginnings_of_words_without_accents(String typed, String found) {
        fill();
        CatalogueViewModel model = new CatalogueViewModel(library, open, favourites, SameThread.tasks());
        model.query().set(typed);
        assertThat(titles(model)).isEqualTo(found.isEmpty() ? List.of() : List.of(found));
    }

    @Test
    void filters_narrow_together_and_are_cleared_together() {
        fill();
        CatalogueViewModel model = new CatalogueViewModel(library, open, favourites, SameThread.tasks());
        model.genre().set(Optional.of(Genre.FICTION));
        assertThat(titles(model)).containsExactly("Fréquence 228", "Lagune");
        model.country().set(Optional.of(new CountryCode("BJ")));
        assertThat(titles(model)).containsExactly("Lagune");
        model.language().set(Optional.of(new LanguageTag("kbp")));
        assertThat(titles(model)).isEmpty();
        assertThat(model.isNarrowed()).isTrue();
        model.clear();
        assertThat(titles(model)).hasSize(3);
    }

    @Test
    void favourites_narrow_the_catalogue_and_follow_what_is_marked() {
        fill();
        CatalogueViewModel model = new CatalogueViewModel(library, open, favourites, SameThread.tasks());
        model.onlyFavourites().set(true);
        assertThat(titles(model)).isEmpty();
        assertThat(model.hasFavourites()).isFalse();
        FilmId lagoon = loaded(model).films().stream()
                .map(film -> film.film())
                .filter(film -> film.title().equals("Lagune"))
                .findFirst()
                .orElseThrow()
                .id();
        favourites.set(Set.of(lagoon));
        assertThat(titles(model)).containsExactly("Lagune");
        assertThat(model.isNarrowed()).isTrue();
        model.clear();
        assertThat(titles(model)).hasSize(3);
    }

    @Test
    void a_film_that_is_ready_and_supports_a_project_opens_the_page() {
        fill();
        CatalogueViewModel model = new CatalogueViewModel(library, open, favourites, SameThread.tasks());
        assertThat(loaded(model).featured().orElseThrow().film().title()).isEqualTo("Lagune");
        assertThat(loaded(model).here()).hasSize(1);
    }

    @Test
    void a_film_whose_project_is_open_comes_before_one_whose_project_is_over() {
        library.add(film(1, "Financé", 1), new DownloadState.Ready("720p", 9), null)
                .add(film(2, "Ouvert", 2), new DownloadState.Ready("720p", 9), null)
                .add(film(3, "Sans projet", 0), new DownloadState.Ready("720p", 9), null)
                .add(film(4, "Ouvert, pas ici", 2), new DownloadState.NotStarted(), null);
        CatalogueViewModel model = new CatalogueViewModel(library, open, favourites, SameThread.tasks());
        assertThat(loaded(model).featured().orElseThrow().film().title()).isEqualTo("Financé");
        open.set(Set.of(new ProjectId(new UUID(2, 2))));
        assertThat(loaded(model).featured().orElseThrow().film().title()).isEqualTo("Ouvert");
        open.set(Set.of());
        assertThat(loaded(model).featured().orElseThrow().film().title()).isEqualTo("Financé");
        model.close();
        open.set(Set.of(new ProjectId(new UUID(2, 2))));
        assertThat(loaded(model).featured().orElseThrow().film().title()).isEqualTo("Financé");
    }

    @Test
    void what_changes_on_the_device_is_seen_without_asking() {
        fill();
        CatalogueViewModel model = new CatalogueViewModel(library, open, favourites, SameThread.tasks());
        library.start(library.films().getFirst().film().id());
        assertThat(loaded(model).here()).hasSize(2);
        model.close();
        library.cancel(library.films().getFirst().film().id());
        assertThat(loaded(model).here()).hasSize(2);
    }

    @Test
    void a_catalogue_that_cannot_be_read_says_why_and_can_be_tried_again() {
        fill();
        library.breakWith(Optional.of(new TaskFailure.Unexpected()));
        CatalogueViewModel model = new CatalogueViewModel(library, open, favourites, SameThread.tasks());
        assertThat(model.state().get()).isEqualTo(new CatalogueState.Broken(new TaskFailure.Unexpected()));
        library.breakWith(Optional.empty());
        model.retry();
        assertThat(loaded(model).films()).hasSize(3);
    }

    @Test
    void a_film_whose_download_was_refused_says_why() {
        fill();
        FilmId id = library.films().getFirst().film().id();
        FilmViewModel model = new FilmViewModel(id, library, library, SameThread.tasks());
        library.breakWith(Optional.of(new TaskFailure.Unexpected()));
        model.download();
        assertThat(model.failure().get()).contains(new TaskFailure.Unexpected());
        library.breakWith(Optional.empty());
        model.download();
        assertThat(model.failure().get()).isEmpty();
        assertThat(((FilmState.Here) model.film().get()).film().download()).isInstanceOf(DownloadState.Running.class);
    }

    private void fill() {
        library.add(
                        film(1, "Fréquence 228", "Afi Mensah", Genre.FICTION, "TG", "fr", false),
                        new DownloadState.NotStarted(),
                        null)
                .add(
                        film(2, "Lagune", "Kossi Agbodji", Genre.FICTION, "BJ", "en", true),
                        new DownloadState.Ready("720p", 9),
                        null)
                .add(
                        film(3, "Nuit Kabyè", "Afi Mensah", Genre.SHORT, "TG", "kbp", false),
                        new DownloadState.NotStarted(),
                        null);
    }

    private static Film film(
            int number, String title, String director, Genre genre, String country, String language, boolean supports) {
        return film(number, title, director, genre, country, language, supports ? new ProjectId(new UUID(2, 1)) : null);
    }

    private static Film film(int number, String title, int project) {
        ProjectId supports = project == 0 ? null : new ProjectId(new UUID(2, project));
        return film(number, title, "Afi Mensah", Genre.FICTION, "TG", "fr", supports);
    }

    private static Film film(
            int number,
            String title,
            String director,
            Genre genre,
            String country,
            String language,
            ProjectId project) {
        return new Film(
                new FilmId(new UUID(1, number)),
                title,
                "Une histoire",
                director,
                2024,
                genre,
                List.of(new CountryCode(country)),
                List.of(new LanguageTag(language)),
                List.of(),
                Duration.ofMinutes(90),
                project,
                null,
                null);
    }

    private static CatalogueState.Loaded loaded(CatalogueViewModel model) {
        return (CatalogueState.Loaded) model.state().get();
    }

    private static List<String> titles(CatalogueViewModel model) {
        return model.found().get().stream().map(film -> film.film().title()).toList();
    }
}
