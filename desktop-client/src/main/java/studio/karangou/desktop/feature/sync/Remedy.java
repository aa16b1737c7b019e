package studio.karangou.desktop.feature.sync;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import studio.karangou.common.model.Project;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FaultReported;
import studio.karangou.common.protocol.OperationBody.FavouriteAdded;
import studio.karangou.common.protocol.OperationBody.FavouriteRemoved;
import studio.karangou.common.protocol.OperationBody.FilmHeld;
import studio.karangou.common.protocol.OperationBody.FilmRated;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationBody.RoomFollowed;

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

    /// The same is recorded once more: what was wrong may be right by now.
    ///
    /// @param body what was refused
    record Again(OperationBody body) implements Remedy {}

    /// Nothing.
    record None() implements Remedy {}

    /// Reasons for which another project helps.
    Set<String> OF_PROJECT =
            Set.of("sync.project-not-open", "sync.deadline-passed", "sync.unknown-project", "sync.other-currency");

    /// Reasons for which other words may help.
    Set<String> OF_TEXT = Set.of("sync.not-storable", "protocol.malformed");

    /// Reasons that may be over by the second time: a database that could not store it, a clock that was wrong,
    /// a server that was restored and did not know the film yet, a host who was not verified, cash that a kiosk
    /// had not told of yet.
    Set<String> PASSING = Set.of(
            "sync.not-storable",
            "sync.impossible-time",
            "sync.unknown-film",
            "sync.venue-not-vouched-for",
            "sync.unknown-contribution");

    /// @param projects that the device knows
    static Remedy of(PendingOperation refused, List<Project> projects, Instant now) {
        String reason = String.valueOf(refused.refusal());
        return switch (refused.operation().body()) {
            case ContributionMade made when OF_PROJECT.contains(reason) -> other(made, projects, now);
            // the last day of its code is as wrong, and stays so
            case ContributionMade made
            when made.voucherExpires() != null && reason.equals("sync.impossible-time") -> new None();
            case ContributionMade made -> again(made, reason);
            case MessagePosted posted when OF_TEXT.contains(reason) -> new AnotherText(posted);
            case MessagePosted posted -> again(posted, reason);
            case CashSettled settled -> again(settled, reason);
            // with it goes how many watched
            case FilmViewed viewed -> again(viewed, reason);
            case FaultReported _, KioskFilmChosen _, FilmHeld _, RoomFollowed _ -> new None();
            case FavouriteAdded _, FavouriteRemoved _, FilmRated _ -> new None();
        };
    }

    private static Remedy again(OperationBody body, String reason) {
        return PASSING.contains(reason) ? new Again(body) : new None();
    }

    private static Remedy other(ContributionMade made, List<Project> projects, Instant now) {
        return new AnotherProject(
                made,
                projects.stream().filter(project -> takes(project, made, now)).toList());
    }

    private static boolean takes(Project project, ContributionMade made, Instant now) {
        return project.accepts(now)
                && !project.id().equals(made.project())
                && project.goal().currency() == made.amount().currency();
    }
}
