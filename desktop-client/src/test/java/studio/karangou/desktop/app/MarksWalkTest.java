package studio.karangou.desktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.scene.AccessibleAttribute;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.desktop.engine.store.StoreFailure;

/// Favourites and stars in the real window.
class MarksWalkTest extends DesktopWalk {
    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void a_film_is_marked_on_its_page_and_found_among_the_favourites(String language) {
        start("lieu", language);
        click("film-" + DemoVenue.WINDS);
        shot("lieu-" + language + "-50-film-unmarked");
        click("favourite");
        click("star-4");

        assertThat(venue.marks.known().favourites()).contains(DemoVenue.WINDS);
        assertThat(venue.marks.known().stars(DemoVenue.WINDS)).isEqualTo(4);
        assertThat(chosen("favourite")).isTrue();
        assertThat(chosen("star-4")).isTrue();
        assertThat(chosen("star-3")).isFalse();
        assertThat(cut()).isEmpty();
        shot("lieu-" + language + "-51-film-marked");
        click("back");
        click("only-favourites");
        assertThat(exists("film-" + DemoVenue.WINDS)).isTrue();
        assertThat(exists("film-" + DemoVenue.RAILS)).isFalse();
        assertThat(cut()).isEmpty();
        shot("lieu-" + language + "-52-favourites");
        click("only-favourites");
        assertThat(exists("film-" + DemoVenue.RAILS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void the_figures_of_a_film_are_told_in_words(String language) {
        start("lieu", language);
        click("film-" + DemoVenue.WINDS);
        assertThat(text("film-figures"))
                .isEqualTo(
                        language.equals("fr")
                                ? "Vu 1\u202f240 fois · 4,3 sur 5 (38 avis)"
                                : "Watched 1,240 times · 4.3 out of 5 (38 ratings)");
        click("back");
        click("film-" + DemoVenue.LAGOON);
        assertThat(text("film-figures"))
                .isEqualTo(
                        language.equals("fr")
                                ? "Vu une fois · 4,0 sur 5 (1 avis)"
                                : "Watched once · 4.0 out of 5 (1 rating)");
        click("back");
        click("film-" + DemoVenue.RAILS);
        assertThat(exists("film-figures")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void without_any_favourite_the_catalogue_says_how_to_get_one(String language) {
        venue.marks.favourite(DemoVenue.LAGOON, false);
        start("lieu", language);
        click("only-favourites");
        shot("lieu-" + language + "-53-no-favourites");
        assertThat(cut()).isEmpty();
        click("clear-search");
        assertThat(exists("film-" + DemoVenue.RAILS)).isTrue();
    }

    @Test
    void what_cannot_be_written_is_said_and_not_shown() {
        venue.marks.breakWith(Optional.of(new StoreFailure.DiskFull()));
        start("lieu", "fr");
        click("film-" + DemoVenue.WINDS);
        click("favourite");
        assertThat(chosen("favourite")).isFalse();
        assertThat(text("mark-trouble")).isNotEmpty();
        shot("lieu-fr-54-mark-not-written");
        assertThat(cut()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "en"})
    void at_a_kiosk_who_is_signed_in_marks_films_and_who_passes_by_does_not(String language) {
        start("borne", language);
        assertThat(exists("favourite")).isFalse();
        assertThat(exists("star-1")).isFalse();

        venue.marks.allow(true);
        settle();
        click("favourite");
        click("star-5");
        for (String id : List.of("favourite", "star-1", "star-5")) {
            Region target = (Region) node(id);
            assertThat(Math.min(target.getHeight(), target.getWidth())).as(id).isGreaterThanOrEqualTo(64);
        }
        assertThat(cut()).isEmpty();
        shot("borne-" + language + "-50-marked");
        assertThat(venue.marks.known().stars().values()).contains(5);
        assertThat(Set.copyOf(venue.marks.known().favourites())).hasSizeGreaterThan(1);
    }

    private boolean chosen(String id) {
        return Boolean.TRUE.equals(((Button) node(id)).queryAccessibleAttribute(AccessibleAttribute.SELECTED));
    }

    private String text(String id) {
        return ((Labeled) node(id)).getText();
    }
}
