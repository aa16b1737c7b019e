package studio.karangou.server.post;

import org.jspecify.annotations.Nullable;

/// Takes letters where they are read: a mail server, a gateway for text messages, a folder.
interface Carrier {
    /// Hands a letter over.
    ///
    /// @throws CarrierException if it could not be handed over now
    void carry(RenderedLetter letter) throws CarrierException;

    /// Why a letter is still here.
    final class CarrierException extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean lasting;

        /// @param lasting whether another attempt would end alike
        CarrierException(String reason, boolean lasting, @Nullable Throwable cause) {
            super(reason, cause);
            this.lasting = lasting;
        }

        boolean isLasting() {
            return lasting;
        }
    }
}
