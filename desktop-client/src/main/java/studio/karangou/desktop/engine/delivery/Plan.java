package studio.karangou.desktop.engine.delivery;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Predicate;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.protocol.Licence;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.Manifest.AudioTrack;
import studio.karangou.common.protocol.Manifest.VideoRendition;

/// What to fetch of a film, in order. With the basis the film plays; the rest makes it better.
///
/// @param basis what is clear, the lowest sound of every language, the lowest picture
/// @param better the best sound, and the best picture that is wanted; without what is in the basis
/// @param target the best picture that is wanted
record Plan(Manifest manifest, Licence licence, List<Piece> basis, List<Piece> better, VideoRendition target) {

    /// @param bestHeight the largest picture that is wanted, in lines
    static Plan of(Manifest manifest, Licence licence, int bestHeight) {
        VideoRendition lowest = manifest.video().getFirst();
        VideoRendition target = manifest.video().reversed().stream()
                .filter(rung -> Math.min(rung.width(), rung.height()) <= bestHeight)
                .findFirst()
                .orElse(lowest);
        SequencedSet<Piece> basis = new LinkedHashSet<>(clear(manifest));
        for (AudioTrack track : manifest.audio()) {
            track.renditions().getFirst().segments().forEach(segment -> basis.add(Piece.of(segment)));
        }
        basis.addAll(video(lowest, licence));
        SequencedSet<Piece> better = new LinkedHashSet<>();
        for (AudioTrack track : manifest.audio()) {
            track.renditions().getLast().segments().forEach(segment -> better.add(Piece.of(segment)));
        }
        better.addAll(video(target, licence));
        better.removeAll(basis);
        return new Plan(manifest, licence, List.copyOf(basis), List.copyOf(better), target);
    }

    /// The same with a smaller picture, at last the basis alone; empty if there is nothing smaller.
    Optional<Plan> smaller() {
        int place = manifest.video().indexOf(target);
        if (place > 0) {
            VideoRendition below = manifest.video().get(place - 1);
            return Optional.of(of(manifest, licence, Math.min(below.width(), below.height())));
        }
        return better.isEmpty() ? Optional.empty() : Optional.of(new Plan(manifest, licence, basis, List.of(), target));
    }

    List<Piece> everything() {
        List<Piece> all = new ArrayList<>(basis);
        all.addAll(better);
        return all;
    }

    long totalBytes() {
        return everything().stream().mapToLong(Piece::size).sum();
    }

    /// The bytes of those that are here.
    long bytes(Predicate<Piece> here) {
        return everything().stream().filter(here).mapToLong(Piece::size).sum();
    }

    /// The best picture that is whole.
    Optional<VideoRendition> bestWhole(Predicate<Piece> here) {
        return manifest.video().reversed().stream()
                .filter(rung -> video(rung, licence).stream().allMatch(here))
                .findFirst();
    }

    /// The best picture of which something is here, as that is what is shown; the others only fill its gaps.
    Optional<VideoRendition> bestBegun(Predicate<Piece> here) {
        return manifest.video().reversed().stream()
                .filter(rung -> video(rung, licence).stream().anyMatch(here))
                .findFirst();
    }

    /// Every address that the manifest names, of both variants.
    static Set<ContentAddress> addresses(Manifest manifest) {
        Set<ContentAddress> all = new LinkedHashSet<>();
        clear(manifest).forEach(piece -> all.add(piece.address()));
        for (AudioTrack track : manifest.audio()) {
            track.renditions().forEach(r -> r.segments().forEach(segment -> all.add(segment.address())));
        }
        for (VideoRendition rung : manifest.video()) {
            rung.segments().forEach(pair -> {
                all.add(pair.first().address());
                all.add(pair.second().address());
            });
        }
        return all;
    }

    private static List<Piece> clear(Manifest manifest) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(Piece.of(manifest.videoInit()));
        manifest.audio().forEach(track -> pieces.add(Piece.of(track.init())));
        pieces.add(Piece.of(manifest.poster()));
        manifest.subtitles().forEach(track -> pieces.add(Piece.of(track.webvtt())));
        Manifest.Storyboard storyboard = manifest.storyboard();
        if (storyboard != null) {
            storyboard.sheets().forEach(sheet -> pieces.add(Piece.of(sheet)));
        }
        return pieces;
    }

    private static List<Piece> video(VideoRendition rung, Licence licence) {
        List<Piece> pieces = new ArrayList<>(rung.segments().size());
        for (int i = 0; i < rung.segments().size(); i++) {
            pieces.add(Piece.of(rung.segments().get(i).choose(licence.wantsSecondVariant(i))));
        }
        return pieces;
    }
}
