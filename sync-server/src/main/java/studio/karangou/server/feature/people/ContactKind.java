package studio.karangou.server.feature.people;

import java.util.Locale;

/// A way to reach a person.
enum ContactKind {
    EMAIL,
    PHONE;

    /// The column that it is sealed for.
    String column() {
        return "person_contact." + name().toLowerCase(Locale.ROOT);
    }
}
