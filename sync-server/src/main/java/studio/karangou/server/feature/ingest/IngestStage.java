package studio.karangou.server.feature.ingest;

/// The stages of a preparation, in order, each with its share of the time that it usually takes.
public enum IngestStage {
    PROBE(2),
    LOUDNESS(4),
    ENCODE(84),
    POSTER(4),
    ENCRYPT(5),
    PUBLISH(1);

    private final int weight;

    IngestStage(int weight) {
        this.weight = weight;
    }

    /// How much of the whole is done, in percent, when a share of this stage is.
    ///
    /// @param share from 0 to 1
    int percent(double share) {
        double before = 0;
        for (IngestStage stage : values()) {
            if (stage.compareTo(this) < 0) {
                before += stage.weight;
            }
        }
        return (int) Math.min(99, before + weight * Math.clamp(share, 0, 1));
    }
}
