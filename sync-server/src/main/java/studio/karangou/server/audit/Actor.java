package studio.karangou.server.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.PersonId;

/// Who did it.
///
/// @param id null for the operator, and for nobody known
public record Actor(Kind kind, @Nullable UUID id) {
    /// The operator of the server.
    public static final Actor OPERATOR = new Actor(Kind.OPERATOR, null);
    /// Somebody who has not shown who they are.
    public static final Actor NOBODY = new Actor(Kind.NOBODY, null);

    /// A device.
    public static Actor of(DeviceId device) {
        return new Actor(Kind.DEVICE, device.value());
    }

    /// What kind of actor.
    public enum Kind {
        PERSON,
        DEVICE,
        OPERATOR,
        NOBODY
    }

    /// A person.
    public static Actor of(PersonId person) {
        return new Actor(Kind.PERSON, person.value());
    }
}
