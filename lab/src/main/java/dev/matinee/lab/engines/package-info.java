/**
 * Engines that do the heavy part of jobs elsewhere than in this process: a {@link dev.matinee.lab.engines.JobEngine}, found
 * by name through {@link dev.matinee.lab.engines.JobEngines}.
 */
@NullMarked
package dev.matinee.lab.engines;

import org.jspecify.annotations.NullMarked;
