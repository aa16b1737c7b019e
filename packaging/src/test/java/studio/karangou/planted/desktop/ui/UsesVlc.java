package studio.karangou.planted.desktop.ui;

import uk.co.caprica.vlcj.player.base.MediaPlayer;

record UsesVlc(MediaPlayer player) {}
