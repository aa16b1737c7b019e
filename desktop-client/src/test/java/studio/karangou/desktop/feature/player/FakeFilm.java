package studio.karangou.desktop.feature.player;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.ProjectId;

/// A film that is always here, and a storyboard if there is a sheet.
public final class FakeFilm implements PlayableFilm {
    public static final FilmId ID = new FilmId(UUID.fromString("018f4e1a-0000-7000-8000-000000000001"));
    public static final Duration LENGTH = Duration.ofMinutes(102);

    private static final Film FILM = new Film(
            ID,
            "Les Vents d’Aného",
            "Une pêcheuse d’Aného hérite d’un cinéma de plein air.",
            "Akossiwa Tepe",
            2024,
            Genre.values()[0],
            List.of(new CountryCode("TG")),
            List.of(new LanguageTag("ee"), new LanguageTag("fr")),
            List.of(new LanguageTag("fr"), new LanguageTag("en")),
            LENGTH,
            new ProjectId(UUID.fromString("018f4e1a-0000-7000-8000-000000000101")),
            null,
            null);

    private final @Nullable Path sheet;
    private @Nullable Failure trouble;
    private boolean closed;
    private final List<UUID> ended = new ArrayList<>();

    /// @param sheet a storyboard of ten tiles a row, each 160×90, null for none
    public FakeFilm(@Nullable Path sheet) {
        this.sheet = sheet;
    }

    public void waitsFor(@Nullable Failure failure) {
        trouble = failure;
    }

    public boolean isClosed() {
        return closed;
    }

    /// Viewings that were ended so that this one has a place.
    public List<UUID> ended() {
        return List.copyOf(ended);
    }

    @Override
    public void takePlace(@Nullable UUID ending) {
        if (ending != null) {
            ended.add(ending);
        }
        trouble = null;
    }

    @Override
    public Film film() {
        return FILM;
    }

    @Override
    public URI address() {
        return URI.create("http://127.0.0.1:1/master.m3u8");
    }

    @Override
    public Duration duration() {
        return LENGTH;
    }

    @Override
    public Size pictureSize() {
        return new Size(1280, 720);
    }

    @Override
    public List<LanguageTag> audioLanguages() {
        return FILM.spoken();
    }

    @Override
    public List<LanguageTag> subtitleLanguages() {
        return FILM.subtitles();
    }

    @Override
    public Optional<Tile> tileAt(Duration time) {
        int index = (int) (time.toSeconds() / 6 % 100);
        return Optional.ofNullable(sheet).map(file -> new Tile(file, index % 10 * 160, index / 10 * 90, 160, 90));
    }

    @Override
    public @Nullable Failure trouble() {
        return trouble;
    }

    @Override
    public void close() {
        closed = true;
    }
}
