/**
 * Whose request it is, and what it may do. Every REST resource of a service that has this module on its class path asks
 * for an API key: the scope {@code read} to look, {@code admin} to change anything. The project of the key is the
 * project of the request, and statements are bound to it.
 */
@NullMarked
package io.observabilityfactory.service.access;

import org.jspecify.annotations.NullMarked;
