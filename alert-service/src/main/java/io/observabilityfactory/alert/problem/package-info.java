/** Whatever goes wrong in a request, told as problem details (RFC 9457). */
@NullMarked
package io.observabilityfactory.alert.problem;

import org.jspecify.annotations.NullMarked;
