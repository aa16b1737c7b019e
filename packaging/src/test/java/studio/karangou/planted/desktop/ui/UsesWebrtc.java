package studio.karangou.planted.desktop.ui;

import dev.onvoid.webrtc.PeerConnection;

record UsesWebrtc(PeerConnection connection) {}
