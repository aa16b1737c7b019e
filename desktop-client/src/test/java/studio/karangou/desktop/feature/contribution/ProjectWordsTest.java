package studio.karangou.desktop.feature.contribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.CountryCode;
import studio.karangou.common.model.FundingMode;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.desktop.ui.Texts;

class ProjectWordsTest {
    private static final LocalDate LAST = LocalDate.of(2026, 11, 29);

    @ParameterizedTest
    @ValueSource(strings = {"Pacific/Auckland", "Africa/Lome", "America/Guadeloupe"})
    void the_last_day_is_the_same_wherever_the_device_is(String zone) {
        ProjectWords words = new ProjectWords(new Texts(Locale.FRENCH, ZoneId.of(zone)));

        assertThat(words.daysLeft(project(), Instant.parse("2026-11-29T23:30:00Z")))
                .hasValueSatisfying(text -> assertThat(text).startsWith("dernier jour"));
        assertThat(words.daysLeft(project(), Instant.parse("2026-11-28T00:30:00Z")))
                .hasValueSatisfying(text -> assertThat(text).startsWith("1"));
        assertThat(words.daysLeftShort(project(), Instant.parse("2026-11-27T23:30:00Z")))
                .hasValueSatisfying(text -> assertThat(text).startsWith("2"));
        assertThat(VoucherQr.lastDay(Instant.parse("2026-11-29T23:59:59.999Z"))).isEqualTo(LAST);
    }

    @Test
    void a_pitch_opens_with_whole_sentences_where_there_is_little_room() {
        ProjectWords words = new ProjectWords(new Texts(Locale.FRENCH, ZoneId.of("Africa/Lome")));
        String opening = "Un gardien de nuit masqué disparaît. Sa petite-fille enfile la paille et garde le quartier.";
        String longer = "Un gardien de nuit masqué disparaît, " + "et la nuit tombe, ".repeat(10) + "sans bruit.";

        assertThat(words.opening(opening + " Long métrage de fiction, tournage à Aného et à Glidji."))
                .isEqualTo(opening);
        assertThat(words.opening(longer)).isEqualTo(longer);
    }

    private static Project project() {
        return new Project(
                new ProjectId(new UUID(1, 2)),
                "La Nuit du Zangbeto",
                "Un conte.",
                "Ama Mensah",
                new CountryCode("TG"),
                ProjectState.OPEN,
                FundingMode.FLEXIBLE,
                Money.xof(1_000_000),
                Money.xof(0),
                0,
                LAST,
                null);
    }
}
