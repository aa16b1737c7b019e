package studio.karangou.common.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;

/// What a film is made of: per segment and rendition the address and size of the encrypted bytes.
/// All video renditions have the same number of segments, at the same times, and share one clear init segment.
///
/// @param version of this form, [ProtocolVersion#CURRENT] when it was made
/// @param revision grows when the film is prepared anew
/// @param durationMillis of the film
/// @param segmentMillis duration of each video segment
/// @param video from the lowest to the highest
/// @param audio one track a language, the main language first; empty for a silent film
public record Manifest(
        int version,
        FilmId film,
        int revision,
        long durationMillis,
        Clear videoInit,
        List<Integer> segmentMillis,
        List<VideoRendition> video,
        List<AudioTrack> audio,
        List<SubtitleTrack> subtitles,
        Clear poster,
        @Nullable Storyboard storyboard) {
    public Manifest {
        segmentMillis = List.copyOf(segmentMillis);
        video = List.copyOf(video);
        audio = List.copyOf(audio);
        subtitles = List.copyOf(subtitles);
        int segments = segmentMillis.size();
        if (segments == 0
                || video.isEmpty()
                || video.stream().anyMatch(r -> r.segments().size() != segments)) {
            throw new IllegalArgumentException("every video rendition has every segment");
        }
    }

    /// Content that is stored as it is.
    ///
    /// @param size in bytes
    public record Clear(ContentAddress address, long size) {}

    /// Content that is stored encrypted with the film's key.
    ///
    /// @param size of the encrypted bytes
    /// @param iv 16 bytes
    public record Encrypted(ContentAddress address, int size, Bytes iv) {
        public Encrypted {
            if (size < 16 || size > Limits.SEGMENT_BYTES || size % 16 != 0 || iv.length() != 16) {
                throw new IllegalArgumentException("not an encrypted segment");
            }
        }
    }

    /// A video segment in its two watermark variants, in an order that says nothing of which is A.
    /// A film without watermark has the same segment twice.
    public record VariantPair(Encrypted first, Encrypted second) {
        /// The variant that a licence's choice names.
        public Encrypted choose(boolean wantSecond) {
            return wantSecond ? second : first;
        }
    }

    /// One rung of the ladder.
    ///
    /// @param name as shown, as in `720p`
    /// @param framesPerSecond as in 12.0 or 23.976
    /// @param peakBitsPerSecond and averageBitsPerSecond of the segments (RFC 8216, 4.3.4.2)
    /// @param codecs as in RFC 6381, as in `avc1.64001f`
    public record VideoRendition(
            String name,
            int width,
            int height,
            double framesPerSecond,
            int peakBitsPerSecond,
            int averageBitsPerSecond,
            String codecs,
            List<VariantPair> segments) {
        public VideoRendition {
            segments = List.copyOf(segments);
        }
    }

    /// The sound in one language, in one or more bit rates that share one clear init segment.
    /// It may have one short segment more than the video.
    ///
    /// @param segmentMillis duration of each audio segment
    /// @param renditions from the lowest to the highest
    public record AudioTrack(
            LanguageTag language,
            String name,
            String codecs,
            Clear init,
            List<Integer> segmentMillis,
            List<AudioRendition> renditions) {
        public AudioTrack {
            segmentMillis = List.copyOf(segmentMillis);
            renditions = List.copyOf(renditions);
            int segments = segmentMillis.size();
            if (renditions.isEmpty()
                    || renditions.stream().anyMatch(r -> r.segments().size() != segments)) {
                throw new IllegalArgumentException("every audio rendition has every segment");
            }
        }
    }

    /// One bit rate of a track.
    public record AudioRendition(int peakBitsPerSecond, List<Encrypted> segments) {
        public AudioRendition {
            segments = List.copyOf(segments);
        }
    }

    /// Subtitles: one WebVTT file, clear.
    public record SubtitleTrack(LanguageTag language, String name, Clear webvtt) {}

    /// Small pictures for seeking: sheets of `columns` × `rows` tiles, left to right, then down.
    ///
    /// @param everyMillis time between two tiles
    /// @param tileWidth and tileHeight in pixels
    /// @param sheets JPEG, in order
    public record Storyboard(
            int everyMillis, int tileWidth, int tileHeight, int columns, int rows, List<Clear> sheets) {
        public Storyboard {
            sheets = List.copyOf(sheets);
            if (everyMillis < 1 || tileWidth < 1 || tileHeight < 1 || columns < 1 || rows < 1) {
                throw new IllegalArgumentException("not a storyboard");
            }
        }
    }

    /// How many segments the video has.
    public int segmentCount() {
        return segmentMillis.size();
    }
}
