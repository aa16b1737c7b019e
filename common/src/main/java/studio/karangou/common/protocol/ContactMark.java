package studio.karangou.common.protocol;

import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;

/// By which the server sees that two copies of one device are in use. At each session the device draws a number that
/// nobody can guess and says the one before; what was copied or restored knows only an older one.
///
/// @param number how many contacts the server has answered; 0 before the first
/// @param last drawn at the contact that was answered last, empty before the first
/// @param next drawn for this contact; the same until it is answered, however often it is tried
/// @param machine tells one computer from another, and nothing else; null if it has nothing to tell it by
public record ContactMark(
        long number, Bytes last, Bytes next, @Nullable Bytes machine) {
    public static final int LENGTH = 16;

    public ContactMark {
        boolean first = number == 0 && last.length() == 0;
        boolean later = number > 0 && last.length() == LENGTH;
        boolean machineGood = machine == null || machine.length() == LENGTH;
        if (!(first || later) || next.length() != LENGTH || !machineGood) {
            throw new IllegalArgumentException("not a contact mark");
        }
    }
}
