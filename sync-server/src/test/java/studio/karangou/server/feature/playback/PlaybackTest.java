package studio.karangou.server.feature.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.crypto.VerifyingKey;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.protocol.Licence;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.common.protocol.SignedDocument;
import studio.karangou.common.protocol.ViewingApi;
import studio.karangou.server.app.TestCatalogue;
import studio.karangou.server.app.TestDevice;
import studio.karangou.server.app.TestPerson;
import studio.karangou.server.app.TestServer;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.feature.ingest.FilmPublisher.PreparedFilm;

@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PlaybackTest {
    private static final Pattern ADDRESS = Pattern.compile("URI=\"([^\"]+)\"|^([^#].*)$", Pattern.MULTILINE);
    private static final Pattern IV = Pattern.compile("IV=0x([0-9a-f]{32})");

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private TestServer server;
    private TestCatalogue catalogue;
    private PreparedFilm film;
    private TestDevice device;

    @BeforeEach
    void start() {
        server = TestServer.start(kind, data);
        catalogue = new TestCatalogue(server);
        film = catalogue.preparedFilm("Yeelen", 20);
        device = TestDevice.enrolled(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_licence_opens_the_film_for_its_device_alone() {
        Licence licence = licence(device);

        assertThat(licence.film()).isEqualTo(film.film());
        assertThat(licence.device()).isEqualTo(device.id());
        assertThat(licence.openKey(device.sealing()).export())
                .isEqualTo(film.key().export());
        Instant now = server.clock().instant();
        assertThat(licence.allows(now)).isTrue();
        assertThat(licence.allows(now.minus(Duration.ofHours(23))))
                .as("a slow clock")
                .isTrue();
        assertThat(licence.allows(now.plus(Duration.ofDays(30)))).isTrue();
        assertThat(licence.allows(now.plus(Duration.ofDays(31)))).isFalse();
        assertThat(licence.screenings()).isNull();
        TestDevice other = TestDevice.enrolled(server);
        assertThat(catchThrowable(() -> licence.openKey(other.sealing()))).hasMessage("protocol.bad-signature");
        assertThat(server.count("licence")).isEqualTo(1);
    }

    @Test
    void a_licence_taken_after_a_second_preparation_opens_the_segments_of_the_first() throws Exception {
        PreparedFilm second = catalogue.prepare(film.film(), 7, 2);
        server.publish(second);

        ContentKey key = licence(device).openKey(device.sealing());

        for (PreparedFilm prepared : List.of(film, second)) {
            Manifest.Encrypted segment = prepared.manifest()
                    .audio()
                    .getFirst()
                    .renditions()
                    .getFirst()
                    .segments()
                    .getLast();
            byte[] clear = key.decrypt(
                    segment.iv(),
                    server.get("/api/v1/blobs/" + segment.address()).body());
            assertThat(new String(clear, StandardCharsets.UTF_8)).startsWith("s");
        }
        assertThat(server.count("film_key")).isEqualTo(1);
    }

    @Test
    void devices_of_a_venue_share_their_variants_and_other_venues_have_their_own() {
        Bytes here = licence(device).variantChoice();
        Bytes neighbour = licence(TestDevice.enrolled(server, device.venue())).variantChoice();
        Set<Bytes> elsewhere = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            elsewhere.add(licence(TestDevice.enrolled(server)).variantChoice());
        }

        assertThat(here.length()).isEqualTo(3);
        assertThat(neighbour).isEqualTo(here);
        assertThat(licence(device).variantChoice()).isEqualTo(here);
        assertThat(elsewhere).hasSizeGreaterThan(3).doesNotContain(here);
    }

    @Test
    void the_operator_opens_a_playlist_in_the_name_of_a_device_that_may_show_films() {
        String path = "/api/v1/operator/films/" + film.film() + "/playbacks/";

        HttpResponse<byte[]> opened =
                server.send(server.asOperator(path + device.id()).POST(BodyPublishers.noBody()));
        HttpResponse<byte[]> ofNobody =
                server.send(server.asOperator(path + UUID.randomUUID()).POST(BodyPublishers.noBody()));

        assertThat(opened.statusCode()).isEqualTo(201);
        String url = TestServer.json(opened).path("url").asText();
        assertThat(url).contains("/playbacks/" + device.id() + "/");
        assertThat(server.get(url).statusCode()).isEqualTo(200);
        assertThat(ofNobody.statusCode()).isEqualTo(404);
    }

    @Test
    void a_film_in_preparation_has_no_licence_yet_and_an_unknown_one_never() {
        FilmId waiting = catalogue.film("Bientôt");

        HttpResponse<byte[]> answer = ask(waiting, "licences");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(TestServer.code(answer)).isEqualTo("playback.not-ready");
        assertThat(TestServer.code(ask(waiting, "playbacks"))).isEqualTo("playback.not-ready");
        assertThat(TestServer.code(ask(new FilmId(UUID.randomUUID()), "licences")))
                .isEqualTo("catalogue.unknown-film");
    }

    @Test
    void a_revoked_device_gets_no_licence_though_its_session_still_runs() {
        server.send(server.asOperator("/api/v1/operator/devices/" + device.id()).DELETE());

        assertThat(TestServer.code(ask(film.film(), "licences"))).isEqualTo("device.revoked");
    }

    @Test
    void every_address_of_every_playlist_leads_to_what_it_promises() throws Exception {
        String master = text(open());

        assertThat(master)
                .startsWith("#EXTM3U\n")
                .contains("#EXT-X-STREAM-INF:BANDWIDTH=145000,AVERAGE-BANDWIDTH=128000,"
                        + "CODECS=\"avc1.4d400b,mp4a.40.2\",RESOLUTION=256x144,FRAME-RATE=12.000,AUDIO=\"audio-0\","
                        + "SUBTITLES=\"subtitles\"")
                .contains("#EXT-X-STREAM-INF:BANDWIDTH=1996000,AVERAGE-BANDWIDTH=1896000,")
                .contains("AUDIO=\"audio-1\"")
                .contains("TYPE=AUDIO,GROUP-ID=\"audio-0\",NAME=\"Français\",LANGUAGE=\"fr\",DEFAULT=YES")
                .contains("TYPE=SUBTITLES,GROUP-ID=\"subtitles\",NAME=\"Eʋegbe\",LANGUAGE=\"ee\"");
        List<URI> playlists = addresses(open(), master);
        assertThat(playlists).hasSize(5);
        int segments = 0;
        for (URI playlist : playlists) {
            String media = text(playlist);
            assertThat(media).contains("#EXT-X-ENDLIST").contains("#EXT-X-PLAYLIST-TYPE:VOD");
            segments += check(playlist, media);
        }
        assertThat(segments).isEqualTo(4 * 20);
    }

    @Test
    void the_clear_init_segment_stands_before_the_first_key() {
        String media = text(addresses(open(), text(open())).getLast());

        assertThat(media).contains("#EXT-X-TARGETDURATION:6\n").contains("#EXTINF:6.000,\n");
        assertThat(media.indexOf("#EXT-X-MAP")).isPositive().isLessThan(media.indexOf("#EXT-X-KEY"));
        assertThat(media.split("#EXT-X-KEY:METHOD=AES-128,", -1)).hasSize(21);
    }

    @Test
    void a_playlist_shows_the_variants_of_the_devices_venue() {
        Licence licence = licence(device);
        String media = text(open().resolve("video-720p.m3u8?" + open().getQuery()));
        Manifest manifest = film.manifest();

        for (int i = 0; i < 20; i++) {
            Manifest.Encrypted chosen =
                    manifest.video().getLast().segments().get(i).choose(licence.wantsSecondVariant(i));
            assertThat(media).contains(chosen.address() + ".m4s");
        }
    }

    @Test
    void a_token_that_is_missing_wrong_over_or_anothers_is_told_apart() {
        URI url = open();
        String token = url.getQuery();
        PreparedFilm otherFilm = catalogue.preparedFilm("Autre", 2);
        TestDevice otherDevice = TestDevice.enrolled(server);
        String path = url.getPath();

        refused(path, 401, "playback.token-missing");
        refused(path + "?token=", 401, "playback.token-wrong");
        refused(path + "?" + token.replaceFirst("=..", "=zz"), 401, "playback.token-wrong");
        refused(path + "?token=" + device.token(), 401, "playback.token-wrong");
        refused(
                path.replace(device.id().toString(), otherDevice.id().toString()) + "?" + token,
                403,
                "playback.token-other-device");
        refused(
                path.replace(film.film().toString(), otherFilm.film().toString()) + "?" + token,
                403,
                "playback.token-other-film");
        refused(path.replace("master.m3u8", "key"), 401, "playback.token-missing");
        refused(path.replace("master.m3u8", "video-4320p.m3u8") + "?" + token, 404, "playback.unknown-playlist");
        refused(path.replace("master.m3u8", "audio-fr-47.m3u8") + "?" + token, 404, "playback.unknown-playlist");
        refused(path.replace("master.m3u8", "x.m3u8") + "?" + token, 404, "playback.unknown-playlist");
        server.clock().advance(Duration.ofHours(12));
        refused(path + "?" + token, 401, "playback.token-expired");
        refused(path.replace("master.m3u8", "key") + "?" + token, 401, "playback.token-expired");
    }

    @Test
    void who_watches_a_film_that_is_withdrawn_does_so_to_the_end_and_nobody_opens_it_again() {
        URI url = open();
        UUID showing = UUID.randomUUID();
        TestPerson afi = TestPerson.registered(server, "afi@exemple.tg");
        assertThat(watch(afi, showing)).isEqualTo(200);

        server.send(server.asOperator("/api/v1/operator/films/" + film.film()).DELETE());

        List<URI> playlists = addresses(url, text(url));
        assertThat(playlists).hasSize(5);
        assertThat(server.get(url.toString().replace("master.m3u8", "key")).body())
                .isEqualTo(film.key().export());
        assertThat(watch(afi, showing)).isEqualTo(200);
        assertThat(TestServer.code(ask(film.film(), "playbacks"))).isEqualTo("catalogue.unknown-film");
        assertThat(TestServer.code(ask(film.film(), "licences"))).isEqualTo("catalogue.unknown-film");
        assertThat(watch(afi, UUID.randomUUID())).isEqualTo(404);
    }

    private int watch(TestPerson person, UUID showing) {
        return server.send(person.request("/api/v1/me/viewings/" + showing)
                        .header("Content-Type", "application/json")
                        .PUT(TestServer.json(new ViewingApi.ViewingRequest(film.film()))))
                .statusCode();
    }

    @Test
    void a_player_in_a_page_of_another_site_may_read_playlists() {
        assertThat(server.get(open().toString()).headers().firstValue("Access-Control-Allow-Origin"))
                .hasValue("*");
    }

    /// Decrypts every segment with the key and IV that the playlist names; answers how many there were.
    private int check(URI playlist, String media) throws Exception {
        List<String> ivs =
                IV.matcher(media).results().map(match -> match.group(1)).toList();
        List<URI> blobs = new ArrayList<>();
        for (URI address : addresses(playlist, media)) {
            HttpResponse<byte[]> answer = server.get(address.toString());
            assertThat(answer.statusCode()).as(address.toString()).isEqualTo(200);
            if (address.getPath().endsWith("/key")) {
                assertThat(answer.body()).isEqualTo(film.key().export());
            } else if (address.getPath().endsWith(".m4s")) {
                blobs.add(address);
            }
        }
        assertThat(blobs).hasSameSizeAs(ivs);
        for (int i = 0; i < blobs.size(); i++) {
            byte[] encrypted = server.get(blobs.get(i).toString()).body();
            byte[] clear = ContentKey.of(film.key().export()).decrypt(Bytes.ofHex(ivs.get(i)), encrypted);
            assertThat(new String(clear, StandardCharsets.UTF_8)).endsWith(Integer.toString(i));
        }
        return blobs.size();
    }

    private static List<URI> addresses(URI base, String playlist) {
        return ADDRESS.matcher(playlist)
                .results()
                .map(PlaybackTest::address)
                .map(base::resolve)
                .toList();
    }

    private static String address(MatchResult match) {
        return match.group(1) != null ? match.group(1) : match.group(2);
    }

    private void refused(String path, int status, String code) {
        HttpResponse<byte[]> answer = server.get(path);
        assertThat(TestServer.code(answer)).as(path).isEqualTo(code);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).doesNotContain("token=");
    }

    private URI open() {
        HttpResponse<byte[]> answer = ask(film.film(), "playbacks");
        assertThat(answer.statusCode()).isEqualTo(201);
        return URI.create(TestServer.json(answer).path("url").asText());
    }

    private String text(URI playlist) {
        HttpResponse<byte[]> answer = server.get(playlist.toString());
        assertThat(answer.statusCode()).as(playlist.toString()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/vnd.apple.mpegurl");
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private Licence licence(TestDevice to) {
        HttpResponse<byte[]> answer = server.send(
                to.request("/api/v1/films/" + film.film() + "/licences").POST(BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(201);
        return SignedDocument.decode(answer.body()).open(serverKey(), SignedDocument.Kind.LICENCE, Licence.class);
    }

    private VerifyingKey serverKey() {
        return server.tables()
                .withHandle(handle -> handle.createQuery("select signing_key from server_identity")
                        .mapTo(byte[].class)
                        .map(raw -> new VerifyingKey(Bytes.of(raw)))
                        .one());
    }

    private HttpResponse<byte[]> ask(FilmId id, String what) {
        return server.send(device.request("/api/v1/films/" + id + "/" + what).POST(BodyPublishers.noBody()));
    }
}
