package studio.karangou.packaging.bench;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import studio.karangou.common.protocol.Wire;
import uk.co.caprica.vlcj.factory.MediaPlayerFactory;
import uk.co.caprica.vlcj.player.base.MediaPlayer;
import uk.co.caprica.vlcj.player.embedded.EmbeddedMediaPlayer;
import uk.co.caprica.vlcj.player.embedded.videosurface.callback.BufferFormat;
import uk.co.caprica.vlcj.player.embedded.videosurface.callback.BufferFormatCallbackAdapter;
import uk.co.caprica.vlcj.player.embedded.videosurface.callback.RenderCallback;
import uk.co.caprica.vlcj.player.embedded.videosurface.callback.format.RV32BufferFormat;

/// libVLC into memory (RV32), and nothing that a player does afterwards: what any player pays that embeds it.
/// `URL SECONDS WIDTH HEIGHT`; prints one JSON object.
public final class BareVlcMain {
    private static final String[] OPTIONS = {
        "--quiet", "--no-video-title-show", "--intf=dummy", "--aout=dummy", "--avcodec-hw=none"
    };

    private BareVlcMain() {}

    public static void main(String[] arguments) throws Exception {
        double seconds = Double.parseDouble(arguments[1]);
        MediaPlayerFactory factory = new MediaPlayerFactory(OPTIONS);
        EmbeddedMediaPlayer player = factory.mediaPlayers().newEmbeddedMediaPlayer();
        Frames frames = new Frames();
        player.videoSurface()
                .set(factory.videoSurfaces()
                        .newVideoSurface(
                                size(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3])), frames, false));
        ProcessCpu begun = ProcessCpu.now();
        player.media().play(arguments[0]);
        if (!frames.first.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("no picture in 30 seconds");
        }
        ProcessCpu first = ProcessCpu.now();
        TimeUnit.MILLISECONDS.sleep(Math.round(seconds * 1000) - (first.moment() - begun.moment()) / 1_000_000);
        ProcessCpu end = ProcessCpu.now();
        TimeUnit.SECONDS.sleep(ProcessCpu.LATER_SECONDS);
        ProcessCpu later = ProcessCpu.now();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("firstFrameMillis", (first.moment() - begun.moment()) / 1_000_000);
        figures.put("cpuPercent", end.percentSince(begun));
        figures.put("cpuPercentAfterFirstFrame", end.percentSince(first));
        figures.put("cpuPercentLater", later.percentSince(end));
        figures.put("framesPerSecond", frames.count.get() / ((later.moment() - first.moment()) / 1e9));
        System.out.println(Wire.json().writeValueAsString(figures));
        player.controls().stop();
        player.release();
        factory.release();
    }

    private static BufferFormatCallbackAdapter size(int width, int height) {
        return new BufferFormatCallbackAdapter() {
            @Override
            public BufferFormat getBufferFormat(int sourceWidth, int sourceHeight) {
                return new RV32BufferFormat(width, height);
            }
        };
    }

    private static final class Frames implements RenderCallback {
        private final CountDownLatch first = new CountDownLatch(1);
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public void lock(MediaPlayer player) {}

        @Override
        public void unlock(MediaPlayer player) {}

        @Override
        public void display(
                MediaPlayer player, ByteBuffer[] buffers, BufferFormat format, int displayWidth, int displayHeight) {
            count.incrementAndGet();
            first.countDown();
        }
    }
}
