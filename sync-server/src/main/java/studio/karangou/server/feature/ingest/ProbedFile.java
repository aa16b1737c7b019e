package studio.karangou.server.feature.ingest;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What `ffprobe -print_format json -show_format -show_streams` says; anything may be missing.
record ProbedFile(@Nullable List<Stream> streams, @Nullable Format format) {
    List<Stream> allStreams() {
        return streams == null ? List.of() : streams;
    }

    /// Seconds, or 0 if the file does not say.
    double seconds() {
        return format == null ? 0 : number(format.duration);
    }

    record Format(@Nullable String duration) {}

    record Stream(
            int index,
            @JsonProperty("codec_type") @Nullable String type,
            @JsonProperty("codec_name") @Nullable String codec,
            @Nullable Integer width,
            @Nullable Integer height,
            @JsonProperty("sample_aspect_ratio") @Nullable String pixelAspect,
            @JsonProperty("color_transfer") @Nullable String transfer,
            @JsonProperty("field_order") @Nullable String fieldOrder,
            @JsonProperty("avg_frame_rate") @Nullable String averageRate,
            @JsonProperty("r_frame_rate") @Nullable String baseRate,
            @Nullable String duration,
            @Nullable Map<String, Integer> disposition,
            @Nullable Map<String, String> tags,
            @JsonProperty("side_data_list") @Nullable List<SideData> sideData) {
        boolean is(String kind) {
            return kind.equals(type) && codec != null && !codec.equals("unknown");
        }

        boolean has(String flag) {
            return disposition != null && Integer.valueOf(1).equals(disposition.get(flag));
        }

        @Nullable
        String tag(String name) {
            return tags == null ? null : tags.get(name);
        }

        int widthOrZero() {
            return Objects.requireNonNullElse(width, 0);
        }

        int heightOrZero() {
            return Objects.requireNonNullElse(height, 0);
        }

        /// Seconds by the stream's own word, or 0 if it gives none.
        double seconds() {
            String clock = tag("DURATION"); // Matroska: 00:00:14.000000000
            return duration != null || clock == null ? number(duration) : clockSeconds(clock);
        }

        /// A quarter turn, as phones write it.
        boolean turned() {
            return sideData != null
                    && sideData.stream()
                            .anyMatch(data -> data.rotation != null && Math.floorMod(data.rotation, 180) == 90);
        }
    }

    record SideData(@Nullable Integer rotation) {}

    private static double number(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isFinite(value) && value > 0 ? value : 0;
        } catch (NumberFormatException e) {
            return 0; // N/A
        }
    }

    private static double clockSeconds(String clock) {
        double seconds = 0;
        for (String part : clock.split(":", -1)) {
            seconds = seconds * 60 + number(part);
        }
        return seconds;
    }
}
