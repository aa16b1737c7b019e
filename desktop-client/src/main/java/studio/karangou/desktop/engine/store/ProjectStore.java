package studio.karangou.desktop.engine.store;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContentAddress;
import studio.karangou.common.model.ContributionState;
import studio.karangou.common.model.DeviceId;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.Subscription;
import studio.karangou.common.protocol.Change;
import studio.karangou.common.protocol.Operation;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationCodec;
import studio.karangou.desktop.feature.contribution.Projects;
import studio.karangou.desktop.feature.contribution.RecordedContribution;

/// Projects, and the contributions that were recorded on this device.
public final class ProjectStore implements Projects {
    private final LocalDatabase database;
    private final CatalogueStore catalogue;
    private final Changes changes;
    private final Function<ContentAddress, Optional<Path>> pictures;

    /// @param pictures where a picture is on disk, empty while it is not
    public ProjectStore(
            LocalDatabase database,
            CatalogueStore catalogue,
            Changes changes,
            Function<ContentAddress, Optional<Path>> pictures) {
        this.database = database;
        this.catalogue = catalogue;
        this.changes = changes;
        this.pictures = pictures;
    }

    static void put(Handle handle, List<Change.ContributionChanged> all) {
        PreparedBatch batch = handle.prepareBatch("MERGE INTO contribution (id, state) KEY (id) VALUES (?, ?)");
        for (Change.ContributionChanged changed : all) {
            batch.bind(0, Rows.id(changed.id().value()))
                    .bind(1, Rows.text(changed.state().name()))
                    .add();
        }
        batch.execute();
    }

    @Override
    public List<Project> projects() {
        return catalogue.projects();
    }

    @Override
    public Optional<Project> project(ProjectId id) {
        return catalogue.project(id);
    }

    @Override
    public Optional<Path> poster(ProjectId id) {
        return catalogue
                .project(id)
                .flatMap(project -> Optional.ofNullable(project.poster()))
                .flatMap(pictures);
    }

    @Override
    public List<RecordedContribution> contributions() {
        return database.read(handle -> handle.createQuery("""
                        SELECT o.device, o.sequence, o.body, c.state, o.refusal
                        FROM operation o LEFT JOIN contribution c ON c.id = o.id
                        WHERE o.kind = :made
                        AND (o.refusal IS NULL OR o.id NOT IN (SELECT operation FROM refusal_settled))
                        ORDER BY o.made_at DESC, o.id DESC""")
                .bind("made", ContributionMade.KIND)
                .map((row, context) -> contribution(row))
                .list());
    }

    @Override
    public Subscription onChange(Runnable listener) {
        return changes.projects().add(listener);
    }

    private static RecordedContribution contribution(ResultSet row) throws SQLException {
        Operation operation =
                OperationCodec.decode(new DeviceId(row.getObject(1, UUID.class)), row.getLong(2), row.getBytes(3));
        if (!(operation.body() instanceof ContributionMade made)) {
            throw new IllegalStateException("indexed as a contribution: operation " + operation.sequence());
        }
        @Nullable String state = row.getString(4);
        Instant at = operation.time().instant();
        return new RecordedContribution(
                operation.id(), made, at, state == null ? null : ContributionState.valueOf(state), row.getString(5));
    }
}
