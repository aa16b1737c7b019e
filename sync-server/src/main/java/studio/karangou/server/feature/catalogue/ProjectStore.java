package studio.karangou.server.feature.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.Project;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.protocol.Wire;
import studio.karangou.server.db.Sql;
import studio.karangou.server.db.Transaction;

/// Projects in the database. What changes by itself (state, collected, contributors) stands in columns,
/// and those count.
final class ProjectStore {
    private static final String SELECT = "select document, collected, contributors from project";

    /// Projects in the order of their titles.
    ///
    /// @param after the last project of the page before, null for the first page
    List<Project> list(Transaction transaction, @Nullable ProjectId after, int limit) {
        return transaction
                .handle()
                .createQuery(SELECT + " where cast(:after as uuid) is null"
                        + " or (title, id) > (select p.title, p.id from project p where p.id = cast(:after as uuid))"
                        + " order by title, id limit :limit")
                .bind("after", Sql.id(after))
                .bind("limit", limit)
                .map((row, _) -> project(row))
                .list();
    }

    Optional<Project> find(Transaction transaction, ProjectId id) {
        return transaction
                .handle()
                .createQuery(SELECT + " where id = :id")
                .bind("id", id.value())
                .map((row, _) -> project(row))
                .findOne();
    }

    /// Projects with their rows locked until the end of the transaction, always in the order of their ids,
    /// so that two transactions never wait for each other.
    List<Project> lock(Transaction transaction, Collection<ProjectId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return transaction
                .handle()
                .createQuery(SELECT + " where id in (<ids>) order by id for update")
                .bindList("ids", ids.stream().map(ProjectId::value).toList())
                .map((row, _) -> project(row))
                .list();
    }

    void insert(Transaction transaction, Project project) {
        save(
                transaction,
                "insert into project (id, title, document, state, currency, collected, contributors)"
                        + " values (:id, :title, :document, :state, :currency, :collected, :contributors)",
                project);
    }

    void update(Transaction transaction, Project project) {
        save(
                transaction,
                "update project set title = :title, document = :document, state = :state, currency = :currency,"
                        + " collected = :collected, contributors = :contributors where id = :id",
                project);
    }

    private static void save(Transaction transaction, String sql, Project project) {
        transaction
                .handle()
                .createUpdate(sql)
                .bind("id", project.id().value())
                .bind("title", project.title())
                .bind("document", new String(Wire.toJson(project), StandardCharsets.UTF_8))
                .bind("state", project.state().name())
                .bind("currency", project.goal().currency().name())
                .bind("collected", project.collected().units())
                .bind("contributors", project.contributors())
                .execute();
    }

    private static Project project(ResultSet row) throws SQLException {
        try {
            Project project = Wire.json().readValue(row.getString("document"), Project.class);
            Money collected = new Money(project.goal().currency(), row.getLong("collected"));
            return withMoney(project, collected, row.getInt("contributors"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a project that we wrote", e);
        }
    }

    /// The same project with other money.
    static Project withMoney(Project project, Money collected, int contributors) {
        return new Project(
                project.id(),
                project.title(),
                project.pitch(),
                project.director(),
                project.country(),
                project.state(),
                project.mode(),
                project.goal(),
                collected,
                contributors,
                project.deadline(),
                project.poster());
    }
}
