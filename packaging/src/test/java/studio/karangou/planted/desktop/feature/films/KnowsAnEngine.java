package studio.karangou.planted.desktop.feature.films;

import studio.karangou.planted.desktop.engine.store.Engine;

record KnowsAnEngine(Engine engine) {}
