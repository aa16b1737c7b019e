package studio.karangou.common.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolmentInvitationTest {
    @Test
    void server_and_code_come_back_from_the_line() {
        EnrolmentInvitation invitation =
                new EnrolmentInvitation(URI.create("https://karangou.example:8443/a"), "7KQ4-M2RD");

        assertThat(invitation.text())
                .isEqualTo("karangou:enrol?server=https%3A%2F%2Fkarangou.example%3A8443%2Fa&code=7KQ4-M2RD");
        assertThat(EnrolmentInvitation.parse(invitation.text())).contains(invitation);
        assertThat(EnrolmentInvitation.parse(invitation.text().replace("-", "") + "\n"))
                .contains(invitation);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7KQ4-M2RD",
                "karangou:enrol?server=&code=7KQ4-M2RD",
                "karangou:enrol?server=ftp%3A%2F%2Fx&code=7KQ4-M2RD",
                "karangou:enrol?server=https%3A%2F%2Fx%2&code=7KQ4-M2RD",
                "karangou:enrol?server=https%3A%2F%2F%20&code=7KQ4-M2RD",
                "karangou:enrol?server=https%3A%2F%2Fx&code=7KQ4"
            })
    void anything_else_is_no_invitation(String text) {
        assertThat(EnrolmentInvitation.parse(text)).isEmpty();
    }

    @Test
    void it_is_known_from_its_first_letters() {
        String line = new EnrolmentInvitation(URI.create("https://x"), "7KQ4-M2RD").text();
        for (int end = 1; end <= line.length(); end++) {
            assertThat(EnrolmentInvitation.isBegun(line.substring(0, end))).isTrue();
        }
        assertThat(EnrolmentInvitation.isBegun("KQ")).isFalse();
    }
}
