/** What Tribuo takes. */
@org.jspecify.annotations.NullMarked
package dev.matinee.bench.tribuo;
