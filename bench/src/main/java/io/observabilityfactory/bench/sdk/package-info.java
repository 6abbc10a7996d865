/** What the Java SDK costs the program that uses it: each call by itself, and beside servers that do well and that do not. */
@NullMarked
package io.observabilityfactory.bench.sdk;

import org.jspecify.annotations.NullMarked;
