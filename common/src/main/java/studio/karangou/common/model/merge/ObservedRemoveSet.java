package studio.karangou.common.model.merge;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/// A set from which only what was seen can be taken: whoever adds something while another, who did not know,
/// takes it away, wins (OR-Set; Shapiro, Preguiça, Baquero, Zawirski: "A comprehensive study of Convergent
/// and Commutative Replicated Data Types", INRIA RR-7506, 2011, section 3.3.5).
///
/// Each addition has a tag of its own, that is the id of its operation; a removal names the tags that it has
/// seen. A tag that was removed stays so, even if its addition comes later. As both parts only grow, merging
/// is commutative, associative and idempotent.
///
/// @param added every addition that is known
/// @param removed every tag that was taken away
/// @param <E> what is in the set
/// @param <T> tags, never given twice
public record ObservedRemoveSet<E, T>(GrowOnlySet<Added<E, T>> added, GrowOnlySet<T> removed) {
    /// One addition of an element.
    public record Added<E, T>(E element, T tag) {}

    /// With nothing in it.
    public static <E, T> ObservedRemoveSet<E, T> empty() {
        return new ObservedRemoveSet<>(GrowOnlySet.empty(), GrowOnlySet.empty());
    }

    /// Of these additions, without those of them that were taken away.
    public static <E, T> ObservedRemoveSet<E, T> of(Collection<Added<E, T>> added, Collection<T> removed) {
        return new ObservedRemoveSet<>(
                GrowOnlySet.<Added<E, T>>empty().with(added),
                GrowOnlySet.<T>empty().with(removed));
    }

    /// With one more addition. (One by one as here speak the rule's tests and the simulation; programs merge
    /// whole sets.)
    public ObservedRemoveSet<E, T> add(E element, T tag) {
        return new ObservedRemoveSet<>(added.with(Set.of(new Added<>(element, tag))), removed);
    }

    /// Without the additions that were seen.
    ///
    /// @param observed their tags; those that are not known yet are removed before they come
    public ObservedRemoveSet<E, T> remove(Collection<T> observed) {
        return new ObservedRemoveSet<>(added, removed.with(observed));
    }

    /// What either knows.
    public ObservedRemoveSet<E, T> merge(ObservedRemoveSet<E, T> other) {
        return new ObservedRemoveSet<>(added.merge(other.added), removed.merge(other.removed));
    }

    /// What is in the set.
    public Set<E> elements() {
        return added.elements().stream()
                .filter(one -> !removed.contains(one.tag()))
                .map(Added::element)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The additions of an element that nobody has taken away: what a removal of it names. Empty if it is not
    /// in the set.
    public Set<T> tags(E element) {
        return added.elements().stream()
                .filter(one -> one.element().equals(element) && !removed.contains(one.tag()))
                .map(Added::tag)
                .collect(Collectors.toUnmodifiableSet());
    }
}
