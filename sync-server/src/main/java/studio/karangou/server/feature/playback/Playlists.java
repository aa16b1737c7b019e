package studio.karangou.server.feature.playback;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.protocol.Licence;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.Manifest.AudioRendition;
import studio.karangou.common.protocol.Manifest.AudioTrack;
import studio.karangou.common.protocol.Manifest.Clear;
import studio.karangou.common.protocol.Manifest.Encrypted;
import studio.karangou.common.protocol.Manifest.SubtitleTrack;
import studio.karangou.common.protocol.Manifest.VideoRendition;

/// Standard playlists of a film (RFC 8216) for any player. Addresses are relative, so they survive a proxy in front.
final class Playlists {
    /// From the folder of the playlists to that of the bytes.
    private static final String BLOBS = "../../../blobs/";

    /// From this height on, the better sound comes with the picture.
    private static final int GOOD_SOUND_FROM = 480;

    private final Manifest manifest;
    private final String query;
    private final String watching;

    /// @param token that every address of ours carries
    /// @param viewing that every segment names, so that its lease is renewed
    Playlists(Manifest manifest, String token, UUID viewing) {
        this.manifest = manifest;
        this.query = "?token=" + token;
        this.watching = "?viewing=" + viewing;
    }

    /// All rungs, with their sound and the subtitles as groups.
    String master() {
        StringBuilder out = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        int groups = manifest.audio().stream()
                .mapToInt(track -> track.renditions().size())
                .max()
                .orElse(0);
        manifest.video().stream()
                .mapToInt(rung -> groupOf(rung, groups))
                .filter(group -> group >= 0)
                .distinct() // one that no rung names cannot be played
                .forEach(group -> addAudioGroup(out, group));
        for (SubtitleTrack track : manifest.subtitles()) {
            out.append("#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"subtitles\",NAME=")
                    .append(quoted(track.name()))
                    .append(",LANGUAGE=")
                    .append(quoted(track.language().tag()))
                    .append(",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI=")
                    .append(quoted(new PlaylistName.Subtitles(track.language().tag()).fileName() + query))
                    .append('\n');
        }
        for (VideoRendition rung : manifest.video()) {
            addVariant(out, rung, groupOf(rung, groups));
        }
        return out.toString();
    }

    /// @return −1 for a silent film
    private static int groupOf(VideoRendition rung, int groups) {
        return groups == 0 ? -1 : rung.height() >= GOOD_SOUND_FROM ? groups - 1 : 0;
    }

    /// The segments of a rung in the venue's variants.
    String video(String name, Bytes choice) {
        VideoRendition rung = manifest.video().stream()
                .filter(rendition -> rendition.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new PlaybackFailure.UnknownPlaylist().asException());
        List<Encrypted> segments = IntStream.range(0, rung.segments().size())
                .mapToObj(i -> rung.segments().get(i).choose(Licence.wantsSecondVariant(choice, i)))
                .toList();
        return media(manifest.videoInit(), manifest.segmentMillis(), segments);
    }

    /// The sound in a language at a bit rate.
    String audio(String language, int kilobits) {
        AudioTrack track = manifest.audio().stream()
                .filter(candidate -> candidate.language().tag().equals(language))
                .findFirst()
                .orElseThrow(() -> new PlaybackFailure.UnknownPlaylist().asException());
        AudioRendition rendition = track.renditions().stream()
                .filter(candidate -> kilobits(candidate) == kilobits)
                .findFirst()
                .orElseThrow(() -> new PlaybackFailure.UnknownPlaylist().asException());
        return media(track.init(), track.segmentMillis(), rendition.segments());
    }

    /// The subtitles in a language: one segment for the whole film.
    String subtitles(String language) {
        SubtitleTrack track = manifest.subtitles().stream()
                .filter(candidate -> candidate.language().tag().equals(language))
                .findFirst()
                .orElseThrow(() -> new PlaybackFailure.UnknownPlaylist().asException());
        StringBuilder out = start(List.of((int) Math.min(Integer.MAX_VALUE, manifest.durationMillis())));
        out.append(String.format(Locale.ROOT, "#EXTINF:%.3f,\n", manifest.durationMillis() / 1000.0))
                .append(BLOBS)
                .append(track.webvtt().address())
                .append(".vtt\n#EXT-X-ENDLIST\n");
        return out.toString();
    }

    private void addAudioGroup(StringBuilder out, int group) {
        boolean first = true;
        for (AudioTrack track : manifest.audio()) {
            int kilobits = kilobits(rendition(track, group));
            out.append("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio-")
                    .append(group)
                    .append("\",NAME=")
                    .append(quoted(track.name()))
                    .append(",LANGUAGE=")
                    .append(quoted(track.language().tag()))
                    .append(first ? ",DEFAULT=YES" : ",DEFAULT=NO")
                    .append(",AUTOSELECT=YES,CHANNELS=\"2\",URI=")
                    .append(quoted(new PlaylistName.Audio(track.language().tag(), kilobits).fileName() + query))
                    .append('\n');
            first = false;
        }
    }

    /// @param group of the sound that comes with it, −1 for a silent film
    private void addVariant(StringBuilder out, VideoRendition rung, int group) {
        int sound = manifest.audio().stream()
                .filter(_ -> group >= 0)
                .mapToInt(track -> rendition(track, group).peakBitsPerSecond())
                .max()
                .orElse(0);
        String codecs = manifest.audio().isEmpty()
                ? rung.codecs()
                : rung.codecs() + "," + manifest.audio().getFirst().codecs();
        out.append("#EXT-X-STREAM-INF:BANDWIDTH=")
                .append(rung.peakBitsPerSecond() + sound)
                .append(",AVERAGE-BANDWIDTH=")
                .append(rung.averageBitsPerSecond() + sound)
                .append(",CODECS=")
                .append(quoted(codecs))
                .append(String.format(
                        Locale.ROOT,
                        ",RESOLUTION=%dx%d,FRAME-RATE=%.3f",
                        rung.width(),
                        rung.height(),
                        rung.framesPerSecond()));
        if (group >= 0) {
            out.append(",AUDIO=\"audio-").append(group).append('"');
        }
        if (!manifest.subtitles().isEmpty()) {
            out.append(",SUBTITLES=\"subtitles\"");
        }
        out.append('\n')
                .append(new PlaylistName.Video(rung.name()).fileName())
                .append(query)
                .append('\n');
    }

    /// The init segment is clear, so its tag stands before the first key (RFC 8216, section 4.3.2.5).
    private String media(Clear init, List<Integer> millis, List<Encrypted> segments) {
        StringBuilder out = start(millis);
        out.append("#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-MAP:URI=")
                .append(quoted(BLOBS + init.address() + ".mp4"))
                .append('\n');
        for (int i = 0; i < segments.size(); i++) {
            Encrypted segment = segments.get(i);
            out.append("#EXT-X-KEY:METHOD=AES-128,URI=")
                    .append(quoted("key" + query))
                    .append(",IV=0x")
                    .append(segment.iv().hex())
                    .append(String.format(Locale.ROOT, "\n#EXTINF:%.3f,\n", millis.get(i) / 1000.0))
                    .append(BLOBS)
                    .append(segment.address())
                    .append(".m4s")
                    .append(watching)
                    .append('\n');
        }
        return out.append("#EXT-X-ENDLIST\n").toString();
    }

    private static StringBuilder start(List<Integer> millis) {
        long target = millis.stream()
                .mapToLong(duration -> Math.round(duration / 1000.0))
                .max()
                .orElse(1);
        return new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:")
                .append(Math.max(1, target))
                .append("\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n");
    }

    private static AudioRendition rendition(AudioTrack track, int group) {
        return track.renditions().get(Math.min(group, track.renditions().size() - 1));
    }

    private static int kilobits(AudioRendition rendition) {
        return Math.round(rendition.peakBitsPerSecond() / 1000f);
    }

    /// A quoted string has neither quotation marks nor line ends (RFC 8216, section 4.2).
    private static String quoted(String text) {
        return '"' + text.replaceAll("[\"\\r\\n]", " ") + '"';
    }
}
