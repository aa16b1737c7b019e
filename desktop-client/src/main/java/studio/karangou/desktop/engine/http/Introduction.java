package studio.karangou.desktop.engine.http;

import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.ContactMark;
import studio.karangou.common.protocol.DeviceHealth;

/// What a device says of itself with each session.
public interface Introduction {
    /// Of a device that says nothing.
    Introduction NONE = new Introduction() {
        @Override
        public @Nullable ContactMark contact(DeviceId device) {
            return null;
        }

        @Override
        public @Nullable DeviceHealth health() {
            return null;
        }

        @Override
        public void answered(DeviceId device, ContactMark contact) {}
    };

    /// Which contact this is; the same until it was answered. Null if it could not be kept: then none is counted.
    @Nullable
    ContactMark contact(DeviceId device);

    /// How the device is, null if that cannot be told.
    @Nullable
    DeviceHealth health();

    /// The server has answered this contact.
    void answered(DeviceId device, ContactMark contact);
}
