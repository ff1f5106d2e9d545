/**
 * What a model is and what it can be asked. {@link dev.matinee.engine.recommend.Recommender} answers a
 * {@link dev.matinee.engine.recommend.Request} with recommendations; further abilities are small interfaces beside it.
 */
@NullMarked
package dev.matinee.engine.recommend;

import org.jspecify.annotations.NullMarked;
