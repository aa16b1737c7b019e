package studio.karangou.planted.server.feature.films;

import studio.karangou.planted.server.feature.money.Ledger;

record KnowsMoney(Ledger ledger) {}
