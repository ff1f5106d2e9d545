/**
 * Who may ask what: {@link dev.matinee.server.security.ApiKeys} makes, keeps and recognises keys,
 * {@link dev.matinee.server.security.Doorkeeper} lets requests in by them, {@link dev.matinee.server.security.Audit} writes down what
 * administrators did.
 */
@NullMarked
package dev.matinee.server.security;

import org.jspecify.annotations.NullMarked;
