package studio.karangou.desktop.engine.delivery;

import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.protocol.Manifest;

/// Content that a film is made of.
///
/// @param size in bytes
record Piece(ContentAddress address, long size) {
    static Piece of(Manifest.Clear clear) {
        return new Piece(clear.address(), clear.size());
    }

    static Piece of(Manifest.Encrypted encrypted) {
        return new Piece(encrypted.address(), encrypted.size());
    }
}
