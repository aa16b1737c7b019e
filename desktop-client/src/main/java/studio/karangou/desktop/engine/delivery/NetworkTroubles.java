package studio.karangou.desktop.engine.delivery;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;

/// Whether a failure is the network's or one file's.
final class NetworkTroubles {
    private NetworkTroubles() {}

    /// Nothing was connected; not: what was connected broke off, as at a file that the server cannot read.
    static boolean isNoConnection(Exception e) {
        if (e.getCause() == null) {
            return true;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
                return true;
            }
        }
        return false;
    }
}
