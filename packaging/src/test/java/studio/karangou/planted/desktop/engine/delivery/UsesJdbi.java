package studio.karangou.planted.desktop.engine.delivery;

import org.jdbi.v3.core.Jdbi;

record UsesJdbi(Jdbi jdbi) {}
