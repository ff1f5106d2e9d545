/** What LibRec takes. */
@org.jspecify.annotations.NullMarked
package dev.matinee.bench.librec;
