package studio.karangou.packaging.tour;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.protocol.Wire;

/// What the tour saw, as `tour.json`; written after every step, so a cut tour leaves what it had.
final class TourReport {
    private final Path file;
    private final List<Step> steps = new ArrayList<>();
    private boolean finished;

    TourReport(Path directory) {
        file = directory.resolve("tour.json");
    }

    /// @param ms how long the step took
    /// @param screenshot a file beside `tour.json`, null for a step without a window
    /// @param error why the step failed, null if it did not
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Step(
            String id,
            boolean ok,
            long ms,
            @Nullable String screenshot,
            Map<String, Object> figures,
            @Nullable String error) {
        Step {
            figures = new LinkedHashMap<>(figures);
        }
    }

    private record Document(boolean ok, List<Step> steps) {}

    void add(Step step) throws IOException {
        steps.add(step);
        write();
    }

    /// The story was told to its end; before that a tour is not a success, however well it began.
    void finish() throws IOException {
        finished = true;
        write();
    }

    private void write() throws IOException {
        Files.writeString(
                file,
                Wire.json().writer(SerializationFeature.INDENT_OUTPUT).writeValueAsString(new Document(ok(), steps)));
    }

    boolean ok() {
        return finished && steps.stream().allMatch(Step::ok);
    }

    int count() {
        return steps.size();
    }
}
