package studio.karangou.server.keys;

import java.nio.ByteBuffer;
import java.util.UUID;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.VenueId;

/// Which watermark variant of each video segment is a venue's: bits that nobody guesses without the master key,
/// the same each time for the same venue and film.
public final class VariantChoice {
    private static final int BLOCK = 32;

    private final Secret secret;

    VariantChoice(Secret secret) {
        this.secret = secret;
    }

    /// One bit a segment, as [studio.karangou.common.protocol.Licence#variantChoice()] says.
    public Bytes of(VenueId venue, FilmId film, int segments) {
        ByteBuffer bits = ByteBuffer.allocate((segments + 7) / 8);
        for (int block = 0; bits.hasRemaining(); block++) {
            bits.put(block(venue.value(), film.value(), block), 0, Math.min(BLOCK, bits.remaining()));
        }
        return Bytes.of(bits.array());
    }

    private byte[] block(UUID venue, UUID film, int block) {
        return secret.mac(ByteBuffer.allocate(4 * Long.BYTES + Integer.BYTES)
                .putLong(venue.getMostSignificantBits())
                .putLong(venue.getLeastSignificantBits())
                .putLong(film.getMostSignificantBits())
                .putLong(film.getLeastSignificantBits())
                .putInt(block)
                .array());
    }
}
