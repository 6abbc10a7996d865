/** Which project a request is for. Every statement is bound to it, so that nobody sees another's data. */
@NullMarked
package io.observabilityfactory.query.project;

import org.jspecify.annotations.NullMarked;
