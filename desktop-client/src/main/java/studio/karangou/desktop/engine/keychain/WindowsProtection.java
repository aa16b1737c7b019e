package studio.karangou.desktop.engine.keychain;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.protocol.KeyPlace;

/// Windows: the data protection of the user's account (DPAPI, `CryptProtectData`). Windows keeps nothing of ours; it
/// seals the key for this account, and what it gives is the token.
final class WindowsProtection implements SystemStore {
    private static final Logger LOG = LoggerFactory.getLogger(WindowsProtection.class);
    /// `CRYPTPROTECT_UI_FORBIDDEN`: nobody is asked.
    private static final int NO_QUESTIONS = 1;
    /// Bytes that Windows may give back.
    private static final int MOST = 64 * 1024;

    private static final AddressLayout ADDRESS = ValueLayout.ADDRESS;

    /// `DATA_BLOB` on 64 bits: a length, and an address at the next multiple of eight.
    static final StructLayout BLOB =
            MemoryLayout.structLayout(ValueLayout.JAVA_INT, MemoryLayout.paddingLayout(4), ADDRESS);

    private static final long BLOB_ADDRESS = 8;
    private static final FunctionDescriptor PROTECT = FunctionDescriptor.of(
            ValueLayout.JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ValueLayout.JAVA_INT, ADDRESS);

    @Override
    public KeyPlace place() {
        return KeyPlace.WINDOWS;
    }

    @Override
    public byte[] keep(String entry, byte[] key) {
        return call("CryptProtectData", entry, key, new KeychainFailure.StoreLocked());
    }

    @Override
    public byte[] find(String entry, byte[] token) {
        return call("CryptUnprotectData", entry, token, new KeychainFailure.StoreLost());
    }

    /// A blob that Windows can read.
    static MemorySegment blob(Arena arena, byte[] content) {
        MemorySegment blob = arena.allocate(BLOB);
        MemorySegment bytes = arena.allocate(Math.max(1, content.length));
        MemorySegment.copy(content, 0, bytes, ValueLayout.JAVA_BYTE, 0, content.length);
        blob.set(ValueLayout.JAVA_INT, 0, content.length);
        blob.set(ADDRESS, BLOB_ADDRESS, bytes);
        return blob;
    }

    /// What Windows wrote into a blob.
    @SuppressWarnings("restricted") // the length is Windows' own, and bounded
    static byte[] content(MemorySegment blob) {
        int length = blob.get(ValueLayout.JAVA_INT, 0);
        if (length < 0 || length > MOST) {
            throw new KeychainFailure.StoreLost().asException();
        }
        return blob.get(ADDRESS, BLOB_ADDRESS).reinterpret(length).toArray(ValueLayout.JAVA_BYTE);
    }

    @SuppressWarnings("restricted") // two functions of Windows, as their documentation describes them
    private static byte[] call(String function, String entry, byte[] content, KeychainFailure refused) {
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            MethodHandle protection = linker.downcallHandle(
                    SymbolLookup.libraryLookup("Crypt32", arena).findOrThrow(function), PROTECT);
            MethodHandle free = linker.downcallHandle(
                    SymbolLookup.libraryLookup("Kernel32", arena).findOrThrow("LocalFree"),
                    FunctionDescriptor.of(ADDRESS, ADDRESS));
            MemorySegment out = arena.allocate(BLOB);
            MemorySegment salt = blob(arena, ("karangou\n" + entry).getBytes(StandardCharsets.US_ASCII));
            int done = (int) protection.invokeExact(
                    blob(arena, content),
                    MemorySegment.NULL,
                    salt,
                    MemorySegment.NULL,
                    MemorySegment.NULL,
                    NO_QUESTIONS,
                    out);
            if (done == 0) {
                throw refused.asException();
            }
            byte[] result = content(out);
            MemorySegment unused = (MemorySegment) free.invokeExact(out.get(ADDRESS, BLOB_ADDRESS));
            LOG.trace("freed, {}", unused.address());
            return result;
        } catch (FailureException e) {
            throw e;
        } catch (Throwable e) { // what a method handle declares
            if (e instanceof Error error && !(e instanceof LinkageError)) {
                throw error;
            }
            LOG.debug("Windows does not protect", e);
            throw new FailureException(new KeychainFailure.StoreLocked(), e);
        }
    }
}
