package studio.karangou.packaging.tour;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.packaging.demo.DemoSeeding;
import studio.karangou.packaging.demo.DemoServer;
import studio.karangou.packaging.demo.Patience;
import studio.karangou.server.app.AdminClient;

/// A server, a line as of a village, and a device, in a network of their own that this process may change: `FOLDER`.
/// Tells what was done, each with how many milliseconds it took.
final class SlowLinkMain {
    private static final String TBF = "rate 8kbit burst 1600 limit 16000";
    /// The exit code where no such network can be had.
    static final int NO_NETWORK = 77;
    static final long AMOUNT = 500;
    private static final int BEFORE = 30;
    private static final int AFTER = 300;
    static final int OPERATIONS = BEFORE + AFTER;

    private static final Duration ONE_WAY = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final String PASSWORD = "changeit";

    private static final PrintStream TOLD =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);

    private SlowLinkMain() {}

    public static void main(String[] arguments) throws Exception {
        System.setOut(System.err);
        Path folder = Path.of(arguments[0]);
        run("ip", "link", "set", "lo", "up", "mtu", "1500");
        Map<String, String> settings = certificate(folder);
        DemoServer server = new DemoServer(
                System.getProperty("java.class.path"),
                folder.resolve("server"),
                folder.resolve("server.log"),
                settings);
        try {
            server.start();
            try (FarLine line = slowLine(server.port());
                    AdminClient operator = new AdminClient(
                            "https://localhost:" + server.port(),
                            Files.readString(server.data().resolve("operator.token"))
                                    .strip(),
                            Locale.FRENCH);
                    Engine device = KilledGround.open(folder.resolve("device"))) {
                live(device, operator, line);
            }
        } finally {
            server.kill(); // in good order it would first wait for the request that was cut off
        }
        // only a server finds what it committed last before it was killed
        server.start();
        server.stop();
    }

    /// Ends this process where the kernel has none.
    private static FarLine slowLine(int target) throws IOException {
        FarLine line = new FarLine(target, ONE_WAY);
        try {
            slowDown(line.port());
            return line;
        } catch (IOException e) {
            e.printStackTrace();
            System.exit(NO_NETWORK);
            throw e;
        }
    }

    private static void live(Engine device, AdminClient operator, FarLine line) throws IOException {
        ProjectId project = new ProjectId(new UUID(1, 1));
        operator.post("/api/v1/operator/projects", GroundFloor.project(project));
        String code = new DemoSeeding(operator, told -> {}).newCode();
        URI address = URI.create("https://localhost:" + line.port());
        timed("enrolled", () -> device.enrolment().enrol(address, code, "Ordinateur", DeviceProfile.LIEU));
        timed("changed", () -> await(() -> device.projects().project(project).isPresent()));

        record(device, project, BEFORE);
        timed("pushed", () -> await(() -> device.sync().status().pending() == 0));

        long before = line.up();
        long begun = System.nanoTime();
        record(device, project, AFTER);
        device.sync().syncNow();
        await(() -> line.up() > before + 2_000); // in the middle of a batch
        line.cut();
        long cut = line.up();
        timed(
                "pushed-after-a-cut",
                () -> await(() -> {
                    device.sync().syncNow();
                    return device.sync().status().pending() == 0;
                }));
        long seconds = Math.max(1, Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        tell("bytes-up-a-second", (line.up() - before) / seconds);
        tell("bytes-up-after-the-cut", line.up() - cut);
        tell("batch-bytes-again", cut - before);

        await(device.sync()::isTold);
        ProjectId another = new ProjectId(new UUID(2, 2));
        timed("told-at-once", () -> {
            operator.post("/api/v1/operator/projects", GroundFloor.project(another));
            await(() -> device.projects().project(another).isPresent());
        });
    }

    private static void record(Engine device, ProjectId project, int times) {
        for (int i = 0; i < times; i++) {
            device.journal()
                    .record(new ContributionMade(
                            project, null, Money.xof(AMOUNT), ContributionMethod.CASH, null, null, null));
        }
    }

    /// Only what goes over the line: the operator is beside the server.
    private static void slowDown(int port) throws IOException {
        tc("qdisc add dev lo root handle 1: htb default 1 r2q 100000");
        tc("class add dev lo parent 1: classid 1:1 htb rate 10gbit");
        slowDown(2, "dport", port);
        slowDown(3, "sport", port);
    }

    private static void slowDown(int direction, String match, int port) throws IOException {
        tc("class add dev lo parent 1: classid 1:%d htb rate 10gbit".formatted(direction));
        tc("qdisc add dev lo parent 1:%d tbf %s".formatted(direction, TBF));
        tc("filter add dev lo parent 1: protocol ip u32 match ip %s %d 0xffff flowid 1:%d"
                .formatted(match, port, direction));
    }

    private static void tc(String words) throws IOException {
        run(("tc " + words).split(" ", -1));
    }

    /// Settings of a server that shows a certificate which this process trusts.
    private static Map<String, String> certificate(Path folder) throws IOException, GeneralSecurityException {
        Path keys = folder.resolve("keys.p12");
        run(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost" + asLongAsAChain(),
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD);
        KeyStore store = KeyStore.getInstance(keys.toFile(), PASSWORD.toCharArray());
        Path certificate =
                pem(folder, "CERTIFICATE", store.getCertificate("server").getEncoded());
        Path key = pem(
                folder,
                "PRIVATE KEY",
                store.getKey("server", PASSWORD.toCharArray()).getEncoded());
        System.setProperty("javax.net.ssl.trustStore", keys.toString());
        System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
        return Map.of("KARANGOU_TLS_CERTIFICATE", certificate.toString(), "KARANGOU_TLS_KEY", key.toString());
    }

    /// A certificate that somebody vouches for comes with theirs: some 4 KB in all.
    private static String asLongAsAChain() {
        return IntStream.range(0, 100)
                .mapToObj(",dns:number-%d-of-many.karangou.example"::formatted)
                .collect(Collectors.joining());
    }

    private static Path pem(Path folder, String name, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(
                folder.resolve(name.replace(' ', '-') + ".pem"),
                "-----BEGIN " + name + "-----\n" + text + "\n-----END " + name + "-----\n");
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void timed(String name, Work work) throws IOException {
        long begun = System.nanoTime();
        work.run();
        tell(name, Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }

    private static void tell(String name, long number) {
        TOLD.println(name + " " + number);
    }

    private static void await(Patience.Condition condition) throws IOException {
        if (!Patience.await(LONGEST, condition)) {
            throw new IOException("not within " + LONGEST);
        }
    }
}
