package studio.karangou.planted.server.jobs;

import studio.karangou.planted.server.db.FilmStore;

record KnowsTheStore(FilmStore store) {}
