package studio.karangou.planted.common.protocol;

public record Message() {}
