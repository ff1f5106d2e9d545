/**
 * Work that takes long: {@link dev.matinee.server.jobs.Jobs} queues it, does one at a time in a process of its own
 * ({@link dev.matinee.server.jobs.JobProcess}), and knows how each is getting on. What such a process does appears in the
 * workspace whole or not at all, so that it may die at any time.
 */
@NullMarked
package dev.matinee.server.jobs;

import org.jspecify.annotations.NullMarked;
