package studio.karangou.server.feed;

import studio.karangou.server.db.Transaction;

/// Notifications of PostgreSQL, which are delivered when the transaction that sends them is committed, in that order.
final class SignalStore {
    static final String CHANNEL = "karangou_feed";

    /// @param text of less than 8,000 bytes
    void send(Transaction transaction, String text) {
        transaction
                .handle()
                .createQuery("select pg_notify(:channel, :text)")
                .bind("channel", CHANNEL)
                .bind("text", text)
                .mapTo(String.class)
                .list();
    }
}
