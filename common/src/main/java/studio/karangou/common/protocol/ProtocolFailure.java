package studio.karangou.common.protocol;

import java.util.List;
import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// What can be wrong with bytes that came from the other side.
public sealed interface ProtocolFailure extends Failure {
    /// The other side, or a document of it, is of a version that is no longer spoken here.
    record OtherTooOld(int spoken, int oldest) implements ProtocolFailure {
        @Override
        public String code() {
            return "protocol.other-too-old";
        }

        @Override
        public List<Object> arguments() {
            return List.of(spoken, oldest);
        }
    }

    /// The other side, or a document of it, is of a version that is not spoken here yet.
    record OtherTooNew(int spoken, int newest) implements ProtocolFailure {
        @Override
        public String code() {
            return "protocol.other-too-new";
        }

        @Override
        public List<Object> arguments() {
            return List.of(spoken, newest);
        }
    }

    /// Larger than [Limits] allows.
    record TooLarge(String what, long size, long limit) implements ProtocolFailure {
        @Override
        public String code() {
            return "protocol.too-large";
        }

        @Override
        public List<Object> arguments() {
            return List.of(what, size, limit);
        }
    }

    /// Not what it should be: cut, changed, or never right.
    record Malformed(String what) implements ProtocolFailure {
        @Override
        public String code() {
            return "protocol.malformed";
        }

        @Override
        public List<Object> arguments() {
            return List.of(what);
        }
    }

    /// The signature does not belong to these bytes or this key.
    record BadSignature(String what) implements ProtocolFailure {
        @Override
        public String code() {
            return "protocol.bad-signature";
        }

        @Override
        public List<Object> arguments() {
            return List.of(what);
        }
    }

    /// An operation of a kind that this version does not know.
    record UnknownKind(int kind) implements ProtocolFailure {
        @Override
        public String code() {
            return "protocol.unknown-kind";
        }

        @Override
        public List<Object> arguments() {
            return List.of(kind);
        }
    }

    default FailureException asException() {
        return new FailureException(this);
    }
}
