package studio.karangou.desktop.engine.loopback;

import java.util.Map;

/// What a neighbour is answered.
///
/// @param headers besides those that every answer has
public record LanAnswer(int status, Map<String, String> headers, byte[] body) {
    private static final byte[] NOTHING = {};

    /// Without a body.
    public static LanAnswer of(int status) {
        return new LanAnswer(status, Map.of(), NOTHING);
    }

    /// What was asked for.
    public static LanAnswer with(byte[] body) {
        return new LanAnswer(200, Map.of(), body);
    }
}
