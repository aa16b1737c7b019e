package studio.karangou.desktop.feature.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import studio.karangou.common.model.Failure;
import studio.karangou.desktop.feature.contribution.ContributionFailure;
import studio.karangou.desktop.feature.sync.SyncStatus.Connection;
import studio.karangou.desktop.ui.Texts;
import studio.karangou.desktop.ui.controls.Tone;

/// The line in the status bar, over every state that there is.
class StatusLineTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");
    private static final Failure WHY = new ContributionFailure.NoAmount();
    private static final Texts FRENCH = new Texts(Locale.FRENCH, ZoneOffset.UTC);
    private static final Texts ENGLISH = new Texts(Locale.ENGLISH, ZoneOffset.UTC);

    static List<SyncStatus> everyState() {
        List<SyncStatus> states = new ArrayList<>();
        for (Connection connection : List.of(
                new Connection.Online(),
                new Connection.Syncing(3, 9),
                new Connection.Offline(null),
                new Connection.Offline(NOW.minus(Duration.ofMinutes(134))),
                new Connection.Offline(NOW.plus(Duration.ofHours(3))),
                new Connection.Offline(null, WHY),
                new Connection.Refused(WHY),
                new Connection.Broken(WHY))) {
            for (int pending : new int[] {0, 1, 41}) {
                for (int contributions : pending == 0 ? new int[] {0} : new int[] {0, 1}) {
                    for (int setAside : new int[] {0, 1, 2}) {
                        for (Instant last : Arrays.asList(null, NOW.minus(Duration.ofMinutes(5)))) {
                            remarks()
                                    .forEach(remarks -> states.add(new SyncStatus(
                                            connection, pending, contributions, setAside, last, 1, 2, remarks)));
                        }
                    }
                }
            }
        }
        return states;
    }

    private static List<Set<Remark>> remarks() {
        List<Set<Remark>> all = new ArrayList<>();
        for (int bits = 0; bits < 1 << Remark.values().length; bits++) {
            Set<Remark> some = EnumSet.noneOf(Remark.class);
            for (Remark remark : Remark.values()) {
                if ((bits & 1 << remark.ordinal()) != 0) {
                    some.add(remark);
                }
            }
            all.add(some);
        }
        return all;
    }

    @Test
    void it_is_true_in_every_state_and_both_languages() {
        List<SyncStatus> states = everyState();
        assertThat(states).hasSizeGreaterThan(5_000);
        for (SyncStatus state : states) {
            check(state, FRENCH, "En ligne", "Tout est synchronisé");
            check(state, ENGLISH, "Online", "Everything is synced");
        }
    }

    private static void check(SyncStatus state, Texts texts, String online, String synced) {
        StatusLine line = StatusLine.of(state, NOW, texts);
        String what = state + " → " + line;
        assertThat(line.connection()).as(what).isNotBlank();
        assertThat(line.waiting()).as(what).isNotBlank();
        assertThat(line.next()).as(what).isNotBlank();
        boolean isOnline = state.connection() instanceof Connection.Online;
        assertThat(line.connection().equals(online)).as(what).isEqualTo(isOnline);
        boolean nothing = state.pending() == 0 && state.setAside() == 0;
        assertThat(line.waiting().equals(synced)).as(what).isEqualTo(isOnline && nothing && state.lastSync() != null);
        for (int count : new int[] {state.pending(), state.setAside()}) {
            if (count > 0) {
                assertThat(line.waiting()).as(what).contains(Integer.toString(count));
            }
        }
        Failure why = why(state.connection());
        boolean stopped =
                state.connection() instanceof Connection.Refused || state.connection() instanceof Connection.Broken;
        assertThat(line.tone() == Tone.BAD).as(what).isEqualTo(stopped);
        if (why != null && stopped) {
            assertThat(line.connection()).as(what).contains(why.code());
            assertThat(line.next()).as(what).isEqualTo(texts.of(why));
        }
    }

    private static @Nullable Failure why(Connection connection) {
        return switch (connection) {
            case Connection.Online _, Connection.Syncing _ -> null;
            case Connection.Offline offline -> offline.why();
            case Connection.Refused refused -> refused.failure();
            case Connection.Broken broken -> broken.failure();
        };
    }

    static List<Object[]> said() {
        Instant before = NOW.minus(Duration.ofMinutes(134));
        return List.of(
                row(
                        new Connection.Offline(null),
                        0,
                        null,
                        "Pas encore inscrit | Rien n’attend | Inscrivez cet appareil pour synchroniser",
                        Remark.NOT_ENROLLED),
                row(
                        new Connection.Offline(null),
                        0,
                        null,
                        "Connexion au serveur… | Rien n’attend | Jamais synchronisé",
                        Remark.NOT_TRIED),
                row(
                        new Connection.Offline(null),
                        2,
                        null,
                        "Hors ligne | 2 opérations en attente | Prochaine synchro au retour du réseau"),
                row(
                        new Connection.Offline(before),
                        2,
                        before,
                        "Hors ligne depuis 2 h 14 | 2 opérations en attente | Prochaine synchro au retour du réseau"),
                row(
                        new Connection.Syncing(3, 9),
                        6,
                        null,
                        "Synchronisation… 3 / 9 | 6 opérations en attente | Jamais synchronisé"),
                row(
                        new Connection.Online(),
                        0,
                        before,
                        "En ligne | Tout est synchronisé | Dernière synchro il y a 2 h 14"),
                row(
                        new Connection.Offline(null),
                        0,
                        before,
                        "Connexion au serveur… | Rien n’attend | Base refaite : le catalogue revient à la prochaine synchro",
                        Remark.NOT_TRIED,
                        Remark.DATABASE_ANEW),
                row(
                        new Connection.Offline(before),
                        0,
                        before,
                        "Hors ligne depuis 2 h 14 | Rien n’attend | Base remise en état : les nouveautés viennent à la prochaine synchro",
                        Remark.DATABASE_RESTORED),
                row(
                        new Connection.Offline(before),
                        0,
                        before,
                        "Hors ligne depuis 2 h 14 | Rien n’attend | Heure incertaine : elle sera réglée à la prochaine synchro",
                        Remark.TIME_UNSURE));
    }

    private static Object[] row(
            Connection connection, int pending, @Nullable Instant last, String said, Remark... remarks) {
        return new Object[] {new SyncStatus(connection, pending, 0, 0, last, 1, 2, Set.of(remarks)), said};
    }

    @ParameterizedTest
    @MethodSource("said")
    void the_states_of_a_devices_life_are_said_in_these_words(SyncStatus state, String said) {
        StatusLine line = StatusLine.of(state, NOW, FRENCH);

        assertThat((line.connection() + " | " + line.waiting() + " | " + line.next())
                        .replace('\u00a0', ' ')
                        .replace('\u202f', ' '))
                .isEqualTo(said);
    }

    @Test
    void what_was_refused_is_counted_also_while_all_else_is_well() {
        StatusLine line = StatusLine.of(new SyncStatus(new Connection.Online(), 0, 0, 2, NOW, 1, 2), NOW, FRENCH);

        assertThat(line.waiting()).isEqualTo("2 opérations mises de côté");
        assertThat(line.tone()).isEqualTo(Tone.WAIT);
    }
}
