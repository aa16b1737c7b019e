package studio.karangou.common.protocol;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.protocol.Parcel.Direction;

/// The name of a file of parcels on a stick, as in `aller-0192….-3.colis`: in letters that every drive takes.
///
/// @param generation from 1; the answer has the generation of what it answers
public record ParcelName(Direction direction, DeviceId device, int generation) {
    /// The folder on a stick.
    public static final String FOLDER = "karangou";
    /// Of a file that is not whole yet, behind its name.
    public static final String PARTIAL = ".partiel";

    private static final int MOST_GENERATIONS = 999_999;
    private static final Pattern NAME =
            Pattern.compile("(aller|retour)-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})-([1-9][0-9]{0,5})\\.colis");

    public ParcelName {
        if (generation < 1 || generation > MOST_GENERATIONS) {
            throw new IllegalArgumentException("a generation is from 1 to " + MOST_GENERATIONS);
        }
    }

    /// What a file's name says, empty for all others.
    public static Optional<ParcelName> of(Path file) {
        Path last = file.getFileName();
        // FAT shows capital letters now and then
        Matcher matcher = NAME.matcher(last == null ? "" : last.toString().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Direction direction = matcher.group(1).equals("aller") ? Direction.UP : Direction.DOWN;
        return Optional.of(
                new ParcelName(direction, DeviceId.parse(matcher.group(2)), Integer.parseInt(matcher.group(3))));
    }

    /// What answers it.
    public ParcelName answer() {
        return new ParcelName(Direction.DOWN, device, generation);
    }

    /// The next of its kind; after the last possible one the first again.
    public ParcelName next() {
        return new ParcelName(direction, device, generation == MOST_GENERATIONS ? 1 : generation + 1);
    }

    public String fileName() {
        return (direction == Direction.UP ? "aller-" : "retour-") + device + "-" + generation + ".colis";
    }
}
