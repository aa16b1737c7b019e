package studio.karangou.server.feature.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ObjDoubleConsumer;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.ContentKey;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.LanguageTag;
import studio.karangou.common.protocol.Manifest;
import studio.karangou.server.feature.ingest.FilmPublisher.PreparedFilm;
import studio.karangou.server.storage.DiskSpace;
import studio.karangou.server.storage.ObjectStore;
import studio.karangou.server.storage.StorageFailure;

/// From a source file to a film whose every byte is in the store:
/// probe → loudness → encode → poster, storyboard, subtitles → encrypt.
final class FilmWorkflow {
    /// A ladder on disk, clear and encrypted, against its aimed-at bit rate; and what else the disk needs to breathe.
    private static final double ROOM_FACTOR = 2.3;
    private static final long SPARE_BYTES = 64L * 1024 * 1024;

    private final Ffmpeg ffmpeg;
    private final ObjectStore objects;
    private final Materials materials;

    FilmWorkflow(Ffmpeg ffmpeg, ObjectStore objects, Materials materials) {
        this.ffmpeg = ffmpeg;
        this.objects = objects;
        this.materials = materials;
    }

    /// What to prepare.
    ///
    /// @param announced languages that the catalogue says the film is spoken in, the main one first
    /// @param key of the film, the same at every preparation
    /// @param folder an empty one to work in
    record Order(FilmId film, int revision, List<LanguageTag> announced, ContentKey key, Path source, Path folder) {
        Order {
            announced = List.copyOf(announced);
        }
    }

    /// Prepares the film; the store may be left with segments that nobody names if it fails.
    ///
    /// @param onProgress gets each stage and the share of it that is done, from 0 to 1
    /// @throws FailureException with an [IngestFailure] or [StorageFailure]
    PreparedFilm prepare(Order order, Cancellation cancellation, ObjDoubleConsumer<IngestStage> onProgress) {
        try {
            onProgress.accept(IngestStage.PROBE, 0);
            SourceProbe probe = new Prober(ffmpeg).probe(order.source, cancellation);
            Ladder ladder = Ladder.of(probe.video());
            checkRoom(probe, ladder, order.folder);
            onProgress.accept(IngestStage.LOUDNESS, 0);
            List<Encoder.Sound> sounds = new LoudnessMeter(ffmpeg).measure(order.source, probe, cancellation);
            new Encoder(ffmpeg)
                    .encode(
                            order.source,
                            probe,
                            ladder,
                            sounds,
                            order.folder,
                            cancellation,
                            share -> onProgress.accept(IngestStage.ENCODE, share));
            EncodedLadder encoded = EncodedLadder.read(order.folder, ladder, sounds.size());
            encoded.check(probe);
            onProgress.accept(IngestStage.POSTER, 0);
            return assemble(order, probe, encoded, cancellation, onProgress);
        } catch (IOException e) {
            StorageFailure failure =
                    DiskSpace.isFull(order.folder, e) ? new StorageFailure.DiskFull() : new StorageFailure.Broken();
            throw new FailureException(failure, e);
        }
    }

    private PreparedFilm assemble(
            Order order,
            SourceProbe probe,
            EncodedLadder encoded,
            Cancellation cancellation,
            ObjDoubleConsumer<IngestStage> onProgress)
            throws IOException {
        Manifest.Clear poster = Sealer.clear(objects, poster(order, probe, cancellation));
        Manifest.@Nullable Storyboard storyboard = encoded.storyboard(new Pictures(ffmpeg, objects), cancellation);
        List<Manifest.SubtitleTrack> subtitles = subtitles(order, probe, cancellation);
        List<LanguageTag> spoken = Languages.assign(
                probe.audio().stream()
                        .<@Nullable LanguageTag>map(SourceProbe.Audio::language)
                        .toList(),
                order.announced);
        Sealer sealer = new Sealer(
                objects,
                order.key,
                encoded.bytes(),
                cancellation,
                share -> onProgress.accept(IngestStage.ENCRYPT, share));
        ManifestAssembly assembly = new ManifestAssembly(objects, sealer);
        Manifest manifest = assembly.assemble(
                order.film, order.revision, encoded, spoken, order.announced, subtitles, poster, storyboard);
        return new PreparedFilm(
                order.film,
                manifest,
                order.key,
                manifest.audio().stream().map(Manifest.AudioTrack::language).toList(),
                subtitles.stream().map(Manifest.SubtitleTrack::language).toList(),
                Duration.ofMillis(manifest.durationMillis()),
                poster.address());
    }

    private byte[] poster(Order order, SourceProbe probe, Cancellation cancellation) throws IOException {
        Optional<byte[]> given = materials.poster(order.film);
        return given.isPresent()
                ? given.get()
                : new Pictures(ffmpeg, objects).poster(order.source, probe, order.folder, cancellation);
    }

    /// What was given for the film goes before what lies in its file.
    private List<Manifest.SubtitleTrack> subtitles(Order order, SourceProbe probe, Cancellation cancellation)
            throws IOException {
        Map<String, byte[]> files =
                new TreeMap<>(new EmbeddedSubtitles(ffmpeg).extract(order.source, probe, order.folder, cancellation));
        files.putAll(materials.subtitles(order.film));
        List<Manifest.SubtitleTrack> tracks = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            LanguageTag language = new LanguageTag(file.getKey());
            tracks.add(new Manifest.SubtitleTrack(
                    language, Languages.name(language), Sealer.clear(objects, file.getValue())));
        }
        return tracks;
    }

    /// Better now, in one sentence, than after hours of encoding.
    private static void checkRoom(SourceProbe probe, Ladder ladder, Path folder) throws IOException {
        long kilobits = ladder.totalKilobits()
                + (long) probe.audio().size()
                        * Encoder.AUDIO_KILOBITS.stream()
                                .mapToInt(Integer::intValue)
                                .sum();
        long needed = (long) (probe.duration().toMillis() * kilobits / 8 * ROOM_FACTOR) + SPARE_BYTES;
        long missing = needed - DiskSpace.usable(folder);
        if (missing > 0) {
            throw new IngestFailure.NoRoom(missing / 1_000_000 + 1).asException();
        }
    }
}
