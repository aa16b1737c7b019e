package studio.karangou.packaging.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.ProjectState;
import studio.karangou.server.feature.ingest.FfmpegPrograms;

class DemoFilmsTest {
    private final DemoCatalogue catalogue = DemoCatalogue.load();

    @TempDir
    private Path folder;

    @Test
    void the_catalogue_looks_like_one() {
        assertThat(catalogue.films()).hasSizeGreaterThanOrEqualTo(12);
        Set<FilmId> ids = new HashSet<>();
        Set<ProjectId> projects = new HashSet<>();
        catalogue.projects().forEach(project -> projects.add(project.id()));
        assertThat(catalogue.films()).allSatisfy(film -> {
            assertThat(ids.add(film.id())).isTrue();
            assertThat(film.synopsis()).hasSizeBetween(40, 400);
            assertThat(film.subtitles())
                    .hasSize(3)
                    .allSatisfy(language -> assertThat(catalogue.lines()).containsKey(language.tag()));
            assertThat(film.spoken()).isNotEmpty();
            assertThat(film.seconds()).isBetween(12, 60);
            assertThat(film.project() == null || projects.contains(film.project()))
                    .isTrue();
        });
    }

    @Test
    void the_projects_are_at_different_stages() {
        List<Project> projects = catalogue.projectsOn(LocalDate.of(2026, 11, 22));

        assertThat(projects)
                .extracting(Project::state)
                .containsExactly(ProjectState.OPEN, ProjectState.CLOSED, ProjectState.FUNDED, ProjectState.APPROVED);
        assertThat(projects).extracting(Project::percent).containsExactly(62, 84, 105, 0);
        assertThat(projects.getFirst().deadline()).isEqualTo(LocalDate.of(2026, 12, 10));
    }

    @Test
    void a_film_is_painted_once_and_moves() throws IOException {
        DemoFilm film = catalogue.films().getLast();
        FfmpegPrograms programs =
                FfmpegPrograms.bundled(Path.of(System.getProperty("java.io.tmpdir"), "karangou-test-ffmpeg"));
        DemoFilms films = new DemoFilms(programs, catalogue, folder, said -> {});

        FilmSource source = films.generate(film);

        assertThat(source.subtitles()).hasSize(3);
        assertThat(Files.size(source.file())).isGreaterThan(50_000);
        assertThat(ImageIO.read(source.poster().toFile()).getHeight()).isEqualTo(1600);
        FileTime made = Files.getLastModifiedTime(source.file());
        films.generate(film);
        assertThat(Files.getLastModifiedTime(source.file())).isEqualTo(made);

        Painting painting = new Painting(film);
        BufferedImage early = new BufferedImage(160, 90, BufferedImage.TYPE_3BYTE_BGR);
        BufferedImage late = new BufferedImage(160, 90, BufferedImage.TYPE_3BYTE_BGR);
        painting.paint(early, 5);
        painting.paint(late, 11);
        assertThat(early.getRGB(0, 0, 160, 90, null, 0, 160)).isNotEqualTo(late.getRGB(0, 0, 160, 90, null, 0, 160));
    }

    @Test
    void a_film_of_the_user_takes_the_first_place() throws IOException {
        FfmpegPrograms none = new FfmpegPrograms(folder, folder);
        Path file = Files.createFile(folder.resolve("Mon_film.mkv"));

        FilmSource source = new DemoFilms(none, catalogue, folder, said -> {}).main(file);

        assertThat(source.film().title()).isEqualTo("Mon film");
        assertThat(source.file()).isEqualTo(file);
    }

    @Test
    void a_program_that_takes_too_long_is_ended() {
        assertThatThrownBy(() -> ForeignProgram.run(List.of("sleep", "600"), Duration.ofMillis(50), out -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("sleep");
        assertThat(ProcessHandle.current().children().filter(ProcessHandle::isAlive))
                .noneMatch(child -> child.info().commandLine().orElse("").contains("sleep 600"));
    }
}
