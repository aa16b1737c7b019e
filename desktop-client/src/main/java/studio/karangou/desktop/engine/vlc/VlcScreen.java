package studio.karangou.desktop.engine.vlc;

import com.sun.jna.Callback;
import com.sun.jna.CallbackThreadInitializer;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.image.Image;
import org.jspecify.annotations.Nullable;
import studio.karangou.desktop.feature.player.PlayableFilm.Size;
import studio.karangou.desktop.feature.player.VideoPicture;
import uk.co.caprica.vlcj.binding.internal.libvlc_display_callback_t;
import uk.co.caprica.vlcj.binding.internal.libvlc_lock_callback_t;
import uk.co.caprica.vlcj.binding.internal.libvlc_video_cleanup_cb;
import uk.co.caprica.vlcj.binding.internal.libvlc_video_format_cb;
import uk.co.caprica.vlcj.binding.lib.LibVlc;
import uk.co.caprica.vlcj.player.base.MediaPlayer;
import uk.co.caprica.vlcj.player.embedded.videosurface.VideoSurface;

/// Where libVLC puts its frames: straight into the memory of JavaFX images, four in turn ([FrameRing]), so a frame
/// is never copied by us. vlcj's own surface has one buffer and would need a copy, and attaches VLC's thread to the
/// JVM anew for every call.
///
/// The frames' size is that of the film or of the room for it ([#fit]), whatever rung VLC decodes at the
/// moment: VLC asks again at each change and gets the same answer, and its own padded size (1280×738) never
/// shows.
final class VlcScreen extends VideoSurface implements VideoPicture {
    private static final byte[] CHROMA = "RV32".getBytes(StandardCharsets.US_ASCII);

    private final Executor foreground;
    private final OnFrame onFrame;
    private final BooleanSupplier paused;
    private final ReadOnlyObjectWrapper<@Nullable Image> frame = new ReadOnlyObjectWrapper<>();
    private final AtomicLong displayed = new AtomicLong();
    private final AtomicLong painted = new AtomicLong();
    // libVLC keeps pointers to these: they must live as long as the player
    private final libvlc_video_format_cb setUp = this::setUp;
    private final libvlc_video_cleanup_cb cleanUp = opaque -> {};
    private final libvlc_lock_callback_t lock = this::lock;
    private final libvlc_display_callback_t display = this::display;
    private volatile Frames frames = new Frames(new Size(16, 16));
    private final PictureRoom room = new PictureRoom();
    private final AtomicInteger heldBack = new AtomicInteger();

    /// @param foreground runs work on the FX thread
    /// @param paused whether the film is paused: then VLC gives out the same picture a dozen times a second
    VlcScreen(Executor foreground, OnFrame onFrame, BooleanSupplier paused) {
        super(null);
        this.foreground = foreground;
        this.onFrame = onFrame;
        this.paused = paused;
        CallbackThreadInitializer attachOnce = new CallbackThreadInitializer(true, false, "karangou-vlc-picture");
        for (Callback callback : new Callback[] {setUp, cleanUp, lock, display}) {
            Native.setCallbackThreadInitializer(callback, attachOnce);
        }
    }

    /// Told of every frame that VLC gives out, on VLC's thread.
    interface OnFrame {
        /// Must return at once and not call VLC.
        ///
        /// @param keptBack whether it was kept back ([#holdBack])
        void came(boolean keptBack);
    }

    @Override
    public ReadOnlyObjectProperty<@Nullable Image> frame() {
        return frame.getReadOnlyProperty();
    }

    @Override
    public void fit(Size wanted) {
        room.become(wanted, System.nanoTime());
    }

    /// Whether the pictures are as large as they should be, or it is not clear yet how large that is.
    boolean fits(Size film) {
        return frames.size().equals(room.fitted(film)) || !room.isSettled(System.nanoTime());
    }

    /// Gets ready for a film. Only while nothing plays.
    ///
    /// @param film its size
    /// @param anew whether it is another film, or the same going on
    void prepare(Size film, boolean anew) {
        Size wanted = room.fitted(film);
        if (!frames.size().equals(wanted)) {
            frames = new Frames(wanted);
        }
        if (anew) {
            displayed.set(0);
            painted.set(0);
        }
    }

    /// Keeps the next frames back: what VLC shows on its way to the exact place.
    void holdBack(int count) {
        heldBack.set(count);
    }

    /// Frames that VLC gave out since [#prepare], those on the way to an exact place not counted.
    long displayed() {
        return displayed.get();
    }

    /// Frames that reached the image since [#prepare].
    long painted() {
        return painted.get();
    }

    /// Takes the picture away. Runs on the FX thread.
    void clear() {
        foreground.execute(() -> frame.set(null));
    }

    @Override
    public void attach(MediaPlayer player) {
        LibVlc.libvlc_video_set_format_callbacks(player.mediaPlayerInstance(), setUp, cleanUp);
        LibVlc.libvlc_video_set_callbacks(player.mediaPlayerInstance(), lock, null, display, null);
    }

    private int setUp(
            PointerByReference opaque,
            PointerByReference chroma,
            IntByReference width,
            IntByReference height,
            PointerByReference pitches,
            PointerByReference lines) {
        Size size = frames.size();
        chroma.getPointer().write(0, CHROMA, 0, CHROMA.length);
        width.setValue(size.width());
        height.setValue(size.height());
        pitches.getPointer().setInt(0, size.width() * Integer.BYTES);
        lines.getPointer().setInt(0, size.height());
        return 1;
    }

    private @Nullable Pointer lock(Pointer opaque, PointerByReference planes) {
        planes.getPointer().setPointer(0, frames.toWrite());
        return null;
    }

    private void display(Pointer opaque, Pointer picture) {
        boolean keep = heldBack.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
        // what is on the screen already need not be painted again
        boolean again = !keep && paused.getAsBoolean() && frames.isSameAsBefore();
        if (!keep && !again) {
            displayed.incrementAndGet();
            if (frames.written()) {
                foreground.execute(this::show);
            }
        }
        onFrame.came(keep);
    }

    private void show() {
        Image next = frames.toShow();
        if (next != null) {
            painted.incrementAndGet();
            frame.set(next);
        }
    }
}
