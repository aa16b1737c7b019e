package studio.karangou.planted.desktop.feature.films;

import studio.karangou.planted.desktop.feature.money.Ledger;

record KnowsMoney(Ledger ledger) {}
