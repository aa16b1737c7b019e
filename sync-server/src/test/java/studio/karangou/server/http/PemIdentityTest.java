package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemIdentityTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void a_certificate_and_its_key_are_read(String algorithm) throws GeneralSecurityException {
        PemFiles files = PemFiles.make(folder, algorithm, "one");

        PemIdentity read = PemIdentity.parse("some words before\n" + files.certificatePem(), files.keyPem());
        assertThat(read.chain()).containsExactly(files.certificate());
        assertThat(read.key()).isEqualTo(files.key());
        assertThat(read.toString()).doesNotContain("PRIVATE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void the_older_forms_of_keys_are_read(String algorithm) throws GeneralSecurityException {
        PemFiles files = PemFiles.make(folder, algorithm, "one");
        byte[] modern = files.key().getEncoded();
        byte[] old = Arrays.copyOfRange(modern, offset(modern), modern.length);

        assertThat(PemIdentity.parse(files.certificatePem(), PemFiles.pem(algorithm + " PRIVATE KEY", old))
                        .key()
                        .getEncoded())
                .isEqualTo(modern);
    }

    @Test
    void what_does_not_belong_together_or_is_nothing_is_refused() {
        PemFiles one = PemFiles.make(folder, "EC", "one");
        PemFiles two = PemFiles.make(folder, "EC", "two");

        refused(one.certificatePem(), two.keyPem());
        refused(one.certificatePem(), "");
        refused("", one.keyPem());
        refused(one.certificatePem(), one.keyPem().replace("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"));
        refused(one.certificatePem(), PemFiles.pem("PRIVATE KEY", new byte[] {1, 2, 3}));
        refused(one.certificatePem(), PemFiles.pem("EC PRIVATE KEY", new byte[0x200]));
        refused(PemFiles.pem("CERTIFICATE", new byte[] {1, 2, 3}), one.keyPem());
        refused("A".repeat(2_000_000), one.keyPem());
    }

    /// Where the octets of the key begin: the last part of PKCS #8, whose length says where it ends.
    private static int offset(byte[] pkcs8) {
        for (int at = 4; at < pkcs8.length - 4; at++) {
            int left = pkcs8.length - at;
            int longLength = ((pkcs8[at + 2] & 0xFF) << 8) | (pkcs8[at + 3] & 0xFF);
            if (pkcs8[at] == 0x04 && (pkcs8[at + 1] & 0xFF) == 0x82 && longLength == left - 4) {
                return at + 4;
            }
            if (pkcs8[at] == 0x04 && pkcs8[at + 1] == left - 2) {
                return at + 2;
            }
        }
        throw new IllegalArgumentException("no PKCS #8");
    }

    private static void refused(String certificate, String key) {
        assertThatThrownBy(() -> PemIdentity.parse(certificate, key)).isInstanceOf(GeneralSecurityException.class);
    }
}
