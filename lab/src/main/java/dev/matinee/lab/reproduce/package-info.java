/**
 * Protocols of papers on the reader's own copy of their data: a {@link dev.matinee.lab.reproduce.PaperPack} is one of them, and
 * {@link dev.matinee.lab.reproduce.PaperPacks} finds it by name.
 */
@NullMarked
package dev.matinee.lab.reproduce;

import org.jspecify.annotations.NullMarked;
