package studio.karangou.server.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.VenueId;

class ServerKeysTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir
    private Path data;

    private Path folder;
    private ServerKeys keys;

    @BeforeEach
    void create() {
        folder = data.resolve("secrets");
        keys = ServerKeys.create(folder);
    }

    @Test
    void only_the_owner_reads_the_secrets() throws IOException {
        keys.writeOperatorToken(data.resolve("operator.token"));

        assertThat(permissions(folder)).isEqualTo("rwx------");
        for (String name :
                List.of("secrets/signing.key", "secrets/token.key", "secrets/master.key", "operator.token")) {
            assertThat(permissions(data.resolve(name))).as(name).isEqualTo("rw-------");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"signing.key", "token.key", "master.key"})
    void one_that_was_copied_back_open_to_all_is_closed(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        ServerKeys.load(folder);

        assertThat(permissions(file)).isEqualTo("rw-------");
    }

    @Test
    void the_same_secrets_are_read_again() {
        ServerKeys again = ServerKeys.load(folder);
        FilmId film = new FilmId(UUID.randomUUID());
        ContentKey key = ContentKey.generate();
        String token = keys.tokens().make(MacTokens.Purpose.SESSION, film.value(), film.value(), NOON);

        assertThat(again.signing().verifyingKey()).isEqualTo(keys.signing().verifyingKey());
        assertThat(again.operatorToken()).isEqualTo(keys.operatorToken());
        assertThat(again.contentKeys()
                        .unwrap(film, keys.contentKeys().wrap(film, key))
                        .export())
                .isEqualTo(key.export());
        assertThat(again.tokens().read(MacTokens.Purpose.SESSION, token, NOON.minusSeconds(1)))
                .isInstanceOf(MacTokens.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"signing.key", "token.key", "master.key"})
    void a_broken_secret_is_named(String name) throws IOException {
        Path file = folder.resolve(name);
        for (String content : List.of("", "x", "AAAA\n", "AAAA\nAAAA\n")) {
            Files.writeString(file, content);
            FailureException broken = catchThrowableOfType(FailureException.class, () -> ServerKeys.load(folder));
            assertThat(broken.failure()).isEqualTo(new KeysFailure.Broken(file.toString()));
        }
    }

    @Test
    void halves_of_two_signing_keys_do_not_make_one() throws IOException {
        Path other = data.resolve("other");
        ServerKeys.create(other);
        List<String> mine = Files.readAllLines(folder.resolve("signing.key"));
        List<String> theirs = Files.readAllLines(other.resolve("signing.key"));
        Files.writeString(folder.resolve("signing.key"), mine.getFirst() + "\n" + theirs.getLast() + "\n");

        assertThat(catchThrowableOfType(FailureException.class, () -> ServerKeys.load(folder)))
                .hasMessage("keys.broken");
    }

    @Test
    void a_token_is_good_for_its_purpose_and_its_time() {
        MacTokens tokens = keys.tokens();
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        String token = tokens.make(MacTokens.Purpose.PLAYBACK, first, second, NOON);

        assertThat(tokens.read(MacTokens.Purpose.PLAYBACK, token, NOON.minusMillis(1)))
                .isEqualTo(new MacTokens.Valid(first, second, NOON));
        assertThat(tokens.read(MacTokens.Purpose.PLAYBACK, token, NOON)).isInstanceOf(MacTokens.Expired.class);
        assertThat(tokens.read(MacTokens.Purpose.SESSION, token, NOON.minusMillis(1)))
                .isInstanceOf(MacTokens.Wrong.class);
        assertThat(tokens.make(MacTokens.Purpose.PLAYBACK, first, second, NOON)).isNotEqualTo(token);
    }

    @Test
    void a_token_with_any_bit_changed_is_wrong() {
        MacTokens tokens = keys.tokens();
        byte[] token = Base64.getUrlDecoder()
                .decode(tokens.make(MacTokens.Purpose.SESSION, UUID.randomUUID(), UUID.randomUUID(), NOON));
        for (int i = 0; i < token.length; i++) {
            byte[] changed = token.clone();
            changed[i] ^= 1;
            String text = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(tokens.read(MacTokens.Purpose.SESSION, text, NOON.minusSeconds(60)))
                    .as("byte " + i)
                    .isInstanceOf(MacTokens.Wrong.class);
        }
    }

    @Test
    void a_token_of_another_server_is_wrong() {
        MacTokens other = ServerKeys.create(data.resolve("other")).tokens();
        String token = other.make(MacTokens.Purpose.SESSION, UUID.randomUUID(), UUID.randomUUID(), NOON);

        assertThat(keys.tokens().read(MacTokens.Purpose.SESSION, token, NOON.minusSeconds(60)))
                .isInstanceOf(MacTokens.Wrong.class);
    }

    @Test
    void a_wrapped_key_opens_for_its_film_alone() {
        FilmId film = new FilmId(UUID.randomUUID());
        Bytes wrapped = keys.contentKeys().wrap(film, ContentKey.generate());
        byte[] changed = wrapped.toArray();
        changed[20] ^= 1;

        assertThat(catchThrowableOfType(
                        FailureException.class,
                        () -> keys.contentKeys().unwrap(new FilmId(UUID.randomUUID()), wrapped)))
                .hasMessage("keys.broken");
        assertThat(catchThrowableOfType(
                        FailureException.class, () -> keys.contentKeys().unwrap(film, Bytes.of(changed))))
                .hasMessage("keys.broken");
    }

    @Test
    void variants_are_the_same_each_time_and_even_over_a_long_film() {
        FilmId film = new FilmId(UUID.randomUUID());
        VenueId venue = new VenueId(UUID.randomUUID());
        Bytes choice = keys.variants().of(venue, film, 4_000);
        int ones = 0;
        for (byte part : choice.toArray()) {
            ones += Integer.bitCount(part & 0xFF);
        }
        Set<Bytes> all = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            all.add(keys.variants().of(new VenueId(UUID.randomUUID()), film, 4_000));
        }

        assertThat(choice.length()).isEqualTo(500);
        assertThat(keys.variants().of(venue, film, 4_000)).isEqualTo(choice);
        assertThat(ones).isBetween(1_800, 2_200);
        assertThat(all).hasSize(50);
    }

    @Test
    void what_an_old_key_made_is_good_for_its_life_and_forgeries_with_it_are_not() {
        MacTokens tokens = keys.tokens();
        UUID id = UUID.randomUUID();
        Instant expires = NOON.plus(Duration.ofMinutes(10));
        String made = tokens.make(MacTokens.Purpose.PERSON, id, id, expires);
        String forged = tokens.make(MacTokens.Purpose.PERSON, id, id, expires.plus(Duration.ofHours(1)));
        String operator = keys.operatorToken();
        ServerKeys otherNode = ServerKeys.load(folder);

        assertThat(keys.rotate(ServerKeys.Kind.TOKEN, NOON)).isEqualTo(2);

        assertThat(tokens.read(MacTokens.Purpose.PERSON, made, NOON)).isInstanceOf(MacTokens.Valid.class);
        assertThat(tokens.read(MacTokens.Purpose.PERSON, forged, NOON)).isInstanceOf(MacTokens.Wrong.class);
        String fresh = tokens.make(MacTokens.Purpose.PERSON, id, id, expires);
        assertThat(otherNode.tokens().read(MacTokens.Purpose.PERSON, fresh, NOON))
                .as("another node looks for the new key")
                .isInstanceOf(MacTokens.Valid.class);
        assertThat(ServerKeys.load(folder).tokens().read(MacTokens.Purpose.PERSON, made, NOON))
                .isInstanceOf(MacTokens.Valid.class);
        assertThat(keys.isOperator(operator)).isFalse();
        assertThat(keys.isOperator(keys.operatorToken())).isTrue();
        assertThat(otherNode.operatorToken()).isEqualTo(keys.operatorToken());
    }

    @Test
    void what_an_old_key_sealed_is_read_on_every_node_and_what_is_found_stays_found() {
        FilmId film = new FilmId(UUID.randomUUID());
        ContentKey key = ContentKey.generate();
        SealedColumns columns = keys.columns();
        SealedColumns otherNode = ServerKeys.load(folder).columns();
        Bytes old = columns.seal("t.c", film.value(), "Afi");
        Bytes wrapped = keys.contentKeys().wrap(film, key);
        Bytes found = columns.lookup("EMAIL", "afi@exemple.tg");
        Bytes choice = keys.variants().of(new VenueId(film.value()), film, 80);

        keys.rotate(ServerKeys.Kind.MASTER, NOON);
        Bytes fresh = columns.seal("t.c", film.value(), "Afi");

        assertThat(fresh.toArray()[0]).isEqualTo((byte) 2);
        assertThat(columns.openText("t.c", film.value(), old)).isEqualTo("Afi");
        assertThat(otherNode.openText("t.c", film.value(), fresh)).isEqualTo("Afi");
        assertThat(keys.contentKeys().unwrap(film, wrapped).export()).isEqualTo(key.export());
        assertThat(keys.contentKeys().isCurrent(wrapped)).isFalse();
        assertThat(keys.columns().lookup("EMAIL", "afi@exemple.tg")).isEqualTo(found);
        assertThat(keys.variants().of(new VenueId(film.value()), film, 80)).isEqualTo(choice);
    }

    @Test
    void content_keys_from_before_keys_had_numbers_are_read() {
        FilmId film = new FilmId(UUID.randomUUID());
        ContentKey key = ContentKey.generate();
        byte[] numbered = keys.contentKeys().wrap(film, key).toArray();
        Bytes bare = Bytes.of(Arrays.copyOfRange(numbered, 1, numbered.length));

        keys.rotate(ServerKeys.Kind.MASTER, NOON);

        assertThat(keys.contentKeys().unwrap(film, bare).export()).isEqualTo(key.export());
        assertThat(keys.contentKeys().isCurrent(bare)).isFalse();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
