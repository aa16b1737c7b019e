package studio.karangou.common.model;

import java.util.List;

/// Something that went wrong in a way we planned for. Features have a sealed interface of such records.
public interface Failure {
    /// Stable, dotted, lower case, as in `film.licence-expired`; also the key of its sentence in the message bundles.
    String code();

    /// What the sentence's placeholders `{0}`, `{1}`… stand for; never personal data.
    default List<Object> arguments() {
        return List.of();
    }
}
