/** Peers on the Java virtual machine, each run in a process of its own by a comparison of dev.matinee.bench. */
@NullMarked
package dev.matinee.bench.peers;

import org.jspecify.annotations.NullMarked;
