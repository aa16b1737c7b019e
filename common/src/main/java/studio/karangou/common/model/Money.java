package studio.karangou.common.model;

/// An amount in the smallest unit of its currency: F CFA for XOF, cents for EUR.
///
/// @param units may be negative in books, never in a contribution
public record Money(Currency currency, long units) implements Comparable<Money> {
    /// The currencies that Karangou accepts (ISO 4217).
    public enum Currency {
        /// Franc CFA (UEMOA): no decimals.
        XOF(0),
        /// Euro: two decimals.
        EUR(2);

        private final int decimals;

        Currency(int decimals) {
            this.decimals = decimals;
        }

        /// Digits after the decimal separator.
        public int decimals() {
            return decimals;
        }
    }

    /// An amount in F CFA.
    public static Money xof(long francs) {
        return new Money(Currency.XOF, francs);
    }

    /// The sum.
    ///
    /// @throws IllegalArgumentException if the currencies differ
    /// @throws ArithmeticException if the sum does not fit
    public Money plus(Money other) {
        return new Money(currency, Math.addExact(units, sameCurrency(other).units));
    }

    public boolean isPositive() {
        return units > 0;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(units, sameCurrency(other).units);
    }

    private Money sameCurrency(Money other) {
        if (other.currency != currency) {
            throw new IllegalArgumentException("amounts of two currencies");
        }
        return other;
    }
}
