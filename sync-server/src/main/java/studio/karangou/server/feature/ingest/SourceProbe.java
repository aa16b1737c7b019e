package studio.karangou.server.feature.ingest;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.LanguageTag;

/// What is in a film file, as far as it was read and believed.
///
/// @param duration of the pictures that can be read
record SourceProbe(Duration duration, Video video, List<Audio> audio, List<Text> texts) {
    SourceProbe {
        audio = List.copyOf(audio);
        texts = List.copyOf(texts);
    }

    /// The moving picture.
    ///
    /// @param index of the stream in the file
    /// @param width as shown: after rotation, with square pixels
    /// @param height as shown
    /// @param rate on average
    record Video(int index, int width, int height, FrameRate rate, boolean interlaced, Dynamics dynamics) {}

    /// A sound track.
    ///
    /// @param language null if the file does not say
    record Audio(int index, @Nullable LanguageTag language) {}

    /// Subtitles that are text, not pictures.
    ///
    /// @param language null if the file does not say
    record Text(int index, @Nullable LanguageTag language) {}
}
