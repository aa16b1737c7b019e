package studio.karangou.server.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A certificate with those that vouch for it, and its private key, as they stand in PEM files (RFC 7468).
///
/// @param chain the server's own first
record PemIdentity(List<X509Certificate> chain, PrivateKey key) {
    private static final int LONGEST = 1 << 20;
    private static final Pattern KEY = Pattern.compile(
            "-----BEGIN ((?:RSA |EC )?)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1PRIVATE KEY-----");
    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----");
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    private static final byte[] VERSION_ZERO = {0x02, 0x01, 0x00};

    PemIdentity {
        chain = List.copyOf(chain);
    }

    /// Reads both files. The key may be PKCS #8, or RSA and EC in their older forms; it must be the certificate's.
    ///
    /// @throws GeneralSecurityException if they are not what they should be
    static PemIdentity parse(String certificates, String key) throws GeneralSecurityException {
        if (certificates.length() > LONGEST || key.length() > LONGEST) {
            throw new GeneralSecurityException("a PEM file of that size is none");
        }
        List<X509Certificate> chain = chain(certificates);
        PublicKey its = chain.getFirst().getPublicKey();
        PemIdentity identity = new PemIdentity(chain, privateKey(key, its));
        identity.requireMatch(its);
        return identity;
    }

    private static List<X509Certificate> chain(String text) throws GeneralSecurityException {
        StringBuilder found = new StringBuilder();
        CERTIFICATE
                .matcher(text)
                .results()
                .forEach(one -> found.append(one.group()).append('\n'));
        List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(found.toString().getBytes(StandardCharsets.US_ASCII)))
                .stream()
                .map(X509Certificate.class::cast)
                .toList();
        if (chain.isEmpty()) {
            throw new GeneralSecurityException("no certificate in the file");
        }
        return chain;
    }

    private static PrivateKey privateKey(String text, PublicKey its) throws GeneralSecurityException {
        Matcher found = KEY.matcher(text);
        if (!found.find()) {
            throw new GeneralSecurityException("no private key in the file, or one with a password");
        }
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(found.group(2));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not base 64", e);
        }
        byte[] modern = found.group(1).isEmpty() ? der : wrapped(der, its);
        return KeyFactory.getInstance(its.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(modern));
    }

    /// The older forms lack the algorithm (RFC 5208, section 5), which the certificate's public key names.
    private static byte[] wrapped(byte[] der, PublicKey its) throws GeneralSecurityException {
        byte[] info = its.getEncoded();
        int head = 1 + lengthBytes(info, 1);
        int algorithm = 1 + lengthBytes(info, head + 1) + length(info, head + 1);
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        inner.writeBytes(VERSION_ZERO);
        inner.write(info, head, algorithm);
        inner.writeBytes(tagged(OCTETS, der));
        return tagged(SEQUENCE, inner.toByteArray());
    }

    private static int lengthBytes(byte[] der, int at) {
        return (der[at] & 0x80) == 0 ? 1 : 1 + (der[at] & 0x7F);
    }

    private static int length(byte[] der, int at) throws GeneralSecurityException {
        int bytes = lengthBytes(der, at) - 1;
        if (bytes > 2) {
            throw new GeneralSecurityException("no public key is that long");
        }
        int length = bytes == 0 ? der[at] : 0;
        for (int i = 1; i <= bytes; i++) {
            length = (length << 8) | (der[at + i] & 0xFF);
        }
        return length;
    }

    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 4);
        out.write(tag);
        if (content.length >= 0x100) {
            out.write(0x82);
            out.write(content.length >> 8);
        } else if (content.length >= 0x80) {
            out.write(0x81);
        }
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private void requireMatch(PublicKey its) throws GeneralSecurityException {
        String algorithm = switch (its.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            case String other -> other;
        };
        byte[] text = "whose is it".getBytes(StandardCharsets.US_ASCII);
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(text);
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(its);
        verifying.update(text);
        if (!verifying.verify(signing.sign())) {
            throw new GeneralSecurityException("the key is not the certificate's");
        }
    }

    /// Says nothing of the key.
    @Override
    public String toString() {
        return "PemIdentity[" + chain.getFirst().getSubjectX500Principal() + "]";
    }
}
