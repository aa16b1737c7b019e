package studio.karangou.desktop.engine.neighbour;

import studio.karangou.common.model.Failure;
import studio.karangou.common.model.FailureException;

/// Why there is no road through a neighbour.
public sealed interface NeighbourFailure extends Failure {
    /// That is no address of a machine on a network.
    record BadAddress() implements NeighbourFailure {
        @Override
        public String code() {
            return "neighbour.bad-address";
        }
    }

    /// Only a device of a venue's host relays.
    record NotARelay() implements NeighbourFailure {
        @Override
        public String code() {
            return "neighbour.not-a-relay";
        }
    }

    /// This machine lets nobody in, or its disk fails.
    record CannotListen() implements NeighbourFailure {
        @Override
        public String code() {
            return "neighbour.cannot-listen";
        }
    }

    default FailureException asException() {
        return new FailureException(this);
    }
}
