/**
 * Bad input for HTTP services: {@link dev.matinee.testkit.fuzz.Fuzzer} sends random and mutated requests that are built on an
 * OpenAPI document, and says what should not have happened.
 */
@NullMarked
package dev.matinee.testkit.fuzz;

import org.jspecify.annotations.NullMarked;
