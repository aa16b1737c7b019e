package studio.karangou.desktop.fuzz;

import java.util.List;

/// A parser that meets bytes from outside: of another program on this machine, of a browser, of a disk. Whatever they
/// are, it reads them or says no in its own words; anything else that it throws is a finding. Each is a class with a
/// static `fuzzerTestOneInput(byte[])` besides, for the fuzzer.
public interface FuzzTarget {
    /// The folder of its corpus.
    String name();

    /// Reads bytes.
    void read(byte[] bytes);

    /// Bytes that it understands, to begin with.
    List<byte[]> seeds();
}
