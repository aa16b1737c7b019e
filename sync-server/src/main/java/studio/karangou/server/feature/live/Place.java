package studio.karangou.server.feature.live;

import studio.karangou.common.protocol.LiveWord;

/// Where the feed ends for a device.
record Place(String epoch, long position) {
    /// Whether it is further on than another one, or of another life of the feed.
    boolean isNews(Place said) {
        return !epoch.equals(said.epoch) || position > said.position;
    }

    LiveWord word() {
        return new LiveWord(epoch + "." + position);
    }
}
