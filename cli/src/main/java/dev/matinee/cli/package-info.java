/**
 * The command line: one class per command, wired together by {@link dev.matinee.cli.Matinee}. A command computes an
 * {@link dev.matinee.cli.Answer}, which is printed for people or, with {@code --json}, as one JSON document.
 */
@NullMarked
package dev.matinee.cli;

import org.jspecify.annotations.NullMarked;
