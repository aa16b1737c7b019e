package studio.karangou.planted.desktop.engine.store;

public record Engine() {}
