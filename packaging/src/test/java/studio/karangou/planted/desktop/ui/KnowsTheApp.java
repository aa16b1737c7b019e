package studio.karangou.planted.desktop.ui;

import studio.karangou.planted.desktop.app.App;

record KnowsTheApp(App app) {}
