/**
 * Random forests for two classes on a table of numbers, whatever they mean: {@link
 * dev.matinee.lab.forest.RandomForest} says how one is grown, {@link dev.matinee.lab.forest.Forest} is one that was.
 */
@NullMarked
package dev.matinee.lab.forest;

import org.jspecify.annotations.NullMarked;
