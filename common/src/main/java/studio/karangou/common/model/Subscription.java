package studio.karangou.common.model;

/// Ends what was subscribed; closing twice is harmless.
@FunctionalInterface
public interface Subscription extends AutoCloseable {
    @Override
    void close();
}
