package studio.karangou.server.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.FailureException;

/// The secrets of a server. All nodes of one server have the same ones.
///
/// A folder holds them, one file each, readable by its owner only: `signing.key` (Ed25519: PKCS #8, then the
/// public half), `token.key` (for tokens) and `master.key` (wraps the content keys and seals columns), all in
/// base 64. The latter two hold every key that there has been, the one of today last ([KeyFile]). What can
/// never be made anew (hashes by which people are found, the chain of the audit log, the choice of watermarks)
/// stays under the first master key.
public final class ServerKeys {
    private static final String SIGNING = "signing.key";
    private static final String TOKEN = "token.key";
    private static final String MASTER = "master.key";

    private final SigningKeyPair signing;
    private final KeyFile token;
    private final KeyFile master;

    private ServerKeys(SigningKeyPair signing, KeyFile token, KeyFile master) {
        this.signing = signing;
        this.token = token;
        this.master = master;
    }

    /// Whether the folder holds the secrets of a server.
    public static boolean exist(Path folder) {
        return Files.exists(folder.resolve(SIGNING));
    }

    /// Reads the secrets; files that others could read are closed.
    ///
    /// @throws FailureException with [KeysFailure.Broken]
    public static ServerKeys load(Path folder) {
        for (String name : List.of(SIGNING, TOKEN, MASTER)) {
            close(folder.resolve(name));
        }
        return new ServerKeys(
                readPair(folder.resolve(SIGNING)),
                new KeyFile(folder.resolve(TOKEN)),
                new KeyFile(folder.resolve(MASTER)));
    }

    /// Draws new secrets. The signing key is written last, so that a crash leaves all or none.
    ///
    /// @throws FailureException with [KeysFailure.Broken]
    public static ServerKeys create(Path folder) {
        try {
            SecretFile.makeFolder(folder);
            KeyFile.create(folder.resolve(TOKEN));
            KeyFile.create(folder.resolve(MASTER));
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
        return new MacTokens(new DerivedRing(token, "tokens"));
    }

    /// The bearer token of the operator.
    public String operatorToken() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(token.ring()
                        .held()
                        .getLast()
                        .secret()
                        .derive("operator")
                        .mac(new byte[0]));
    }

    /// Writes the operator's token to a file that only its owner reads.
    public void writeOperatorToken(Path file) {
        try {
            SecretFile.write(file, operatorToken() + "\n");
        } catch (IOException e) {
            throw new FailureException(new KeysFailure.Broken(file.toString()), e);
        }
    }

    /// Whether a token is the operator's of today.
    public boolean isOperator(String text) {
        return MessageDigest.isEqual(
                operatorToken().getBytes(StandardCharsets.US_ASCII), text.getBytes(StandardCharsets.UTF_8));
    }

    /// Which keys can be replaced.
    public enum Kind {
        /// Makes tokens. Those of the old key are good to their end; the operator's is another one at once.
        TOKEN,
        /// Seals columns and wraps content keys. What the old key has sealed is read until it is sealed anew.
        MASTER
    }

    /// Draws a new key, which makes what is new from now on.
    ///
    /// @return how many of its kind there have been
    /// @throws FailureException with a [KeysFailure]
    public int rotate(Kind kind, Instant now) {
        return switch (kind) {
            case TOKEN -> token.rotate(now);
            case MASTER -> master.rotate(now);
        };
    }

    /// Draws a new key for tokens and recalls all before it: what they made is believed no more, except where something
    /// else vouches for it ([MacTokens.Recalled]).
    ///
    /// @return how many there have been
    /// @throws FailureException with a [KeysFailure]
    public int recallTokens() {
        return token.recall();
    }

    /// Looks whether another node has drawn a key.
    ///
    /// @return whether it has
    public boolean reload() {
        return token.reload() | master.reload();
    }

    /// Wraps content keys for the database.
    public ContentKeyWrap contentKeys() {
        return new ContentKeyWrap(new DerivedRing(master, "content-keys"));
    }

    /// Opens what devices sealed for the server.
    public ParcelKeys parcels() {
        return new ParcelKeys(new DerivedRing(master, "parcels"));
    }

    /// Seals columns, and finds what they hold.
    public SealedColumns columns() {
        return new SealedColumns(new DerivedRing(master, "columns"), first().derive("column-lookups"));
    }

    /// Hashes that only this server makes.
    ///
    /// @param purpose whose hashes say nothing about those of another
    public KeyedHash hash(String purpose) {
        return new KeyedHash(first().derive("hash-" + purpose));
    }

    /// Chooses each venue's watermark variants.
    public VariantChoice variants() {
        return new VariantChoice(first().derive("variants"));
    }

    /// What can never be made anew stays under it.
    private Secret first() {
        return master.ring().held().getFirst().secret();
    }

    private static void close(Path file) {
        try {
            SecretFile.close(file);
        } catch (IOException e) {
            throw new FailureException(new KeysFailure.Broken(file.toString()), e);
        }
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

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
