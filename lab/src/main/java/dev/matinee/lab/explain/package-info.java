/**
 * Why an answer is as it is: {@link dev.matinee.lab.explain.Reasons} says why a movie is recommended; of classifiers of likes, {@link
 * dev.matinee.lab.explain.Importances} says what one learned, and {@link dev.matinee.lab.explain.LikeReasons} explains one answer in
 * words.
 */
@NullMarked
package dev.matinee.lab.explain;

import org.jspecify.annotations.NullMarked;
