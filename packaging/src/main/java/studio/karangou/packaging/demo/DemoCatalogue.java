package studio.karangou.packaging.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.FundingMode;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.common.protocol.Wire;

/// The demo's films and projects. People and titles are invented, but for Big Buck Bunny.
///
/// @param films the first is the one to show when Big Buck Bunny cannot be fetched
/// @param lines what people say in the subtitles, by language tag
public record DemoCatalogue(
        List<DemoFilm> films, DemoFilm bigBuckBunny, List<DemoProject> projects, Map<String, List<String>> lines) {
    public DemoCatalogue {
        films = List.copyOf(films);
        projects = List.copyOf(projects);
        lines = Map.copyOf(lines);
    }

    /// A project with its deadline told from today.
    ///
    /// @param goal and collected in F CFA
    /// @param daysLeft negative when the deadline has passed, null before the project is open
    public record DemoProject(
            ProjectId id,
            String title,
            String pitch,
            String director,
            CountryCode country,
            ProjectState state,
            FundingMode mode,
            long goal,
            long collected,
            int contributors,
            @Nullable Integer daysLeft) {
        Project on(LocalDate today) {
            return new Project(
                    id,
                    title,
                    pitch,
                    director,
                    country,
                    state,
                    mode,
                    Money.xof(goal),
                    Money.xof(collected),
                    contributors,
                    daysLeft == null ? null : today.plusDays(daysLeft),
                    null);
        }
    }

    /// The catalogue that comes with Karangou.
    public static DemoCatalogue load() {
        try (InputStream in =
                Objects.requireNonNull(DemoCatalogue.class.getResourceAsStream("catalogue.json"), "catalogue.json")) {
            return Wire.json().readValue(in, DemoCatalogue.class);
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's catalogue cannot be read", e);
        }
    }

    /// The projects as they stand on a day.
    public List<Project> projectsOn(LocalDate today) {
        return projects.stream().map(project -> project.on(today)).toList();
    }

    /// The lines of a language; those of French where there are none.
    List<String> linesIn(LanguageTag language) {
        return Objects.requireNonNull(lines.getOrDefault(language.tag(), lines.get("fr")));
    }
}
