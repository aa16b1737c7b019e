package studio.karangou.server.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

class FolderStoreTest {
    private static final UUID NODE = new UUID(0, 1);
    private static final byte[] LAGOON = "une lagune".getBytes(UTF_8);

    @TempDir
    private Path folder;

    private FolderStore store;

    @BeforeEach
    void open() {
        store = new FolderStore(folder.resolve("objects"), NODE);
    }

    @Test
    void bytes_are_found_under_their_sha_256_in_two_levels_of_folders() throws IOException {
        ContentAddress address = store.put(LAGOON);

        assertThat(address).isEqualTo(ContentAddress.of(LAGOON));
        assertThat(store.size(address)).hasValue(LAGOON.length);
        assertThat(store.open(address, 0)).hasBinaryContent(LAGOON);
        assertThat(store.open(address, 4)).hasBinaryContent("lagune".getBytes(UTF_8));
        String hex = address.hex();
        assertThat(folder.resolve("objects")
                        .resolve(hex.substring(0, 2))
                        .resolve(hex.substring(2, 4))
                        .resolve(hex))
                .hasBinaryContent(LAGOON);
    }

    @Test
    void putting_the_same_bytes_from_many_threads_keeps_one_object()
            throws IOException, InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<ContentAddress>> all = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> store.put(("film " + i % 4).getBytes(UTF_8))))
                    .toList();
            for (Future<ContentAddress> one : all) {
                assertThat(store.size(one.get())).hasValue(6);
            }
        }
        assertThat(files()).hasSize(4);
    }

    @Test
    void other_bytes_than_promised_are_not_kept() throws IOException {
        ContentAddress expected = ContentAddress.of("autre chose".getBytes(UTF_8));

        assertFailure(
                () -> store.put(expected, new ByteArrayInputStream(LAGOON), 100),
                new StorageFailure.WrongContent(expected));
        assertThat(store.size(expected)).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void more_bytes_than_allowed_are_not_kept() throws IOException {
        assertFailure(
                () -> store.put(ContentAddress.of(LAGOON), new ByteArrayInputStream(LAGOON), LAGOON.length - 1),
                new StorageFailure.TooLarge(LAGOON.length - 1));
        store.put(ContentAddress.of(LAGOON), new ByteArrayInputStream(LAGOON), LAGOON.length);
        assertThat(files()).hasSize(1);
    }

    @Test
    void a_source_that_breaks_off_leaves_nothing() throws IOException {
        InputStream broken = new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given++ > 100_000) {
                    throw new IOException("the line was cut");
                }
                return 1;
            }
        };

        assertThatThrownBy(() -> store.put(ContentAddress.of(LAGOON), broken, 1 << 20))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(files()).isEmpty();
    }

    @Test
    void what_a_crash_left_half_written_is_cleared_at_the_next_start() throws IOException {
        ContentAddress address = store.put(LAGOON);
        Files.write(folder.resolve("objects/incoming").resolve(NODE + "/half.part"), new byte[10]);

        FolderStore again = new FolderStore(folder.resolve("objects"), NODE);

        assertThat(files()).hasSize(1);
        assertThat(again.open(address, 0)).hasBinaryContent(LAGOON);
    }

    @Test
    void what_another_node_is_writing_is_left_alone() {
        ContentAddress address = ContentAddress.of(LAGOON);
        InputStream slow = new ByteArrayInputStream(LAGOON) {
            @Override
            public synchronized int read(byte[] into, int offset, int length) {
                // in the middle of this object, another node starts on the same films
                new FolderStore(folder.resolve("objects"), new UUID(0, 2));
                return super.read(into, offset, 1);
            }
        };

        store.put(address, slow, LAGOON.length);

        assertThat(store.open(address, 0)).hasBinaryContent(LAGOON);
    }

    @Test
    void what_is_not_there_is_missing() {
        ContentAddress nowhere = ContentAddress.of(new byte[] {1});
        assertThat(store.size(nowhere)).isEmpty();
        assertFailure(() -> store.open(nowhere, 0), new StorageFailure.Missing(nowhere));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "", "ABCD", "..%2f..%2fetc", "e3b0c442 98fc1c14"})
    void a_path_is_no_address(String trick) {
        assertThatThrownBy(() -> store.open(new ContentAddress(trick), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_folder_that_cannot_be_written_is_a_broken_store() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertFailure(() -> new FolderStore(file, NODE), new StorageFailure.Broken());
    }

    @Test
    void a_full_disk_is_told_from_other_trouble() {
        assertThat(DiskSpace.isFull(folder, new IOException("write: No space left on device")))
                .isTrue();
        assertThat(DiskSpace.isFull(folder, new IOException("Input/output error")))
                .isFalse();
    }

    private static void assertFailure(org.assertj.core.api.ThrowableAssert.ThrowingCallable work, Failure expected) {
        assertThatThrownBy(work)
                .isInstanceOfSatisfying(
                        FailureException.class, e -> assertThat(e.failure()).isEqualTo(expected));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
