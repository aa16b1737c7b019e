package studio.karangou.packaging.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.model.ContributionMethod;
import studio.karangou.common.model.FilmId;
import studio.karangou.common.model.Money;
import studio.karangou.common.model.PersonId;
import studio.karangou.common.model.ProjectId;
import studio.karangou.common.model.VoucherCode;
import studio.karangou.common.protocol.OperationBody;
import studio.karangou.common.protocol.OperationBody.ContributionMade;
import studio.karangou.common.protocol.OperationBody.FilmViewed;
import studio.karangou.common.protocol.OperationBody.MessagePosted;

/// What happens on a device in thirty days, evenly spread: 20 % contributions, 60 % views, 20 % messages, as in the
/// measurements of others; or contributions and messages alone, each of which is a change that other devices read.
/// Three people of the venue are signed in by turns, and now and then nobody.
final class SyncMix implements Iterator<OperationBody>, InstantSource {
    private static final Duration AWAY = Duration.ofDays(30);
    private static final List<String> WORDS = List.of(("le la les un une des de du et en à dans pour sur avec sans plus"
                    + " très bien film scène image musique acteur histoire fin début merci bravo projet village"
                    + " ville mère père enfants fête pluie nuit jour soir salle public lumière voix son rire"
                    + " larmes vérité courage famille école marché route fleuve mer soleil lune cœur main regard"
                    + " réalisatrice réalisateur équipe prochain tournage Lomé Kpalimé Sokodé Kara Atakpamé Aného"
                    + " nous vous ils elles je tu il elle on que qui quand comment pourquoi parce encore toujours"
                    + " jamais déjà aimé vu revu partagé montré attendu suite beau belle fort doux juste vrai long"
                    + " court premier dernier deuxième année mois semaine heure minute séance ciné club borne lieu")
            .split(" "));
    private static final List<String> NAMES =
            List.of("Afi", "Kossi", "Yawa", "Komlan", "Essi", "Kodjo", "Akouvi", "Mawuli", "Dédé", "Sena", "Ablavi");
    private static final List<String> FAMILIES =
            List.of("Agbeko", "Mensah", "Lawson", "Amouzou", "Adjovi", "Koffi", "Tchalla", "Gnassingbé", "Ayité");

    private final Random random;
    private final List<FilmId> films;
    private final List<ProjectId> projects;
    private final List<PersonId> people;
    private final boolean talk;
    private final Instant begun;
    private final int operations;
    private int made;

    /// @param now when the last operation happens
    /// @param talk whether there are no views
    SyncMix(long seed, int operations, List<FilmId> films, List<ProjectId> projects, Instant now, boolean talk) {
        random = new Random(seed);
        this.operations = operations;
        this.films = films;
        this.projects = projects;
        this.talk = talk;
        begun = now.minus(AWAY);
        people = List.of(newPerson(), newPerson(), newPerson());
    }

    private PersonId newPerson() {
        return new PersonId(new UUID(
                (random.nextLong() & ~0xF000L) | 0x7000L,
                (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L));
    }

    /// When the operation that was drawn last happens.
    @Override
    public Instant instant() {
        long step = AWAY.toMillis() / Math.max(1, operations); // who has nothing to say has a clock too
        return begun.plusMillis(step * made + (step == 0 ? 0 : random.nextLong(step)));
    }

    /// Who is signed in, for hours on end.
    Optional<PersonId> actor() {
        int shift = (int) (made * 90L / operations) % 4;
        return shift == 3 ? Optional.empty() : Optional.of(people.get(shift));
    }

    @Override
    public boolean hasNext() {
        return made < operations;
    }

    @Override
    public OperationBody next() {
        made++;
        int drawn = random.nextInt(10);
        if (talk ? drawn < 5 : drawn < 2) {
            return contribution();
        }
        return talk || drawn > 7
                ? new MessagePosted(film(), name(), text())
                : new FilmViewed(
                        film(),
                        Duration.ofMillis(random.nextLong(Duration.ofHours(2).toMillis())),
                        random.nextInt(3) > 0,
                        1 + random.nextInt(random.nextInt(10) == 0 ? 200 : 5));
    }

    private ContributionMade contribution() {
        boolean voucher = random.nextBoolean();
        Money amount = Money.xof(500L * (1 + random.nextInt(40)));
        @Nullable String contributor = random.nextInt(3) == 0 ? null : name();
        ProjectId project = projects.get(random.nextInt(projects.size()));
        return voucher
                ? new ContributionMade(
                        project,
                        film(),
                        amount,
                        ContributionMethod.VOUCHER,
                        VoucherCode.draw(random),
                        instant().plus(Duration.ofDays(14)),
                        contributor)
                : new ContributionMade(project, film(), amount, ContributionMethod.CASH, null, null, contributor);
    }

    /// A few films are watched most.
    private FilmId film() {
        double drawn = random.nextDouble();
        return films.get((int) (drawn * drawn * films.size()));
    }

    private String name() {
        return NAMES.get(random.nextInt(NAMES.size())) + " " + FAMILIES.get(random.nextInt(FAMILIES.size()));
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int words = 3 + random.nextInt(18);
        for (int word = 0; word < words; word++) {
            text.append(word == 0 ? "" : " ").append(WORDS.get(random.nextInt(WORDS.size())));
        }
        return text.append('.').toString();
    }
}
