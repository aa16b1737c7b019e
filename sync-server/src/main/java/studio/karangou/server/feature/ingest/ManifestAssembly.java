package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.Manifest.Clear;
import studio.karangou.common.protocol.Manifest.Encrypted;
import studio.karangou.common.protocol.ProtocolVersion;
import studio.karangou.server.storage.ObjectStore;

/// Seals an encoded ladder and writes down where everything is.
final class ManifestAssembly {
    private final ObjectStore objects;
    private final Sealer sealer;

    ManifestAssembly(ObjectStore objects, Sealer sealer) {
        this.objects = objects;
        this.sealer = sealer;
    }

    /// @param spoken language of each sound, in the order of the file
    /// @param announced the order in which the sounds are listed: the main language first
    Manifest assemble(
            FilmId film,
            int revision,
            EncodedLadder encoded,
            List<LanguageTag> spoken,
            List<LanguageTag> announced,
            List<Manifest.SubtitleTrack> subtitles,
            Clear poster,
            Manifest.@Nullable Storyboard storyboard)
            throws IOException {
        MediaPlaylist top = encoded.video().getLast();
        Clear init = Sealer.clear(objects, Files.readAllBytes(top.init()));
        List<Manifest.VideoRendition> video = new ArrayList<>();
        for (int i = 0; i < encoded.video().size(); i++) {
            video.add(rendition(encoded, i));
        }
        List<Manifest.AudioTrack> audio = new ArrayList<>();
        for (int i = 0; i < encoded.audio().size(); i++) {
            audio.add(track(spoken.get(i), encoded.audio().get(i)));
        }
        audio.sort(Comparator.comparingInt(track -> rank(announced, track.language())));
        return new Manifest(
                ProtocolVersion.CURRENT,
                film,
                revision,
                top.totalMillis(),
                init,
                top.millis(),
                video,
                audio,
                subtitles,
                poster,
                storyboard);
    }

    private static int rank(List<LanguageTag> announced, LanguageTag language) {
        int place = announced.indexOf(language);
        return place < 0 ? announced.size() : place;
    }

    private Manifest.VideoRendition rendition(EncodedLadder encoded, int i) throws IOException {
        Ladder.Rung rung = encoded.ladder().rungs().get(i);
        MediaPlaylist playlist = encoded.video().get(i);
        String codecs = encoded.videoInit(i).codecs();
        List<Encrypted> sealed = sealer.seal(playlist);
        return new Manifest.VideoRendition(
                rung.name(),
                rung.width(),
                rung.height(),
                Math.round(encoded.ladder().rateOf(rung).perSecond() * 1000) / 1000.0,
                peak(playlist, sealed),
                average(playlist, sealed),
                codecs,
                // no watermark yet: both variants are the same segment
                sealed.stream()
                        .map(segment -> new Manifest.VariantPair(segment, segment))
                        .toList());
    }

    private Manifest.AudioTrack track(LanguageTag language, List<MediaPlaylist> playlists) throws IOException {
        byte[] init = Files.readAllBytes(playlists.getFirst().init());
        List<Manifest.AudioRendition> renditions = new ArrayList<>();
        for (MediaPlaylist playlist : playlists) {
            List<Encrypted> sealed = sealer.seal(playlist);
            renditions.add(new Manifest.AudioRendition(peak(playlist, sealed), sealed));
        }
        return new Manifest.AudioTrack(
                language,
                Languages.name(language),
                InitSegment.parse(init).codecs(),
                Sealer.clear(objects, init),
                playlists.getFirst().millis(),
                renditions);
    }

    /// RFC 8216, 4.1: the largest bit rate of a segment; very short ones at the end say nothing of the stream.
    private static int peak(MediaPlaylist playlist, List<Encrypted> sealed) {
        int usual = playlist.segments().getFirst().millis();
        double peak = 1;
        for (int i = 0; i < sealed.size(); i++) {
            int millis = playlist.segments().get(i).millis();
            if (millis * 2 >= usual) {
                peak = Math.max(peak, sealed.get(i).size() * 8000.0 / millis);
            }
        }
        return (int) Math.ceil(peak);
    }

    private static int average(MediaPlaylist playlist, List<Encrypted> sealed) {
        long bytes = sealed.stream().mapToLong(Encrypted::size).sum();
        return (int) Math.ceil(bytes * 8000.0 / playlist.totalMillis());
    }
}
