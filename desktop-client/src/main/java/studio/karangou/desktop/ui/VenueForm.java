package studio.karangou.desktop.ui;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.Failure;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.VenueApi.VenueDraft;
import studio.karangou.common.protocol.VenueApi.VenueShown;

/// What a host types of a venue.
public final class VenueForm {
    private static final String HOME = "TG";

    private final StringProperty name = new SimpleStringProperty("");
    private final StringProperty place = new SimpleStringProperty("");
    private final StringProperty country = new SimpleStringProperty(HOME);
    private final StringProperty capacity = new SimpleStringProperty("");

    public StringProperty name() {
        return name;
    }

    /// Town and quarter.
    public StringProperty place() {
        return place;
    }

    /// Two letters.
    public StringProperty country() {
        return country;
    }

    /// People that fit in.
    public StringProperty capacity() {
        return capacity;
    }

    /// Shows what a venue says of itself.
    public void fill(VenueShown venue) {
        name.set(venue.name());
        place.set(Objects.requireNonNullElse(venue.place(), ""));
        country.set(venue.country() == null ? HOME : venue.country().code());
        capacity.set(venue.capacity() == null ? "" : venue.capacity().toString());
    }

    public void clear() {
        name.set("");
        place.set("");
        country.set(HOME);
        capacity.set("");
    }

    /// The first thing that is missing, empty when the draft is whole.
    public Optional<Failure> wrong() {
        String typed = name.get().strip();
        if (typed.isEmpty() || typed.length() > Limits.NAME_CHARS) {
            return Optional.of(new VenueFormFailure.NoName());
        }
        if (place.get().isBlank()) {
            return Optional.of(new VenueFormFailure.NoPlace());
        }
        if (!countryTyped().matches("[A-Z]{2}")) {
            return Optional.of(new VenueFormFailure.NoCountry());
        }
        boolean number = capacity.get().strip().matches("[1-9][0-9]{0,4}");
        return number ? Optional.empty() : Optional.of(new VenueFormFailure.NoCapacity());
    }

    /// What was typed; only when nothing is [#wrong].
    public VenueDraft draft() {
        return new VenueDraft(
                name.get().strip(),
                place.get().strip(),
                new CountryCode(countryTyped()),
                Integer.parseInt(capacity.get().strip()));
    }

    private String countryTyped() {
        return country.get().strip().toUpperCase(Locale.ROOT);
    }
}
