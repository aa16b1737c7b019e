package studio.karangou.desktop.engine.vlc;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/// A quarter of a second of grey in H.264, written by hand: macroblocks of raw samples (I_PCM, ITU-T H.264, 7.3.5), so
/// there is nothing to encode. To be played before the first film, for nobody to see.
final class RehearsalClip {
    private static final int MACROBLOCKS = 8 * 6;
    private static final int PICTURES = 6;
    /// Of a macroblock: 16×16 of brightness, 8×8 of each colour.
    private static final int SAMPLES = 256 + 64 + 64;

    /// Baseline, level 1, 128×96 pixels.
    private static final byte[] SEQUENCE = hex("000000016742000af841a2");
    private static final byte[] PICTURE = hex("0000000168ce3880");
    /// Of a picture that needs no other, and of its first macroblock.
    private static final byte[] SLICE = hex("000000016588840868");
    /// Before every macroblock but the first.
    private static final byte[] MACROBLOCK = hex("0d00");

    private static final byte END_OF_SLICE = (byte) 0x80;

    private RehearsalClip() {}

    /// An H.264 byte stream (annex B).
    static byte[] bytes() {
        byte[] grey = new byte[SAMPLES];
        Arrays.fill(grey, (byte) 0x80);
        ByteArrayOutputStream clip = new ByteArrayOutputStream();
        clip.writeBytes(SEQUENCE);
        clip.writeBytes(PICTURE);
        for (int picture = 0; picture < PICTURES; picture++) {
            clip.writeBytes(SLICE);
            for (int macroblock = 0; macroblock < MACROBLOCKS; macroblock++) {
                if (macroblock > 0) {
                    clip.writeBytes(MACROBLOCK);
                }
                clip.writeBytes(grey);
            }
            clip.write(END_OF_SLICE);
        }
        return clip.toByteArray();
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
