package studio.karangou.server.http;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Whether most of the memory was still in use after the last garbage collection. What is free between two of them says
/// nothing: a healthy heap fills up all the time.
public final class HeapPressure implements BooleanSupplier {
    private static final double STANDARD_SHARE = 0.85;

    private final Optional<MemoryPoolMXBean> oldest;
    private final double share;

    private HeapPressure(Optional<MemoryPoolMXBean> oldest, double share) {
        this.oldest = oldest;
        this.share = share;
    }

    /// That of this process.
    public static HeapPressure ofThisProcess() {
        return above(STANDARD_SHARE);
    }

    /// @param share of the largest pool of the heap, which is where old objects are, from 0 to 1
    static HeapPressure above(double share) {
        Optional<MemoryPoolMXBean> oldest = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .filter(pool -> pool.getUsage().getMax() > 0)
                .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()));
        return new HeapPressure(oldest, share);
    }

    @Override
    public boolean getAsBoolean() {
        return oldest.map(MemoryPoolMXBean::getCollectionUsage)
                .map(usage -> usage.getUsed() > usage.getMax() * share)
                .orElse(false);
    }
}
