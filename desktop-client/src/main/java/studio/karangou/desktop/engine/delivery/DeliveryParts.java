package studio.karangou.desktop.engine.delivery;

import studio.karangou.desktop.engine.films.FilmStore;

/// What downloads and showings both work with.
record DeliveryParts(
        FilmStore store,
        ContentFetcher fetcher,
        FilmCards cards,
        FilmPapers papers,
        Planner planner,
        Remover remover,
        OnScreen onScreen) {}
