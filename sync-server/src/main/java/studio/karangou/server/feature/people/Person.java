package studio.karangou.server.feature.people;

import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.PersonId;

/// Somebody with an account.
///
/// @param password its hash with parameters; null for who signs in by phone
record Person(
        PersonId id,
        String name,
        LanguageTag language,
        @Nullable String password) {
    @Override
    public String toString() {
        return "Person[" + id + "]";
    }
}
