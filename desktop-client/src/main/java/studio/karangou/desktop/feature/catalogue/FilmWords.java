package studio.karangou.desktop.feature.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.desktop.ui.Formats;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Poster;
import studio.karangou.desktop.ui.controls.ProgressLine;

/// Says films and downloads in words.
final class FilmWords {
    private static final String DOT = " · ";

    private final Texts texts;
    private final Formats formats;

    FilmWords(Texts texts) {
        this.texts = texts;
        this.formats = texts.formats();
    }

    String genre(Genre genre) {
        return texts.of(
                switch (genre) {
                    case FICTION -> "genre.fiction";
                    case DOCUMENTARY -> "genre.documentary";
                    case SHORT -> "genre.short";
                    case ANIMATION -> "genre.animation";
                });
    }

    /// `Fiction · Togo · 2024 · 1 h 42 · Ewe, sous-titres français`.
    String facts(Film film) {
        List<String> parts = new ArrayList<>(
                List.of(genre(film.genre()), countries(film), String.valueOf(film.year()), length(film)));
        String languages = languages(film);
        if (!languages.isEmpty()) {
            parts.add(languages);
        }
        return join(parts);
    }

    /// `Vu 1 240 fois · 4,3 sur 5 (38 avis)`; empty of what nobody watched nor rated.
    String figures(Marks.Figures figures) {
        List<String> parts = new ArrayList<>();
        if (figures.viewings() > 0) {
            parts.add(texts.of("figures.viewings", figures.viewings()));
        }
        if (figures.ratings() > 0) {
            parts.add(texts.of("figures.ratings", formats.tenths(figures.mean()), figures.ratings()));
        }
        return join(parts);
    }

    /// `31 000 personnes`; empty while nobody was told.
    String spectators(Marks.Figures figures) {
        return figures.spectators() == 0 ? "" : texts.of("figures.spectators", figures.spectators());
    }

    /// `Togo · 1 h 42`.
    String shortFacts(Film film) {
        return join(List.of(countries(film), length(film)));
    }

    /// `Fiction · Togo · 1 h 42`.
    String kioskFacts(Film film) {
        return join(List.of(genre(film.genre()), countries(film), length(film), texts.of("kiosk.free")));
    }

    /// Empty while the film is being prepared, as its length is not known yet.
    String length(Film film) {
        return film.duration().isZero() ? "" : formats.duration(film.duration());
    }

    /// Whether the server can send the film.
    static boolean isPrepared(Film film) {
        return film.manifest() != null;
    }

    String countries(Film film) {
        return film.countries().stream().map(texts::country).collect(Collectors.joining(", "));
    }

    /// `Éwé, français`.
    String names(List<LanguageTag> languages) {
        return languages.isEmpty() ? "" : texts.capitalised(inSentence(languages));
    }

    private String inSentence(List<LanguageTag> languages) {
        return languages.stream().map(texts::languageInSentence).collect(Collectors.joining(", "));
    }

    private String languages(Film film) {
        String spoken = names(film.spoken());
        if (film.subtitles().isEmpty()) {
            return spoken;
        }
        String subtitles = inSentence(film.subtitles());
        return spoken.isEmpty()
                ? texts.of("film.subtitles", subtitles)
                : spoken + ", " + texts.of("film.subtitles", subtitles);
    }

    private static String join(List<String> parts) {
        return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining(DOT));
    }

    /// The film as a card shows it.
    Poster poster(LibraryFilm film) {
        return new Poster(
                film.film().id().toString(),
                film.film().title(),
                shortFacts(film.film()),
                film.poster(),
                badge(film),
                progress(film.download()));
    }

    private Poster.@Nullable Badge badge(LibraryFilm film) {
        boolean nothing = film.download() instanceof DownloadState.NotStarted;
        return nothing && !isPrepared(film.film())
                ? badge(Poster.Badge.Kind.WAITING, texts.of("badge.preparing"), texts.of("film.preparing"))
                : badge(film.download());
    }

    Poster.@Nullable Badge badge(DownloadState state) {
        return switch (state) {
            case DownloadState.NotStarted none -> null;
            case DownloadState.Waiting waiting ->
                badge(Poster.Badge.Kind.WAITING, texts.of("badge.waiting"), texts.of("badge.waiting"));
            case DownloadState.Running running ->
                badge(
                        Poster.Badge.Kind.RUNNING,
                        percent(running.doneBytes(), running.totalBytes()),
                        texts.of("badge.running"));
            case DownloadState.Paused paused ->
                badge(
                        Poster.Badge.Kind.PAUSED,
                        percent(paused.doneBytes(), paused.totalBytes()),
                        texts.of("badge.paused"));
            case DownloadState.Ready ready ->
                badge(Poster.Badge.Kind.READY, ready.quality(), texts.of("badge.ready", ready.quality()));
            case DownloadState.Improving improving ->
                badge(
                        Poster.Badge.Kind.READY,
                        texts.of("badge.improving", improving.quality(), improving.target()),
                        texts.of("badge.ready", improving.quality()));
            case DownloadState.Failed failed ->
                badge(Poster.Badge.Kind.FAILED, texts.of("badge.failed"), texts.of(failed.failure()));
        };
    }

    private static Poster.Badge badge(Poster.Badge.Kind kind, String text, String spoken) {
        return new Poster.Badge(kind, text, spoken);
    }

    static Poster.@Nullable Progress progress(DownloadState state) {
        return switch (state) {
            case DownloadState.NotStarted none -> null;
            case DownloadState.Ready ready -> null;
            case DownloadState.Waiting it -> progress(ProgressLine.Kind.PAUSED, it.doneBytes(), it.totalBytes());
            case DownloadState.Running it -> progress(ProgressLine.Kind.DOWNLOAD, it.doneBytes(), it.totalBytes());
            case DownloadState.Paused it -> progress(ProgressLine.Kind.PAUSED, it.doneBytes(), it.totalBytes());
            case DownloadState.Improving it -> progress(ProgressLine.Kind.IMPROVING, it.doneBytes(), it.totalBytes());
            case DownloadState.Failed it -> progress(ProgressLine.Kind.PAUSED, it.doneBytes(), it.totalBytes());
        };
    }

    private static Poster.Progress progress(ProgressLine.Kind kind, long done, long total) {
        return new Poster.Progress(kind, fraction(done, total));
    }

    static double fraction(long done, long total) {
        return total <= 0 ? 0 : Math.clamp((double) done / total, 0, 1);
    }

    /// Whether the film plays without a network.
    static boolean isReady(DownloadState state) {
        return state instanceof DownloadState.Ready || state instanceof DownloadState.Improving;
    }

    String percent(long done, long total) {
        return formats.percent((int) Math.floor(100 * fraction(done, total)));
    }
}
