/** Whatever goes wrong in a request, told to its sender as problem details (RFC 9457). */
@NullMarked
package io.observabilityfactory.service.problem;

import org.jspecify.annotations.NullMarked;
