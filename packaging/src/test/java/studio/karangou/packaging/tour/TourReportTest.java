package studio.karangou.packaging.tour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.protocol.Wire;

final class TourReportTest {
    @TempDir
    Path directory;

    private final List<String> told = new ArrayList<>();

    @Test
    void a_tour_is_a_success_only_when_it_came_to_its_end() throws IOException {
        TourReport report = new TourReport(directory);
        TourStage stage = new TourStage(directory, report, told::add);
        stage.step("first", figures -> figures.put("films", 12));
        assertThat(report.ok()).isFalse();
        assertThat(document().path("ok").asBoolean()).isFalse();
        report.finish();
        assertThat(report.ok()).isTrue();
        assertThat(document().path("ok").asBoolean()).isTrue();
    }

    @Test
    void a_step_that_fails_ends_the_story_and_stays_in_the_report() throws IOException {
        TourReport report = new TourReport(directory);
        TourStage stage = new TourStage(directory, report, told::add);
        assertThatThrownBy(() -> stage.step("second", figures -> {
                    throw new IOException("the projector is off");
                }))
                .isInstanceOf(TourFailure.class);
        report.finish();
        assertThat(report.ok()).isFalse();
        assertThat(document().path("steps").get(0).path("error").asText()).contains("the projector is off");
        assertThat(told).singleElement().asString().startsWith("✗ second");
    }

    @Test
    void a_step_has_its_name_its_time_and_its_figures() throws IOException {
        TourReport report = new TourReport(directory);
        report.add(new TourReport.Step("play", true, 8_123, "07-play.png", Map.of("ssim", 0.998), null));
        JsonNode step = document().path("steps").get(0);
        assertThat(step.path("id").asText()).isEqualTo("play");
        assertThat(step.path("ok").asBoolean()).isTrue();
        assertThat(step.path("ms").asLong()).isEqualTo(8_123);
        assertThat(step.path("screenshot").asText()).isEqualTo("07-play.png");
        assertThat(step.path("figures").path("ssim").asDouble()).isEqualTo(0.998);
        assertThat(step.has("error")).isFalse();
    }

    private JsonNode document() throws IOException {
        return Wire.json().readTree(directory.resolve("tour.json").toFile());
    }
}
