package studio.karangou.planted.desktop.shared;

import studio.karangou.planted.desktop.feature.money.Ledger;

record KnowsAFeature(Ledger ledger) {}
