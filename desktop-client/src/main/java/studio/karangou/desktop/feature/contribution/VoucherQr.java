package studio.karangou.desktop.feature.contribution;

import studio.karangou.common.model.VoucherCode;

/// What a voucher's QR code says: a short URI that an agent's or a contributor's phone reads.
public final class VoucherQr {
    private VoucherQr() {}

    /// `karangou:v1?c=CODE&id=CONTRIBUTION&a=AMOUNT&p=PROJECT`; the amount in the currency's smallest unit.
    public static String payload(RecordedContribution contribution, VoucherCode voucher) {
        return "karangou:v1?c=%s&id=%s&a=%d&p=%s"
                .formatted(
                        voucher,
                        contribution.id(),
                        contribution.made().amount().units(),
                        contribution.made().project());
    }
}
