/// The main job on a fresh machine: a server, a catalogue that looks like one, a client.
@NullMarked
package studio.karangou.packaging.demo;

import org.jspecify.annotations.NullMarked;
