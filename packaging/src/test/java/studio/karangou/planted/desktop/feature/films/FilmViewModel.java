package studio.karangou.planted.desktop.feature.films;

import javafx.scene.Node;

record FilmViewModel(Node node) {}
