package studio.karangou.server.keys;

import org.jspecify.annotations.Nullable;

/// The keys of a file for one purpose, derived once for each state of the file.
final class DerivedRing {
    private final KeyFile file;
    private final String purpose;
    private volatile @Nullable Derived derived;

    DerivedRing(KeyFile file, String purpose) {
        this.file = file;
        this.purpose = purpose;
    }

    private record Derived(KeyRing from, KeyRing ring) {}

    KeyRing ring() {
        KeyRing from = file.ring();
        Derived known = derived;
        if (known == null || !known.from().equals(from)) {
            known = new Derived(from, from.derive(purpose));
            derived = known;
        }
        return known.ring();
    }

    /// A key by its number, which another node may have drawn a moment ago; null if there is none.
    @Nullable
    Secret find(int number) {
        Secret known = ring().find(number);
        return known == null && file.reload() ? ring().find(number) : known;
    }

    /// Whether the file holds other keys by now.
    boolean reload() {
        return file.reload();
    }
}
