package studio.karangou.server.app;

import java.time.Clock;
import studio.karangou.common.model.Uuid7;
import studio.karangou.server.audit.AuditLog;
import studio.karangou.server.db.Database;
import studio.karangou.server.feed.ChangeFeedStore;
import studio.karangou.server.keys.ServerKeys;
import studio.karangou.server.storage.ObjectStore;

/// What every feature stands on.
record Foundation(
        ServerConfig config,
        Clock clock,
        Uuid7 ids,
        Database database,
        ServerKeys keys,
        ObjectStore objects,
        ChangeFeedStore feed,
        AuditLog audit) {}
