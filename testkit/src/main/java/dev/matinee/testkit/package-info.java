/**
 * What tests of every module share. {@link dev.matinee.testkit.PostgresServer} is a real database server for one test
 * class.
 */
@NullMarked
package dev.matinee.testkit;

import org.jspecify.annotations.NullMarked;
