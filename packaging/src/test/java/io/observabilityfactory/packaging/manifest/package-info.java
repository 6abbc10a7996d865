/** The manifests for those who have no Helm: rendered from the chart and committed. */
@NullMarked
package io.observabilityfactory.packaging.manifest;

import org.jspecify.annotations.NullMarked;
