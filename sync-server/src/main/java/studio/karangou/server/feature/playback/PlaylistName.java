package studio.karangou.server.feature.playback;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which playlist of a film, as its file name says.
sealed interface PlaylistName {
    Pattern VIDEO = Pattern.compile("video-([A-Za-z0-9]{1,20})\\.m3u8");
    Pattern AUDIO = Pattern.compile("audio-([A-Za-z0-9-]{2,35})-(\\d{1,4})\\.m3u8");
    Pattern SUBTITLES = Pattern.compile("subtitles-([A-Za-z0-9-]{2,35})\\.m3u8");

    /// All renditions.
    record Master() implements PlaylistName {
        @Override
        public String fileName() {
            return "master.m3u8";
        }
    }

    /// One rung.
    record Video(String rung) implements PlaylistName {
        @Override
        public String fileName() {
            return "video-" + rung + ".m3u8";
        }
    }

    /// One bit rate of one language.
    record Audio(String language, int kilobits) implements PlaylistName {
        @Override
        public String fileName() {
            return "audio-" + language + "-" + kilobits + ".m3u8";
        }
    }

    /// One language.
    record Subtitles(String language) implements PlaylistName {
        @Override
        public String fileName() {
            return "subtitles-" + language + ".m3u8";
        }
    }

    /// As it stands in an address.
    String fileName();

    /// @throws IllegalArgumentException if there is no such playlist
    static PlaylistName parse(String fileName) {
        if (fileName.equals("master.m3u8")) {
            return new Master();
        }
        Matcher video = VIDEO.matcher(fileName);
        if (video.matches()) {
            return new Video(video.group(1));
        }
        Matcher audio = AUDIO.matcher(fileName);
        if (audio.matches()) {
            return new Audio(audio.group(1), Integer.parseInt(audio.group(2)));
        }
        Matcher subtitles = SUBTITLES.matcher(fileName);
        if (subtitles.matches()) {
            return new Subtitles(subtitles.group(1));
        }
        throw new IllegalArgumentException("no such playlist");
    }
}
