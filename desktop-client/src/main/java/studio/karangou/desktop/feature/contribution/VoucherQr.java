package studio.karangou.desktop.feature.contribution;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import studio.karangou.common.model.VoucherCode;

/// What a voucher's QR code says: a short URI that an agent's or a contributor's phone reads.
public final class VoucherQr {
    private VoucherQr() {}

    /// `karangou:v1?c=CODE&id=CONTRIBUTION&a=AMOUNT&cur=CURRENCY&x=DAY&p=PROJECT`; the amount in the currency's
    /// smallest unit, the currency's code by ISO 4217, the last day to pay in UTC.
    public static String payload(RecordedContribution contribution, VoucherCode voucher, Instant expires) {
        return "karangou:v1?c=%s&id=%s&a=%d&cur=%s&x=%s&p=%s"
                .formatted(
                        voucher,
                        contribution.id(),
                        contribution.made().amount().units(),
                        contribution.made().amount().currency(),
                        lastDay(expires),
                        contribution.made().project());
    }

    /// The last day to pay, the same on the screen, on paper and in the code wherever the device is.
    static LocalDate lastDay(Instant expires) {
        return LocalDate.ofInstant(expires, ZoneOffset.UTC);
    }
}
