package studio.karangou.server.fuzz;

import java.util.List;
import java.util.Map;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Licence;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.common.protocol.Wire;

/// Signed documents, manifests and licences.
public final class DocumentTarget implements FuzzTarget {
    public static void fuzzerTestOneInput(byte[] bytes) {
        new DocumentTarget().read(bytes);
    }

    @Override
    public String name() {
        return "document";
    }

    @Override
    public void read(byte[] bytes) {
        for (Class<?> type : List.of(Manifest.class, Licence.class)) {
            try {
                Wire.fromCbor("document", bytes, type);
            } catch (FailureException e) {
                continue; // said no
            }
        }
        try {
            SignedDocument.decode(bytes);
        } catch (FailureException e) {
            return; // said no
        }
    }

    @Override
    public List<byte[]> seeds() {
        Map<String, Object> some = Map.of("version", 1, "film", "x", "millis", List.of(6000));
        return List.of(
                Wire.toCbor(some),
                SignedDocument.sign(SigningKeyPair.generate(), SignedDocument.Kind.MANIFEST, some)
                        .encode());
    }
}
