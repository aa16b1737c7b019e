package studio.karangou.common.model.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BinaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.HybridTime;

/// The laws without which devices would end with different values: whatever comes in whatever order, and
/// however often, the same is known. The domains are small, so that ties and repetitions happen all the time.
class MergeTest {
    private static final DeviceId DEVICE = new DeviceId(new UUID(0, 1));

    @Property
    void sets_that_grow_merge_in_any_order(
            @ForAll("growing") GrowOnlySet<Integer> a,
            @ForAll("growing") GrowOnlySet<Integer> b,
            @ForAll("growing") GrowOnlySet<Integer> c) {
        laws(a, b, c, GrowOnlySet::merge);
        assertThat(a.merge(b).elements()).containsAll(a.elements()).containsAll(b.elements());
    }

    @Property
    void sets_with_removals_merge_in_any_order(
            @ForAll("favourites") ObservedRemoveSet<String, Integer> a,
            @ForAll("favourites") ObservedRemoveSet<String, Integer> b,
            @ForAll("favourites") ObservedRemoveSet<String, Integer> c) {
        laws(a, b, c, ObservedRemoveSet::merge);
    }

    @Property
    void what_is_added_is_there_until_somebody_who_saw_it_takes_it_away(
            @ForAll("favourites") ObservedRemoveSet<String, Integer> before, @ForAll("film") String film) {
        ObservedRemoveSet<String, Integer> added = before.add(film, 100);
        ObservedRemoveSet<String, Integer> removed = added.remove(added.tags(film));

        assertThat(added.elements()).containsAll(before.elements()).contains(film);
        assertThat(added.merge(before)).isEqualTo(added);
        assertThat(removed.elements()).doesNotContain(film);
        assertThat(removed.merge(added))
                .as("a removal is never undone by what it saw")
                .isEqualTo(removed);
    }

    @Property
    void who_adds_without_knowing_of_a_removal_wins(
            @ForAll("favourites") ObservedRemoveSet<String, Integer> shared, @ForAll("film") String film) {
        ObservedRemoveSet<String, Integer> here = shared.remove(shared.tags(film));
        ObservedRemoveSet<String, Integer> there = shared.add(film, 100);

        assertThat(here.merge(there).elements()).contains(film);
        assertThat(here.merge(there).tags(film)).containsExactly(100);
    }

    @Property
    void a_removal_that_comes_before_what_it_removes_still_does(@ForAll("film") String film) {
        ObservedRemoveSet<String, Integer> early =
                ObservedRemoveSet.<String, Integer>empty().remove(Set.of(7));

        assertThat(early.add(film, 7).elements()).isEmpty();
        assertThat(early.add(film, 7).add(film, 8).elements()).containsExactly(film);
    }

    @Property
    void the_last_word_is_the_same_in_any_order(
            @ForAll("words") LastWriter<Stamp> a,
            @ForAll("words") LastWriter<Stamp> b,
            @ForAll("words") LastWriter<Stamp> c) {
        laws(a, b, c, LastWriter::merge);
        assertThat(a.merge(b).stamp()).isGreaterThanOrEqualTo(a.stamp()).isGreaterThanOrEqualTo(b.stamp());
    }

    @Property
    void of_words_at_the_same_time_the_devices_decide_alike(
            @ForAll("stamps") Stamp one, @ForAll("stamps") Stamp other) {
        assertThat(Integer.signum(one.compareTo(other))).isEqualTo(-Integer.signum(other.compareTo(one)));
        assertThat(one.compareTo(other) == 0).isEqualTo(one.equals(other));
    }

    @Property
    void counters_merge_in_any_order(
            @ForAll("counters") DeviceCounter a,
            @ForAll("counters") DeviceCounter b,
            @ForAll("counters") DeviceCounter c) {
        laws(a, b, c, DeviceCounter::merge);
        assertThat(a.merge(b).value()).isGreaterThanOrEqualTo(Math.max(a.value(), b.value()));
    }

    @Property
    void a_count_is_counted_once_however_often_it_is_told(
            @ForAll("counters") DeviceCounter before, @ForAll("device") DeviceId device, @ForAll("few") int more) {
        DeviceCounter after = before.plus(device, more);

        assertThat(after.value()).isEqualTo(before.value() + more);
        assertThat(after.merge(before)).isEqualTo(after);
        assertThat(before.merge(after).merge(after).value()).isEqualTo(after.value());
    }

    @Property
    void a_history_in_any_order_with_repetitions_ends_alike(
            @ForAll("histories") List<LastWriter<Stamp>> history, @ForAll long seed) {
        List<LastWriter<Stamp>> shuffled = new ArrayList<>(history);
        shuffled.addAll(history);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(shuffled.stream().reduce(LastWriter::merge))
                .isEqualTo(history.stream().reduce(LastWriter::merge));
    }

    @Example
    void a_counter_never_goes_back() {
        assertThatThrownBy(() -> DeviceCounter.zero().plus(DEVICE, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DeviceCounter.of(DEVICE, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DeviceCounter.of(DEVICE, Long.MAX_VALUE).plus(DEVICE, 1))
                .isInstanceOf(ArithmeticException.class);
    }

    private static <V> void laws(V a, V b, V c, BinaryOperator<V> merge) {
        assertThat(merge.apply(a, b)).as("commutative").isEqualTo(merge.apply(b, a));
        assertThat(merge.apply(merge.apply(a, b), c)).as("associative").isEqualTo(merge.apply(a, merge.apply(b, c)));
        assertThat(merge.apply(a, a)).as("idempotent").isEqualTo(a);
        assertThat(merge.apply(merge.apply(a, b), b)).as("idempotent").isEqualTo(merge.apply(a, b));
    }

    @Provide
    Arbitrary<GrowOnlySet<Integer>> growing() {
        return Arbitraries.integers().between(0, 9).set().ofMaxSize(6).map(GrowOnlySet::new);
    }

    @Provide
    Arbitrary<ObservedRemoveSet<String, Integer>> favourites() {
        // a tag belongs to one element, as an operation names one film
        Arbitrary<GrowOnlySet<ObservedRemoveSet.Added<String, Integer>>> added = Arbitraries.integers()
                .between(0, 9)
                .map(tag -> new ObservedRemoveSet.Added<>(List.of("a", "b", "c").get(tag % 3), tag))
                .set()
                .ofMaxSize(6)
                .map(GrowOnlySet::new);
        return Combinators.combine(added, growing()).as(ObservedRemoveSet::new);
    }

    @Provide
    Arbitrary<String> film() {
        return Arbitraries.of("a", "b", "c");
    }

    @Provide
    Arbitrary<DeviceId> device() {
        return Arbitraries.longs().between(-2, 2).map(id -> new DeviceId(new UUID(id, id)));
    }

    @Provide
    Arbitrary<Integer> few() {
        return Arbitraries.integers().between(0, 5);
    }

    @Provide
    Arbitrary<Stamp> stamps() {
        Arbitrary<HybridTime> times = Combinators.combine(
                        Arbitraries.longs().between(0, 2),
                        Arbitraries.integers().between(0, 2))
                .as(HybridTime::new);
        return Combinators.combine(times, device(), Arbitraries.longs().between(1, 3))
                .as(Stamp::new);
    }

    /// What is said follows from who says it when: one operation says one thing.
    @Provide
    Arbitrary<LastWriter<Stamp>> words() {
        return stamps().map(stamp -> new LastWriter<>(stamp, stamp));
    }

    @Provide
    Arbitrary<List<LastWriter<Stamp>>> histories() {
        return words().list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<DeviceCounter> counters() {
        return Arbitraries.maps(device(), Arbitraries.longs().between(0, 9))
                .ofMaxSize(4)
                .map(DeviceCounter::new);
    }
}
