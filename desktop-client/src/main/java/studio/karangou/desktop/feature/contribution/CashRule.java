package studio.karangou.desktop.feature.contribution;

import studio.karangou.common.model.DeviceProfile;

/// What is done with cash where contributions are taken.
public enum CashRule {
    /// The host confirms to have it, and it counts at once.
    HOST_CONFIRMS,
    /// Whoever gives it takes it to the desk afterwards; until then it counts for nothing.
    HANDED_IN_LATER,
    /// It is not taken.
    NOT_TAKEN;

    /// At a desk, by what the device was enrolled as; a filmmaker does not credit their own project.
    public static CashRule atDesk(DeviceProfile enrolled) {
        return switch (enrolled) {
            case LIEU -> HOST_CONFIRMS;
            case BORNE -> HANDED_IN_LATER;
            case STUDIO -> NOT_TAKEN;
        };
    }

    /// At a kiosk nobody sees the money. The server knows that of a device that was enrolled as one; the cash of any
    /// other would count at once, so a kiosk that was not enrolled as one takes none.
    public static CashRule atKiosk(DeviceProfile enrolled) {
        return switch (enrolled) {
            case BORNE -> HANDED_IN_LATER;
            case LIEU, STUDIO -> NOT_TAKEN;
        };
    }
}
