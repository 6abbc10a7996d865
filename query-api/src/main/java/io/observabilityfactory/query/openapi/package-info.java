/** What the OpenAPI document says beside what endpoints and types say themselves. */
@NullMarked
package io.observabilityfactory.query.openapi;

import org.jspecify.annotations.NullMarked;
