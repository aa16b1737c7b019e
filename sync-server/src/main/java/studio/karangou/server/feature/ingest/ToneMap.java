package studio.karangou.server.feature.ingest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Brings a film of high dynamic range to the range and the colours of ordinary screens, as a table for ffmpeg's own
/// `lut3d` filter: other filters that do it are not in every ffmpeg. BT.2100 (PQ, HLG) to BT.709 by the curve of
/// ITU-R BT.2390-10, section 5.4, for a film graded at 1000 cd/m²; diffuse white, 203 cd/m² by ITU-R BT.2408,
/// becomes nearly the white of the screen.
final class ToneMap {
    private static final int NODES = 33;
    private static final double GRADED_NITS = 1000;
    private static final double WHITE_NITS = 203;
    private static final double PQ_M1 = 2610.0 / 16384;
    private static final double PQ_M2 = 2523.0 / 4096 * 128;
    private static final double PQ_C1 = 3424.0 / 4096;
    private static final double PQ_C2 = 2413.0 / 4096 * 32;
    private static final double PQ_C3 = 2392.0 / 4096 * 32;
    private static final double PQ_PEAK = 10_000;
    private static final double HLG_A = 0.17883277;
    private static final double HLG_B = 1 - 4 * HLG_A;
    private static final double HLG_C = 0.5 - HLG_A * Math.log(4 * HLG_A);
    private static final double HLG_GAMMA = 1.2;
    private static final double DISPLAY_GAMMA = 2.4;

    private ToneMap() {}

    /// The filters that do it, behind which the picture is like any other; to be put where the picture is smallest.
    ///
    /// @param folder where the table is written
    static String filters(Dynamics dynamics, Path folder) throws IOException {
        Path table = folder.resolve("tone-map.cube");
        try (BufferedWriter out = Files.newBufferedWriter(table)) {
            write(dynamics, out);
        }
        return "scale=in_color_matrix=bt2020:flags=bicubic,format=gbrp10le,lut3d=file=" + escaped(table.toString())
                + ":interp=tetrahedral,scale=out_color_matrix=bt709:out_range=tv,format=yuv420p,"
                + "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709,";
    }

    /// A value within a filter within a graph is read twice.
    static String escaped(String path) {
        return path.replaceAll("([\\\\':])", "\\\\$1").replaceAll("([\\\\'\\[\\],;])", "\\\\$1");
    }

    private static void write(Dynamics dynamics, BufferedWriter out) throws IOException {
        out.write("LUT_3D_SIZE " + NODES + "\n");
        for (int blue = 0; blue < NODES; blue++) {
            for (int green = 0; green < NODES; green++) {
                for (int red = 0; red < NODES; red++) {
                    double[] shown = map(dynamics, red / (NODES - 1.0), green / (NODES - 1.0), blue / (NODES - 1.0));
                    out.write(String.format(Locale.ROOT, "%.6f %.6f %.6f\n", shown[0], shown[1], shown[2]));
                }
            }
        }
    }

    /// Code values of BT.2020 to code values of BT.709, both from 0 to 1.
    static double[] map(Dynamics dynamics, double red, double green, double blue) {
        double[] nits = dynamics == Dynamics.PQ
                ? new double[] {pqNits(red), pqNits(green), pqNits(blue)}
                : hlgNits(red, green, blue);
        double brightest = Math.max(nits[0], Math.max(nits[1], nits[2]));
        // all three alike, so that no colour turns into another
        double factor = brightest <= 0 ? 0 : compressed(brightest) / brightest / WHITE_NITS;
        double r = nits[0] * factor;
        double g = nits[1] * factor;
        double b = nits[2] * factor;
        return new double[] {
            code(1.660491 * r - 0.587641 * g - 0.072850 * b),
            code(-0.124550 * r + 1.132900 * g - 0.008349 * b),
            code(-0.018151 * r - 0.100579 * g + 1.118730 * b)
        };
    }

    /// The curve of BT.2390: what is dark stays as it is, what is bright bends towards the screen's white.
    private static double compressed(double nits) {
        double top = pqCode(GRADED_NITS);
        double white = pqCode(WHITE_NITS) / top;
        double knee = 1.5 * white - 0.5;
        double code = Math.min(1, pqCode(nits) / top);
        if (code <= knee) {
            return nits;
        }
        double t = (code - knee) / (1 - knee);
        double bent = (2 * t * t * t - 3 * t * t + 1) * knee
                + (t * t * t - 2 * t * t + t) * (1 - knee)
                + (-2 * t * t * t + 3 * t * t) * white;
        return pqNits(bent * top);
    }

    private static double pqNits(double code) {
        double root = Math.pow(code, 1 / PQ_M2);
        return PQ_PEAK * Math.pow(Math.max(0, root - PQ_C1) / (PQ_C2 - PQ_C3 * root), 1 / PQ_M1);
    }

    private static double pqCode(double nits) {
        double power = Math.pow(nits / PQ_PEAK, PQ_M1);
        return Math.pow((PQ_C1 + PQ_C2 * power) / (1 + PQ_C3 * power), PQ_M2);
    }

    private static double[] hlgNits(double red, double green, double blue) {
        double r = hlgScene(red);
        double g = hlgScene(green);
        double b = hlgScene(blue);
        double bright = Math.pow(0.2627 * r + 0.6780 * g + 0.0593 * b, HLG_GAMMA - 1);
        double display = Double.isFinite(bright) ? GRADED_NITS * bright : 0;
        return new double[] {display * r, display * g, display * b};
    }

    private static double hlgScene(double code) {
        return code <= 0.5 ? code * code / 3 : (Math.exp((code - HLG_C) / HLG_A) + HLG_B) / 12;
    }

    /// ITU-R BT.1886 the other way.
    private static double code(double light) {
        return Math.pow(Math.clamp(light, 0, 1), 1 / DISPLAY_GAMMA);
    }
}
