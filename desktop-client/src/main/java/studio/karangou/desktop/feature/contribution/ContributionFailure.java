package studio.karangou.desktop.feature.contribution;

import java.util.List;
import studio.karangou.common.model.Failure;

/// What keeps a contribution from being recorded, or its voucher from being carried away.
public sealed interface ContributionFailure extends Failure {
    /// No amount was chosen, or what was typed is not one.
    record NoAmount() implements ContributionFailure {
        @Override
        public String code() {
            return "contribution.no-amount";
        }
    }

    /// More than a single contribution may be.
    ///
    /// @param most in the currency's whole units
    record TooMuch(long most) implements ContributionFailure {
        @Override
        public String code() {
            return "contribution.too-much";
        }

        @Override
        public List<Object> arguments() {
            return List.of(most);
        }
    }

    /// The name is longer than names may be.
    record NameTooLong(int most) implements ContributionFailure {
        @Override
        public String code() {
            return "contribution.name-too-long";
        }

        @Override
        public List<Object> arguments() {
            return List.of(most);
        }
    }

    /// The host has not confirmed to have the cash.
    record CashNotReceived() implements ContributionFailure {
        @Override
        public String code() {
            return "contribution.cash-not-received";
        }
    }

    /// The voucher's picture cannot be written where it was to go.
    record NotSaved() implements ContributionFailure {
        @Override
        public String code() {
            return "contribution.not-saved";
        }
    }

    /// This machine has no printer.
    record NoPrinter() implements ContributionFailure {
        @Override
        public String code() {
            return "contribution.no-printer";
        }
    }

    /// The printer did not take the voucher.
    record NotPrinted() implements ContributionFailure {
        @Override
        public String code() {
            return "contribution.not-printed";
        }
    }

    /// The project's last day has passed.
    record DeadlinePassed() implements ContributionFailure {
        @Override
        public String code() {
            return "contribution.deadline-passed";
        }
    }

    /// Cash is not taken here.
    record NoCashHere() implements ContributionFailure {
        @Override
        public String code() {
            return "contribution.no-cash-here";
        }
    }

    /// The project does not take contributions now.
    record ProjectNotOpen() implements ContributionFailure {
        @Override
        public String code() {
            return "contribution.project-not-open";
        }
    }
}
