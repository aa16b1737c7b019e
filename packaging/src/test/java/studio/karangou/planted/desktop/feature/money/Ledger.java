package studio.karangou.planted.desktop.feature.money;

public record Ledger() {}
