package studio.karangou.packaging.simulation;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// What a seed decides, one draw after the other. Each step of a schedule has its own, so that leaving one out changes
/// nothing of the others.
record Draw(RandomGenerator random) {
    static Draw of(long seed) {
        return new Draw(new SplittableRandom(seed));
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int upTo(int bound) {
        return random.nextInt(bound);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    long seed() {
        return random.nextLong();
    }

    UUID uuid() {
        long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x7000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
