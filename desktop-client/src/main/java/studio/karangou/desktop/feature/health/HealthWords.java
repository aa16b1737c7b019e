package studio.karangou.desktop.feature.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import studio.karangou.common.protocol.DeviceHealth;
import studio.karangou.common.protocol.VenueApi.DeviceShown;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Tone;

/// Says how a device is.
final class HealthWords {
    /// From here on a clock is wrong enough to be told.
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(2);
    /// From here on a device that was not heard of is told in another colour.
    private static final Duration SILENT = Duration.ofDays(2);

    private static final long LITTLE_ROOM = 5_000_000_000L;

    private final Texts texts;

    HealthWords(Texts texts) {
        this.texts = texts;
    }

    /// `SHUT_OUT`, and so on: what a host must know first.
    Tone tone(DeviceShown device, Instant now) {
        if (device.revokedAt() != null) {
            return Tone.NEUTRAL;
        }
        if (device.copiedAt() != null) {
            return Tone.BAD;
        }
        Instant contact = device.lastContact();
        boolean heard = contact != null && contact.plus(SILENT).isAfter(now);
        DeviceHealth health = device.health();
        return heard && (health == null || troubles(health).isEmpty()) ? Tone.OK : Tone.WAIT;
    }

    String state(DeviceShown device, Instant now) {
        if (device.revokedAt() != null) {
            return texts.of("health.revoked");
        }
        if (device.copiedAt() != null) {
            return texts.of("health.copied");
        }
        Instant contact = device.lastContact();
        return contact == null
                ? texts.of("health.never")
                : texts.of("health.contact", texts.formats().ago(contact, now));
    }

    /// What is not as it should be, each a sentence.
    List<String> troubles(DeviceHealth health) {
        List<String> found = new ArrayList<>();
        if (health.diskFree() < LITTLE_ROOM) {
            found.add(texts.of("health.disk-low"));
        }
        if (Duration.ofMillis(health.clockOffsetMillis()).abs().compareTo(CLOCK_TOLERANCE) > 0) {
            found.add(texts.of("health.clock-wrong"));
        }
        return found;
    }

    String disk(DeviceHealth health) {
        return texts.of(
                "health.disk-of",
                texts.formats().bytes(health.diskFree()),
                texts.formats().bytes(health.diskTotal()));
    }

    String clock(DeviceHealth health) {
        Duration off = Duration.ofMillis(health.clockOffsetMillis());
        if (!health.clockSure()) {
            return texts.of("health.clock-unsure");
        }
        if (off.abs().compareTo(CLOCK_TOLERANCE) <= 0) {
            return texts.of("health.clock-right");
        }
        String by = texts.formats().duration(off.abs());
        return texts.of(off.isNegative() ? "health.clock-behind" : "health.clock-ahead", by);
    }

    String keys(DeviceHealth health) {
        return texts.of(
                switch (health.keys()) {
                    case FILE -> "health.keys-file";
                    case SECRET_SERVICE -> "health.keys-secret-service";
                    case WINDOWS -> "health.keys-windows";
                    case MACOS -> "health.keys-macos";
                    case OTHER -> "health.keys-other";
                });
    }
}
