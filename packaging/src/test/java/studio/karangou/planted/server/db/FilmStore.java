package studio.karangou.planted.server.db;

import studio.karangou.planted.server.jobs.Job;

public record FilmStore(Job job) {}
