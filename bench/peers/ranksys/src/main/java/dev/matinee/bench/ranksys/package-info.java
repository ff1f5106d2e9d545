/** What RankSys takes. */
@org.jspecify.annotations.NullMarked
package dev.matinee.bench.ranksys;
