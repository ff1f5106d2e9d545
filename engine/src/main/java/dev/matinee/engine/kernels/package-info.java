/**
 * Dense arithmetic on {@code float} arrays, once in plain Java and once on SIMD lanes. {@link
 * dev.matinee.engine.kernels.Kernels#active()} gives the {@link dev.matinee.engine.kernels.Kernels} to compute with;
 * only this package mentions {@code jdk.incubator.vector}.
 */
@NullMarked
package dev.matinee.engine.kernels;

import org.jspecify.annotations.NullMarked;
