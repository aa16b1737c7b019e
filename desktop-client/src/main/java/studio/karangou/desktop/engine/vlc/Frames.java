package studio.karangou.desktop.engine.vlc;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import studio.karangou.desktop.feature.player.PlayableFilm.Size;

/// The memory of a film's frames, and the JavaFX images upon it.
final class Frames {
    /// libVLC wants lines to begin at multiples of this many bytes.
    private static final int ALIGNMENT = 32;

    private final FrameRing ring = new FrameRing();
    private final Size size;
    private final List<Frame> frames;

    Frames(Size size) {
        this.size = size;
        frames = Stream.generate(() -> Frame.of(size)).limit(FrameRing.SIZE).toList();
    }

    Size size() {
        return size;
    }

    /// Where to write the next frame.
    Pointer toWrite() {
        return frames.get(ring.toWrite()).address();
    }

    /// Whether the frame being written is, to the byte, the newest one that is complete.
    boolean isSameAsBefore() {
        int writing = ring.writing();
        int newest = ring.newest();
        return writing >= 0
                && newest >= 0
                && frames.get(writing).bytes().mismatch(frames.get(newest).bytes()) < 0;
    }

    /// @see FrameRing#written
    boolean written() {
        return ring.written();
    }

    /// The newest frame, null if it was fetched already. On the FX thread.
    @Nullable
    Image toShow() {
        int next = ring.toShow();
        return next < 0 ? null : frames.get(next).refreshed();
    }

    private record Frame(Pointer address, ByteBuffer bytes, PixelBuffer<IntBuffer> pixels, Image image) {
        static Frame of(Size size) {
            int bytes = Math.multiplyExact(Math.multiplyExact(size.width(), size.height()), Integer.BYTES);
            ByteBuffer memory = ByteBuffer.allocateDirect(bytes + ALIGNMENT);
            long start = Pointer.nativeValue(Native.getDirectBufferPointer(memory));
            int offset = Math.floorMod(-start, ALIGNMENT);
            ByteBuffer frame = memory.slice(offset, bytes);
            IntBuffer pixels = frame.duplicate().order(ByteOrder.nativeOrder()).asIntBuffer();
            PixelBuffer<IntBuffer> buffer =
                    new PixelBuffer<>(size.width(), size.height(), pixels, PixelFormat.getIntArgbPreInstance());
            return new Frame(new Pointer(start + offset), frame, buffer, new WritableImage(buffer));
        }

        Image refreshed() {
            pixels.updateBuffer(whole -> null);
            return image;
        }
    }
}
