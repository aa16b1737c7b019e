package studio.karangou.desktop.engine.delivery;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.Licence;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.Manifest.AudioTrack;
import studio.karangou.common.protocol.Manifest.Storyboard;
import studio.karangou.common.protocol.Manifest.VideoRendition;
import studio.karangou.desktop.engine.delivery.SegmentSource.Choice;
import studio.karangou.desktop.engine.films.FilmStore;
import studio.karangou.desktop.engine.loopback.Content;
import studio.karangou.desktop.feature.player.PlayableFilm;

/// A film that is open for showing, and what the player may ask of it by name.
final class Showing implements PlayableFilm {
    private static final String MP4 = "video/mp4";
    private static final Pattern NUMBERED = Pattern.compile("(audio|audio-init|subtitles)-(\\d{1,3})\\.(m3u8|mp4|vtt)");
    private static final Pattern VIDEO = Pattern.compile("video-(\\d{1,6})\\.m4s");
    private static final Pattern AUDIO = Pattern.compile("audio-(\\d{1,3})-(\\d{1,6})\\.m4s");

    private final Film film;
    private final Manifest manifest;
    private final Licence licence;
    private final VideoRendition best;
    private final FilmStore store;
    private final SegmentSource segments;
    private final ViewingPlace place;
    private final Ends ends;
    private final SegmentCache cache = new SegmentCache();
    private final AtomicBoolean begun = new AtomicBoolean();
    private volatile boolean closed;

    /// What is done at both ends of a showing.
    ///
    /// @param address of the master playlist
    /// @param begins when the first picture is asked for
    /// @param closes once, when the showing is over
    record Ends(URI address, Runnable begins, Runnable closes) {}

    Showing(
            Film film,
            Plan plan,
            VideoRendition best,
            FilmStore store,
            SegmentSource segments,
            ViewingPlace place,
            Ends ends) {
        this.place = place;
        this.film = film;
        manifest = plan.manifest();
        licence = plan.licence();
        this.best = best;
        this.store = store;
        this.segments = segments;
        this.ends = ends;
    }

    /// What the player asks for.
    ///
    /// @return empty if the film has nothing of this name
    /// @throws IOException if it cannot be had, or nobody waits for it any more
    Optional<Content> content(String name, BooleanSupplier listening) throws IOException, InterruptedException {
        BooleanSupplier wanted = () -> !closed && listening.getAsBoolean();
        return switch (name) {
            case "master.m3u8" -> Optional.of(Playlists.master(manifest, best));
            case "video.m3u8" -> Optional.of(Playlists.video(manifest));
            case "init.mp4" -> Optional.of(new Content(MP4, segments.plain(manifest.videoInit(), wanted)));
            default -> numbered(name, wanted);
        };
    }

    private Optional<Content> numbered(String name, BooleanSupplier wanted) throws IOException, InterruptedException {
        Matcher video = VIDEO.matcher(name);
        if (video.matches()) {
            return video(name, Integer.parseInt(video.group(1)), wanted);
        }
        Matcher audio = AUDIO.matcher(name);
        if (audio.matches()) {
            return audio(name, Integer.parseInt(audio.group(1)), Integer.parseInt(audio.group(2)), wanted);
        }
        Matcher other = NUMBERED.matcher(name);
        return other.matches()
                ? track(other.group(1) + "." + other.group(3), Integer.parseInt(other.group(2)), wanted)
                : Optional.empty();
    }

    private Optional<Content> track(String what, int number, BooleanSupplier wanted)
            throws IOException, InterruptedException {
        boolean ofAudio = number < manifest.audio().size();
        boolean ofSubtitles = number < manifest.subtitles().size();
        if (what.equals("audio.m3u8") && ofAudio) {
            return Optional.of(Playlists.audio(manifest.audio().get(number), number));
        }
        if (what.equals("audio-init.mp4") && ofAudio) {
            return Optional.of(
                    new Content(MP4, segments.plain(manifest.audio().get(number).init(), wanted)));
        }
        if (what.equals("subtitles.m3u8") && ofSubtitles) {
            return Optional.of(Playlists.subtitles(manifest, number));
        }
        if (what.equals("subtitles.vtt") && ofSubtitles) {
            return Optional.of(new Content(
                    "text/vtt", segments.plain(manifest.subtitles().get(number).webvtt(), wanted)));
        }
        return Optional.empty();
    }

    private Optional<Content> video(String name, int number, BooleanSupplier wanted)
            throws IOException, InterruptedException {
        if (number >= manifest.segmentCount()) {
            return Optional.empty();
        }
        if (begun.compareAndSet(false, true)) {
            ends.begins.run();
        }
        boolean second = licence.wantsSecondVariant(number);
        List<Choice> choices = new ArrayList<>();
        for (VideoRendition rung : manifest.video()) {
            choices.add(new Choice(rung.segments().get(number).choose(second), rung.peakBitsPerSecond()));
        }
        return Optional.of(segment(name, choices, wanted));
    }

    private Optional<Content> audio(String name, int number, int index, BooleanSupplier wanted)
            throws IOException, InterruptedException {
        if (number >= manifest.audio().size()) {
            return Optional.empty();
        }
        AudioTrack track = manifest.audio().get(number);
        if (index >= track.segmentMillis().size()) {
            return Optional.empty();
        }
        List<Choice> choices = track.renditions().stream()
                .map(rendition -> new Choice(rendition.segments().get(index), rendition.peakBitsPerSecond()))
                .toList();
        return Optional.of(segment(name, choices, wanted));
    }

    private Content segment(String name, List<Choice> choices, BooleanSupplier wanted)
            throws IOException, InterruptedException {
        Optional<Content> kept = cache.get(name);
        if (kept.isPresent()) {
            return kept.get();
        }
        Content content = new Content(MP4, segments.clear(choices, wanted));
        cache.put(name, content);
        return content;
    }

    @Override
    public Film film() {
        return film;
    }

    @Override
    public URI address() {
        return ends.address;
    }

    @Override
    public Duration duration() {
        return Duration.ofMillis(manifest.durationMillis());
    }

    @Override
    public Size pictureSize() {
        return new Size(best.width(), best.height());
    }

    @Override
    public List<LanguageTag> audioLanguages() {
        return manifest.audio().stream().map(AudioTrack::language).toList();
    }

    @Override
    public List<LanguageTag> subtitleLanguages() {
        return manifest.subtitles().stream()
                .map(Manifest.SubtitleTrack::language)
                .toList();
    }

    @Override
    public Optional<Tile> tileAt(Duration time) {
        Storyboard storyboard = manifest.storyboard();
        if (storyboard == null || time.isNegative() || time.compareTo(duration()) > 0) {
            return Optional.empty();
        }
        long tile = time.toMillis() / storyboard.everyMillis();
        int perSheet = storyboard.columns() * storyboard.rows();
        int sheet = (int) (tile / perSheet);
        int place = (int) (tile % perSheet);
        if (sheet >= storyboard.sheets().size()) {
            return Optional.empty();
        }
        return store.file(storyboard.sheets().get(sheet).address())
                .map(path -> new Tile(
                        path,
                        place % storyboard.columns() * storyboard.tileWidth(),
                        place / storyboard.columns() * storyboard.tileHeight(),
                        storyboard.tileWidth(),
                        storyboard.tileHeight()));
    }

    @Override
    public @Nullable Failure trouble() {
        return segments.trouble();
    }

    @Override
    public void takePlace(@Nullable UUID ending) {
        place.again(ending);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            place.close();
            cache.clear();
            ends.closes.run();
        }
    }
}
