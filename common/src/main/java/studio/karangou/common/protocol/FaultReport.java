package studio.karangou.common.protocol;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import studio.karangou.common.model.DeviceProfile;

/// A fault of a client, without a word that somebody typed: what went wrong and where in our program. It has no place
/// for messages, paths, names, amounts or ids; what is there is checked letter by letter, wherever one is made.
///
/// @param code the stable code of the failure, [#UNEXPECTED] if there was none
/// @param causes classes of the exceptions, the outermost first; 1 to [Limits#FAULT_CAUSES]
/// @param frames our own places as `class.method:line`, the innermost first; up to [Limits#FAULT_FRAMES]
/// @param version of the program
/// @param system the family of operating systems
/// @param profile of the program
/// @param count how often it happened since the device told of it last; 1 to [Limits#FAULT_COUNT]
public record FaultReport(
        String code,
        List<String> causes,
        List<String> frames,
        String version,
        SystemFamily system,
        DeviceProfile profile,
        int count) {
    /// The code of what nobody thought of.
    public static final String UNEXPECTED = "unexpected";
    /// What stands for a class that is in no known library: its name could say anything.
    public static final String OTHER = "other";
    /// Where our own places lie.
    public static final String OURS = "studio.karangou.";

    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+)*");
    private static final Pattern CAUSE = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*(\\.[A-Za-z_$][A-Za-z0-9_$]*)*");
    private static final Pattern FRAME = Pattern.compile(
            "studio\\.karangou(\\.[A-Za-z_$][A-Za-z0-9_$]*)+\\.(<init>|<clinit>|[A-Za-z_$][A-Za-z0-9_$]*):[0-9]{1,6}");
    private static final Pattern VERSION = Pattern.compile("[0-9][0-9A-Za-z.+-]*");
    /// Compilers count these anew with each version.
    private static final Pattern COUNTED = Pattern.compile("\\$[0-9]+|:[0-9]+$");
    private static final List<String> KNOWN = List.of(
            OURS,
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "javafx.",
            "org.h2.",
            "org.jdbi.",
            "com.fasterxml.jackson.",
            "uk.co.caprica.vlcj.",
            "com.github.luben.zstd.");
    private static final int FINGERPRINT_FRAMES = 6;
    private static final int FINGERPRINT_BYTES = 16;

    /// The family of operating systems.
    public enum SystemFamily {
        LINUX,
        WINDOWS,
        MACOS,
        OTHER
    }

    /// @throws IllegalArgumentException if a part is too long, or is not what it should be
    public FaultReport {
        causes = List.copyOf(causes);
        frames = List.copyOf(frames);
        check(code, CODE);
        if (version.length() > Limits.FAULT_VERSION_CHARS
                || !VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("version of a fault");
        }
        if (causes.isEmpty() || causes.size() > Limits.FAULT_CAUSES || frames.size() > Limits.FAULT_FRAMES) {
            throw new IllegalArgumentException("lists of a fault");
        }
        causes.forEach(cause -> check(cause, CAUSE));
        frames.forEach(frame -> check(frame, FRAME));
        if (count < 1 || count > Limits.FAULT_COUNT) {
            throw new IllegalArgumentException("count of a fault");
        }
    }

    private static void check(String text, Pattern pattern) {
        if (text.length() > Limits.FAULT_NAME_CHARS || !pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("name in a fault");
        }
    }

    /// Whether a text can stand for a cause.
    public static boolean isCause(String name) {
        return name.length() <= Limits.FAULT_NAME_CHARS && CAUSE.matcher(name).matches();
    }

    /// Whether a text can stand for a place of ours.
    public static boolean isFrame(String place) {
        return place.length() <= Limits.FAULT_NAME_CHARS && FRAME.matcher(place).matches();
    }

    /// Whether a text can stand for a code.
    public static boolean isCode(String text) {
        return text.length() <= Limits.FAULT_NAME_CHARS && CODE.matcher(text).matches();
    }

    /// The same with nothing but classes of libraries that are known. Done where it is made and, as nobody is
    /// trusted, again where it is kept.
    public FaultReport scrubbed() {
        return new FaultReport(
                code, causes.stream().map(FaultReport::known).toList(), frames, version, system, profile, count);
    }

    private static String known(String cause) {
        return KNOWN.stream().anyMatch(cause::startsWith) ? cause : OTHER;
    }

    /// The same with another count.
    public FaultReport counted(int times) {
        return new FaultReport(
                code, causes, frames, version, system, profile, Math.clamp(times, 1, Limits.FAULT_COUNT));
    }

    /// Names the place: the same in every version and on every device, whatever lines and compilers number.
    ///
    /// @return 32 hexadecimal digits
    public String fingerprint() {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        put(digest, code);
        causes.forEach(cause -> put(digest, cause));
        frames.stream()
                .limit(FINGERPRINT_FRAMES)
                .forEach(frame -> put(digest, COUNTED.matcher(frame).replaceAll("")));
        return HexFormat.of().formatHex(digest.digest(), 0, FINGERPRINT_BYTES);
    }

    private static void put(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
    }
}
