package studio.karangou.server.feature.playback;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.protocol.Limits;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.server.storage.ObjectStore;

/// Reads signed manifests; the latest few are kept at hand, as a player asks for each several times.
final class Manifests {
    private static final int AT_HAND = 32;

    private final ObjectStore objects;
    private final VerifyingKey serverKey;
    private final Map<ContentAddress, Manifest> atHand =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ContentAddress, Manifest> eldest) {
                    return size() > AT_HAND;
                }
            });

    Manifests(ObjectStore objects, VerifyingKey serverKey) {
        this.objects = objects;
        this.serverKey = serverKey;
    }

    Manifest read(ContentAddress address) {
        Manifest known = atHand.get(address);
        if (known != null) {
            return known;
        }
        try (InputStream in = objects.open(address, 0)) {
            Manifest manifest = SignedDocument.decode(in.readNBytes(Limits.DOCUMENT_BYTES))
                    .open(serverKey, SignedDocument.Kind.MANIFEST, Manifest.class);
            atHand.put(address, manifest);
            return manifest;
        } catch (IOException e) {
            throw new UncheckedIOException("the manifest " + address, e);
        }
    }
}
