package studio.karangou.server.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.FailureException;

/// The secrets of a server. All nodes of one server have the same ones.
///
/// A folder holds them, one file each, readable by its owner only: `signing.key` (Ed25519: PKCS #8, then the public
/// half), `token.key` (32 bytes, for tokens) and `master.key` (32 bytes, wraps the content keys), all in base 64.
public final class ServerKeys {
    private static final String SIGNING = "signing.key";
    private static final String TOKEN = "token.key";
    private static final String MASTER = "master.key";
    private static final int SECRET_LENGTH = 32;

    private final SigningKeyPair signing;
    private final Secret token;
    private final Secret master;

    private ServerKeys(SigningKeyPair signing, Secret token, Secret master) {
        this.signing = signing;
        this.token = token;
        this.master = master;
    }

    /// Whether the folder holds the secrets of a server.
    public static boolean exist(Path folder) {
        return Files.exists(folder.resolve(SIGNING));
    }

    /// Reads the secrets.
    ///
    /// @throws FailureException with [KeysFailure.Broken]
    public static ServerKeys load(Path folder) {
        return new ServerKeys(
                readPair(folder.resolve(SIGNING)),
                new Secret(readSecret(folder.resolve(TOKEN))),
                new Secret(readSecret(folder.resolve(MASTER))));
    }

    /// Draws new secrets. The signing key is written last, so that a crash leaves all or none.
    ///
    /// @throws FailureException with [KeysFailure.Broken]
    public static ServerKeys create(Path folder) {
        try {
            SecretFile.makeFolder(folder);
            SecretFile.write(folder.resolve(TOKEN), base64(random()) + "\n");
            SecretFile.write(folder.resolve(MASTER), base64(random()) + "\n");
            SigningKeyPair pair = SigningKeyPair.generate();
            SecretFile.write(
                    folder.resolve(SIGNING),
                    base64(pair.exportPrivate()) + "\n"
                            + base64(pair.verifyingKey().raw().toArray()) + "\n");
        } catch (IOException e) {
            throw new FailureException(new KeysFailure.Broken(folder.toString()), e);
        }
        return load(folder);
    }

    /// Signs manifests and licences.
    public SigningKeyPair signing() {
        return signing;
    }

    /// Makes and reads tokens.
    public MacTokens tokens() {
        return new MacTokens(token.derive("tokens"));
    }

    /// The bearer token of the operator.
    public String operatorToken() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(token.derive("operator").mac(new byte[0]));
    }

    /// Writes the operator's token to a file that only its owner reads.
    public void writeOperatorToken(Path file) {
        try {
            SecretFile.write(file, operatorToken() + "\n");
        } catch (IOException e) {
            throw new FailureException(new KeysFailure.Broken(file.toString()), e);
        }
    }

    /// Wraps content keys for the database.
    public ContentKeyWrap contentKeys() {
        return new ContentKeyWrap(master.derive("content-keys"));
    }

    /// Seals columns, and finds what they hold.
    public SealedColumns columns() {
        return new SealedColumns(master.derive("columns"), master.derive("column-lookups"));
    }

    /// Hashes that only this server makes.
    ///
    /// @param purpose whose hashes say nothing about those of another
    public KeyedHash hash(String purpose) {
        return new KeyedHash(master.derive("hash-" + purpose));
    }

    /// Chooses each venue's watermark variants.
    public VariantChoice variants() {
        return new VariantChoice(master.derive("variants"));
    }

    private static SigningKeyPair readPair(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            if (lines.size() != 2) {
                throw new KeysFailure.Broken(file.toString()).asException();
            }
            VerifyingKey verifying =
                    new VerifyingKey(Bytes.of(Base64.getDecoder().decode(lines.getLast())));
            return SigningKeyPair.restore(Base64.getDecoder().decode(lines.getFirst()), verifying);
        } catch (IOException | IllegalArgumentException e) {
            throw new FailureException(new KeysFailure.Broken(file.toString()), e);
        }
    }

    private static byte[] readSecret(Path file) {
        try {
            byte[] secret = Base64.getDecoder()
                    .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
            if (secret.length != SECRET_LENGTH) {
                throw new KeysFailure.Broken(file.toString()).asException();
            }
            return secret;
        } catch (IOException | IllegalArgumentException e) {
            throw new FailureException(new KeysFailure.Broken(file.toString()), e);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[SECRET_LENGTH];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
