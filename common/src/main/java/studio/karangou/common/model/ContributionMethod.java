package studio.karangou.common.model;

/// How a contribution is paid.
public enum ContributionMethod {
    /// Later, at an agency or by phone, with a voucher code (code agence).
    VOUCHER,
    /// In cash to the host of the venue, who hands the takings in.
    CASH
}
