/**
 * What the audience looks like: {@link dev.matinee.lab.explore.Explorer} asks a catalog one question in SQL after the other
 * and answers {@link dev.matinee.lab.explore.Topic topics} of a table and charts each.
 */
@NullMarked
package dev.matinee.lab.explore;

import org.jspecify.annotations.NullMarked;
