package studio.karangou.server.feature.people;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import studio.karangou.server.fuzz.FuzzTarget;

/// What people type: addresses, numbers, codes.
public final class TypedTarget implements FuzzTarget {
    private static final byte[] SECRET = new byte[20];

    public static void fuzzerTestOneInput(byte[] bytes) {
        new TypedTarget().read(bytes);
    }

    @Override
    public String name() {
        return "typed";
    }

    @Override
    public void read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Contact.email(text);
        Contact.phone(text);
        Totp.step(SECRET, text, Instant.EPOCH, 0);
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                "afi@exemple.tg".getBytes(StandardCharsets.UTF_8),
                "+228 90 12 34 56".getBytes(StandardCharsets.UTF_8),
                "123 456".getBytes(StandardCharsets.UTF_8));
    }
}
