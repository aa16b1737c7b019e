package studio.karangou.server.fuzz;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import studio.karangou.common.crypto.Bytes;
import studio.karangou.common.crypto.SigningKeyPair;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.DeviceProfile;
import studio.karangou.common.model.FailureException;
import studio.karangou.common.model.HybridTime;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.OperationId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.Batch;
import studio.karangou.common.protocol.BatchCodec;
import studio.karangou.common.protocol.FaultReport;
import studio.karangou.common.protocol.FaultReport.SystemFamily;
import studio.karangou.common.protocol.JournalChain;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FaultReported;
import studio.karangou.common.protocol.OperationCodec;

/// Batches of operations, and each operation in them.
public final class BatchTarget implements FuzzTarget {
    private static final DeviceId DEVICE = new DeviceId(new UUID(1, 2));

    public static void fuzzerTestOneInput(byte[] bytes) {
        new BatchTarget().read(bytes);
    }

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public void read(byte[] bytes) {
        operation(bytes);
        try {
            BatchCodec.decode(bytes).operations().forEach(operation -> operation(operation.toArray()));
        } catch (FailureException e) {
            return; // said no
        }
    }

    private static void operation(byte[] bytes) {
        OperationCodec.peekId(bytes);
        try {
            OperationCodec.decode(DEVICE, 1, bytes);
        } catch (FailureException e) {
            return; // said no
        }
    }

    @Override
    public List<byte[]> seeds() {
        byte[] operation = OperationCodec.encode(new Operation(
                DEVICE,
                1,
                new OperationId(new UUID(3, 4)),
                new HybridTime(Instant.EPOCH.toEpochMilli(), 0),
                null,
                new ContributionMade(
                        new ProjectId(new UUID(5, 6)),
                        null,
                        Money.xof(500),
                        ContributionMethod.CASH,
                        null,
                        null,
                        null)));
        Batch batch = Batch.sign(
                SigningKeyPair.generate(), DEVICE, 1, JournalChain.genesis(DEVICE), List.of(Bytes.of(operation)));
        return List.of(operation, BatchCodec.encode(batch), fault());
    }

    private static byte[] fault() {
        FaultReport report = new FaultReport(
                FaultReport.UNEXPECTED,
                List.of("java.lang.IllegalStateException"),
                List.of("studio.karangou.desktop.app.Screens.page:120"),
                "0.1.0",
                SystemFamily.LINUX,
                DeviceProfile.LIEU,
                3);
        return OperationCodec.encode(new Operation(
                DEVICE,
                1,
                new OperationId(new UUID(3, 4)),
                new HybridTime(Instant.EPOCH.toEpochMilli(), 0),
                null,
                new FaultReported(report)));
    }
}
