package studio.karangou.packaging.simulation;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.VoucherCode;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.CashSettled;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FavouriteAdded;
import studio.karangou.common.protocol.OperationBody.FavouriteRemoved;
import studio.karangou.common.protocol.OperationBody.FilmHeld;
import studio.karangou.common.protocol.OperationBody.FilmRated;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.KioskFilmChosen;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.common.protocol.OperationBody.RoomFollowed;
import studio.karangou.common.protocol.Wire;

/// What people do with a device. Now and then it is something that the server must refuse.
record Life(SimServer server, Draw draw) {
    private static final int POISON_PERCENT = 6;

    OperationBody next(SimMachine machine) {
        int what = draw.upTo(100);
        if (what < 40) {
            return contribution();
        }
        if (what < 60) {
            return new MessagePosted(film(), "Ama", "Message " + draw.upTo(1_000_000));
        }
        if (what < 64) {
            return new RoomFollowed(draw.one(server.films()));
        }
        if (what < 70) {
            return new FilmViewed(film(), Duration.ofSeconds(draw.upTo(7_000)), draw.chance(50), 1 + draw.upTo(80));
        }
        if (what < 76) {
            return new FilmHeld(film(), draw.chance(70));
        }
        if (what < 85) {
            return mark(machine);
        }
        if (what < 92) {
            return new KioskFilmChosen(film(), draw.chance(60));
        }
        OperationId announced = machine.identity().profile() == DeviceProfile.LIEU ? announced(machine) : null;
        return announced == null
                ? contribution()
                : new CashSettled(announced, draw.chance(70) ? CashOutcome.RECEIVED : CashOutcome.CANCELLED);
    }

    /// A favourite, one that is none any more as far as the device knows, or stars. Of a kiosk's the server
    /// must refuse each, as nobody is signed in.
    private OperationBody mark(SimMachine machine) {
        FilmId film = film();
        if (draw.chance(40)) {
            return new FilmRated(film, 1 + draw.upTo(FilmRated.MOST));
        }
        List<OperationId> seen = machine
                .local()
                .tables()
                .read(
                        "select tag from favourite where film = '" + film + "' union select id from operation"
                                + " where kind = " + FavouriteAdded.KIND + " and film = '" + film + "' order by 1",
                        row -> new OperationId(row.getObject(1, UUID.class)))
                .stream()
                .limit(Limits.FAVOURITE_TAGS)
                .toList();
        return seen.isEmpty() || draw.chance(20) ? new FavouriteAdded(film) : new FavouriteRemoved(film, seen);
    }

    /// What something that was refused should have been; always the same, as two copies of a device may both mend it.
    OperationBody mended(OperationBody refused) {
        return switch (refused) {
            case ContributionMade made ->
                new ContributionMade(
                        server.projects().getFirst(),
                        null,
                        Money.xof(made.amount().units()),
                        made.method(),
                        made.voucher(),
                        made.voucherExpires(),
                        made.contributor());
            case MessagePosted posted -> new MessagePosted(server.films().getFirst(), posted.author(), posted.text());
            default -> refused;
        };
    }

    private FilmId film() {
        return draw.chance(POISON_PERCENT) ? new FilmId(draw.uuid()) : draw.one(server.films());
    }

    private OperationBody contribution() {
        ProjectId project = draw.chance(POISON_PERCENT) ? new ProjectId(draw.uuid()) : draw.one(server.projects());
        boolean euros = draw.chance(POISON_PERCENT);
        long units = 100L * (1 + draw.upTo(100));
        boolean voucher = draw.chance(30);
        return new ContributionMade(
                project,
                null,
                new Money(euros ? Money.Currency.EUR : Money.Currency.XOF, units),
                voucher ? ContributionMethod.VOUCHER : ContributionMethod.CASH,
                voucher ? VoucherCode.draw(draw.random()) : null,
                voucher ? VirtualTime.BEGIN.plus(Duration.ofDays(60)) : null,
                draw.chance(30) ? "Kofi" : null);
    }

    /// Cash that the host sees waiting.
    private @Nullable OperationId announced(SimMachine machine) {
        List<OperationId> seen = machine
                .local()
                .tables()
                .read(
                        "select body from kiosk_cash order by id",
                        row -> Wire.fromCbor("cash", row.getBytes(1), Change.class))
                .stream()
                .filter(Change.CashAnnounced.class::isInstance) // beside it lies what was refused at a kiosk
                .map(change -> ((Change.CashAnnounced) change).id())
                .toList();
        return seen.isEmpty() ? null : draw.one(seen);
    }
}
