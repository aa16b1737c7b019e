package studio.karangou.desktop.feature.discussion;

import studio.karangou.common.model.FilmId;

/// A film's discussion at a glance.
public record Discussion(FilmId film, String filmTitle, int messages, Message last) {}
