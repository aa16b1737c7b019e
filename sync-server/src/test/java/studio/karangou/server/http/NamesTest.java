package studio.karangou.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people may type: every letter of theirs, and nothing that makes the text around it say another thing.
class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"Ɖela Kɔ̀jó", "N’Djaména, salle n° 2", "عائشة", "👩🏾‍🎤 Ama"})
    void names_of_people_and_places_are_good(String name) {
        assertThat(Names.isGoodLine(name, 40)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "Salle\nverified",
                "Salle\tDIRECTOR",
                "Salle\u2028verified",
                "Salle\u001b[2J",
                "Salle\u202Egnp.exe",
                "Salle\u2066x",
                "Salle\ud83d",
                "Salle\u0000"
            })
    void what_is_not_one_line_of_whole_characters_is_no_name(String name) {
        assertThat(Names.isGoodLine(name, 40)).isFalse();
    }

    @Test
    void longer_text_may_have_lines() {
        assertThat(Names.isGood("Un conte.\n\tAu bord du fleuve.", 80)).isTrue();
        assertThat(Names.isGood("Un conte.\u202E", 80)).isFalse();
        assertThat(Names.isGood("x".repeat(81), 80)).isFalse();
    }
}
