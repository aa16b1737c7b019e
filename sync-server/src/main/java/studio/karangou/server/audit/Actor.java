package studio.karangou.server.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.PersonId;
import studio.karangou.server.http.Caller;
import studio.karangou.server.http.DeviceCaller;
import studio.karangou.server.http.OperatorCaller;
import studio.karangou.server.http.PersonCaller;

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

    /// Who asked for something.
    public static Actor of(Caller caller) {
        return switch (caller) {
            case PersonCaller person -> of(person.person());
            case OperatorCaller _ -> OPERATOR;
            case DeviceCaller device -> of(device.device());
        };
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
