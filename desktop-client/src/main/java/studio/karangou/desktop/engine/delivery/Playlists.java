package studio.karangou.desktop.engine.delivery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.Manifest.AudioTrack;
import studio.karangou.common.protocol.Manifest.SubtitleTrack;
import studio.karangou.common.protocol.Manifest.VideoRendition;
import studio.karangou.desktop.engine.loopback.Content;

/// The playlists (HLS, RFC 8216) of a film on this machine: one variant, whose segments may be of any rung, and clear.
final class Playlists {
    private static final String TYPE = "application/vnd.apple.mpegurl";
    private static final int VERSION = 7;

    private Playlists() {}

    static Content master(Manifest manifest, VideoRendition best) {
        StringBuilder text =
                new StringBuilder("#EXTM3U\n#EXT-X-VERSION:" + VERSION + "\n#EXT-X-INDEPENDENT-SEGMENTS\n");
        int bandwidth = best.peakBitsPerSecond();
        for (int i = 0; i < manifest.audio().size(); i++) {
            AudioTrack track = manifest.audio().get(i);
            text.append(media("AUDIO", "sound", track.name(), track.language().tag(), i == 0, "audio-" + i + ".m3u8"));
        }
        for (int i = 0; i < manifest.subtitles().size(); i++) {
            SubtitleTrack track = manifest.subtitles().get(i);
            text.append(media(
                    "SUBTITLES", "text", track.name(), track.language().tag(), false, "subtitles-" + i + ".m3u8"));
        }
        String codecs = best.codecs();
        if (!manifest.audio().isEmpty()) {
            bandwidth += manifest.audio().getFirst().renditions().getLast().peakBitsPerSecond();
            codecs += "," + manifest.audio().getFirst().codecs();
        }
        text.append("#EXT-X-STREAM-INF:BANDWIDTH=").append(bandwidth);
        text.append(",RESOLUTION=").append(best.width()).append('x').append(best.height());
        text.append(",CODECS=\"").append(codecs).append('"');
        text.append(manifest.audio().isEmpty() ? "" : ",AUDIO=\"sound\"");
        text.append(manifest.subtitles().isEmpty() ? "" : ",SUBTITLES=\"text\"");
        return content(text.append("\nvideo.m3u8\n"));
    }

    static Content video(Manifest manifest) {
        return segments(manifest.segmentMillis(), "init.mp4", "video-");
    }

    static Content audio(AudioTrack track, int number) {
        return segments(track.segmentMillis(), "audio-init-" + number + ".mp4", "audio-" + number + "-");
    }

    static Content subtitles(Manifest manifest, int number) {
        long seconds = Math.ceilDiv(manifest.durationMillis(), 1000L);
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:" + VERSION + "\n#EXT-X-TARGETDURATION:"
                + seconds + "\n#EXT-X-PLAYLIST-TYPE:VOD\n");
        text.append(inf(manifest.durationMillis()));
        return content(text.append("subtitles-" + number + ".vtt\n#EXT-X-ENDLIST\n"));
    }

    private static Content segments(List<Integer> millis, String init, String prefix) {
        int longest = millis.stream().mapToInt(Integer::intValue).max().orElse(1);
        StringBuilder text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:" + VERSION + "\n#EXT-X-TARGETDURATION:"
                + Math.ceilDiv(longest, 1000) + "\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n");
        text.append("#EXT-X-MAP:URI=\"").append(init).append("\"\n");
        for (int i = 0; i < millis.size(); i++) {
            text.append(inf(millis.get(i))).append(prefix).append(i).append(".m4s\n");
        }
        return content(text.append("#EXT-X-ENDLIST\n"));
    }

    private static String media(
            String type, String group, String name, String language, boolean isDefault, String address) {
        return "#EXT-X-MEDIA:TYPE=" + type + ",GROUP-ID=\"" + group + "\",NAME=\"" + quoted(name) + "\",LANGUAGE=\""
                + language + "\",DEFAULT=" + (isDefault ? "YES" : "NO") + ",AUTOSELECT=YES,URI=\"" + address + "\"\n";
    }

    /// A quoted string has no quotes and no line ends (RFC 8216, section 4.2).
    private static String quoted(String name) {
        return name.replaceAll("[\"\\r\\n]", " ");
    }

    private static String inf(long millis) {
        return String.format(Locale.ROOT, "#EXTINF:%d.%03d,", millis / 1000, millis % 1000) + "\n";
    }

    private static Content content(StringBuilder text) {
        return new Content(TYPE, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
