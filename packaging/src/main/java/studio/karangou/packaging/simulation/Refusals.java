package studio.karangou.packaging.simulation;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
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

/// Whether what was refused had to be. The first project never closes and has no last day.
record Refusals(World world) {
    void check(Confirmed one, Row row) {
        String reason = String.valueOf(row.quarantine());
        OperationBody body = one.operation().body();
        boolean right = world.server().wasRestored() || isRight(reason, one, body);
        if (!right) {
            world.violated("refused", "operation " + one.operation().id() + " is refused for " + reason + ": " + body);
        }
    }

    private boolean isRight(String code, Confirmed one, OperationBody body) {
        for (QuarantineReason reason : QuarantineReason.values()) {
            if (reason.code().equals(code)) {
                return isRight(reason, one, body);
            }
        }
        return false;
    }

    private boolean isRight(QuarantineReason reason, Confirmed one, OperationBody body) {
        return switch (reason) {
            case UNKNOWN_PROJECT ->
                body instanceof ContributionMade made
                        && !world.server().projects().contains(made.project());
            case UNKNOWN_FILM ->
                film(body)
                        .filter(film -> !world.server().films().contains(film))
                        .isPresent();
            case PROJECT_NOT_OPEN ->
                !(body instanceof ContributionMade made)
                        || !made.project().equals(world.server().projects().getFirst());
            case DEADLINE_PASSED -> isLate(one, body);
            case OTHER_CURRENCY ->
                body instanceof ContributionMade made && made.amount().currency() != Money.Currency.XOF;
            case UNKNOWN_CONTRIBUTION, NOT_ANNOUNCED_CASH, CASH_WAS_CANCELLED, CASH_WAS_TAKEN ->
                body instanceof CashSettled;
            case NOT_A_HOSTS_DEVICE ->
                switch (body) {
                    case CashSettled _, KioskFilmChosen _, FavouriteAdded _, FavouriteRemoved _, FilmRated _ -> true;
                    case ContributionMade _,
                            MessagePosted _,
                            FilmViewed _,
                            FilmHeld _,
                            FaultReported _,
                            RoomFollowed _ -> false;
                };
            // one of its rows would be applied, and the venues are the operator's
            case VENUE_NOT_VOUCHED_FOR, DUPLICATE_OPERATION, IMPOSSIBLE_TIME, NOT_STORABLE -> false;
        };
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
