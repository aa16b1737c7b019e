package studio.karangou.desktop.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.Film;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Genre;
import studio.karangou.common.protocol.Wire;
import studio.karangou.desktop.feature.catalogue.DownloadFailure;
import studio.karangou.desktop.feature.catalogue.DownloadState;

class DownloadStateTest {
    private final Download download = new Download(FilmCard.of(film(), FilmCard.Wanted.FETCH, Instant.EPOCH)
            .target("720p")
            .progress("144p", 100, 900));

    @Test
    void a_better_quality_that_is_paused_can_be_gone_on_with() {
        assertThat(download.state()).isInstanceOf(DownloadState.Improving.class);
        download.pause();
        assertThat(download.state()).isEqualTo(new DownloadState.Ready("144p", 100, 900, null));
        download.queue();
        assertThat(download.state()).isInstanceOf(DownloadState.Improving.class);
    }

    @Test
    void a_better_quality_that_broke_off_says_why_and_can_be_gone_on_with() {
        download.failed(new DownloadFailure.LicenceExpired());
        assertThat(download.state())
                .isEqualTo(new DownloadState.Ready("144p", 100, 900, new DownloadFailure.LicenceExpired()));
        download.queue();
        assertThat(download.state()).isInstanceOf(DownloadState.Improving.class);
    }

    @Test
    void after_a_restart_it_is_known_at_once_what_is_on_its_way() {
        download.pause();
        byte[] written = Wire.toCbor(download.card().wanted(FilmCard.Wanted.FETCH));
        Download again = new Download(Wire.fromCbor("card", written, FilmCard.class));
        assertThat(again.state()).isEqualTo(new DownloadState.Improving("144p", "720p", 100, 900, 0, null));
    }

    @Test
    void a_card_of_an_earlier_version_names_no_quality_that_it_does_not_know() {
        Download before = new Download(
                FilmCard.of(film(), FilmCard.Wanted.FETCH, Instant.EPOCH).progress("144p", 100, 900));
        assertThat(before.state()).isEqualTo(new DownloadState.Ready("144p", 100));
    }

    @Test
    void what_is_whole_has_nothing_more_to_come() {
        download.whole("720p", 900);
        download.now(Download.Activity.DONE);
        assertThat(download.state()).isEqualTo(new DownloadState.Ready("720p", 900));
    }

    private static Film film() {
        return new Film(
                new FilmId(new UUID(1, 1)),
                "Lagune",
                "",
                "Afi Mensah",
                2024,
                Genre.FICTION,
                List.of(),
                List.of(),
                List.of(),
                Duration.ofMinutes(88),
                null,
                new ContentAddress("0".repeat(64)),
                new ContentAddress("1".repeat(64)));
    }
}
