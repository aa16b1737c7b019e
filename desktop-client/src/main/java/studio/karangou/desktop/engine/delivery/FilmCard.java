package studio.karangou.desktop.engine.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.Film;

/// What the device wants of a film and how far it is, kept on disk beside the licence, so that a film plays even when
/// the database had to be begun anew.
///
/// @param manifest the one that it plays by or will, null while the film has none
/// @param since when it was asked for; the earliest comes first
/// @param quality the best whole rung, null while it does not play
/// @param doneBytes and totalBytes as they were when this was written
/// @param next the manifest of a later preparation that is fetched while the film plays by `manifest`; null if none is
/// @param target the best rung that is wanted, null while that is not known, as in cards of earlier versions
record FilmCard(
        int version,
        Film film,
        @Nullable ContentAddress manifest,
        Wanted wanted,
        Instant since,
        @Nullable String quality,
        long doneBytes,
        long totalBytes,
        @Nullable String target,
        @Nullable ContentAddress next) {
    static final int VERSION = 1;

    /// What a person asked for.
    enum Wanted {
        FETCH,
        PAUSE,
        /// Nobody wants to keep it: shown from the network, or being removed. Goes at the next start at the latest.
        STREAM
    }

    static FilmCard of(Film film, Wanted wanted, Instant since) {
        return new FilmCard(VERSION, film, film.manifest(), wanted, since, null, 0, 0, null, null);
    }

    /// By this manifest from now on; none comes after it yet.
    FilmCard manifest(ContentAddress address) {
        return new FilmCard(version, film, address, wanted, since, quality, doneBytes, totalBytes, target, null);
    }

    FilmCard next(@Nullable ContentAddress address) {
        return new FilmCard(version, film, manifest, wanted, since, quality, doneBytes, totalBytes, target, address);
    }

    /// The manifest that is fetched.
    @Nullable
    ContentAddress fetched() {
        return next == null ? manifest : next;
    }

    /// All manifests whose content it keeps.
    List<ContentAddress> manifests() {
        return Stream.of(manifest, next).filter(Objects::nonNull).toList();
    }

    FilmCard wanted(Wanted now) {
        return new FilmCard(version, film, manifest, now, since, quality, doneBytes, totalBytes, target, next);
    }

    FilmCard target(String best) {
        return new FilmCard(version, film, manifest, wanted, since, quality, doneBytes, totalBytes, best, next);
    }

    FilmCard progress(@Nullable String whole, long done, long total) {
        return new FilmCard(version, film, manifest, wanted, since, whole, done, total, target, next);
    }
}
