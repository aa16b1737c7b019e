package studio.karangou.common.protocol;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CashOutcome;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.VoucherCode;
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

/// Operations as bytes: the CBOR array `[id, millis, counter, actor, kind, [fields…]]`, and `true` at its end when the
/// time is not sure.
/// Device and sequence are not in it, as the journal and the batch say them once; the hash chain covers both.
/// Later versions may add fields at the end of an array, never change those that are there.
public final class OperationCodec {
    private OperationCodec() {}

    /// The bytes that are hashed, stored and sent.
    public static byte[] encode(Operation operation) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(128);
        try (CBORGenerator cbor = CborReader.FACTORY.createGenerator(out)) {
            cbor.writeStartArray(null, operation.timeUnsure() ? 7 : 6);
            cbor.writeBinary(UuidBytes.of(operation.id().value()));
            cbor.writeNumber(operation.time().millis());
            cbor.writeNumber(operation.time().counter());
            writeId(cbor, operation.actor() == null ? null : operation.actor().value());
            cbor.writeNumber(operation.body().kind());
            writeBody(cbor, operation.body());
            if (operation.timeUnsure()) {
                cbor.writeBoolean(true);
            }
            cbor.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return out.toByteArray();
    }

    /// Reads what [#encode] wrote.
    ///
    /// @throws FailureException with [ProtocolFailure.TooLarge], [ProtocolFailure.Malformed] or
    ///     [ProtocolFailure.UnknownKind]
    public static Operation decode(DeviceId device, long sequence, byte[] encoded) {
        if (encoded.length > Limits.OPERATION_BYTES) {
            throw new ProtocolFailure.TooLarge("operation", encoded.length, Limits.OPERATION_BYTES).asException();
        }
        return CborReader.read("operation", encoded, cbor -> {
            cbor.startArray();
            OperationId id = new OperationId(UuidBytes.read(cbor.bytes()));
            HybridTime time = new HybridTime(cbor.integer(), cbor.integer(0, HybridTime.MAX_COUNTER));
            byte[] actor = cbor.bytesOrNull();
            OperationBody body = readBody(cbor, cbor.integer(0, Integer.MAX_VALUE));
            boolean timeUnsure = cbor.trueAtEndOfArray();
            return new Operation(
                    device,
                    sequence,
                    id,
                    time,
                    actor == null ? null : new PersonId(UuidBytes.read(actor)),
                    body,
                    timeUnsure);
        });
    }

    /// The id alone, for naming an operation whose body cannot be read; null if even that is not there.
    public static @Nullable OperationId peekId(byte[] encoded) {
        try (CborReader cbor = new CborReader("operation", encoded)) {
            cbor.startArray();
            return new OperationId(UuidBytes.read(cbor.bytes()));
        } catch (IOException | FailureException e) {
            return null;
        }
    }

    private static void writeBody(CBORGenerator cbor, OperationBody body) throws IOException {
        switch (body) {
            case ContributionMade made -> {
                cbor.writeStartArray(null, 8);
                cbor.writeBinary(UuidBytes.of(made.project().value()));
                writeId(cbor, made.film() == null ? null : made.film().value());
                cbor.writeNumber(currencyCode(made.amount().currency()));
                cbor.writeNumber(made.amount().units());
                cbor.writeNumber(methodCode(made.method()));
                writeText(cbor, made.voucher() == null ? null : made.voucher().canonical());
                writeInstant(cbor, made.voucherExpires());
                writeText(cbor, made.contributor());
                cbor.writeEndArray();
            }
            case MessagePosted posted -> {
                cbor.writeStartArray(null, 3);
                cbor.writeBinary(UuidBytes.of(posted.film().value()));
                cbor.writeString(posted.author());
                cbor.writeString(posted.text());
                cbor.writeEndArray();
            }
            case FilmViewed viewed -> {
                cbor.writeStartArray(null, 4);
                cbor.writeBinary(UuidBytes.of(viewed.film().value()));
                cbor.writeNumber(viewed.watched().toMillis());
                cbor.writeBoolean(viewed.toTheEnd());
                cbor.writeNumber(viewed.audience());
                cbor.writeEndArray();
            }
            case FaultReported reported -> FaultCodec.write(cbor, reported.report());
            case CashSettled settled -> {
                cbor.writeStartArray(null, 2);
                cbor.writeBinary(UuidBytes.of(settled.contribution().value()));
                cbor.writeNumber(outcomeCode(settled.outcome()));
                cbor.writeEndArray();
            }
            case KioskFilmChosen chosen -> writeFilm(cbor, chosen.film(), chosen.held());
            case FilmHeld held -> writeFilm(cbor, held.film(), held.ready());
            case FavouriteAdded added -> {
                cbor.writeStartArray(null, 1);
                cbor.writeBinary(UuidBytes.of(added.film().value()));
                cbor.writeEndArray();
            }
            case FavouriteRemoved removed -> writeRemoved(cbor, removed);
            case FilmRated rated -> {
                cbor.writeStartArray(null, 2);
                cbor.writeBinary(UuidBytes.of(rated.film().value()));
                cbor.writeNumber(rated.stars());
                cbor.writeEndArray();
            }
            case RoomFollowed followed -> {
                cbor.writeStartArray(null, 1);
                cbor.writeBinary(UuidBytes.of(followed.film().value()));
                cbor.writeEndArray();
            }
        }
    }

    /// The film, and after it the tags.
    private static void writeRemoved(CBORGenerator cbor, FavouriteRemoved removed) throws IOException {
        cbor.writeStartArray(null, 2);
        cbor.writeBinary(UuidBytes.of(removed.film().value()));
        cbor.writeStartArray(null, removed.observed().size());
        for (OperationId tag : removed.observed()) {
            cbor.writeBinary(UuidBytes.of(tag.value()));
        }
        cbor.writeEndArray();
        cbor.writeEndArray();
    }

    private static FavouriteRemoved readRemoved(CborReader cbor) throws IOException {
        FilmId film = new FilmId(UuidBytes.read(cbor.bytes()));
        List<OperationId> observed = new ArrayList<>();
        cbor.startArray();
        for (byte[] tag = cbor.bytesOrEnd(); tag != null; tag = cbor.bytesOrEnd()) {
            if (observed.size() == Limits.FAVOURITE_TAGS) {
                throw cbor.malformed();
            }
            observed.add(new OperationId(UuidBytes.read(tag)));
        }
        return new FavouriteRemoved(film, observed);
    }

    private static void writeFilm(CBORGenerator cbor, FilmId film, boolean yes) throws IOException {
        cbor.writeStartArray(null, 2);
        cbor.writeBinary(UuidBytes.of(film.value()));
        cbor.writeBoolean(yes);
        cbor.writeEndArray();
    }

    private static OperationBody readBody(CborReader cbor, int kind) throws IOException {
        cbor.startArray();
        OperationBody body = switch (kind) {
            case ContributionMade.KIND -> readContribution(cbor);
            case MessagePosted.KIND ->
                new MessagePosted(new FilmId(UuidBytes.read(cbor.bytes())), cbor.text(), cbor.text());
            case FilmViewed.KIND ->
                new FilmViewed(
                        new FilmId(UuidBytes.read(cbor.bytes())),
                        Duration.ofMillis(cbor.integer()),
                        cbor.bool(),
                        cbor.integer(1, Limits.AUDIENCE));
            case FaultReported.KIND -> new FaultReported(FaultCodec.read(cbor));
            case CashSettled.KIND ->
                new CashSettled(new OperationId(UuidBytes.read(cbor.bytes())), outcome(cbor.integer(0, 255)));
            case KioskFilmChosen.KIND -> new KioskFilmChosen(new FilmId(UuidBytes.read(cbor.bytes())), cbor.bool());
            case FilmHeld.KIND -> new FilmHeld(new FilmId(UuidBytes.read(cbor.bytes())), cbor.bool());
            case FavouriteAdded.KIND -> new FavouriteAdded(new FilmId(UuidBytes.read(cbor.bytes())));
            case FavouriteRemoved.KIND -> readRemoved(cbor);
            case FilmRated.KIND ->
                new FilmRated(new FilmId(UuidBytes.read(cbor.bytes())), cbor.integer(1, FilmRated.MOST));
            case RoomFollowed.KIND -> new RoomFollowed(new FilmId(UuidBytes.read(cbor.bytes())));
            default -> throw new ProtocolFailure.UnknownKind(kind).asException();
        };
        cbor.skipToEndOfArray();
        return body;
    }

    private static ContributionMade readContribution(CborReader cbor) throws IOException {
        ProjectId project = new ProjectId(UuidBytes.read(cbor.bytes()));
        byte[] film = cbor.bytesOrNull();
        Money amount = new Money(currency(cbor.integer(0, 255)), cbor.integer());
        ContributionMethod method = method(cbor.integer(0, 255));
        String voucher = cbor.textOrNull();
        Long expires = cbor.integerOrNull();
        return new ContributionMade(
                project,
                film == null ? null : new FilmId(UuidBytes.read(film)),
                amount,
                method,
                voucher == null ? null : new VoucherCode(voucher),
                expires == null ? null : Instant.ofEpochMilli(expires),
                cbor.textOrNull());
    }

    private static int currencyCode(Money.Currency currency) {
        return switch (currency) {
            case XOF -> 1;
            case EUR -> 2;
        };
    }

    private static Money.Currency currency(int code) {
        return switch (code) {
            case 1 -> Money.Currency.XOF;
            case 2 -> Money.Currency.EUR;
            default -> throw new ProtocolFailure.Malformed("currency").asException();
        };
    }

    private static int methodCode(ContributionMethod method) {
        return switch (method) {
            case VOUCHER -> 1;
            case CASH -> 2;
        };
    }

    private static ContributionMethod method(int code) {
        return switch (code) {
            case 1 -> ContributionMethod.VOUCHER;
            case 2 -> ContributionMethod.CASH;
            default -> throw new ProtocolFailure.Malformed("contribution method").asException();
        };
    }

    private static int outcomeCode(CashOutcome outcome) {
        return switch (outcome) {
            case RECEIVED -> 1;
            case CANCELLED -> 2;
        };
    }

    private static CashOutcome outcome(int code) {
        return switch (code) {
            case 1 -> CashOutcome.RECEIVED;
            case 2 -> CashOutcome.CANCELLED;
            default -> throw new ProtocolFailure.Malformed("cash outcome").asException();
        };
    }

    private static void writeId(CBORGenerator cbor, @Nullable UUID id) throws IOException {
        if (id == null) {
            cbor.writeNull();
        } else {
            cbor.writeBinary(UuidBytes.of(id));
        }
    }

    private static void writeText(CBORGenerator cbor, @Nullable String text) throws IOException {
        if (text == null) {
            cbor.writeNull();
        } else {
            cbor.writeString(text);
        }
    }

    private static void writeInstant(CBORGenerator cbor, @Nullable Instant instant) throws IOException {
        if (instant == null) {
            cbor.writeNull();
        } else {
            cbor.writeNumber(instant.toEpochMilli());
        }
    }
}
