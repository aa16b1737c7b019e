package studio.karangou.server.keys;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import studio.karangou.server.fuzz.FuzzTarget;

/// Tokens, as anybody sends them.
public final class TokenTarget implements FuzzTarget {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final MacTokens TOKENS = MacTokensTest.made();
    private static final String OURS =
            TOKENS.make(MacTokens.Purpose.SESSION, new UUID(1, 2), new UUID(3, 4), NOW.plusSeconds(60));

    public static void fuzzerTestOneInput(byte[] bytes) {
        new TokenTarget().read(bytes);
    }

    @Override
    public String name() {
        return "token";
    }

    @Override
    public void read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (MacTokens.Purpose purpose : MacTokens.Purpose.values()) {
            MacTokens.Reading found = TOKENS.read(purpose, text, NOW);
            if (!(found instanceof MacTokens.Wrong) && !text.startsWith(OURS)) {
                throw new IllegalStateException("a token that nobody made");
            }
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(OURS.getBytes(StandardCharsets.US_ASCII));
    }
}
