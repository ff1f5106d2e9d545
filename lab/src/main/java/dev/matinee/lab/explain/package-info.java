/**
 * Why a classifier of likes says what it says. The two types you will need are
 * {@link dev.matinee.lab.explain.Importances}, for all that it learned, and {@link dev.matinee.lab.explain.LikeReasons}, for
 * one answer in words.
 */
@NullMarked
package dev.matinee.lab.explain;

import org.jspecify.annotations.NullMarked;
