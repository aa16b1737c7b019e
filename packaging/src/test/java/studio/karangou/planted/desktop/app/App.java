package studio.karangou.planted.desktop.app;

public record App() {}
