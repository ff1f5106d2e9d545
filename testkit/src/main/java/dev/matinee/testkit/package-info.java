/**
 * What tests of every module share, and what whoever adds a model tests it with.
 * {@link dev.matinee.testkit.RecommenderContract} is what every recommender must pass;
 * {@link dev.matinee.testkit.PostgresServer} is a real database server for one test class.
 */
@NullMarked
package dev.matinee.testkit;

import org.jspecify.annotations.NullMarked;
