package studio.karangou.common.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class HpkeTest {
    private static final byte[] INFO = "licence".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FILM = "film".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SECRET = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /// RFC 9180, appendix A.1.1.1, sequence number 0.
    @Test
    void opens_the_test_vector_of_the_rfc() throws GeneralSecurityException {
        String privateKey = "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8";
        SealingKeyPair receiver = SealingKeyPair.restore(
                hex("302e020100300506032b656e04220420" + privateKey),
                new SealingKey(Bytes.ofHex("3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d")));
        byte[] sealed = hex("37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
                + "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a");
        byte[] info = hex("4f6465206f6e2061204772656369616e2055726e");
        byte[] opened = receiver.open(info, hex("436f756e742d30"), sealed);
        assertThat(new String(opened, StandardCharsets.US_ASCII)).isEqualTo("Beauty is truth, truth beauty");
    }

    @Test
    void what_is_sealed_to_a_key_only_that_key_opens() throws GeneralSecurityException {
        SealingKeyPair device = SealingKeyPair.generate();
        byte[] sealed = device.sealingKey().seal(INFO, FILM, SECRET);
        assertThat(device.open(INFO, FILM, sealed)).isEqualTo(SECRET);
        assertThatThrownBy(() -> SealingKeyPair.generate().open(INFO, FILM, sealed))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void another_purpose_or_context_or_any_changed_byte_does_not_open() {
        SealingKeyPair device = SealingKeyPair.generate();
        byte[] sealed = device.sealingKey().seal(INFO, FILM, SECRET);
        assertThatThrownBy(() -> device.open(FILM, FILM, sealed)).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> device.open(INFO, INFO, sealed)).isInstanceOf(GeneralSecurityException.class);
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> device.open(INFO, FILM, changed)).isInstanceOf(GeneralSecurityException.class);
        }
        assertThatThrownBy(() -> device.open(INFO, FILM, new byte[47])).isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void a_key_pair_survives_export_and_is_refused_with_the_wrong_half() throws GeneralSecurityException {
        SealingKeyPair device = SealingKeyPair.generate();
        SealingKeyPair restored = SealingKeyPair.restore(device.exportPrivate(), device.sealingKey());
        assertThat(restored.open(INFO, FILM, device.sealingKey().seal(INFO, FILM, SECRET)))
                .isEqualTo(SECRET);
        SealingKey other = SealingKeyPair.generate().sealingKey();
        assertThatThrownBy(() -> SealingKeyPair.restore(device.exportPrivate(), other))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
