package studio.karangou.desktop.feature.catalogue;

import studio.karangou.common.model.Failure;

/// What there is to show of one film.
public sealed interface FilmState {
    /// It is being read.
    record Loading() implements FilmState {}

    /// It cannot be read.
    record Broken(Failure failure) implements FilmState {}

    /// The catalogue has it no more.
    record Gone() implements FilmState {}

    record Here(LibraryFilm film) implements FilmState {}
}
