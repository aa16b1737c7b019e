package studio.karangou.common.model;

/// What a device is used for; one program, three faces.
public enum DeviceProfile {
    /// A cinema club or community viewing point with a projector.
    LIEU,
    /// A touch kiosk for passing visitors.
    BORNE,
    /// A filmmaker's desk.
    STUDIO
}
