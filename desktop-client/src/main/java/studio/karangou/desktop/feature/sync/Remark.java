package studio.karangou.desktop.feature.sync;

/// What else has to be said of how the device stands, so that the line in the status bar is true.
public enum Remark {
    /// The device belongs to no server yet.
    NOT_ENROLLED,
    /// Nobody has tried to reach the server since the program was opened.
    NOT_TRIED,
    /// The device does not know for sure what time it is.
    TIME_UNSURE,
    /// The database was broken, and a copy took its place; the server has not been asked since.
    DATABASE_RESTORED,
    /// The database was broken and begun anew; the server has not been asked since.
    DATABASE_ANEW
}
