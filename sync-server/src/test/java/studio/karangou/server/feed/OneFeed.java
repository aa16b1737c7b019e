package studio.karangou.server.feed;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import studio.karangou.server.db.Database;
import studio.karangou.server.db.DatabaseKind;

/// Tests of a feed that is empty at first, on each database.
@ParameterizedClass
@EnumSource(DatabaseKind.class)
abstract class OneFeed {
    final ChangeFeedStore feed = new ChangeFeedStore();
    final FeedReader reader = new FeedReader(feed);
    Database database;

    @Parameter
    private DatabaseKind kind;

    @TempDir
    private Path data;

    @BeforeEach
    void openDatabase() {
        database = Database.open(kind.fresh(data), new SimpleMeterRegistry());
    }

    @AfterEach
    void closeDatabase() {
        database.close();
    }
}
