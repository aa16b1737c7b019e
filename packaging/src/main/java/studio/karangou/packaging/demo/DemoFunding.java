package studio.karangou.packaging.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectState;
import studio.karangou.packaging.demo.DemoCatalogue.DemoProject;
import studio.karangou.server.app.AdminClient;

/// Enters the demo's projects and the money that they have. Only contributions make money: each project is
/// opened, cash is taken for it at the venue's desk, and then it goes to the stage where the demo shows it.
/// Everything may be done again: what is there already stays.
public final class DemoFunding {
    private static final String UNKNOWN_PROJECT = "catalogue.unknown-project";
    private static final String PROJECTS = "/api/v1/operator/projects";

    private final AdminClient operator;
    private final DemoDesk desk;

    public DemoFunding(AdminClient operator, DemoDesk desk) {
        this.operator = operator;
        this.desk = desk;
    }

    /// What the server knows of a project.
    private record Standing(ProjectState state, int contributors) {}

    /// @param today the day that deadlines are told from
    /// @throws IOException if the money does not arrive at the server
    public void enter(DemoCatalogue catalogue, LocalDate today) throws IOException {
        for (DemoProject project : catalogue.projects()) {
            enter(project, today);
        }
    }

    private void enter(DemoProject demo, LocalDate today) throws IOException {
        Project shown = demo.on(today);
        Optional<Standing> known = standing(shown);
        ProjectState state = known.map(Standing::state).orElse(shown.state());
        List<Money> gifts = demo.gifts();
        List<Money> missing = gifts.subList(
                Math.min(gifts.size(), known.map(Standing::contributors).orElse(0)), gifts.size());
        if (known.isEmpty() && !missing.isEmpty()) {
            state = ProjectState.OPEN;
        }
        if (!missing.isEmpty() && state.takesWhatWasMadeInTime()) {
            put(shown, state, today.plusDays(1));
            desk.collect(shown.id(), missing);
        }
        for (Optional<ProjectState> next = Optional.of(state); next.isPresent(); next = step(state, shown.state())) {
            state = next.get();
            put(shown, state, shown.deadline());
        }
    }

    /// The next step on the way to a state, empty if there is none or it is reached.
    private static Optional<ProjectState> step(ProjectState from, ProjectState to) {
        return from.next().contains(to)
                ? Optional.of(to)
                : from.next().stream()
                        .filter(state -> state.next().contains(to))
                        .min(Comparator.naturalOrder());
    }

    private Optional<Standing> standing(Project project) {
        try {
            JsonNode known = operator.get("/api/v1/projects/" + project.id());
            return Optional.of(new Standing(
                    ProjectState.valueOf(known.path("state").asText()),
                    known.path("contributors").asInt()));
        } catch (FailureException e) {
            if (DemoVenue.isAbout(e, UNKNOWN_PROJECT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void put(Project project, ProjectState state, @Nullable LocalDate deadline) {
        operator.post(
                PROJECTS,
                new Project(
                        project.id(),
                        project.title(),
                        project.pitch(),
                        project.director(),
                        project.country(),
                        state,
                        project.mode(),
                        project.goal(),
                        project.collected(),
                        project.contributors(),
                        deadline,
                        project.poster()));
    }
}
