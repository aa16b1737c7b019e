package studio.karangou.planted.server.feature.money;

public record Ledger() {}
