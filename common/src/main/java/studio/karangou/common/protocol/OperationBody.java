package studio.karangou.common.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.VoucherCode;

/// What happened. Each kind has a code that is never used again for anything else.
/// What an operation creates has the operation's id as its own.
public sealed interface OperationBody {
    /// The kind's code on the wire and on disk.
    int kind();

    /// The same without what names who did it.
    default OperationBody withoutPerson() {
        return switch (this) {
            case ContributionMade made ->
                new ContributionMade(
                        made.project, made.film, made.amount, made.method, made.voucher, made.voucherExpires, null);
            case MessagePosted posted -> new MessagePosted(posted.film, MessagePosted.NOBODY, posted.text);
            case FilmViewed viewed -> viewed;
            case CashSettled settled -> settled;
            case KioskFilmChosen chosen -> chosen;
            case FilmHeld held -> held;
            case RoomFollowed followed -> followed;
            case FaultReported reported -> reported;
            // nobody's mark marks nothing: it must not become the venue's
            case FavouriteAdded added -> new FavouriteRemoved(added.film, List.of());
            case FavouriteRemoved removed -> new FavouriteRemoved(removed.film, List.of());
            case FilmRated rated -> new FavouriteRemoved(rated.film, List.of());
        };
    }

    /// Whether it says who did it. What the program does by itself names nobody, whoever sits in front of it.
    default boolean hasActor() {
        return switch (this) {
            case ContributionMade _, MessagePosted _, FilmViewed _, CashSettled _, KioskFilmChosen _ -> true;
            case FavouriteAdded _, FavouriteRemoved _, FilmRated _ -> true;
            case FaultReported _, FilmHeld _, RoomFollowed _ -> false;
        };
    }

    /// Somebody promised (voucher) or handed over (cash) money for a project.
    ///
    /// @param film the film that was on, null if none
    /// @param voucher present exactly when the method is VOUCHER
    /// @param voucherExpires the voucher's last moment, present exactly when there is a voucher
    /// @param contributor the name the contributor gave, null if they gave none
    record ContributionMade(
            ProjectId project,
            @Nullable FilmId film,
            Money amount,
            ContributionMethod method,
            @Nullable VoucherCode voucher,
            @Nullable Instant voucherExpires,
            @Nullable String contributor)
            implements OperationBody {
        public static final int KIND = 1;

        public ContributionMade {
            if (!amount.isPositive() || amount.units() > Limits.CONTRIBUTION_UNITS) {
                throw new IllegalArgumentException("amount out of range");
            }
            boolean byVoucher = method == ContributionMethod.VOUCHER;
            if (byVoucher != (voucher != null) || byVoucher != (voucherExpires != null)) {
                throw new IllegalArgumentException(
                        "a voucher contribution has a code and a last day, a cash one has neither");
            }
            if (contributor != null) {
                Texts.checkLine(contributor, Limits.NAME_CHARS);
            }
        }

        @Override
        public int kind() {
            return KIND;
        }
    }

    /// Somebody wrote in the discussion of a film.
    ///
    /// @param author the name shown beside the message
    record MessagePosted(FilmId film, String author, String text) implements OperationBody {
        public static final int KIND = 2;
        /// The author of what somebody wrote who was erased.
        public static final String NOBODY = "—";

        public MessagePosted {
            Texts.checkLine(author, Limits.NAME_CHARS);
            Texts.check(text, Limits.MESSAGE_CHARS);
        }

        @Override
        public int kind() {
            return KIND;
        }
    }

    /// A film was watched, to the end or not; written when the player is left, or at the device's next start if
    /// it died before. The operation's id is from when the showing opened.
    ///
    /// @param watched how much was really shown, not counting what was skipped
    /// @param audience how many people watched, at least 1
    record FilmViewed(FilmId film, Duration watched, boolean toTheEnd, int audience) implements OperationBody {
        public static final int KIND = 3;

        public FilmViewed {
            if (watched.isNegative() || watched.toDays() > 1 || audience < 1 || audience > Limits.AUDIENCE) {
                throw new IllegalArgumentException("view out of range");
            }
        }

        @Override
        public int kind() {
            return KIND;
        }
    }

    /// The program failed, on a device whose host agreed to tell of it. It is nobody's act: an operation with
    /// it has no actor.
    record FaultReported(FaultReport report) implements OperationBody {
        public static final int KIND = 4;

        @Override
        public int kind() {
            return KIND;
        }
    }

    /// A host said what became of cash that was announced at a kiosk of the venue. Said again, the same is no
    /// second thing; the contrary is set aside.
    ///
    /// @param contribution that was announced
    record CashSettled(OperationId contribution, CashOutcome outcome) implements OperationBody {
        public static final int KIND = 5;

        @Override
        public int kind() {
            return KIND;
        }
    }

    /// A host chose whether the kiosks of the venue hold a film. The last one by hybrid time counts.
    ///
    /// @param held whether they fetch and keep it; else it goes from them
    record KioskFilmChosen(FilmId film, boolean held) implements OperationBody {
        public static final int KIND = 6;

        @Override
        public int kind() {
            return KIND;
        }
    }

    /// A kiosk has a film that its host chose whole and ready to play, or has it no longer.
    record FilmHeld(FilmId film, boolean ready) implements OperationBody {
        public static final int KIND = 7;

        @Override
        public int kind() {
            return KIND;
        }
    }

    /// A film is a favourite from now on: of who is signed in, or of the venue where nobody is. The
    /// operation's id is the tag by which a removal names it.
    record FavouriteAdded(FilmId film) implements OperationBody {
        public static final int KIND = 8;

        @Override
        public int kind() {
            return KIND;
        }
    }

    /// A film is no favourite any more, as far as this device has seen it become one; what another adds
    /// without knowing of this stays.
    ///
    /// @param observed the operations that it takes back, at most [Limits#FAVOURITE_TAGS]
    record FavouriteRemoved(FilmId film, List<OperationId> observed) implements OperationBody {
        public static final int KIND = 9;

        public FavouriteRemoved {
            observed = List.copyOf(observed);
            if (observed.size() > Limits.FAVOURITE_TAGS) {
                throw new IllegalArgumentException("too many tags");
            }
        }

        @Override
        public int kind() {
            return KIND;
        }
    }

    /// What somebody gives a film: who is signed in, or the venue where nobody is. The last by hybrid time
    /// counts.
    ///
    /// @param stars from 1 to 5
    record FilmRated(FilmId film, int stars) implements OperationBody {
        public static final int KIND = 10;
        public static final int MOST = 5;

        public FilmRated {
            if (stars < 1 || stars > MOST) {
                throw new IllegalArgumentException("stars out of range");
            }
        }

        @Override
        public int kind() {
            return KIND;
        }
    }

    /// From now on the discussion of a film concerns this device, because somebody opened it there. Nobody's act: who
    /// it was is of no interest. Said once for a device and a film.
    record RoomFollowed(FilmId film) implements OperationBody {
        public static final int KIND = 11;

        @Override
        public int kind() {
            return KIND;
        }
    }
}
