/** What the guide shows of programs that embed Matinee, as files that are compiled and run: it sees only what anybody sees. */
@NullMarked
package dev.matinee.examples;

import org.jspecify.annotations.NullMarked;
