package studio.karangou.desktop.feature.sync;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import studio.karangou.common.model.Project;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FaultReported;
import studio.karangou.common.protocol.OperationBody.FilmHeld;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.common.protocol.OperationBody.MessagePosted;

/// What can be done about a refused operation, besides not showing it any more.
sealed interface Remedy {
    /// The contribution goes to another project.
    ///
    /// @param among those that are open and collect in its currency; may be empty
    record AnotherProject(ContributionMade made, List<Project> among) implements Remedy {
        ContributionMade to(Project project) {
            return new ContributionMade(
                    project.id(),
                    made.film(),
                    made.amount(),
                    made.method(),
                    made.voucher(),
                    made.voucherExpires(),
                    made.contributor());
        }
    }

    /// The message is written differently.
    record AnotherText(MessagePosted posted) implements Remedy {
        MessagePosted with(String text) {
            return new MessagePosted(posted.film(), posted.author(), text);
        }
    }

    /// Nothing.
    record None() implements Remedy {}

    /// Reasons for which another project helps.
    Set<String> OF_PROJECT =
            Set.of("sync.project-not-open", "sync.deadline-passed", "sync.unknown-project", "sync.other-currency");

    /// Reasons for which other words may help.
    Set<String> OF_TEXT = Set.of("sync.not-storable", "protocol.malformed");

    /// @param projects that the device knows
    static Remedy of(PendingOperation refused, List<Project> projects, Instant now) {
        String reason = String.valueOf(refused.refusal());
        return switch (refused.operation().body()) {
            case ContributionMade made ->
                OF_PROJECT.contains(reason)
                        ? new AnotherProject(
                                made,
                                projects.stream()
                                        .filter(project -> takes(project, made, now))
                                        .toList())
                        : new None();
            case MessagePosted posted -> OF_TEXT.contains(reason) ? new AnotherText(posted) : new None();
            case FilmViewed _, FaultReported _, CashSettled _, KioskFilmChosen _, FilmHeld _ -> new None();
        };
    }

    private static boolean takes(Project project, ContributionMade made, Instant now) {
        return project.accepts(now)
                && !project.id().equals(made.project())
                && project.goal().currency() == made.amount().currency();
    }
}
