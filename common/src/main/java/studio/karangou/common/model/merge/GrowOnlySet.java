package studio.karangou.common.model.merge;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// A set that only grows: the rule of what accumulates (G-Set; Shapiro, Preguiça, Baquero, Zawirski: "A
/// comprehensive study of Convergent and Commutative Replicated Data Types", INRIA RR-7506, 2011, section
/// 3.3.1).
///
/// Merging is commutative, associative and idempotent, and nothing that was in a set is missing afterwards.
public record GrowOnlySet<T>(Set<T> elements) {
    public GrowOnlySet {
        elements = Set.copyOf(elements);
    }

    /// With nothing in it.
    public static <T> GrowOnlySet<T> empty() {
        return new GrowOnlySet<>(Set.of());
    }

    /// This and what comes to it.
    public GrowOnlySet<T> with(Collection<T> more) {
        if (elements.containsAll(more)) {
            return this;
        }
        Set<T> both = new HashSet<>(elements);
        both.addAll(more);
        return new GrowOnlySet<>(both);
    }

    /// What is in either.
    public GrowOnlySet<T> merge(GrowOnlySet<T> other) {
        return with(other.elements);
    }

    public boolean contains(T element) {
        return elements.contains(element);
    }
}
