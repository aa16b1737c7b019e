package studio.karangou.common.model;

/// What kind of film it is; the catalogue filters by it.
public enum Genre {
    FICTION,
    DOCUMENTARY,
    SHORT,
    ANIMATION
}
