package studio.karangou.common.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SigningKeyPairTest {
    private static final byte[] MESSAGE = "séance".getBytes(StandardCharsets.UTF_8);

    /// RFC 8032, section 7.1, test 2.
    @Test
    void verifies_the_test_vector_of_the_rfc() {
        VerifyingKey key =
                new VerifyingKey(Bytes.ofHex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
        byte[] signature = Bytes.ofHex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
                .toArray();
        assertThat(key.verifies(new byte[] {0x72}, signature)).isTrue();
        assertThat(key.verifies(new byte[] {0x73}, signature)).isFalse();
    }

    @RepeatedTest(8)
    void a_signature_is_for_one_message_and_one_key() {
        SigningKeyPair device = SigningKeyPair.generate();
        byte[] signature = device.sign(MESSAGE);
        assertThat(device.verifyingKey().verifies(MESSAGE, signature)).isTrue();
        assertThat(SigningKeyPair.generate().verifyingKey().verifies(MESSAGE, signature))
                .isFalse();
        assertThat(device.verifyingKey().verifies(new byte[0], signature)).isFalse();
        assertThat(device.verifyingKey().verifies(MESSAGE, new byte[3])).isFalse();
    }

    @Test
    void a_key_pair_survives_export_and_is_refused_with_the_wrong_half() {
        SigningKeyPair device = SigningKeyPair.generate();
        SigningKeyPair restored = SigningKeyPair.restore(device.exportPrivate(), device.verifyingKey());
        assertThat(device.verifyingKey().verifies(MESSAGE, restored.sign(MESSAGE)))
                .isTrue();
        VerifyingKey other = SigningKeyPair.generate().verifyingKey();
        assertThatThrownBy(() -> SigningKeyPair.restore(device.exportPrivate(), other))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SigningKeyPair.restore(MESSAGE, device.verifyingKey()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
