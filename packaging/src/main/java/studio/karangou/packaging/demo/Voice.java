package studio.karangou.packaging.demo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/// Sound that has the rhythm of speech without being any: a glottal buzz through two formants, syllable by
/// syllable, with breath between the phrases.
final class Voice {
    private static final int RATE = 24_000;
    /// First and second formant of a, e, i, o, u in hertz (Peterson and Barney, 1952, rounded).
    private static final int[][] VOWELS = {{730, 1090}, {530, 1840}, {270, 2290}, {570, 840}, {300, 870}};

    private final Random random;
    private final double pitch;

    /// @param seed each has a voice of its own
    Voice(long seed) {
        random = new Random(seed);
        pitch = 95 + random.nextInt(120);
    }

    /// Writes a WAV file.
    void speak(Path file, int seconds) throws IOException {
        short[] samples = new short[RATE * seconds];
        int at = RATE / 4;
        while (at < samples.length) {
            int syllables = 4 + random.nextInt(9);
            for (int i = 0; i < syllables && at < samples.length; i++) {
                at = syllable(samples, at, 1 - 0.25 * i / syllables);
            }
            at += RATE / 3 + random.nextInt(RATE / 2);
        }
        byte[] bytes = new byte[samples.length * 2];
        for (int i = 0; i < samples.length; i++) {
            bytes[2 * i] = (byte) samples[i];
            bytes[2 * i + 1] = (byte) (samples[i] >> 8);
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        try (AudioInputStream in = new AudioInputStream(new ByteArrayInputStream(bytes), format, samples.length)) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    private int syllable(short[] samples, int start, double fall) {
        int[] vowel = VOWELS[random.nextInt(VOWELS.length)];
        int length = RATE / 9 + random.nextInt(RATE / 9);
        Resonator first = new Resonator(vowel[0], 90);
        Resonator second = new Resonator(vowel[1], 120);
        double phase = 0;
        double hertz = pitch * fall * (0.95 + random.nextDouble() * 0.15);
        for (int i = 0; i < length && start + i < samples.length; i++) {
            phase += hertz / RATE;
            double pulse = phase >= 1 ? 1 : 0;
            phase %= 1;
            double breath = (random.nextDouble() - 0.5) * (i < RATE / 60 ? 0.5 : 0.02);
            double voiced = first.pass(pulse + breath) + 0.6 * second.pass(pulse + breath);
            double envelope = Math.sin(Math.PI * i / length);
            samples[start + i] = (short) Math.clamp(voiced * envelope * 2_600, -30_000, 30_000);
        }
        return start + length + random.nextInt(RATE / 30);
    }

    /// A second-order resonance.
    private static final class Resonator {
        private final double a1;
        private final double a2;
        private double y1;
        private double y2;

        Resonator(double hertz, double width) {
            double radius = Math.exp(-Math.PI * width / RATE);
            a1 = 2 * radius * Math.cos(2 * Math.PI * hertz / RATE);
            a2 = -radius * radius;
        }

        double pass(double x) {
            double y = x + a1 * y1 + a2 * y2;
            y2 = y1;
            y1 = y;
            return y;
        }
    }
}
