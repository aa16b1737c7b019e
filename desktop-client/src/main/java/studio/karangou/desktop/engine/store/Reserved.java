package studio.karangou.desktop.engine.store;

import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.OperationId;

/// An id for an operation that is recorded later, perhaps by the next start of the program, so that
/// recording it twice is one operation.
///
/// @param after the last sequence when the id was made: the operation can only be behind it
public record Reserved(OperationId id, DeviceId device, long after) {}
