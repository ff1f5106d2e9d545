/**
 * What movies are about, and what follows from it: {@link dev.matinee.lab.content.SimilarMovies} finds movies that are alike by
 * content, by ratings or by both, with reasons; {@link dev.matinee.lab.content.TitleSearch} finds movies as a person types.
 */
@NullMarked
package dev.matinee.lab.content;

import org.jspecify.annotations.NullMarked;
