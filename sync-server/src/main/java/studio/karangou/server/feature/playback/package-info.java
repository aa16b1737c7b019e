/// The right to show a film: licences for devices, playlists with a token for other players.
@NullMarked
package studio.karangou.server.feature.playback;

import org.jspecify.annotations.NullMarked;
