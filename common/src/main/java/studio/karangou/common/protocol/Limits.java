package studio.karangou.common.protocol;

/// How large things may be. Checked before anything is allocated for them.
public final class Limits {
    /// Bytes of one encoded operation.
    public static final int OPERATION_BYTES = 16 * 1024;
    /// Operations in one batch.
    public static final int BATCH_OPERATIONS = 5_000;
    /// Bytes of a batch's operations before compression.
    public static final int BATCH_CONTENT_BYTES = 4 * 1024 * 1024;
    /// Bytes of a batch as it is sent: zstd may grow what cannot be compressed.
    public static final int BATCH_BYTES = BATCH_CONTENT_BYTES + 64 * 1024;
    /// Characters (UTF-16) of a chat message.
    public static final int MESSAGE_CHARS = 2_000;
    /// Characters (UTF-16) of a name that a person or device shows.
    public static final int NAME_CHARS = 80;
    /// The largest single contribution, in the currency's smallest unit: 10 000 000 F CFA, 100 000 EUR.
    public static final long CONTRIBUTION_UNITS = 10_000_000;
    /// People in front of one screen.
    public static final int AUDIENCE = 100_000;
    /// Additions of one favourite that one operation takes back, or one change names.
    public static final int FAVOURITE_TAGS = 64;
    /// Changes in one page of the feed.
    public static final int PAGE_CHANGES = 1_000;
    /// Operations set aside that one answer about a journal names.
    public static final int PAGE_QUARANTINED = 200;
    /// Bytes of a signed document (a manifest of a film of six hours has about 4 MB).
    public static final int DOCUMENT_BYTES = 16 * 1024 * 1024;
    /// Bytes of a file by which a device without a network is enrolled.
    public static final int ENROLMENT_FILE_BYTES = 4 * 1024;
    /// Bytes of one parcel, sealed: the largest batch fits, with its envelope.
    public static final int PARCEL_BYTES = 5 * 1024 * 1024;
    /// Batches in one parcel.
    public static final int PARCEL_BATCHES = 64;
    /// Parcels in one file: with the one above, far below what FAT32 takes for a file (4 GiB).
    public static final int FILE_PARCELS = 400;
    /// Bytes of one encrypted segment.
    public static final int SEGMENT_BYTES = 32 * 1024 * 1024;

    /// Exceptions that one fault report names.
    public static final int FAULT_CAUSES = 8;
    /// Places that one fault report names.
    public static final int FAULT_FRAMES = 16;
    /// Characters of a class, a place or a code in a fault report.
    public static final int FAULT_NAME_CHARS = 160;
    /// Characters of a program's version in a fault report.
    public static final int FAULT_VERSION_CHARS = 40;
    /// How often one fault report may say that it happened.
    public static final int FAULT_COUNT = 10_000;

    private Limits() {}
}
