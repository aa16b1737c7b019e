package studio.karangou.packaging.simulation;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.ProjectState;
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
import studio.karangou.common.protocol.QuarantineReason;
import studio.karangou.packaging.simulation.Checks.Row;
import studio.karangou.packaging.simulation.Truth.Confirmed;

/// Whether what was refused had to be, and what was applied could be. The first project never closes and has no last
/// day. What a restored server lost never comes back, so that at the end it still says why.
final class Refusals {
    private final World world;
    private final Ledger ledger;
    private final Map<UUID, ProjectState> projects;
    private final Set<UUID> films;

    Refusals(World world, Ledger ledger) {
        this.world = world;
        this.ledger = ledger;
        Tables tables = world.server().tables();
        projects = tables.map(
                "select id, state from project",
                row -> row.getObject(1, UUID.class),
                row -> ProjectState.valueOf(row.getString(2)));
        films = new HashSet<>(tables.read("select id from film", row -> row.getObject(1, UUID.class)));
    }

    void check(Confirmed one, Row row) {
        String reason = String.valueOf(row.quarantine());
        OperationBody body = one.operation().body();
        if (!isRight(reason, one, row)) {
            world.violated("refused", "operation " + one.operation().id() + " is refused for " + reason + ": " + body);
        }
    }

    /// What must never be applied.
    void checkApplied(Row row) {
        OperationBody body = row.operation().body();
        boolean otherMoney =
                body instanceof ContributionMade made && made.amount().currency() != Money.Currency.XOF;
        if (otherMoney || (isHosts(body) && row.profile() != DeviceProfile.LIEU)) {
            world.violated("unjust", "operation " + row.operation().id() + " is applied: " + body);
        }
    }

    private boolean isRight(String code, Confirmed one, Row row) {
        for (QuarantineReason reason : QuarantineReason.values()) {
            if (reason.code().equals(code)) {
                return isRight(reason, one, row);
            }
        }
        return false;
    }

    private boolean isRight(QuarantineReason reason, Confirmed one, Row row) {
        OperationBody body = one.operation().body();
        return switch (reason) {
            case UNKNOWN_PROJECT ->
                body instanceof ContributionMade made
                        && !projects.containsKey(made.project().value());
            case UNKNOWN_FILM ->
                film(body).filter(film -> !films.contains(film.value())).isPresent();
            case PROJECT_NOT_OPEN -> isClosed(body);
            case DEADLINE_PASSED -> isLate(one, body);
            case OTHER_CURRENCY ->
                body instanceof ContributionMade made && made.amount().currency() != Money.Currency.XOF;
            // a host sees what the server has told of; a restored one may hear of the kiosk's journal later
            case UNKNOWN_CONTRIBUTION ->
                body instanceof CashSettled && world.server().wasRestored();
            case CASH_WAS_CANCELLED -> isSettled(body, CashOutcome.RECEIVED, ContributionState.CANCELLED);
            case CASH_WAS_TAKEN -> isSettled(body, CashOutcome.CANCELLED, ContributionState.CONFIRMED);
            case NOT_A_HOSTS_DEVICE -> isHosts(body) && row.profile() != DeviceProfile.LIEU;
            // one of its rows would be applied, the venues are the operator's, and hosts see announced cash only
            case NOT_ANNOUNCED_CASH, VENUE_NOT_VOUCHED_FOR, DUPLICATE_OPERATION, IMPOSSIBLE_TIME, NOT_STORABLE -> false;
        };
    }

    private static boolean isHosts(OperationBody body) {
        return switch (body) {
            case CashSettled _, KioskFilmChosen _, FavouriteAdded _, FavouriteRemoved _, FilmRated _ -> true;
            case ContributionMade _, MessagePosted _, FilmViewed _, FilmHeld _, FaultReported _, RoomFollowed _ ->
                false;
        };
    }

    private boolean isClosed(OperationBody body) {
        @Nullable
        UUID project = switch (body) {
            case ContributionMade made -> made.project().value();
            case CashSettled settled -> {
                Ledger.Entry cash = ledger.entry(settled.contribution().value());
                yield cash == null ? null : cash.project();
            }
            default -> null;
        };
        ProjectState state = project == null ? null : projects.get(project);
        return state != null && !state.takesWhatWasMadeInTime();
    }

    private boolean isSettled(OperationBody body, CashOutcome said, ContributionState state) {
        if (!(body instanceof CashSettled settled) || settled.outcome() != said) {
            return false;
        }
        Ledger.Entry cash = ledger.entry(settled.contribution().value());
        return cash != null && cash.state() == state;
    }

    /// On the second project's last day; or the device was not sure of the day.
    private boolean isLate(Confirmed one, OperationBody body) {
        LocalDate day = LocalDate.ofInstant(one.at(), ZoneOffset.UTC);
        return body instanceof ContributionMade made
                && made.project().equals(world.server().projects().get(1))
                && (one.operation().timeUnsure() || day.isAfter(world.server().lastDay()));
    }

    private static Optional<FilmId> film(OperationBody body) {
        return switch (body) {
            case ContributionMade made -> Optional.ofNullable(made.film());
            case MessagePosted posted -> Optional.of(posted.film());
            case FilmViewed viewed -> Optional.of(viewed.film());
            case KioskFilmChosen chosen -> Optional.of(chosen.film());
            case FilmHeld held -> Optional.of(held.film());
            case FavouriteAdded added -> Optional.of(added.film());
            case FavouriteRemoved removed -> Optional.of(removed.film());
            case FilmRated rated -> Optional.of(rated.film());
            case RoomFollowed followed -> Optional.of(followed.film());
            case CashSettled _, FaultReported _ -> Optional.empty();
        };
    }
}
