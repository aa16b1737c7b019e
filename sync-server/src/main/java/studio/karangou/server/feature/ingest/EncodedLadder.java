package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.protocol.Manifest.Storyboard;

/// What the encoder wrote: a play list a rung, a play list a bit rate of each sound.
///
/// @param video in the order of the ladder's rungs
/// @param audio for each sound its bit rates, in their order
record EncodedLadder(Path folder, Ladder ladder, List<MediaPlaylist> video, List<List<MediaPlaylist>> audio) {
    private static final Logger LOG = LoggerFactory.getLogger(EncodedLadder.class);
    private static final int STORYBOARD_RUNG = 2;

    EncodedLadder {
        video = List.copyOf(video);
        audio = List.copyOf(audio);
    }

    static EncodedLadder read(Path folder, Ladder ladder, int sounds) throws IOException {
        List<MediaPlaylist> video = new ArrayList<>();
        for (int i = 0; i < ladder.rungs().size(); i++) {
            video.add(MediaPlaylist.read(folder, "v" + i));
        }
        List<List<MediaPlaylist>> audio = new ArrayList<>();
        int rates = Encoder.AUDIO_KILOBITS.size();
        for (int sound = 0; sound < sounds; sound++) {
            List<MediaPlaylist> renditions = new ArrayList<>();
            for (int rate = 0; rate < rates; rate++) {
                renditions.add(MediaPlaylist.read(folder, "a" + (sound * rates + rate)));
            }
            audio.add(List.copyOf(renditions));
        }
        return new EncodedLadder(folder, ladder, video, audio);
    }

    /// Checks what every player relies on: all rungs cut at the same times, on one time scale and with one edit list,
    /// so that any rung's segment follows any other's; and that the film is all there.
    ///
    /// @throws studio.karangou.common.model.FailureException with [IngestFailure.EncoderFailed] or
    ///     [IngestFailure.Truncated]
    void check(SourceProbe probe) throws IOException {
        InitSegment shared = videoInit(video.size() - 1);
        for (int i = 0; i < video.size(); i++) {
            InitSegment init = videoInit(i);
            boolean interchangeable = init.timeScale() == ladder.rate().timeScale()
                    && init.editList().equals(shared.editList())
                    && sameCuts(video.get(i), video.getLast());
            if (!interchangeable) {
                LOG.atError()
                        .log(
                                "rung {} does not fit the others: {} {}",
                                i,
                                init,
                                video.get(i).millis());
                throw new IngestFailure.EncoderFailed().asException();
            }
        }
        long wanted = probe.duration().toMillis();
        long made = video.getLast().totalMillis();
        if (made < wanted * 0.98 - 1000) {
            throw new IngestFailure.Truncated(made / 1000, wanted / 1000).asException();
        }
    }

    /// The last segments may differ: the lowest rung's last picture stands for longer.
    private static boolean sameCuts(MediaPlaylist one, MediaPlaylist other) {
        int last = one.segments().size() - 1;
        return one.segments().size() == other.segments().size()
                && one.millis().subList(0, last).equals(other.millis().subList(0, last));
    }

    InitSegment videoInit(int rung) throws IOException {
        return InitSegment.parse(Files.readAllBytes(video.get(rung).init()));
    }

    /// Bytes of all segments.
    long bytes() throws IOException {
        long total = 0;
        List<MediaPlaylist> all = Stream.concat(video.stream(), audio.stream().flatMap(List::stream))
                .toList();
        for (MediaPlaylist playlist : all) {
            for (MediaPlaylist.Segment segment : playlist.segments()) {
                total += Files.size(segment.file());
            }
        }
        return total;
    }

    /// From a rung of middle size, which costs little to decode.
    Storyboard storyboard(Pictures pictures, Cancellation cancellation) throws IOException {
        int rung = Math.min(STORYBOARD_RUNG, video.size() - 1);
        return pictures.storyboard(folder, "v" + rung, ladder.rungs().get(rung), video.get(rung), cancellation);
    }
}
