package dev.onvoid.webrtc;

/// Stands for the library's type, so that its rule can be tried before the library is used.
public interface PeerConnection {}
