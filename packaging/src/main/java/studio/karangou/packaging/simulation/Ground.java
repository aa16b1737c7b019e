package studio.karangou.packaging.simulation;

import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import studio.karangou.common.crypto.SealingKey;
import studio.karangou.common.crypto.SealingKeyPair;
import studio.karangou.common.crypto.SigningKeyPair;

/// What takes long to make and is used for one seed after the other: databases with their tables, and keys.
final class Ground implements AutoCloseable {
    private static final int KEYS = 64;

    private final String name;
    private final @Nullable Mutant mutant;
    private final ServerNodes nodes;
    private final List<LocalTables> locals = new ArrayList<>();
    private final List<SigningKeyPair> keys = new ArrayList<>();
    private final List<SealingKeyPair> sealing = new ArrayList<>();

    /// @param name of its databases: no two grounds of one process have the same
    /// @param mutant planted, null for none
    Ground(String name, @Nullable Mutant mutant) throws SQLException {
        this.name = name;
        this.mutant = mutant;
        nodes = new ServerNodes(name, mutant);
    }

    @Nullable
    Mutant mutant() {
        return mutant;
    }

    ServerNodes nodes() {
        return nodes;
    }

    /// The database of a machine.
    LocalTables local(int machine) {
        try {
            while (locals.size() <= machine) {
                locals.add(new LocalTables(name + "-" + locals.size()));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a database in memory opens", e);
        }
        return locals.get(machine);
    }

    /// The same keys for the same number, in every run.
    SigningKeyPair keys(int number) {
        while (keys.size() <= number % KEYS) {
            keys.add(SigningKeyPair.generate(new Repeatable(keys.size())));
        }
        return keys.get(number % KEYS);
    }

    /// The same.
    SealingKeyPair sealing(int number) {
        while (sealing.size() <= number % KEYS) {
            byte[] secret = new byte[SealingKey.LENGTH];
            new SplittableRandom(~sealing.size()).nextBytes(secret);
            sealing.add(SealingKeyPair.derive(secret));
        }
        return sealing.get(number % KEYS);
    }

    @Override
    public void close() {
        nodes.close();
        locals.forEach(LocalTables::close);
    }

    /// Random numbers that are always the same ones.
    private static final class Repeatable extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient SplittableRandom random;

        Repeatable(long seed) {
            random = new SplittableRandom(seed);
        }

        @Override
        public void nextBytes(byte[] bytes) {
            random.nextBytes(bytes);
        }
    }
}
