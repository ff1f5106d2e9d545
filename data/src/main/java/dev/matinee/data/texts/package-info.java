/**
 * Texts about movies, from files and from themoviedb.org, on their way into a catalog:
 * {@link dev.matinee.data.texts.WithTexts} adds them to a source of ratings, {@link dev.matinee.data.texts.FileTexts} reads a file.
 */
@NullMarked
package dev.matinee.data.texts;

import org.jspecify.annotations.NullMarked;
