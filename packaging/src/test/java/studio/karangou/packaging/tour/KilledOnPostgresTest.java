package studio.karangou.packaging.tour;

/// On PostgreSQL. A class for each, as classes run beside each other.
final class KilledOnPostgresTest extends KilledEngines {
    KilledOnPostgresTest() {
        super(KilledGround.Kind.POSTGRES);
    }
}
