package studio.karangou.server.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.model.Uuid7;
import studio.karangou.server.app.TestClock;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseKind;
import studio.karangou.server.keys.ServerKeys;

/// Letters on their way: through a real mail server, past one that is down, by a gateway, into the folder.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
class PostOfficeTest {
    private static final String AFI = "afi@exemple.tg";

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    private final TestClock clock = new TestClock();
    private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private Database database;
    private ServerKeys keys;

    @BeforeEach
    void start() {
        mail.start();
        database = Database.open(kind.fresh(data), new SimpleMeterRegistry());
        keys = ServerKeys.create(data.resolve("secrets"));
    }

    @AfterEach
    void stop() {
        mail.stop();
        database.close();
    }

    @Test
    void a_letter_arrives_as_text_and_as_html_in_the_readers_language() throws Exception {
        try (PostOffice office = office(smtp(mail.getSmtp().getPort()), null)) {
            post(office, letter(Letter.Channel.EMAIL, AFI, "fr", "4821 9930", "https://k.example/people/links/x"));
            post(office, letter(Letter.Channel.EMAIL, "ama@exemple.gh", "en-GH", "1111 2222", null));
            assertThat(office.carryNext()).isTrue();
            assertThat(office.carryNext()).isTrue();
            assertThat(office.carryNext()).isFalse();
        }

        MimeMessage[] arrived = mail.getReceivedMessages();
        assertThat(arrived).hasSize(2);
        MimeMessage french = arrived[0];
        MimeMessage english = arrived[1];
        assertThat(french.getAllRecipients()[0].toString()).isEqualTo(AFI);
        assertThat(french.getSubject()).isEqualTo("Votre inscription à Karangou");
        assertThat(french.getFrom()[0].toString()).isEqualTo("karangou@exemple.tg");
        assertThat(french.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        Multipart parts = (Multipart) french.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        for (int i = 0; i < 2; i++) {
            assertThat(parts.getBodyPart(i).getContent().toString())
                    .contains("4821 9930", "https://k.example/people/links/x", "inscription")
                    .contains("tapez le mot de passe", "Si ce n’est pas vous qui vous inscrivez");
        }
        assertThat(english.getSubject()).isEqualTo("Your registration with Karangou");
        String inEnglish =
                ((Multipart) english.getContent()).getBodyPart(0).getContent().toString();
        assertThat(inEnglish).contains("If it is not you who is registering").doesNotContain("people/links");
    }

    @Test
    void a_letter_waits_for_a_mail_server_that_is_down_and_is_not_sent_twice() {
        int port = mail.getSmtp().getPort();
        mail.stop();
        try (PostOffice office = office(smtp(port), null)) {
            post(office, letter(Letter.Channel.EMAIL, AFI, "fr", "4821 9930", null));
            assertThat(office.carryNext()).isTrue();
            assertThat(office.carryNext()).as("not at once").isFalse();
            clock.advance(Duration.ofSeconds(10));
            assertThat(office.carryNext()).isTrue();
            clock.advance(Duration.ofSeconds(10));
            assertThat(office.carryNext()).as("each time twice as long").isFalse();
        }
        GreenMail again = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        again.start();
        try (PostOffice office = office(smtp(again.getSmtp().getPort()), null)) {
            clock.advance(Duration.ofSeconds(10));
            assertThat(office.carryNext()).isTrue();
            assertThat(office.carryNext()).isFalse();
            clock.advance(Duration.ofMinutes(10));
            assertThat(office.carryNext()).isFalse();
            assertThat(again.getReceivedMessages()).hasSize(1);
        } finally {
            again.stop();
        }
    }

    @Test
    void a_mail_server_that_says_not_now_gets_the_letter_later_and_one_that_says_never_does_not() throws Exception {
        try (RefusingMailServer busy = new RefusingMailServer("451 4.7.1 Greylisted, try again later");
                PostOffice office = office(smtp(busy.port()), null)) {
            post(office, letter(Letter.Channel.EMAIL, AFI, "fr", "4821 9930", null));
            office.carryNext();
            busy.relents();
            clock.advance(Duration.ofMinutes(5));
            office.carryNext();
            assertThat(busy.taken()).isEqualTo(1);
        }
        try (RefusingMailServer never = new RefusingMailServer("550 5.1.1 No such mailbox");
                PostOffice office = office(smtp(never.port()), null)) {
            post(office, letter(Letter.Channel.EMAIL, AFI, "fr", "4821 9930", null));
            office.carryNext();
            never.relents();
            clock.advance(Duration.ofMinutes(5));
            assertThat(office.carryNext()).isFalse();
            assertThat(never.taken()).isZero();
        }
    }

    @Test
    void a_letter_that_is_of_no_use_any_more_is_given_up() {
        int port = mail.getSmtp().getPort();
        mail.stop();
        try (PostOffice office = office(smtp(port), null)) {
            post(office, letter(Letter.Channel.EMAIL, AFI, "fr", "4821 9930", null));
            office.carryNext();
            clock.advance(Duration.ofMinutes(15));
            assertThat(office.carryNext()).isTrue();
            clock.advance(Duration.ofHours(1));
            assertThat(office.carryNext()).isFalse();
        }
    }

    @Test
    void a_mail_server_without_encryption_gets_no_letter_when_encryption_is_asked_for() {
        PostSettings.Smtp strict = new PostSettings.Smtp(
                "127.0.0.1", mail.getSmtp().getPort(), PostSettings.Security.STARTTLS, null, "", "k@exemple.tg");
        try (PostOffice office = office(strict, null)) {
            post(office, letter(Letter.Channel.EMAIL, AFI, "fr", "4821 9930", null));
            assertThat(office.carryNext()).isTrue();
        }
        assertThat(mail.getReceivedMessages()).isEmpty();
    }

    @Test
    void a_text_message_goes_to_the_gateway_and_again_while_that_is_busy() throws IOException {
        List<String> bodies = new CopyOnWriteArrayList<>();
        AtomicInteger status = new AtomicInteger(503);
        HttpServer gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/sms", exchange -> {
            String token = exchange.getRequestHeaders().getFirst("Authorization");
            bodies.add(token + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        gateway.start();
        URI address = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/sms");
        try (PostOffice office = office(null, new PostSettings.Sms(address, "geheim"))) {
            post(office, letter(Letter.Channel.SMS, "+22890123456", "fr", "4821 9930", null));
            office.carryNext();
            status.set(200);
            clock.advance(Duration.ofSeconds(10));
            office.carryNext();
            clock.advance(Duration.ofHours(1));
            assertThat(office.carryNext()).isFalse();
        } finally {
            gateway.stop(0);
        }
        assertThat(bodies).hasSize(2);
        assertThat(bodies.getLast())
                .startsWith("Bearer geheim ")
                .contains("\"to\":\"+22890123456\"", "votre code est 4821 9930");
    }

    @Test
    void without_anybody_to_hand_them_to_letters_lie_in_a_folder() {
        try (PostOffice office = office(null, null)) {
            post(office, letter(Letter.Channel.EMAIL, AFI, "fr", "1111 1111", null));
            office.carryNext();
            clock.advance(Duration.ofMinutes(14));
            post(office, letter(Letter.Channel.EMAIL, AFI, "fr", "2222 2222", null));
            office.carryNext();
            clock.advance(Duration.ofMinutes(2));
            for (int i = 0; i < 299; i++) {
                post(office, letter(Letter.Channel.EMAIL, AFI, "fr", "0000 %04d".formatted(i), null));
            }
            while (office.carryNext()) {
                // until all are there
            }
            assertThat(office.folder()).hasSize(300);
            assertThat(office.folder().getFirst().text())
                    .as("what is of no use any more went first")
                    .contains("2222 2222");
            assertThat(office.folder().getLast().text()).contains("0000 0298");
        }
    }

    @Test
    void a_letter_in_the_folder_is_sealed_and_goes_a_day_after_it_is_of_no_use() throws IOException {
        try (PostOffice office = office(null, null)) {
            post(office, letter(Letter.Channel.EMAIL, AFI, "fr", "4821 9930", null));
            office.carryNext();
            Files.writeString(data.resolve("letters/of-an-earlier-version.json"), "{\"to\": \"afi@exemple.tg\"}");

            assertThat(office.folder()).hasSize(1);
            assertThat(filesOfLetters())
                    .hasSize(1)
                    .allSatisfy(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .doesNotContain("afi", "4821"));

            clock.advance(Duration.ofDays(1));
            assertThat(office.folder()).hasSize(1);
            clock.advance(Duration.ofMinutes(15));
            office.start(); // nobody looks, nothing is posted
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (!filesOfLetters().isEmpty() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(filesOfLetters()).isEmpty();
        }
    }

    private List<Path> filesOfLetters() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("letters"))) {
            return files.toList();
        }
    }

    @Test
    void what_waits_can_be_read_by_nobody_in_the_table() {
        try (PostOffice office = office(null, null)) {
            post(office, letter(Letter.Channel.EMAIL, AFI, "fr", "4821 9930", null));
        }
        List<byte[]> sealed = database.inTransaction(transaction -> transaction
                .handle()
                .createQuery("select sealed from letter")
                .mapTo(byte[].class)
                .list());
        assertThat(sealed).hasSize(1);
        assertThat(new String(sealed.getFirst(), StandardCharsets.ISO_8859_1)).doesNotContain("afi", "4821");
    }

    private PostOffice office(PostSettings.Smtp smtp, PostSettings.Sms sms) {
        return new PostOffice(
                new PostSettings(smtp, sms, data.resolve("letters")),
                database,
                keys.columns(),
                clock,
                new Uuid7(clock));
    }

    private static PostSettings.Smtp smtp(int port) {
        return new PostSettings.Smtp("127.0.0.1", port, PostSettings.Security.NONE, null, "", "karangou@exemple.tg");
    }

    private Letter letter(Letter.Channel channel, String to, String language, String code, String link) {
        return new Letter(
                channel,
                channel == Letter.Channel.SMS ? Letter.Kind.SIGN_IN : Letter.Kind.REGISTRATION,
                to,
                new LanguageTag(language),
                code,
                link,
                clock.instant().plus(Duration.ofMinutes(15)));
    }

    private void post(PostOffice office, Letter letter) {
        database.inTransaction(transaction -> {
            office.post(transaction, letter);
            return letter;
        });
    }
}
