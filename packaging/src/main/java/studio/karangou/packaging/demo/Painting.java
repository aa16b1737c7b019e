package studio.karangou.packaging.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// Paints a film's pictures in the palette of the mockups: suns, lagoons, stripes, and the woven strip below.
final class Painting {
    private static final String FONT = "/studio/karangou/desktop/ui/fonts/NotoSans-Bold.ttf";
    private static final Color[] STRIP = {new Color(0xe7a531), new Color(0xcf5c3f), new Color(0x3f9b83)};
    private static final Color PAPER = new Color(0xf6efe3);
    private static final float[] SKY_STOPS = {0f, 0.55f, 1f};
    private static final double TITLE_SECONDS = 4;

    private final DemoFilm film;
    private final Color[] sky;
    private final Color figure;
    private final Font font;

    Painting(DemoFilm film) {
        this.film = film;
        List<String> colors = film.colors();
        sky = new Color[] {Color.decode(colors.get(0)), Color.decode(colors.get(1)), Color.decode(colors.get(2))};
        figure = Color.decode(colors.get(3));
        font = font();
    }

    /// The poster, upright and without words: the catalogue writes the title over it.
    BufferedImage poster(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = graphics(image);
        art(g, width, height, film.seconds() * 0.3);
        g.dispose();
        return image;
    }

    /// The picture at a time, painted over the whole image.
    ///
    /// @param seconds since the film began
    void paint(BufferedImage image, double seconds) {
        Graphics2D g = graphics(image);
        int width = image.getWidth();
        int height = image.getHeight();
        art(g, width, height, seconds);
        strip(g, width, height, seconds);
        words(g, width, height, seconds);
        g.dispose();
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        return g;
    }

    private void art(Graphics2D g, int width, int height, double t) {
        g.setPaint(new LinearGradientPaint(0, 0, 0, height, SKY_STOPS, sky));
        g.fillRect(0, 0, width, height);
        switch (film.art()) {
            case SUN -> sun(g, width, height, t);
            case LAGOON -> lagoon(g, width, height, t);
            case STRIPES -> stripes(g, width, height, t);
            case ECLIPSE -> eclipse(g, width, height, t);
            case LINE -> line(g, width, height, t);
            case NIGHT -> night(g, width, height, t);
        }
    }

    /// How far the film is, from 0 to 1.
    private double share(double t) {
        return Math.clamp(t / film.seconds(), 0, 1);
    }

    private void sun(Graphics2D g, int width, int height, double t) {
        double radius = Math.min(width, height) * 0.19;
        double y = height * (0.26 + 0.34 * share(t));
        disc(g, width * (0.72 - 0.12 * share(t)), y, radius * 1.35, alpha(figure, 50));
        disc(g, width * (0.72 - 0.12 * share(t)), y, radius, figure);
        for (int i = 0; i < 3; i++) {
            Color dune = blend(sky[1], sky[2], 0.4 + 0.3 * i);
            wave(g, width, height, height * (0.70 + 0.09 * i), height * 0.05, t * (0.25 + 0.15 * i) + i * 2, dune);
        }
    }

    private void lagoon(Graphics2D g, int width, int height, double t) {
        double drift = Math.sin(t * 0.25) * width * 0.03;
        disc(g, width * 0.86 + drift, height * 1.12, Math.max(width, height) * 0.40, blend(sky[2], figure, 0.4));
        disc(g, width * 0.28 - drift, height * 1.16, Math.max(width, height) * 0.47, figure);
        g.setStroke(new BasicStroke(Math.max(2f, height / 180f)));
        for (int i = 0; i < 5; i++) {
            double length = width * (0.10 + 0.05 * Math.sin(t * 0.9 + i * 1.7));
            double x = width * (0.12 + 0.19 * i) + Math.sin(t * 0.5 + i) * width * 0.03;
            g.setColor(alpha(sky[0], 120));
            g.drawLine((int) x, (int) (height * (0.62 + 0.05 * i)), (int) (x + length), (int)
                    (height * (0.62 + 0.05 * i)));
        }
        disc(g, width * (0.2 + 0.6 * share(t)), height * 0.2, Math.min(width, height) * 0.07, alpha(PAPER, 210));
    }

    private void stripes(Graphics2D g, int width, int height, double t) {
        double step = Math.min(width, height) / 8.0;
        double shift = t * step * 0.6 % (step * 2);
        g.setColor(new Color(0, 0, 0, 60));
        g.setStroke(new BasicStroke((float) (step * 0.7)));
        for (double x = -height - step * 2 + shift; x < width + height; x += step * 2) {
            g.drawLine((int) x, height, (int) (x + height), 0);
        }
        double middle = height * 0.45;
        Path2D signal = new Path2D.Double();
        for (int x = 0; x <= width; x += 4) {
            double near = Math.exp(-Math.pow((x - width * (0.15 + 0.7 * share(t))) / (width * 0.16), 2));
            double y = middle + Math.sin(x * 22.0 / width + t * 5) * height * 0.17 * near;
            if (x == 0) {
                signal.moveTo(x, y);
            } else {
                signal.lineTo(x, y);
            }
        }
        g.setColor(figure);
        g.setStroke(new BasicStroke(Math.max(3f, height / 110f), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(signal);
    }

    private void eclipse(Graphics2D g, int width, int height, double t) {
        double radius = Math.min(width, height) * 0.21;
        double x = width * 0.5;
        double y = height * 0.42;
        for (int i = 4; i > 0; i--) {
            double breath = 1 + 0.02 * Math.sin(t * 1.4 + i);
            disc(g, x, y, radius * (1 + 0.16 * i) * breath, alpha(PAPER, 16));
        }
        disc(g, x, y, radius * 1.04, PAPER);
        disc(g, x + (1 - 2 * share(t)) * radius * 1.3, y, radius, figure);
        wave(g, width, height, height * 0.84, height * 0.03, t * 0.3, alpha(sky[2], 255));
    }

    private void line(Graphics2D g, int width, int height, double t) {
        double x = width * (0.30 + 0.42 * share(t)) + Math.sin(t * 0.8) * width * 0.02;
        double thick = width * 0.09;
        double lean = height * 0.17;
        Path2D road = new Path2D.Double();
        road.moveTo(x + lean, 0);
        road.lineTo(x + lean + thick, 0);
        road.lineTo(x - lean + thick, height);
        road.lineTo(x - lean, height);
        road.closePath();
        g.setColor(figure);
        g.fill(road);
        for (int i = 0; i < 6; i++) {
            double y = (i / 6.0 + t * 0.12) % 1 * height;
            double at = x + lean * (1 - 2 * y / height);
            g.setColor(alpha(PAPER, 150));
            g.fill(new Rectangle2D.Double(at + thick * 0.46, y, thick * 0.08, height * 0.07));
        }
        disc(g, width * 0.14, height * 0.24, Math.min(width, height) * 0.06, alpha(PAPER, 40));
    }

    private void night(Graphics2D g, int width, int height, double t) {
        for (int i = 0; i < 42; i++) {
            double x = i * 0.7548776662 % 1 * width;
            double y = i * 0.5698402910 % 1 * height * 0.72;
            int light = (int) (110 + 90 * Math.sin(t * 1.3 + i * 1.9));
            disc(g, x, y, Math.max(1, height / 240.0), alpha(PAPER, light));
        }
        double moonX = width * (0.22 + 0.5 * share(t));
        double moonY = height * (0.30 - 0.12 * Math.sin(Math.PI * share(t)));
        disc(g, moonX, moonY, Math.min(width, height) * 0.16, alpha(figure, 24));
        disc(g, moonX, moonY, Math.min(width, height) * 0.10, figure);
        wave(g, width, height, height * 0.80, height * 0.07, 1.3, sky[2]);
        double flame = 1 + 0.2 * Math.sin(t * 7) + 0.1 * Math.sin(t * 11);
        disc(g, width * 0.74, height * 0.82, height * 0.045 * flame, alpha(STRIP[0], 90));
        disc(g, width * 0.74, height * 0.825, height * 0.018 * flame, STRIP[0]);
    }

    private static void wave(
            Graphics2D g, int width, int height, double level, double swing, double phase, Color color) {
        Path2D hill = new Path2D.Double();
        hill.moveTo(0, height);
        for (int x = 0; x <= width; x += Math.max(2, width / 160)) {
            hill.lineTo(x, level + Math.sin(x * 5.5 / width + phase) * swing);
        }
        hill.lineTo(width, height);
        hill.closePath();
        g.setColor(color);
        g.fill(hill);
    }

    private static void strip(Graphics2D g, int width, int height, double t) {
        int thread = Math.max(6, width / 60);
        int high = Math.max(4, height / 60);
        int shift = (int) (t * thread / 2) % (thread * 9);
        for (int i = -9; i * thread < width + thread * 9; i++) {
            if (i % 3 != 0) {
                g.setColor(STRIP[Math.floorMod(i / 3, 3)]);
                g.fillRect(i * thread + shift, height - high, thread, high);
            }
        }
    }

    private void words(Graphics2D g, int width, int height, double t) {
        float size = (float) (Math.min(width, height) * (t < TITLE_SECONDS ? 0.13 : 0.055));
        double shown = Math.clamp(Math.min(t * 2, t < TITLE_SECONDS ? (TITLE_SECONDS - t) * 2 : 1), 0, 1);
        g.setFont(font.deriveFont(size));
        int needed = g.getFontMetrics().stringWidth(film.title());
        if (needed > width * 0.9) {
            g.setFont(font.deriveFont((float) (size * width * 0.9 / needed)));
        }
        int x = (int) (width * 0.05);
        int y = (int) (height * 0.90);
        g.setColor(new Color(0, 0, 0, (int) (150 * shown)));
        g.drawString(film.title(), x + size / 14, y + size / 14);
        g.setColor(alpha(PAPER, (int) (255 * shown)));
        g.drawString(film.title(), x, y);
        g.setFont(font.deriveFont((float) (Math.min(width, height) * 0.045)));
        g.setColor(alpha(PAPER, 150));
        g.drawString(String.format("%d:%02d", (int) t / 60, (int) t % 60), (int) (width * 0.90), (int) (height * 0.09));
    }

    private static void disc(Graphics2D g, double x, double y, double radius, Color color) {
        g.setColor(color);
        g.fill(new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2));
    }

    private static Color alpha(Color color, int alpha) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), Math.clamp(alpha, 0, 255));
    }

    private static Color blend(Color from, Color to, double share) {
        return new Color(
                (int) (from.getRed() + (to.getRed() - from.getRed()) * share),
                (int) (from.getGreen() + (to.getGreen() - from.getGreen()) * share),
                (int) (from.getBlue() + (to.getBlue() - from.getBlue()) * share));
    }

    private static Font font() {
        try (InputStream in = Objects.requireNonNull(Painting.class.getResourceAsStream(FONT), FONT)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException("the font cannot be read", e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the font that comes along is one", e);
        }
    }
}
