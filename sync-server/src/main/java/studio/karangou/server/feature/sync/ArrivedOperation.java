package studio.karangou.server.feature.sync;

import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.common.protocol.QuarantineReason;

/// An operation that is new here: its bytes, and what became of it.
///
/// @param chainHash the hash chain after it
/// @param operation null if it could not be read
/// @param quarantine the code of why it is not applied, null if it is
record ArrivedOperation(
        long sequence,
        Bytes encoded,
        Bytes chainHash,
        @Nullable Operation operation,
        @Nullable String quarantine) {
    static ArrivedOperation read(DeviceId device, long sequence, Bytes encoded, Bytes chainHash) {
        try {
            Operation operation = OperationCodec.decode(device, sequence, encoded.toArray());
            return new ArrivedOperation(sequence, encoded, chainHash, operation, null);
        } catch (FailureException e) {
            return new ArrivedOperation(
                    sequence, encoded, chainHash, null, e.failure().code());
        }
    }

    ArrivedOperation setAside(QuarantineReason reason) {
        return new ArrivedOperation(sequence, encoded, chainHash, operation, reason.code());
    }

    /// Who did it, null if that is not known.
    @Nullable
    PersonId actor() {
        return operation == null ? null : operation.actor();
    }

    /// The same without who did it. Its hash stays that of what arrived, as the chain goes on from there.
    ArrivedOperation withoutPerson() {
        if (operation == null) {
            return this;
        }
        Operation bare = operation.withoutPerson();
        return new ArrivedOperation(sequence, Bytes.of(OperationCodec.encode(bare)), chainHash, bare, quarantine);
    }

    /// The same without who did it, where nobody did: whatever a device says, a fault report names no person.
    ArrivedOperation withoutNeedlessPerson() {
        boolean needless = operation != null
                && operation.actor() != null
                && !operation.body().hasActor();
        return needless ? withoutPerson() : this;
    }

    /// Its name, null if even that cannot be read.
    @Nullable
    OperationId id() {
        return operation != null ? operation.id() : OperationCodec.peekId(encoded.toArray());
    }
}
