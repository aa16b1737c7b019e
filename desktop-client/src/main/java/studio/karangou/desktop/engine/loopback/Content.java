package studio.karangou.desktop.engine.loopback;

/// What is answered.
///
/// @param bytes not changed by anybody afterwards
public record Content(String mediaType, byte[] bytes) {}
