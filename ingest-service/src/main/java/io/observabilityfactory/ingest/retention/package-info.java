/** Makes partitions ahead of time and takes away what is older than its project wants it kept, beside running ingest. */
@NullMarked
package io.observabilityfactory.ingest.retention;

import org.jspecify.annotations.NullMarked;
