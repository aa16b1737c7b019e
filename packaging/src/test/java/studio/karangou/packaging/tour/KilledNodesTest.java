package studio.karangou.packaging.tour;

/// On two nodes on one PostgreSQL. A class for each, as classes run beside each other.
final class KilledNodesTest extends KilledEngines {
    KilledNodesTest() {
        super(KilledGround.Kind.TWO_NODES_ON_POSTGRES);
    }
}
