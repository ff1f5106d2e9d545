/**
 * The service's own database: {@link dev.matinee.server.store.Store} opens it, SQLite in the workspace or PostgreSQL by its
 * address, and runs work in a {@link dev.matinee.server.store.Transaction}. JDBC stays in here; the tables are in the scripts
 * {@code migrations/V*.sql}, which both databases share.
 */
@NullMarked
package dev.matinee.server.store;

import org.jspecify.annotations.NullMarked;
