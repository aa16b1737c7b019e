package studio.karangou.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.FilmId;

/// Tokens and wrapped keys of strangers: whatever they are, they are told apart and nothing else happens.
class MacTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    private static final KeyFile KEYS = keys();

    private final MacTokens tokens = new MacTokens(new DerivedRing(KEYS, "tokens"));

    /// Of a key of their own.
    static MacTokens made() {
        return new MacTokens(new DerivedRing(KEYS, "tokens"));
    }

    private static KeyFile keys() {
        try {
            Path file = Files.createTempDirectory("keys").resolve("token.key");
            KeyFile.create(file);
            return new KeyFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Property
    void what_nobody_made_here_is_wrong(@ForAll String text) {
        for (MacTokens.Purpose purpose : MacTokens.Purpose.values()) {
            assertThat(tokens.read(purpose, text, NOW)).isInstanceOf(MacTokens.Wrong.class);
        }
    }

    @Property
    void bytes_of_any_length_are_no_token(@ForAll @Size(max = 180) byte[] bytes) {
        String text = Base64.getUrlEncoder().encodeToString(bytes);

        assertThat(tokens.read(MacTokens.Purpose.SESSION, text, NOW)).isInstanceOf(MacTokens.Wrong.class);
    }

    @Property
    void a_token_gives_back_what_went_in_until_its_last_millisecond(
            @ForAll long high, @ForAll long low, @ForAll @LongRange(min = 1, max = 400_000_000_000L) long life) {
        UUID first = new UUID(high, low);
        UUID second = new UUID(low, high);
        Instant expires = NOW.plusMillis(life);
        String token = tokens.make(MacTokens.Purpose.PLAYBACK, first, second, expires);

        assertThat(tokens.read(MacTokens.Purpose.PLAYBACK, token, expires.minusMillis(1)))
                .isEqualTo(new MacTokens.Valid(first, second, expires));
        assertThat(tokens.read(MacTokens.Purpose.PLAYBACK, token, expires)).isInstanceOf(MacTokens.Expired.class);
        assertThat(tokens.read(MacTokens.Purpose.SESSION, token, NOW)).isInstanceOf(MacTokens.Wrong.class);
    }

    @Property
    void a_wrapped_key_that_is_none_is_told_so(@ForAll @Size(max = 100) byte[] bytes) {
        ContentKeyWrap wrap = new ContentKeyWrap(new DerivedRing(KEYS, "content-keys"));

        assertThatThrownBy(() -> wrap.unwrap(new FilmId(new UUID(1, 2)), Bytes.of(bytes)))
                .hasMessage("keys.broken");
    }

    @Test
    void two_wrappings_of_one_key_differ_and_open_alike(@TempDir Path folder) {
        ServerKeys.create(folder.resolve("secrets"));
        ContentKeyWrap wrap = ServerKeys.load(folder.resolve("secrets")).contentKeys();
        FilmId film = new FilmId(new UUID(1, 2));
        ContentKey key = ContentKey.generate();

        Bytes one = wrap.wrap(film, key);
        Bytes two = wrap.wrap(film, key);

        assertThat(one).isNotEqualTo(two);
        assertThat(wrap.unwrap(film, one).export())
                .isEqualTo(wrap.unwrap(film, two).export());
    }
}
