package studio.karangou.packaging.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
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
        /// What a contribution is to the average of those that are still to come.
        private static final double[] SHARES = {0.1, 0.4, 1, 0.2, 2.2, 0.7, 0.1, 1.5, 0.3, 3};
        private static final int LAST_ONES = 4;
        private static final long ROUND = 500;

        /// The contributions that make up what is collected: some small, few large, the same at every start.
        List<Money> gifts() {
            List<Money> gifts = new ArrayList<>();
            long left = collected;
            for (int behind = contributors - 1; behind > 0; behind--) {
                double share = behind < LAST_ONES ? 1 : SHARES[behind % SHARES.length];
                long gift = Math.max(ROUND, Math.round(share * left / (behind + 1) / ROUND) * ROUND);
                gifts.add(Money.xof(gift));
                left -= gift;
            }
            if (contributors > 0) {
                gifts.add(Money.xof(left));
            }
            return gifts;
        }

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
