package studio.karangou.common.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.Project;

/// Something that a device should know, as the server's feed tells it. Each kind has a code on the wire.
/// A change carries the whole new value, so applying one twice does no harm.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = Change.Unknown.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Change.FilmChanged.class, name = "1"),
    @JsonSubTypes.Type(value = Change.ProjectChanged.class, name = "2"),
    @JsonSubTypes.Type(value = Change.MessageShared.class, name = "3"),
    @JsonSubTypes.Type(value = Change.ContributionChanged.class, name = "4"),
    @JsonSubTypes.Type(value = Change.PersonErased.class, name = "5"),
})
public sealed interface Change {
    /// A film is new or has changed.
    record FilmChanged(Film film) implements Change {}

    /// A project is new or has changed.
    record ProjectChanged(Project project) implements Change {}

    /// A message of a film's discussion, from any device, this one included.
    record MessageShared(OperationId id, FilmId film, String author, String text, Instant writtenAt)
            implements Change {}

    /// What became of a contribution that this device's venue recorded.
    record ContributionChanged(OperationId id, ContributionState state) implements Change {}

    /// A person had everything about them erased: whatever a device keeps of them goes. Messages of theirs come anew,
    /// without their name.
    record PersonErased(PersonId person) implements Change {}

    /// A change that this version does not know; it is skipped.
    record Unknown() implements Change {}
}
