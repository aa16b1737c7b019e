package studio.karangou.common.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;

class ContentKeyTest {
    @Test
    void a_segment_comes_back_as_it_was() throws GeneralSecurityException {
        ContentKey key = ContentKey.generate();
        Bytes iv = ContentKey.newIv();
        byte[] clear = {1, 2, 3, 4, 5};
        byte[] encrypted = key.encrypt(iv, clear);
        assertThat(encrypted).hasSize(16).isNotEqualTo(clear);
        assertThat(ContentKey.of(key.export()).decrypt(iv, encrypted)).isEqualTo(clear);
    }

    /// NIST SP 800-38A, F.2.1, first block; the padding block follows it.
    @Test
    void encrypts_as_the_standard_says() {
        ContentKey key =
                ContentKey.of(Bytes.ofHex("2b7e151628aed2a6abf7158809cf4f3c").toArray());
        Bytes iv = Bytes.ofHex("000102030405060708090a0b0c0d0e0f");
        byte[] encrypted =
                key.encrypt(iv, Bytes.ofHex("6bc1bee22e409f96e93d7e117393172a").toArray());
        assertThat(Bytes.of(encrypted).hex())
                .startsWith("7649abac8119b246cee98e9b12e9197d")
                .hasSize(64);
    }

    @Test
    void a_cut_segment_is_refused_and_the_key_never_shows_itself() {
        ContentKey key = ContentKey.generate();
        assertThatThrownBy(() -> key.decrypt(ContentKey.newIv(), new byte[17]))
                .isInstanceOf(GeneralSecurityException.class);
        assertThat(key.toString()).doesNotContain(Bytes.of(key.export()).hex());
        assertThatThrownBy(() -> ContentKey.of(new byte[15])).isInstanceOf(IllegalArgumentException.class);
    }
}
