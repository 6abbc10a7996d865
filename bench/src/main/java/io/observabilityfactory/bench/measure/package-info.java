/** What is looked at beside the load: processes, the service's own metrics, the database and its raw speed. */
@NullMarked
package io.observabilityfactory.bench.measure;

import org.jspecify.annotations.NullMarked;
