package studio.karangou.common.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.FailureException;

/// The two files that a USB drive carries: a first line that says what it is, then one CBOR record.
/// They may come from anybody's drive, so nothing of them is believed before it was checked.
public final class EnrolmentFiles {
    private static final String REQUEST_NAME = "karangou-demande-";
    private static final String ANSWER_NAME = "karangou-reponse-";
    private static final String ENDING = ".karangou";
    private static final byte[] REQUEST = "karangou-enrolment-request/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ANSWER = "karangou-enrolment-answer/1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int NAME_SHOWN = 24;
    private static final int DIGEST_SHOWN = 8;
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int SERVER_CHARS = 300;

    private EnrolmentFiles() {}

    /// What a device writes.
    ///
    /// @param proof that the request is that of the device in front of which the code was read
    public record Request(EnrolmentAsk.Signed ask, Bytes proof) {
        public Request {
            Objects.requireNonNull(ask, "a request");
            Objects.requireNonNull(proof, "a proof");
        }

        /// Makes the file's content.
        public static Request of(EnrolmentAsk.Signed ask, FileSeal seal) {
            return new Request(ask, seal.ofRequest(ask));
        }

        public byte[] encode() {
            return file(REQUEST, this);
        }

        /// Reads a file; its signature and proof are still to be checked.
        ///
        /// @throws FailureException with an [EnrolmentFileFailure]
        public static Request decode(byte[] file) {
            return content(REQUEST, file, Request.class);
        }

        /// Checks that it was made where this code is shown.
        ///
        /// @return by what an answer is sealed
        /// @throws FailureException with [EnrolmentFileFailure.WrongCode], or what opening the request throws
        public FileSeal check(FileCode code) {
            FileSeal seal = FileSeal.of(code, ask.open().nonce());
            if (!FileSeal.same(seal.ofRequest(ask), proof)) {
                throw new EnrolmentFileFailure.WrongCode().asException();
            }
            return seal;
        }
    }

    /// What is carried back.
    ///
    /// @param server its address, which the device asks from now on
    /// @param grant a [SignedDocument] as it is encoded
    /// @param proof that it was made by who read the code
    public record Answer(int version, String server, Bytes grant, Bytes proof) {
        public Answer {
            Objects.requireNonNull(server, "an address");
            Objects.requireNonNull(grant, "a grant");
            Objects.requireNonNull(proof, "a proof");
        }

        /// Makes the file's content.
        public static Answer of(String server, Bytes grant, FileSeal seal) {
            return new Answer(ProtocolVersion.CURRENT, server, grant, seal.ofAnswer(server, grant));
        }

        public byte[] encode() {
            return file(ANSWER, this);
        }

        /// Reads a file; who made it is still to be checked.
        ///
        /// @throws FailureException with an [EnrolmentFileFailure] or a [ProtocolFailure]
        public static Answer decode(byte[] file) {
            Answer answer = content(ANSWER, file, Answer.class);
            ProtocolVersion.check(answer.version);
            if (answer.server.length() > SERVER_CHARS) {
                throw new EnrolmentFileFailure.Unreadable().asException();
            }
            return answer;
        }

        /// What the server grants, of whichever request; who made it is still to be checked.
        ///
        /// @throws FailureException with an [EnrolmentFileFailure]
        public EnrolmentGrant open() {
            SignedDocument document;
            try {
                document = SignedDocument.decode(grant.toArray());
            } catch (FailureException e) {
                throw new FailureException(new EnrolmentFileFailure.Unreadable(), e);
            }
            return EnrolmentGrant.open(document);
        }

        /// Whether it was made by who knows the code.
        public boolean isMadeWith(FileSeal seal) {
            return FileSeal.same(seal.ofAnswer(server, grant), proof);
        }
    }

    /// The name of a request's file, as in `karangou-demande-borne-d-accueil-3f9a21c4.karangou`.
    public static String requestName(EnrolmentAsk.Signed ask) {
        return name(REQUEST_NAME, ask);
    }

    /// The name of the answer to it.
    public static String answerName(EnrolmentAsk.Signed ask) {
        return name(ANSWER_NAME, ask);
    }

    /// Whether a device may ask a server at this address: over the network only by HTTPS.
    public static boolean isSafe(String address) {
        try {
            URI uri = new URI(address);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            String host = uri.getHost();
            return host != null && (scheme.equals("https") || (scheme.equals("http") && THIS_MACHINE.contains(host)));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /// Whether a file's name is that of a request.
    public static boolean isRequest(Path file) {
        return isNamed(file, REQUEST_NAME);
    }

    /// Whether a file's name is that of an answer.
    public static boolean isAnswer(Path file) {
        return isNamed(file, ANSWER_NAME);
    }

    /// A file's bytes, never more than such a file may have, whatever it says of its length.
    ///
    /// @throws FailureException with [EnrolmentFileFailure.TooLarge] or [EnrolmentFileFailure.Unreadable]
    public static byte[] read(Path file) {
        try {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new EnrolmentFileFailure.Unreadable().asException();
            }
            if (Files.size(file) > Limits.ENROLMENT_FILE_BYTES) {
                throw new EnrolmentFileFailure.TooLarge().asException();
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(Limits.ENROLMENT_FILE_BYTES + 1);
                if (bytes.length > Limits.ENROLMENT_FILE_BYTES) {
                    throw new EnrolmentFileFailure.TooLarge().asException();
                }
                return bytes;
            }
        } catch (IOException e) {
            throw new FailureException(new EnrolmentFileFailure.Unreadable(), e);
        }
    }

    private static boolean isNamed(Path file, String beginning) {
        Path name = file.getFileName();
        String lower = name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
        return lower.startsWith(beginning) && lower.endsWith(ENDING);
    }

    /// Letters that every drive takes, and enough of the digest that a request and its answer are seen to belong
    /// together.
    private static String name(String beginning, EnrolmentAsk.Signed ask) {
        String bare = Normalizer.normalize(ask.open().name(), Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String cut = bare.length() > NAME_SHOWN ? bare.substring(0, NAME_SHOWN).replaceAll("-$", "") : bare;
        String digest = ask.digest().hex().substring(0, DIGEST_SHOWN);
        return beginning + (cut.isEmpty() ? "" : cut + "-") + digest + ENDING;
    }

    private static byte[] file(byte[] first, Object content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(first);
        bytes.writeBytes(Wire.toCbor(content));
        return bytes.toByteArray();
    }

    private static <T> T content(byte[] first, byte[] file, Class<T> type) {
        if (file.length > Limits.ENROLMENT_FILE_BYTES) {
            throw new EnrolmentFileFailure.TooLarge().asException();
        }
        if (file.length < first.length || !Arrays.equals(first, Arrays.copyOf(file, first.length))) {
            throw new EnrolmentFileFailure.Unreadable().asException();
        }
        try {
            return Wire.fromCbor("file", Arrays.copyOfRange(file, first.length, file.length), type);
        } catch (FailureException e) {
            throw new FailureException(new EnrolmentFileFailure.Unreadable(), e);
        }
    }
}
