package studio.karangou.packaging.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.Money;
import studio.karangou.desktop.engine.Engine;
import studio.karangou.desktop.engine.EngineSettings;
import studio.karangou.desktop.feature.enrolment.EnrolledDevice;
import studio.karangou.server.app.AdminClient;

/// The demo's books and venue, with the real server and the client's own engine.
class DemoFundingTest {
    private static final DemoCatalogue CATALOGUE = DemoCatalogue.load();

    @TempDir
    static Path folder;

    private static DemoServer server;

    @BeforeAll
    static void start() throws IOException {
        server = new DemoServer(
                System.getProperty("java.class.path"), folder.resolve("server"), folder.resolve("server.log"));
        assertThat(server.startOrJoin()).isTrue();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void what_the_demo_shows_as_collected_is_in_the_servers_books_and_stays_at_the_next_start() throws IOException {
        for (int start = 0; start < 2; start++) {
            try (AdminClient operator = server.operator();
                    DemoDesk desk = desk(operator)) {
                new DemoFunding(operator, desk).enter(CATALOGUE, LocalDate.now(Clock.systemUTC()));

                assertThat(CATALOGUE.projects()).allSatisfy(project -> {
                    JsonNode known = operator.get("/api/v1/projects/" + project.id());
                    assertThat(known.path("state").asText())
                            .isEqualTo(project.state().name());
                    assertThat(known.path("collected").path("units").asLong()).isEqualTo(project.collected());
                    assertThat(known.path("contributors").asInt()).isEqualTo(project.contributors());
                });
            }
        }
    }

    @Test
    void a_film_is_given_to_the_kiosks_once_so_that_the_host_can_take_it_back() throws IOException {
        DemoFilm film = CATALOGUE.films().get(1);
        try (AdminClient operator = server.operator();
                DemoDesk desk = desk(operator)) {
            operator.post("/api/v1/operator/films", film.entry());
            desk.giveToKiosks(List.of(film.id()));
        }
        try (Engine engine = Engine.open(folder.resolve("desk"), Clock.systemUTC(), EngineSettings.USUAL)) {
            assertThat(Patience.await(
                            Duration.ofSeconds(40),
                            () -> engine.kiosks().films().stream()
                                    .anyMatch(chosen -> chosen.film().equals(film.id()) && chosen.chosen())))
                    .isTrue();
        }
    }

    @Test
    void gifts_make_up_what_is_collected() {
        assertThat(CATALOGUE.projects()).allSatisfy(project -> {
            assertThat(project.gifts()).hasSize(project.contributors()).allMatch(Money::isPositive);
            assertThat(project.gifts().stream().mapToLong(Money::units).sum()).isEqualTo(project.collected());
        });
    }

    @Test
    void another_window_uses_the_server_that_runs_and_comes_into_the_same_venue() throws IOException {
        DemoServer second = new DemoServer("nothing", folder.resolve("server"), folder.resolve("second.log"));

        assertThat(second.startOrJoin()).isFalse();
        assertThat(second.address()).isEqualTo(server.address());
        try (AdminClient operator = second.operator();
                Engine kiosk = Engine.open(folder.resolve("kiosk"), Clock.systemUTC(), EngineSettings.USUAL)) {
            EnrolledDevice first = device(operator, "host");
            EnrolledDevice other = kiosk.enrolment()
                    .enrol(second.address(), seeding(operator).newCode(), "Borne", DeviceProfile.BORNE);
            assertThat(other.venue()).isEqualTo(first.venue());
        }
        second.close();
        assertThat(server.isRunning()).isTrue();
    }

    private static EnrolledDevice device(AdminClient operator, String name) throws IOException {
        try (Engine engine = Engine.open(folder.resolve(name), Clock.systemUTC(), EngineSettings.USUAL)) {
            return engine.enrolment().enrol(server.address(), seeding(operator).newCode(), name, DeviceProfile.LIEU);
        }
    }

    private static DemoDesk desk(AdminClient operator) throws IOException {
        return DemoDesk.open(folder.resolve("desk"), server.address(), seeding(operator)::newCode);
    }

    private static DemoSeeding seeding(AdminClient operator) {
        return new DemoSeeding(operator, folder.resolve("venue"), line -> {});
    }
}
