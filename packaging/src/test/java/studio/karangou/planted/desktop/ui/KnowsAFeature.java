package studio.karangou.planted.desktop.ui;

import studio.karangou.planted.desktop.feature.money.Ledger;

record KnowsAFeature(Ledger ledger) {}
