/**
 * Answers of models in the words of movies, the same for the command line and the service:
 * {@link dev.matinee.lab.answers.MovieLists} asks a model for a list, {@link dev.matinee.lab.answers.RatedMovies} knows the
 * movies behind a model's item indexes.
 */
@NullMarked
package dev.matinee.lab.answers;

import org.jspecify.annotations.NullMarked;
