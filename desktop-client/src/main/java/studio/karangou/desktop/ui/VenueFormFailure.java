package studio.karangou.desktop.ui;

import studio.karangou.common.model.Failure;

/// What is missing in the form of a venue.
public sealed interface VenueFormFailure extends Failure {
    /// No name.
    record NoName() implements VenueFormFailure {
        @Override
        public String code() {
            return "health.no-venue-name";
        }
    }

    /// No town.
    record NoPlace() implements VenueFormFailure {
        @Override
        public String code() {
            return "health.no-place";
        }
    }

    /// Not the two letters of a country.
    record NoCountry() implements VenueFormFailure {
        @Override
        public String code() {
            return "health.no-country";
        }
    }

    /// Not a number of people.
    record NoCapacity() implements VenueFormFailure {
        @Override
        public String code() {
            return "health.no-capacity";
        }
    }
}
