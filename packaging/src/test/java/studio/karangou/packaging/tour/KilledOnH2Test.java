package studio.karangou.packaging.tour;

/// On H2, in a file. A class for each, as classes run beside each other.
final class KilledOnH2Test extends KilledEngines {
    KilledOnH2Test() {
        super(KilledGround.Kind.H2);
    }
}
