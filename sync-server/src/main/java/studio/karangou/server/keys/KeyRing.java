package studio.karangou.server.keys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys that one purpose has had, by number from 1; the last makes what is new, all read what is old.
record KeyRing(List<Held> held) {
    /// A byte names the key of what was sealed.
    static final int MOST = 255;

    KeyRing {
        held = List.copyOf(held);
        if (held.isEmpty() || held.size() > MOST) {
            throw new IllegalArgumentException("as many keys as a byte can name, and at least one");
        }
    }

    /// A key.
    ///
    /// @param replaced since when another one makes what is new; null for the last
    record Held(Secret secret, @Nullable Instant replaced) {
        /// In the place of when a key was replaced: nothing that it made is believed any more. Programs that know
        /// nothing of it read a key that was replaced long ago, and do not believe it either.
        static final Instant RECALLED = Instant.EPOCH;

        boolean isRecalled() {
            return RECALLED.equals(replaced);
        }
    }

    /// The number of the key that makes what is new.
    int current() {
        return held.size();
    }

    /// A key by its number; null if there is none of that number yet.
    @Nullable
    Secret find(int number) {
        return number < 1 || number > held.size() ? null : held.get(number - 1).secret();
    }

    /// The same keys, each for one purpose only.
    KeyRing derive(String purpose) {
        return new KeyRing(held.stream()
                .map(one -> new Held(one.secret().derive(purpose), one.replaced()))
                .toList());
    }

    /// One key more, and all before it recalled.
    KeyRing inPlaceOfAll(Secret next) {
        List<Held> all = new ArrayList<>();
        held.forEach(one -> all.add(new Held(one.secret(), Held.RECALLED)));
        all.add(new Held(next, null));
        return new KeyRing(all);
    }

    /// One key more.
    KeyRing with(Secret next, Instant now) {
        List<Held> all = new ArrayList<>(held.subList(0, held.size() - 1));
        all.add(new Held(held.getLast().secret(), now));
        all.add(new Held(next, null));
        return new KeyRing(all);
    }
}
