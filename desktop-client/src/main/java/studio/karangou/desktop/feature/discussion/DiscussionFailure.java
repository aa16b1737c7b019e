package studio.karangou.desktop.feature.discussion;

import java.util.List;
import studio.karangou.common.model.Failure;

/// What keeps a message from being written.
public sealed interface DiscussionFailure extends Failure {
    /// Nobody signs it.
    record NoName() implements DiscussionFailure {
        @Override
        public String code() {
            return "discussion.no-name";
        }
    }

    /// It is longer than messages may be.
    record TooLong(int most) implements DiscussionFailure {
        @Override
        public String code() {
            return "discussion.too-long";
        }

        @Override
        public List<Object> arguments() {
            return List.of(most);
        }
    }
}
