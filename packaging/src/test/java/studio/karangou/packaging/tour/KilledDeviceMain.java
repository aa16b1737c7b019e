package studio.karangou.packaging.tour;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.VoucherCode;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.MessagePosted;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.desktop.engine.EngineSettings;
import studio.karangou.desktop.engine.disk.Disk;
import studio.karangou.desktop.engine.http.TimeLimits;
import studio.karangou.packaging.demo.Patience;

/// The client without its window, to be killed: `FOLDER PROJECT FILM OPERATIONS SEED`. Records so many operations while
/// it syncs, tells of each one once it is on disk, tells what the server has, and ends when the server has them all.
final class KilledDeviceMain {
    static final String RECORDED = "RECORDED ";
    static final String WAITING = "WAITING ";
    static final EngineSettings SETTINGS =
            new EngineSettings("1.0.0", 5_000_000_000L, Duration.ofSeconds(1), TimeLimits.USUAL, 720, Disk.REAL);
    private static final Duration LONGEST = Duration.ofMinutes(20);

    private KilledDeviceMain() {}

    public static void main(String[] arguments) throws IOException {
        // what is logged to standard output would come between the words
        PrintStream told = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        Folk folk = new Folk(
                new ProjectId(UUID.fromString(arguments[1])),
                new FilmId(UUID.fromString(arguments[2])),
                new SplittableRandom(Long.parseLong(arguments[4])));
        try (Engine engine = Engine.open(Path.of(arguments[0]), Clock.systemUTC(), SETTINGS);
                var _ = engine.sync()
                        .onChange(() ->
                                told.println(WAITING + engine.sync().status().pending()))) {
            for (int i = Integer.parseInt(arguments[3]); i > 0; i--) {
                Operation operation = engine.journal().record(folk.next());
                told.println(RECORDED + operation.id() + ' ' + Kept.of(operation.body()));
            }
            Patience.await(LONGEST, () -> {
                engine.sync().syncNow();
                return engine.sync().status().pending() == 0;
            });
        }
    }

    /// What the server must make of an operation.
    enum Kept {
        CONTRIBUTION,
        MESSAGE,
        VIEW,
        /// It is about something that does not exist.
        SET_ASIDE;

        static Kept of(OperationBody body) {
            return switch (body) {
                case ContributionMade _ -> CONTRIBUTION;
                case MessagePosted posted -> posted.author().equals(Folk.CONFUSED) ? SET_ASIDE : MESSAGE;
                case FilmViewed _ -> VIEW;
                default -> throw new IllegalArgumentException("not done here: " + body);
            };
        }
    }

    /// What people do, now and then with something that the server does not know.
    private record Folk(ProjectId project, FilmId film, SplittableRandom random) {
        static final String CONFUSED = "Quelqu’un";

        OperationBody next() {
            int what = random.nextInt(20);
            if (what < 10) {
                return new ContributionMade(project, null, amount(), ContributionMethod.CASH, null, null, null);
            }
            if (what < 12) {
                return new ContributionMade(
                        project,
                        null,
                        amount(),
                        ContributionMethod.VOUCHER,
                        VoucherCode.draw(random),
                        Clock.systemUTC().instant().plus(Duration.ofDays(30)),
                        "Kofi");
            }
            if (what < 16) {
                return new MessagePosted(film, "Afi", "Message " + random.nextLong());
            }
            if (what < 19) {
                return new FilmViewed(film, Duration.ofSeconds(random.nextInt(5_000)), true, 1 + random.nextInt(80));
            }
            return new MessagePosted(
                    new FilmId(new UUID(random.nextLong(), random.nextLong())), CONFUSED, "De quel film ?");
        }

        private Money amount() {
            return Money.xof(100L * (1 + random.nextInt(50)));
        }
    }
}
