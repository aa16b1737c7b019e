package studio.karangou.common.model.merge;

/// A value of which the last word counts (LWW-Register; Shapiro, Preguiça, Baquero, Zawirski: "A
/// comprehensive study of Convergent and Commutative Replicated Data Types", INRIA RR-7506, 2011, section
/// 3.2.1).
///
/// Merging is commutative, associative and idempotent because [Stamp]s are in one order everywhere and each
/// stands for one operation, and so for one value.
public record LastWriter<V>(V value, Stamp stamp) {
    /// Whichever was said later.
    public LastWriter<V> merge(LastWriter<V> other) {
        return other.stamp.compareTo(stamp) > 0 ? other : this;
    }
}
