package studio.karangou.packaging.tour;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Manifest;

/// The main job of a venue, as a host and the audience live it: a film is fetched, the network goes, the film is
/// shown, people contribute and write, everything comes down hard, and in the end the server has it all exactly once.
final class Story {
    private static final Duration DOWNLOAD = Duration.ofMinutes(5);
    private static final Duration SYNC = Duration.ofMinutes(2);
    private static final String DEVICE = "Projecteur de la salle";
    private static final int CATALOGUE = 12;
    /// Two contributions, a message, and the film opened twice.
    private static final int OPERATIONS = 5;
    /// On the slow line the smallest picture, which comes first and can be shown, would take so long: time to look.
    private static final int SLOW_SECONDS = 25;
    /// Bytes a second while somebody looks and pauses: nothing more arrives.
    private static final int TRICKLE = 2_000;
    /// More than nothing of a film is there.
    private static final Pattern SOME = Pattern.compile("[1-9]\\d*\\h*%");

    private static final long VOUCHER = 1_000;
    private static final long CASH = 5_000;

    private final TourStage stage;
    private final TourWorld world;
    private final TourServer server;
    private final TourClient client;
    private final Screening screening;
    private @Nullable Manifest film;

    Story(TourStage stage, TourWorld world, TourServer server, TourClient client, Screening screening) {
        this.stage = stage;
        this.world = world;
        this.server = server;
        this.client = client;
        this.screening = screening;
    }

    void play() throws IOException {
        prepare();
        screen();
        support();
        comeBack();
        visit("kiosk", "borne", "#all-films");
        visit("studio", "studio", "#search");
    }

    private void prepare() throws IOException {
        stage.step("start-server", figures -> {
            server.start(figures);
            client.start(server.line().address());
            stage.show(client.driver());
            client.driver().awaitShown("#enrolment-code");
        });
        stage.step("ingest", figures -> {
            server.prepareCatalogue(figures);
            client.driver().type("#enrolment-code", "7KQ4");
        });
        stage.step("playlists", figures -> {
            figures.put("picturesDecoded", server.decodeBeginnings());
        });
        stage.step("enrol", figures -> {
            client.enrol(server.newCode(), DEVICE, "#search");
        });
        stage.step("catalogue", figures -> {
            client.awaitOnline();
            List<FilmId> films = server.playable();
            for (FilmId film : films) {
                client.driver().awaitShown("#film-" + film);
            }
            if (films.size() < CATALOGUE) {
                throw new TourFailure("only " + films.size() + " films");
            }
            client.driver().awaitStill();
            figures.put("films", films.size());
        });
        stage.step("download", this::download);
    }

    private void download(Map<String, Object> figures) throws IOException {
        client.openFilm(server.mainFilm());
        film = server.manifest();
        server.line().limit(Math.toIntExact(bytes(film) / SLOW_SECONDS));
        client.driver().click("#download");
        client.driver().awaitText("#download-card", text -> SOME.matcher(text).find(), DOWNLOAD);
        server.line().limit(TRICKLE);
        client.driver().awaitShown("#pause");
        figures.put("downloading", client.driver().text("#download-card"));
        stage.picture("downloading");
        Set<ContentAddress> before = pauseAndResume(figures);
        server.line().limit(0);
        client.driver().awaitEnabled("#watch");
        client.driver().await("the whole film", DOWNLOAD, () -> !client.driver().shows("#pause"));
        FilmOnDisk disk = new FilmOnDisk(film(), TourWorld.verifiedFiles(world.clientData));
        if (!disk.present().containsAll(before)) {
            throw new TourFailure("what was there before the pause is not there any more");
        }
        if (disk.wholeRungs().isEmpty() || !disk.hasWholeSound() || !disk.hasRest()) {
            throw new TourFailure("the film is not whole on disk: " + disk.wholeRungs());
        }
        figures.put("verifiedFiles", disk.present().size());
        figures.put("wholeRungs", disk.wholeRungs());
        figures.put("card", client.driver().text("#download-card"));
    }

    /// @return what was on the disk during the pause
    private Set<ContentAddress> pauseAndResume(Map<String, Object> figures) throws IOException {
        client.driver().click("#pause");
        client.driver().awaitShown("#resume");
        figures.put("paused", client.driver().text("#download-card"));
        stage.picture("download-paused");
        Set<ContentAddress> kept = TourWorld.verifiedFiles(world.clientData.resolve("films"));
        client.driver().click("#resume");
        client.driver().awaitShown("#pause");
        return kept;
    }

    /// Of the smallest picture.
    private static long bytes(Manifest film) {
        return film.video().getFirst().segments().stream()
                .mapToLong(pair -> pair.first().size())
                .sum();
    }

    private Manifest film() {
        Manifest known = film;
        if (known == null) {
            throw new TourFailure("the film was not downloaded");
        }
        return known;
    }

    private void screen() throws IOException {
        stage.step("kill-server", figures -> {
            server.kill();
            client.awaitOffline();
        });
        stage.step("play", figures -> {
            client.driver().click("#watch");
            screening.watch(client.driver(), film(), figures);
        });
        stage.step("leave", figures -> {
            screening.leave(client.driver());
            client.awaitPending(1, Duration.ofSeconds(10));
        });
    }

    private void support() throws IOException {
        stage.step("voucher", figures -> {
            client.driver().click("#contribute");
            client.contribute(String.valueOf(VOUCHER), "voucher");
            Path shot = stage.picture("voucher-code");
            String code = client.driver().text("#voucher-code");
            String read = VoucherReader.read(shot);
            if (!read.contains(code)) {
                throw new TourFailure("the QR code says " + read + ", the screen says " + code);
            }
            figures.put("qr", read);
            client.awaitPending(2, Duration.ofSeconds(10));
        });
        stage.step("cash", figures -> {
            client.driver().click("#contribute-again");
            client.contribute(String.valueOf(CASH), "cash");
            client.awaitPending(3, Duration.ofSeconds(10));
        });
        stage.step("message", figures -> {
            client.openFilm(server.mainFilm());
            client.driver().type("#author", "Ciné-club Agoè");
            client.driver().type("#composer", "La salle a ri du début à la fin. Merci à l’équipe !");
            client.driver().click("#send");
            client.awaitPending(4, Duration.ofSeconds(10));
        });
        stage.step("watch-to-the-end", figures -> {
            client.driver().click("#watch");
            screening.watchToTheEnd(client.driver(), film(), figures);
            stage.picture("the-end");
            screening.leave(client.driver());
            client.awaitPending(OPERATIONS, Duration.ofSeconds(10));
        });
    }

    private void comeBack() throws IOException {
        stage.step("kill-client", figures -> {
            client.driver().process().kill();
            if (client.driver().process().isAlive()) {
                throw new TourFailure("the client still runs");
            }
            client.start(server.line().address());
            stage.show(client.driver());
            client.driver().awaitShown("#search");
            client.awaitPending(OPERATIONS, Duration.ofSeconds(20));
            client.driver().click("#status-pending");
            client.driver().awaitShown("#sync-now");
            figures.put("pending", client.pending());
        });
        stage.step("sync", figures -> {
            server.start(figures);
            client.driver().click("#sync-now");
            client.awaitPending(0, SYNC);
            client.awaitOnline();
        });
        stage.step("exactly-once", figures -> {
            Map<String, Long> books = server.stopAndReadBooks(server.stopAndFindDevice(DEVICE));
            long collected = server.collectedBefore() + CASH;
            figures.putAll(books);
            // whoever opens a film follows its discussion: the program records that by itself
            long recorded = OPERATIONS + Objects.requireNonNull(books.get("discussions followed"));
            expect(
                    books,
                    Map.of(
                            "operations",
                            recorded,
                            "distinct operations",
                            recorded,
                            "vouchers",
                            1L,
                            "cash",
                            1L,
                            "contributed",
                            VOUCHER + CASH,
                            "messages",
                            1L,
                            "views",
                            2L,
                            "quarantined",
                            0L,
                            "collected by all projects",
                            collected,
                            "confirmed of all devices",
                            collected));
        });
        stage.step("send-again", figures -> {
            DeviceId device = server.stopAndFindDevice(DEVICE);
            Map<String, Long> before = server.stopAndReadBooks(device);
            client.close();
            server.start(figures);
            figures.put("batches", Resending.sendAgain(world.clientData, server.address(), device));
            Map<String, Long> after = server.stopAndReadBooks(device);
            expect(after, before);
            figures.putAll(after);
            server.start(figures);
            client.start(server.line().address());
            stage.show(client.driver());
            client.awaitOnline();
            client.awaitPending(0, SYNC);
        });
    }

    /// Another device of the venue, in another profile of the same program.
    private void visit(String id, String profile, String first) throws IOException {
        try (TourClient other = client.another(world.data(id), world.logs.resolve(id + ".log"), profile)) {
            stage.step(id, figures -> {
                other.start(server.address());
                stage.show(other.driver());
                other.enrol(server.newCode(), id, first);
                other.driver().awaitStill();
                if (profile.equals("borne")) {
                    watchAtTheKiosk(other.driver(), id, figures);
                }
                other.driver().awaitShown(".poster-card");
                other.driver().awaitStill();
                figures.put("profile", profile);
            });
        }
    }

    /// The films that the host's desk chose come by themselves; one of them is played.
    private void watchAtTheKiosk(ClientDriver kiosk, String id, Map<String, Object> figures) throws IOException {
        kiosk.awaitEnabled("#watch");
        kiosk.awaitStill();
        stage.picture(id + "-home");
        kiosk.click("#watch");
        screening.glimpse(kiosk, figures);
        stage.picture(id + "-film");
        screening.leave(kiosk);
        kiosk.click("#all-films");
    }

    private static void expect(Map<String, Long> books, Map<String, Long> expected) {
        expected.forEach((name, count) -> {
            if (!count.equals(books.get(name))) {
                throw new TourFailure(name + ": " + books.get(name) + " instead of " + count);
            }
        });
    }
}
