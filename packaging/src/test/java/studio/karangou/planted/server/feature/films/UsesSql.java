package studio.karangou.planted.server.feature.films;

import java.sql.Connection;

record UsesSql(Connection connection) {}
