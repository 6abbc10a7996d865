/**
 * Questions over all that happened, which {@code query-api} answers. Money is exact; what is unknown is {@code null}, never 0.
 */
@NullMarked
package io.observabilityfactory.sdk.query;

import org.jspecify.annotations.NullMarked;
