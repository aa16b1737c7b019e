package studio.karangou.server.feature.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaylistNameTest {
    @Property
    void a_name_reads_as_what_wrote_it(@ForAll("names") PlaylistName name) {
        assertThat(PlaylistName.parse(name.fileName())).isEqualTo(name);
    }

    @Property
    void whatever_stands_in_an_address_is_a_name_or_refused(@ForAll String text) {
        try {
            assertThat(PlaylistName.parse(text).fileName()).isEqualTo(text);
        } catch (IllegalArgumentException e) {
            assertThat(text).isNotEqualTo("master.m3u8");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "master.m3u8/..",
                "../master.m3u8",
                "video-.m3u8",
                "video-720p.m3u8\n",
                "video-7/20.m3u8",
                "audio-fr-.m3u8",
                "audio-fr-99999.m3u8",
                "subtitles-f.m3u8",
                "key"
            })
    void what_is_no_playlist_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PlaylistName.parse(text));
    }

    @Provide
    Arbitrary<PlaylistName> names() {
        Arbitrary<String> languages =
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(2).ofMaxLength(8);
        return Arbitraries.oneOf(
                Arbitraries.just(new PlaylistName.Master()),
                Arbitraries.strings()
                        .alpha()
                        .numeric()
                        .ofMinLength(1)
                        .ofMaxLength(20)
                        .map(PlaylistName.Video::new),
                languages.flatMap(language ->
                        Arbitraries.integers().between(0, 9999).map(rate -> new PlaylistName.Audio(language, rate))),
                languages.map(PlaylistName.Subtitles::new));
    }
}
