/// The database, H2 or PostgreSQL: connections, migrations, transactions.
@NullMarked
package studio.karangou.server.db;

import org.jspecify.annotations.NullMarked;
