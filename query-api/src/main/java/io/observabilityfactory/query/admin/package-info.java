/**
 * Administration: projects and API keys, which are kept here, and all that other services own, whose requests are passed on to
 * them.
 */
@NullMarked
package io.observabilityfactory.query.admin;

import org.jspecify.annotations.NullMarked;
