/**
 * Texts about movies cut into terms: {@link dev.matinee.data.words.TermCollector} gathers the terms of all movies,
 * {@link dev.matinee.data.words.EnglishWords} says what a word is.
 */
@NullMarked
package dev.matinee.data.words;

import org.jspecify.annotations.NullMarked;
