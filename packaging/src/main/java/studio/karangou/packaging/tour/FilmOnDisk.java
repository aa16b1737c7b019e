package studio.karangou.packaging.tour;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.protocol.Manifest;

/// A film's manifest held against what lies on a disk.
///
/// @param present the addresses of what is there
record FilmOnDisk(Manifest manifest, Set<ContentAddress> present) {
    /// The video rungs of which every segment is there, in one of its variants, from the lowest to the highest.
    List<String> wholeRungs() {
        return manifest.video().stream()
                .filter(rung -> rung.segments().stream().allMatch(pair -> has(pair.first()) || has(pair.second())))
                .map(Manifest.VideoRendition::name)
                .toList();
    }

    /// Whether every language can be heard from the first second to the last.
    boolean hasWholeSound() {
        return manifest.audio().stream()
                .allMatch(track -> present.contains(track.init().address())
                        && track.renditions().stream()
                                .anyMatch(rendition ->
                                        rendition.segments().stream().allMatch(this::has)));
    }

    /// Whether what belongs to the film besides picture and sound is there: the way into the picture, the poster,
    /// the subtitles, the storyboard.
    boolean hasRest() {
        Stream<Manifest.Clear> subtitles = manifest.subtitles().stream().map(Manifest.SubtitleTrack::webvtt);
        Manifest.Storyboard storyboard = manifest.storyboard();
        Stream<Manifest.Clear> sheets = storyboard == null ? Stream.empty() : storyboard.sheets().stream();
        return Stream.of(Stream.of(manifest.videoInit(), manifest.poster()), subtitles, sheets)
                .flatMap(clear -> clear)
                .allMatch(clear -> present.contains(clear.address()));
    }

    private boolean has(Manifest.Encrypted segment) {
        return present.contains(segment.address());
    }
}
