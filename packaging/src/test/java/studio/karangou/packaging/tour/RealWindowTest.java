package studio.karangou.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The client on a real X11 screen with a window manager; everything else runs on the headless platform.
@EnabledOnOs(OS.LINUX)
class RealWindowTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private RealScreen screen;

    @BeforeEach
    void open() throws IOException {
        screen = new RealScreen();
    }

    @AfterEach
    void end() {
        screen.close();
    }

    @Test
    void paints_its_first_screen_in_a_window() throws IOException {
        try (ClientDriver client = client("lieu", "--window", "1440x900")) {
            client.awaitShown("#enrolment-code");
            client.type("#enrolment-code", "7kq4");
            assertThat(client.text("#enrolment-code")).startsWith("7KQ4");
            assertThat(colors(client)).hasSizeGreaterThan(40);
            assertThat(client.isFullScreen()).isFalse();
        }
    }

    @Test
    void a_kiosk_takes_the_whole_screen() throws IOException {
        try (ClientDriver client = client("borne", "--full-screen")) {
            client.awaitShown("#enrolment-code");
            client.await(
                    "the whole screen",
                    SOON,
                    () -> client.isFullScreen() && client.size().equals("1600x1000"));
        }
    }

    private ClientDriver client(String profile, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("--profile", profile, "--data", folder.resolve("data").toString()));
        arguments.addAll(List.of(more));
        ClientDriver client = ClientDriver.start(
                System.getProperty("java.class.path"),
                List.of("-Dprism.order=sw"),
                arguments,
                folder.resolve("client.log"),
                Map.of("DISPLAY", screen.display()));
        client.awaitWindow();
        return client;
    }

    private Set<Integer> colors(ClientDriver client) throws IOException {
        Path shot = folder.resolve("shot.png");
        client.screenshot(shot);
        BufferedImage picture = ImageIO.read(shot.toFile());
        Set<Integer> colors = new HashSet<>();
        for (int x = 0; x < picture.getWidth(); x += 3) {
            for (int y = 0; y < picture.getHeight(); y += 3) {
                colors.add(picture.getRGB(x, y));
            }
        }
        return colors;
    }
}
