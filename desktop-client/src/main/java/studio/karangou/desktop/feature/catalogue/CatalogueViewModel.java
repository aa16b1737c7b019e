package studio.karangou.desktop.feature.catalogue;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.Subscription;
import studio.karangou.desktop.ui.Refresh;
import studio.karangou.desktop.ui.Tasks;

/// The catalogue: all films, what is searched for, and what is ready to be shown without a network.
public final class CatalogueViewModel implements AutoCloseable {
    private final ReadOnlyObjectWrapper<CatalogueState> state =
            new ReadOnlyObjectWrapper<>(new CatalogueState.Loading());
    private final ReadOnlyObjectWrapper<List<LibraryFilm>> found = new ReadOnlyObjectWrapper<>(List.of());
    private final StringProperty query = new SimpleStringProperty("");
    private final ObjectProperty<Optional<Genre>> genre = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<CountryCode>> country = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<Optional<LanguageTag>> language = new SimpleObjectProperty<>(Optional.empty());
    private final Refresh<List<LibraryFilm>> refresh;
    private final Subscription library;
    /// Held here, as JavaFX forgets a value that is derived from another and held by nobody.
    private final ObservableValue<Set<ProjectId>> openProjects;

    private final ObservableValue<Set<FilmId>> favourites;
    private final BooleanProperty onlyFavourites = new SimpleBooleanProperty();
    private final javafx.util.Subscription projects;
    private List<LibraryFilm> films = List.of();
    /// Made when somebody searches: the names of languages and countries in two languages are much to load at a start.
    private final Map<Film, SearchWords> words = new HashMap<>();

    /// @param openProjects the projects that may be contributed to now
    /// @param favourites of whoever is here
    public CatalogueViewModel(
            Library library,
            ObservableValue<Set<ProjectId>> openProjects,
            ObservableValue<Set<FilmId>> favourites,
            Tasks tasks) {
        this.openProjects = openProjects;
        this.favourites = favourites;
        refresh = new Refresh<>(tasks, library::films, this::show, this::fail);
        this.library = library.onChange(refresh::request);
        List<ObservableValue<?>> filters = List.of(query, genre, country, language, onlyFavourites);
        filters.forEach(filter -> filter.subscribe(this::filter));
        projects = openProjects
                .subscribe((before, now) -> openOthers())
                .and(favourites.subscribe((before, now) -> filter()));
        refresh.request();
    }

    public ReadOnlyObjectProperty<CatalogueState> state() {
        return state.getReadOnlyProperty();
    }

    /// The films that fit the search and the filters.
    public ReadOnlyObjectProperty<List<LibraryFilm>> found() {
        return found.getReadOnlyProperty();
    }

    /// What is typed in the search field.
    public StringProperty query() {
        return query;
    }

    public ObjectProperty<Optional<Genre>> genre() {
        return genre;
    }

    public ObjectProperty<Optional<CountryCode>> country() {
        return country;
    }

    public ObjectProperty<Optional<LanguageTag>> language() {
        return language;
    }

    /// Whether only favourites are found.
    public BooleanProperty onlyFavourites() {
        return onlyFavourites;
    }

    /// Whether there is any favourite.
    public boolean hasFavourites() {
        return !favourites.getValue().isEmpty();
    }

    /// Whether anything narrows what is found.
    public boolean isNarrowed() {
        return onlyFavourites.get()
                || !query.get().isBlank()
                || genre.get().isPresent()
                || country.get().isPresent()
                || language.get().isPresent();
    }

    /// Shows everything again.
    public void clear() {
        query.set("");
        onlyFavourites.set(false);
        genre.set(Optional.empty());
        country.set(Optional.empty());
        language.set(Optional.empty());
    }

    /// Reads the library again, after a failure.
    public void retry() {
        state.set(new CatalogueState.Loading());
        refresh.request();
    }

    /// A film by its id, as last read.
    public Optional<LibraryFilm> film(FilmId id) {
        return films.stream().filter(film -> film.film().id().equals(id)).findFirst();
    }

    @Override
    public void close() {
        library.close();
        projects.unsubscribe();
    }

    private void show(List<LibraryFilm> read) {
        films = read;
        words.keySet().retainAll(read.stream().map(LibraryFilm::film).collect(Collectors.toSet()));
        state.set(new CatalogueState.Loaded(
                films,
                films.stream().filter(CatalogueViewModel::isHere).toList(),
                featured(films),
                several(films, Film::countries, Comparator.comparing(CountryCode::code)),
                several(films, Film::spoken, Comparator.comparing(LanguageTag::tag))));
        filter();
    }

    private void openOthers() {
        if (state.get() instanceof CatalogueState.Loaded loaded) {
            state.set(new CatalogueState.Loaded(
                    loaded.films(), loaded.here(), featured(loaded.films()), loaded.countries(), loaded.languages()));
        }
    }

    private void fail(Failure failure) {
        state.set(new CatalogueState.Broken(failure));
    }

    private void filter() {
        found.set(films.stream().filter(this::fits).toList());
    }

    private boolean fits(LibraryFilm entry) {
        Film film = entry.film();
        return (!onlyFavourites.get() || favourites.getValue().contains(film.id()))
                && genre.get().map(film.genre()::equals).orElse(true)
                && country.get().map(film.countries()::contains).orElse(true)
                && language.get()
                        .map(tag ->
                                film.spoken().contains(tag) || film.subtitles().contains(tag))
                        .orElse(true)
                && (query.get().isBlank()
                        || words.computeIfAbsent(film, SearchWords::of).match(query.get()));
    }

    private static boolean isHere(LibraryFilm film) {
        return !(film.download() instanceof DownloadState.NotStarted);
    }

    /// The film that opens the page: one that is ready before one that is not, and of these one whose project may be
    /// contributed to now, then one that has any project.
    private Optional<LibraryFilm> featured(List<LibraryFilm> films) {
        Set<ProjectId> open = openProjects.getValue();
        return films.stream()
                .min(Comparator.comparingInt((LibraryFilm film) -> (FilmWords.isPrepared(film.film()) ? 0 : 8)
                        + (FilmWords.isReady(film.download()) ? 0 : 4)
                        + (isOf(film.film(), open) ? 0 : 2)
                        + (film.film().project() != null ? 0 : 1)));
    }

    private static boolean isOf(Film film, Set<ProjectId> projects) {
        ProjectId project = film.project();
        return project != null && projects.contains(project);
    }

    private static <T> List<T> several(List<LibraryFilm> films, Function<Film, List<T>> part, Comparator<T> order) {
        return films.stream()
                .flatMap(film -> part.apply(film.film()).stream())
                .distinct()
                .sorted(order)
                .toList();
    }
}
