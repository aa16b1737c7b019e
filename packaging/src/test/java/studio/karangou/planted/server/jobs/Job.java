package studio.karangou.planted.server.jobs;

public record Job() {}
