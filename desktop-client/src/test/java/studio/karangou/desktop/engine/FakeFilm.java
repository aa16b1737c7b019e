package studio.karangou.desktop.engine;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Genre;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.Manifest.AudioRendition;
import studio.karangou.common.protocol.Manifest.AudioTrack;
import studio.karangou.common.protocol.Manifest.Clear;
import studio.karangou.common.protocol.Manifest.Encrypted;
import studio.karangou.common.protocol.Manifest.VariantPair;
import studio.karangou.common.protocol.Manifest.VideoRendition;
import studio.karangou.common.protocol.SignedDocument;

/// A film whose segments say what they are (`720p/3/second`), so that a test sees what was served.
public final class FakeFilm {
    public static final int SEGMENT_MILLIS = 6000;

    private final ContentKey key;
    private final Map<ContentAddress, byte[]> blobs = new HashMap<>();
    private final Random random = new Random(5);
    private final int padding;
    private final Manifest manifest;
    private final Film film;

    /// @param padding bytes that are added to each segment
    public FakeFilm(SigningKeyPair server, String title, int segments, int padding, @Nullable ProjectId project) {
        this(server, title, segments, padding, project, ContentKey.generate(), 1);
    }

    private FakeFilm(
            SigningKeyPair server,
            String title,
            int segments,
            int padding,
            @Nullable ProjectId project,
            ContentKey key,
            int revision) {
        this.key = key;
        this.padding = padding;
        FilmId id = new FilmId(new UUID(random.nextLong() ^ title.hashCode(), title.hashCode()));
        Clear poster = clear("poster of " + title);
        manifest = new Manifest(
                1,
                id,
                revision,
                (long) segments * SEGMENT_MILLIS,
                clear("video init"),
                Collections.nCopies(segments, SEGMENT_MILLIS),
                List.of(
                        rung("144p", 256, 144, segments), rung("360p", 640, 360, segments),
                        rung("720p", 1280, 720, segments), rung("1080p", 1920, 1080, segments)),
                List.of(sound("fr", segments), sound("ee", segments)),
                List.of(new Manifest.SubtitleTrack(new LanguageTag("fr"), "Français", clear("WEBVTT\n\nfr"))),
                poster,
                new Manifest.Storyboard(6000, 160, 90, 2, 2, List.of(clear("sheet 0"), clear("sheet 1"))));
        byte[] signed = SignedDocument.sign(server, SignedDocument.Kind.MANIFEST, manifest)
                .encode();
        ContentAddress address = ContentAddress.of(signed);
        blobs.put(address, signed);
        film = new Film(
                id,
                title,
                "Une histoire.",
                "Ama Mensah",
                2024,
                Genre.FICTION,
                List.of(new CountryCode("TG")),
                List.of(new LanguageTag("fr"), new LanguageTag("ee")),
                List.of(new LanguageTag("fr")),
                Duration.ofMillis(manifest.durationMillis()),
                project,
                poster.address(),
                address);
    }

    /// The same film after another preparation: every segment is encrypted anew, with the same key.
    public FakeFilm preparedAgain(SigningKeyPair server) {
        return new FakeFilm(
                server, film.title(), manifest.segmentCount(), padding, film.project(), key, manifest.revision() + 1);
    }

    public Film film() {
        return film;
    }

    public Manifest manifest() {
        return manifest;
    }

    public ContentKey key() {
        return key;
    }

    public Map<ContentAddress, byte[]> blobs() {
        return blobs;
    }

    public static String clearText(byte[] served) {
        String text = new String(served, StandardCharsets.US_ASCII);
        return text.substring(0, text.indexOf(';'));
    }

    private VideoRendition rung(String name, int width, int height, int segments) {
        List<VariantPair> pairs = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            pairs.add(new VariantPair(encrypted(name + "/" + i + "/first"), encrypted(name + "/" + i + "/second")));
        }
        return new VideoRendition(name, width, height, 24, height * 2000, height * 1500, "avc1.64001f", pairs);
    }

    private AudioTrack sound(String language, int segments) {
        return new AudioTrack(
                new LanguageTag(language),
                language,
                "mp4a.40.2",
                clear("sound init " + language),
                Collections.nCopies(segments, SEGMENT_MILLIS),
                List.of(bits(language, 48, segments), bits(language, 96, segments)));
    }

    private AudioRendition bits(String language, int kbits, int segments) {
        List<Encrypted> made = new ArrayList<>();
        for (int i = 0; i < segments; i++) {
            made.add(encrypted(language + "-" + kbits + "/" + i));
        }
        return new AudioRendition(kbits * 1000, made);
    }

    private Encrypted encrypted(String text) {
        byte[] clear = new byte[text.length() + 1 + padding];
        random.nextBytes(clear);
        byte[] head = (text + ";").getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, clear, 0, head.length);
        Bytes iv = ContentKey.newIv();
        byte[] bytes = key.encrypt(iv, clear);
        return new Encrypted(keep(bytes), bytes.length, iv);
    }

    private Clear clear(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Clear(keep(bytes), bytes.length);
    }

    private ContentAddress keep(byte[] bytes) {
        ContentAddress address = ContentAddress.of(bytes);
        blobs.put(address, bytes);
        return address;
    }
}
