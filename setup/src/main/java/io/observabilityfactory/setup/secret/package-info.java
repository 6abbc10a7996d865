/**
 * Makes the secrets of an installation inside of the cluster, so that they are in no manifest, no release and no pipeline.
 * What is there already is never changed.
 */
@NullMarked
package io.observabilityfactory.setup.secret;

import org.jspecify.annotations.NullMarked;
