package studio.karangou.server.feature.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import studio.karangou.common.model.FailureException;

class ByteRangeTest {
    @Property
    void a_range_lies_inside_the_content_or_is_refused(
            @ForAll @LongRange(min = 0, max = 2_000) long first,
            @ForAll @LongRange(min = 0, max = 2_000) long last,
            @ForAll @LongRange(min = 1, max = 1_000) long size) {
        try {
            Optional<ByteRange> range = ByteRange.parse("bytes=" + first + "-" + last, size);

            assertThat(range.isPresent()).isEqualTo(first <= last);
            range.ifPresent(inside -> {
                assertThat(inside.first()).isEqualTo(first);
                assertThat(inside.last()).isBetween(first, Math.min(last, size - 1));
                assertThat(inside.length()).isPositive();
            });
        } catch (FailureException e) {
            assertThat(e.failure()).isEqualTo(new CatalogueFailure.BadRange(size));
            assertThat(first).isGreaterThanOrEqualTo(size);
        }
    }

    @Property
    void the_last_bytes_are_the_last(
            @ForAll @LongRange(min = 1, max = 2_000) long count, @ForAll @LongRange(min = 1, max = 1_000) long size) {
        assertThat(ByteRange.parse("bytes=-" + count, size))
                .contains(new ByteRange(Math.max(0, size - count), size - 1));
    }

    @Property
    void whatever_a_header_says_it_is_no_trouble(@ForAll String header) {
        assertThat(ByteRange.parse(header, 100))
                .satisfiesAnyOf(
                        range -> assertThat(range).isEmpty(),
                        range -> assertThat(header).contains("bytes="));
    }
}
