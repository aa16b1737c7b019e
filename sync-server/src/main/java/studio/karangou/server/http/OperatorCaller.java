package studio.karangou.server.http;

/// Who runs the server.
public record OperatorCaller() implements Caller {}
