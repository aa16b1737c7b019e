package studio.karangou.desktop.engine.delivery;

import java.util.List;
import java.util.Map;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.Licence;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.fuzz.FuzzTarget;

/// Manifests and licences as they lie on the disk of a venue, or come from a drive: signed, and what is in them.
public final class PaperTarget implements FuzzTarget {
    private static final SigningKeyPair SERVER = SigningKeyPair.generate();

    public static void fuzzerTestOneInput(byte[] bytes) {
        new PaperTarget().read(bytes);
    }

    @Override
    public String name() {
        return "paper";
    }

    @Override
    public void read(byte[] bytes) {
        tried(() ->
                SignedDocument.decode(bytes).open(SERVER.verifyingKey(), SignedDocument.Kind.MANIFEST, Manifest.class));
        tried(() ->
                SignedDocument.decode(bytes).open(SERVER.verifyingKey(), SignedDocument.Kind.LICENCE, Licence.class));
        tried(() -> Wire.fromCbor("manifest", bytes, Manifest.class));
        tried(() -> Wire.fromCbor("licence", bytes, Licence.class));
    }

    private static void tried(Runnable reading) {
        try {
            reading.run();
        } catch (FailureException e) {
            return; // said no
        }
    }

    @Override
    public List<byte[]> seeds() {
        Map<String, Object> some = Map.of("version", 1, "film", "x", "device", "y", "millis", List.of(6_000));
        return List.of(
                Wire.toCbor(some),
                SignedDocument.sign(SERVER, SignedDocument.Kind.MANIFEST, some).encode(),
                SignedDocument.sign(SERVER, SignedDocument.Kind.LICENCE, some).encode());
    }
}
