/**
 * What is served: {@link dev.matinee.server.shelf.Shelf} keeps the catalog and the models of a workspace in memory and follows
 * what is put in use there; a request works on one {@link dev.matinee.server.shelf.Served}, whatever changes meanwhile.
 */
@NullMarked
package dev.matinee.server.shelf;

import org.jspecify.annotations.NullMarked;
