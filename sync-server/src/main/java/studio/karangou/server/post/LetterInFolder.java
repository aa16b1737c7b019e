package studio.karangou.server.post;

import java.time.Instant;

/// A letter that did not leave, as the operator reads it.
public record LetterInFolder(Instant at, String to, String subject, String text) {
    @Override
    public String toString() {
        return "LetterInFolder[…]";
    }
}
